"""How wide are the texts of the diagram?  Measured once, with room for signs, so that nothing shakes while it runs."""

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontMetricsF

from nnviz.core.arrays import Array
from nnviz.ui.diagram.plan import Measures, Plan
from nnviz.ui.diagram.readings import Readings

MOST_LABELS = 12
"""Numbers on the edges between two columns, at most."""
LONGEST_NAME = 7.0
"""In em; longer names of units are cut on cards."""
ONE_SIDE = 1.5
"""In em: the 1 that a bias is the weight of, where it is shown so."""


def whole_digits(values: tuple[Array | None, ...]) -> int:
    """How many digits stand before the decimal point of the largest of these numbers; 6 at most."""
    largest = 1.0
    for array in values:
        if array is not None and array.size:
            largest = max(largest, float(np.fmax.reduce(np.abs(array), axis=None, initial=largest)))
    return min(6, len(str(int(min(largest, 1e6)))))


def measure(
    font: QFont,
    em: float,
    plan: Plan,
    readings: Readings,
    digits: tuple[int | None, int | None],
    whole: tuple[int, int],
) -> Measures:
    """The widths of the texts; ``digits`` after and ``whole`` digits before the point, of units and of edges."""
    plain, bold = _metrics(font, em, False), _metrics(font, em, True)
    number, edge = _template(whole[0], digits[0]), _template(whole[1], digits[1])
    names = readings.names
    widest = max((name for column in readings.columns[1 if plan.picture else 0 :] for name in column.names), key=len)
    bias = max(
        (
            names.bias(i, len(layer.bias) - 1)
            for i, layer in enumerate(readings.network.layers)
            if layer.bias is not None
        ),
        key=len,
        default="",
    )
    target = QCoreApplication.translate("Diagram", "target {value}").format(value="−0.000")
    return Measures(
        em,
        min(LONGEST_NAME * em, plain.horizontalAdvance(widest)),
        bold.horizontalAdvance(number[1:]),
        bold.horizontalAdvance(number[0]),
        plain.horizontalAdvance(f"{bias} {edge}") + (0.8 + (ONE_SIDE if names.bias_as == "x0" else 0.0)) * em,
        plain.horizontalAdvance(f"δ {number}") * 0.9 + 0.7 * em,
        max(plain.horizontalAdvance(target), bold.horizontalAdvance(f"E {number[1:]}")) + 1.2 * em,
        tuple(_label(plan, readings, layer, plain, edge) for layer in range(readings.network.depth)),
    )


def _metrics(font: QFont, em: float, bold: bool) -> QFontMetricsF:
    sized = QFont(font)
    sized.setPixelSize(max(1, round(em)))
    sized.setBold(bold)
    return QFontMetricsF(sized)


def _template(whole: int, digits: int | None) -> str:
    """The widest number of so many digits."""
    return "−" + "0" * whole + ("." + "0" * digits if digits else "")


def _label(plan: Plan, readings: Readings, layer: int, metrics: QFontMetricsF, number: str) -> float:
    weight = readings.network.layers[layer].weight
    if weight.size > MOST_LABELS or plan.columns[layer + 1].sees_picture:
        return 0.0
    name = readings.names.weight(layer, weight.shape[0] - 1, weight.shape[1] - 1)
    return metrics.horizontalAdvance(f"{name} {number}") + 0.6 * metrics.horizontalAdvance("0")
