"""The lecture: how a network computes and learns, with NumPy and nothing else."""
