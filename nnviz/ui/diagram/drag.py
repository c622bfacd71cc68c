"""A number under the mouse that is dragged to another value: up and to the right it grows."""

from dataclasses import dataclass, replace
from math import floor, log10

from PySide6.QtCore import QPointF

from nnviz.session.state import Element

COARSE, FINE = 0.01, 0.001
"""How much a number up to 10 changes with a pixel; with Shift, the finer one."""


@dataclass(frozen=True, slots=True)
class Drag:
    """The number that is dragged, and how far it has come."""

    element: Element
    start: float
    steps: int = 0  # fine ones, up

    @property
    def value(self) -> float:
        """What it has become; steps are decimal, so that 0.4 becomes 0.62."""
        return round(self.start + self.steps * FINE * self._size, 12)

    def moved(self, by: QPointF, fine: bool) -> "Drag":
        """The drag after another movement of the mouse, in pixels."""
        pixels = round(by.x() - by.y())
        return replace(self, steps=self.steps + pixels * (1 if fine else round(COARSE / FINE)))

    @property
    def _size(self) -> float:
        """1 for numbers below 10, 10 for those below 100, and so on."""
        return 10.0 ** max(0, floor(log10(abs(self.start)))) if self.start else 1.0
