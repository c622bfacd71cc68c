"""What is x, what is y, and where do they come from?  One sentence about a data set."""

import numpy as np

from nnviz.core.arrays import Array


def card(origin: str, inputs: Array, targets: Array, tests: int) -> str:
    """The sentence: numbers, ranges, origin. ``tests`` of the samples only test."""
    kept = f", {tests:,} of them for testing" if tests else ""
    wanted = "x itself" if targets is inputs else _wanted(targets)
    return f"{_count(len(inputs), 'sample')}{kept}, from {origin}: x is {_values(inputs)}; y is {wanted}."


def _wanted(targets: Array) -> str:
    if targets.shape[1] > 1 and (targets.max(axis=1) == 1).all() and (np.count_nonzero(targets, axis=1) == 1).all():
        return f"one of {targets.shape[1]} classes (one-hot)"
    return _values(targets)


def _values(array: Array) -> str:
    count = _count(array.shape[1], "number")
    low, high = float(array.min()), float(array.max())
    if low == high:
        return f"{count}, always {_number(low)}"
    if ((array == low) | (array == high)).all():
        return f"{count}, {_number(low)} or {_number(high)}"
    return f"{count} from {_number(low)} to {_number(high)}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _number(value: float) -> str:
    return f"{value:.4g}".replace("-", "−")
