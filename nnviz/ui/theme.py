"""One palette and one value-to-color scale for the whole app, light and dark.

Blue is positive and orange negative, everywhere. Colors are opaque: translucent lines are slow to draw, so what steps
back is blended with the background beforehand (``faded``).
"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from nnviz.core.arrays import Array
from nnviz.core.snapshot import Phase


@dataclass(frozen=True, slots=True)
class Theme:
    """The colors of the app."""

    name: str
    window: QColor  # behind the panels
    canvas: QColor  # behind the diagram, plots and fields
    raised: QColor  # buttons, cards, badges
    border: QColor
    text: QColor
    quiet: QColor  # labels and units of measure
    accent: QColor  # what is pressed or chosen
    accent_text: QColor
    positive: QColor
    negative: QColor
    neutral: QColor  # the middle of the scale
    activation: QColor  # a large activation
    highlight: QColor  # the ring around what the moment is about, and signs that warn
    sign_text: QColor  # on the highlight
    forward: QColor
    loss: QColor
    backward: QColor
    update: QColor
    test: QColor  # the curve over the test rows
    error: QColor
    classes: tuple[QColor, ...]  # told apart by color-blind viewers, too; the first six best
    heights: tuple[QColor, ...]  # from low to high, even to the eye, and for color-blind viewers, too
    trail: QColor  # what stands out on any of them, within an edge of sign_text

    @property
    def dark(self) -> bool:
        """Whether text is lighter than its background."""
        return self.text.lightness() > self.window.lightness()

    def phase(self, phase: Phase) -> QColor:
        """The color of a phase."""
        return {
            Phase.READY: self.quiet,
            Phase.FORWARD: self.forward,
            Phase.LOSS: self.loss,
            Phase.BACKWARD: self.backward,
            Phase.UPDATE: self.update,
        }[phase]

    def signed(self, value: float, scale: float) -> QColor:
        """The color of a value on a scale from -scale (orange) over 0 (neutral) to +scale (blue), clipped."""
        share = 0.0 if scale <= 0 or not np.isfinite(value) else min(1.0, abs(value) / scale)
        return blend(self.neutral, self.positive if value >= 0 else self.negative, share)

    def signed_image(self, values: Array, scale: float) -> Array:
        """The same for an array: (..., 4) uint8 in the order of QImage.Format_RGBA8888."""
        share = np.clip(np.nan_to_num(values) / (scale if scale > 0 else 1.0), -1.0, 1.0)[..., np.newaxis]
        neutral, positive, negative = (
            np.array(_rgb(color), dtype=np.float64) for color in (self.neutral, self.positive, self.negative)
        )
        rgb = neutral + np.where(share >= 0, share * (positive - neutral), -share * (negative - neutral))
        alpha = np.full((*np.shape(values), 1), 255.0)
        return np.asarray(np.concatenate([rgb, alpha], axis=-1).round().astype(np.uint8))

    def height(self, share: float) -> QColor:
        """The color of a height, from the lowest (0) to the highest (1)."""
        place = min(1.0, max(0.0, share)) * (len(self.heights) - 1)
        below = min(int(place), len(self.heights) - 2)
        return blend(self.heights[below], self.heights[below + 1], place - below)

    def class_color(self, index: int) -> QColor:
        """The color of a class; beyond the last one they begin anew."""
        return self.classes[index % len(self.classes)]

    def faded(self, color: QColor, share: float = 0.65) -> QColor:
        """The color stepped back towards the canvas."""
        return blend(color, self.canvas, share)


def blend(first: QColor, second: QColor, share: float) -> QColor:
    """An opaque color, ``share`` of the way from the first to the second."""
    red, green, blue = (
        min(255, max(0, round(one + (two - one) * share))) for one, two in zip(_rgb(first), _rgb(second), strict=True)
    )
    return QColor(red, green, blue)


def _colors(*names: str) -> tuple[QColor, ...]:
    return tuple(QColor(name) for name in names)


def _rgb(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()


VIRIDIS = _colors(
    *("#440154", "#482878", "#3e4989", "#31688e", "#26828e"),  # after Smith and van der Walt
    *("#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"),
)

LIGHT = Theme(
    name="light",
    window=QColor("#f4f6f8"),
    canvas=QColor("#ffffff"),
    raised=QColor("#ffffff"),
    border=QColor("#d5dbe1"),
    text=QColor("#18222d"),
    quiet=QColor("#55626f"),
    accent=QColor("#1f66b0"),
    accent_text=QColor("#ffffff"),
    positive=QColor("#1f66b0"),
    negative=QColor("#d95f02"),
    neutral=QColor("#e9edf1"),
    activation=QColor("#5fb3a1"),
    highlight=QColor("#f7c948"),
    sign_text=QColor("#18222d"),
    forward=QColor("#0b7a5e"),
    loss=QColor("#b84e00"),
    backward=QColor("#8e3fb0"),
    update=QColor("#1f66b0"),
    test=QColor("#d95f02"),
    error=QColor("#b3261e"),
    classes=_colors(
        *("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#a83c00"),  # after Okabe and Ito
        *("#332288", "#999933", "#882255", "#777777"),  # after Paul Tol
    ),
    heights=VIRIDIS,
    trail=QColor("#ffffff"),
)

DARK = Theme(
    name="dark",
    window=QColor("#161c23"),
    canvas=QColor("#0f1419"),
    raised=QColor("#1f2830"),
    border=QColor("#33404c"),
    text=QColor("#eef3f7"),
    quiet=QColor("#a3b0bc"),
    accent=QColor("#58a6f0"),
    accent_text=QColor("#0d1319"),
    positive=QColor("#58a6f0"),
    negative=QColor("#f58a3c"),
    neutral=QColor("#2b343d"),
    activation=QColor("#2f8f7c"),
    highlight=QColor("#f7c948"),
    sign_text=QColor("#18222d"),
    forward=QColor("#3dbb9a"),
    loss=QColor("#f58a3c"),
    backward=QColor("#c07be0"),
    update=QColor("#58a6f0"),
    test=QColor("#f58a3c"),
    error=QColor("#ff8a80"),
    classes=_colors(
        *("#2f9be0", "#f0b428", "#16b98a", "#e59cc5", "#9fdcff", "#e0661f"),
        *("#8f7ff0", "#c6c65a", "#d05a94", "#a5a5a5"),
    ),
    heights=VIRIDIS,
    trail=QColor("#ffffff"),
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}
