"""Where each layer puts the samples: the new representation that a network makes of them."""
