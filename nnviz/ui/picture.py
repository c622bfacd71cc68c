"""Something that can be painted anywhere: on the screen, into a file."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPainter

from nnviz.ui.style import file_font


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Something that can be painted from the origin on, its size in pixels of the screen."""

    size: QSizeF
    paint: Callable[[QPainter], None]
    title: str = ""

    def draw(self, painter: QPainter) -> None:
        """Paint it, its texts in the font of files."""
        painter.setFont(file_font())
        self.paint(painter)
