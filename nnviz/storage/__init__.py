"""Text to values and back: network files, atomic writing, the autosave copy."""
