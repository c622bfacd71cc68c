"""In which color does a number stand in a formula?  In that of its place on the diagram, strong enough to be read."""

from PySide6.QtGui import QColor

from nnviz.ui.theme import Theme, blend
from nnviz.walkthrough.quantity import Kind, Quantity, What
from nnviz.walkthrough.scene import Scene

CONTRAST = 4.5
"""Of any text with its background."""
_FORWARD = {Kind.INPUT, Kind.NET_INPUT, Kind.ACTIVATION}
_LOSS = {Kind.TARGET, Kind.OUTPUT_LOSS, Kind.SAMPLE_LOSS, Kind.LOSS, Kind.PENALTY, Kind.TOTAL}
_WEIGHTS = {Kind.WEIGHT, Kind.NEW_WEIGHT}
_BACKWARD = {
    Kind.CONTRIBUTION,
    Kind.OUTPUT_GRADIENT,
    Kind.SLOPE,
    Kind.JACOBIAN,
    Kind.DELTA,
    Kind.SHORT_DELTA,
    Kind.SAMPLE_GRADIENT,
    Kind.WEIGHT_GRADIENT,
    Kind.SAMPLE_BIAS_GRADIENT,
    Kind.BIAS_GRADIENT,
    Kind.INPUT_GRADIENT,
    Kind.RESPONSE,
}


def color_of(what: What | None, scene: Scene, theme: Theme) -> QColor:
    """The color of a number or of several; what has no place of its own is neutral."""
    kind = what.kind if isinstance(what, Quantity) else what.kinds[0] if what else None
    if kind in _WEIGHTS:
        if not isinstance(what, Quantity):
            return theme.text
        return readable(theme.positive if scene.value(what) >= 0 else theme.negative, theme)
    for kinds, color in ((_FORWARD, theme.forward), (_LOSS, theme.loss), (_BACKWARD, theme.backward)):
        if kind in kinds:
            return readable(color, theme)
    return theme.text


def lit(theme: Theme) -> QColor:
    """The ground of what the pointer is on, wherever it stands."""
    return blend(theme.canvas, theme.highlight, 0.24 if theme.dark else 0.38)


def readable(color: QColor, theme: Theme) -> QColor:
    """The color, as far towards the color of text as it must be to be read on the canvas and on what is lit."""
    for step in range(11):
        found = blend(color, theme.text, step / 10)
        if min(contrast(found, theme.canvas), contrast(found, lit(theme))) >= CONTRAST:
            break
    return found


def contrast(first: QColor, second: QColor) -> float:
    """How much two colors differ in lightness, from 1 to 21 (WCAG 2)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())
