"""Results go to standard output, messages to standard error.

Where there is neither (``pythonw``, a GUI script on Windows) nothing is said.
"""

import json
import sys


def say(text: str) -> None:
    """Print a result."""
    if sys.stdout is not None:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def say_json(value: object) -> None:
    """Print a result as one JSON object."""
    say(json.dumps(value, allow_nan=False))


def tell(text: str) -> None:
    """Print a message."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
