"""What a moment says, in names and numbers."""
