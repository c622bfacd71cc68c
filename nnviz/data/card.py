"""What is x, what is y, and where do they come from?  One sentence about a data set."""

import numpy as np

from nnviz.core.arrays import Array
from nnviz.sentence import Sentence


def card(origin: str, inputs: Array, targets: Array, tests: int) -> Sentence:
    """The sentence: numbers, ranges, origin. ``tests`` of the samples only test."""
    return Sentence(
        "{samples}, from {origin}: x is {x}; y is {y}.",
        samples=_samples(len(inputs), tests),
        origin=origin,
        x=_values(inputs),
        y=Sentence("x itself") if targets is inputs else _wanted(targets),
    )


def _samples(count: int, tests: int) -> Sentence:
    samples = Sentence("1 sample") if count == 1 else Sentence("{count:,} samples", count=count)
    return Sentence("{samples}, {tests:,} of them for testing", samples=samples, tests=tests) if tests else samples


def _wanted(targets: Array) -> Sentence:
    if targets.shape[1] > 1 and (targets.max(axis=1) == 1).all() and (np.count_nonzero(targets, axis=1) == 1).all():
        return Sentence("one of {classes} classes (one-hot)", classes=targets.shape[1])
    return _values(targets)


def _values(array: Array) -> Sentence:
    width = array.shape[1]
    count = Sentence("1 number") if width == 1 else Sentence("{count:,} numbers", count=width)
    low, high = float(array.min()), float(array.max())
    if low == high:
        return Sentence("{numbers}, always {value}", numbers=count, value=_number(low))
    if ((array == low) | (array == high)).all():
        return Sentence("{numbers}, {low} or {high}", numbers=count, low=_number(low), high=_number(high))
    return Sentence("{numbers} from {low} to {high}", numbers=count, low=_number(low), high=_number(high))


def _number(value: float) -> str:
    return f"{value:.4g}".replace("-", "−")
