"""Tables of one's own: from a CSV file or the clipboard to the samples of the network."""
