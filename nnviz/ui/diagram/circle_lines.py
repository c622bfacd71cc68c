"""Where do the texts of a circle stand?  Its name, its large number, and the small ones below each other."""

from dataclasses import dataclass
from math import sqrt

from PySide6.QtCore import QRectF

PIECE = 0.95
"""In em: the height of a small number that is one of several."""
RISE = 0.6
"""In em: by so much the texts stand higher for each further small number."""


@dataclass(frozen=True, slots=True)
class CircleLines:
    """The places of the texts, each as wide as the circle."""

    name: QRectF
    large: QRectF
    small: tuple[QRectF, ...]  # of one net input, or of each piece


def circle_lines(circle: QRectF, em: float, pieces: int) -> CircleLines:
    """The lines of a unit with so many net inputs."""
    middle = circle.center().y() - RISE * (pieces - 1) * em

    def line(top: float, height: float) -> QRectF:
        return QRectF(circle.left(), middle + top * em, circle.width(), height * em)

    several = tuple(line(0.7 + PIECE * piece, PIECE) for piece in range(pieces))
    return CircleLines(line(-2.15, 1.4), line(-0.8, 1.6), several if pieces > 1 else (line(0.7, 1.3),))


def chord(circle: QRectF, y: float) -> float:
    """How wide the circle is at some height."""
    radius, away = circle.width() / 2, abs(y - circle.center().y())
    return 2 * sqrt(max(0.0, radius**2 - away**2))
