"""What a map says at one place."""

import numpy as np

from nnviz.core.network import Network
from nnviz.core.response import responses
from nnviz.ui.plots.output_map.making import Ground
from nnviz.walkthrough.decimals import format_number

DIGITS = 3
"""Where the view shows numbers rounded to 0 or 1, which would say little here."""
MOST = 4
"""Outputs that are read; of more, the one that wins."""


def reading(ground: Ground, network: Network, values: tuple[float, float], digits: int | None) -> str:
    """The inputs at a place, and what the network answers to them."""
    subject, wish = ground.subject, ground.wish
    raw = wish.held.astype(np.float64)
    digits = DIGITS if digits is None else digits
    inputs = []
    for column, value in zip(wish.columns, values, strict=False):
        raw[column] = value
        inputs.append(f"{subject.inputs[column]} = {format_number(value, digits)}")
    a = responses(network.as_precision("float64"), subject.heard(raw[:, np.newaxis]))[-1][:, 0]
    answers = subject.answers(a[np.newaxis])[0]
    shown = range(len(a)) if wish.output is None else [wish.output]
    if wish.output is None and len(a) > MOST:
        shown = [int(a.argmax())]
    names = subject.classes or subject.outputs
    outputs = [f"{names[output]} = {format_number(float(answers[output]), digits)}" for output in shown]
    return f"{', '.join(inputs)}:  {', '.join(outputs)}"
