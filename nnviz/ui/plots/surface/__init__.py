"""What the network answers over two inputs, as a surface in space."""
