"""What the network answers to the samples: bars, classes taken for each other, predictions, reconstructions."""
