"""What rests while the rest of a picture moves: painted once, and kept."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from nnviz.ui.theme import Theme


class Still:
    """A see-through sheet as large as its widget."""

    def __init__(self) -> None:
        self._painted: tuple[tuple[object, ...], QPixmap] | None = None

    def of(
        self, widget: QWidget, theme: Theme, subject: tuple[object, ...], paint: Callable[[QPainter], None]
    ) -> QPixmap:
        """What ``paint`` paints; it is called only where the subject, the theme or the widget's looks have changed."""
        key = (*subject, theme, widget.size(), widget.devicePixelRatioF(), widget.font())
        if self._painted is None or self._painted[0] != key:
            self._painted = key, _sheet(widget, paint)
        return self._painted[1]


def _sheet(widget: QWidget, paint: Callable[[QPainter], None]) -> QPixmap:
    ratio = widget.devicePixelRatioF()
    sheet = QPixmap(widget.size() * ratio)
    sheet.setDevicePixelRatio(ratio)
    sheet.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(widget.font())
    paint(painter)
    painter.end()
    return sheet
