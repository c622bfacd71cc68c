"""A label whose width only grows, so that running numbers do not shake what stands beside them."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel, QWidget


class SteadyLabel(QLabel):
    """As wide as the widest text it ever showed, or was told to keep room for.

    Its size is a fixed one: another text of the same width does not lay out the window anew.
    """

    def __init__(self, *room: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._widest = ""
        self.setFixedSize(self.sizeHint())

    def setText(self, text: str) -> None:
        """Show a text."""
        if text == self.text():
            return
        if self._width(text) > self._width(self._widest):
            self._widest = text
            self.setFixedSize(self.sizeHint())
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Text of another size takes other room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Room for the widest text."""
        width = max(self._width(text) for text in (self._widest, *self._room))
        return QSize(width + 2 * self.margin() + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The same: the text is never cut."""
        return self.sizeHint()

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)
