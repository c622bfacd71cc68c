"""The loss over two numbers of the network, seen from above, and the way of the descent on it."""
