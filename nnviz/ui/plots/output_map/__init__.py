"""What the network answers over its inputs, as a map or a curve."""
