"""Something that can be painted anywhere: on the screen, into a file."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPainter


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Something that can be painted from the origin on, its size in pixels of the screen."""

    size: QSizeF
    paint: Callable[[QPainter], None]
    title: str = ""
