"""The command line: the window, and the same engine without it."""

from nnviz.cli.commands import main

__all__ = ["main"]
