"""Curves that grow while the network trains."""
