"""How does y follow from x?  As a formula says that somebody typed, over one input or a few."""

import numpy as np

from nnviz.core.names import input_names
from nnviz.data.expression import Columns, parse
from nnviz.data.formula_text import text_of
from nnviz.data.toy import Samples
from nnviz.errors import BadInput

DEFAULT = "sin(3*x)"


def expression(  # noqa: PLR0913  a formula, and over what
    samples: int, noise: float, stream: np.random.RandomState, *, formula: str, inputs: float, low: float, high: float
) -> Samples:
    """The formula over x1, x2, ... (x, where there is only one), each from low to high; noise is the deviation of y."""
    if low >= high:
        raise BadInput("dataset.high is {high:g}; give a number above low, which is {low:g}.", low=low, high=high)
    try:
        wanted = parse(formula, Columns(input_names(int(inputs))))
    except BadInput as error:
        raise BadInput("dataset.formula: {problem}", problem=error.args[0]) from error
    x = stream.uniform(low, high, (samples, int(inputs)))
    y = wanted.values(x)[:, np.newaxis]
    if not np.isfinite(y).all():
        first = x[np.argmin(np.isfinite(y))].tolist()
        raise BadInput(
            "dataset.formula: “{formula}” has no finite value at x = {place}; change it, or the numbers low and high.",
            formula=formula,
            place=", ".join(f"{value:.4g}" for value in first),
        )
    return x, y + noise * stream.normal(size=y.shape)


def spelled_out(formula: str, inputs: int) -> str:
    """The formula with x1 where it said x for the only input; one that cannot be read stays as it is."""
    try:
        return text_of(parse(formula, Columns(input_names(inputs))), input_names(inputs))
    except BadInput:
        return formula
