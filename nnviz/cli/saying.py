"""Results go to standard output, messages to standard error.

Where there is neither (``pythonw``, a GUI script on Windows) nothing is said.
"""

import json
import sys
from collections.abc import Iterable


def say(text: str) -> None:
    """Print a result."""
    if sys.stdout is not None:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def say_json(value: object) -> None:
    """Print a result as one JSON object."""
    say(json.dumps(value, allow_nan=False))


def say_list(values: Iterable[object]) -> None:
    """Print results as one JSON list, each as soon as it is there."""
    before = "["
    for value in values:
        say(before + json.dumps(value, allow_nan=False))
        before = ","
    say("]" if before == "," else "[]")


def tell(text: str) -> None:
    """Print a message."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
