"""A pad on which one draws, and the answer of the network to what is drawn."""
