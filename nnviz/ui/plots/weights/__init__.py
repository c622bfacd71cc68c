"""The weights of a layer as pictures and as a matrix; weights, activations and gradients through the run."""
