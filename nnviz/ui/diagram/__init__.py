"""The network as a picture in which every number is alive."""
