"""nnviz shows how a neural network computes and learns, one number at a time."""

__version__ = "0.1.0"
