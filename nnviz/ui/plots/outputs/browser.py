"""Goes through a few of the samples: the one before, the next one, and their pictures where they have some."""

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.ui.button import Button
from nnviz.ui.diagram.pictures_item import ink
from nnviz.ui.icons import Icon
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme

SIDE, GAP = 2.6, 0.35
"""Of a small picture, and beside it, in lines of text."""


class Thumbnails(QWidget):
    """Samples as small pictures, as many as have room, the one shown among them.

    Signals: ``chosen(int)``, the row of the sample that was clicked.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._data: Dataset | None = None
        self._rows: Array = np.array([], np.intp)
        self._row: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_rows(self, data: Dataset, rows: Array, row: int | None) -> None:
        """Show these samples; ``row`` is the one shown in the window."""
        self._data, self._rows, self._row = data, rows, row
        self.setVisible(data.input_shape is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """High enough for a row of pictures."""
        return QSize(0, round(SIDE * self.fontMetrics().height()) + 6)

    def places(self) -> list[tuple[int, QRect]]:
        """The samples that have room, each with its place."""
        line = self.fontMetrics().height()
        side, step = round(SIDE * line), round((SIDE + GAP) * line)
        count = max(1, self.width() // step)
        own = np.flatnonzero(self._rows == self._row)
        page = int(own[0]) // count if len(own) else 0
        rows = self._rows[page * count : (page + 1) * count].tolist()
        return [(row, QRect(3 + index * step, 3, side, side)) for index, row in enumerate(rows)]

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.theme = theme
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the pictures."""
        data = self._data
        if data is None or data.input_shape is None:
            return
        painter = QPainter(self)
        for row, place in self.places():
            painter.drawImage(place, ink(self.theme, data.inputs[row].reshape(data.input_shape)))
            shown = row == self._row
            painter.setPen(QPen(self.theme.highlight if shown else self.theme.border, 4 if shown else 1.5))
            painter.drawRect(place)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show the sample that was clicked."""
        for row, place in self.places():
            if place.contains(event.position().toPoint()) and event.button() is Qt.MouseButton.LeftButton:
                self.chosen.emit(row)


class Browser(QWidget):
    """The samples of a list, one of them shown.

    Signals: ``chosen(int)``, the row of the sample to be shown.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Array = np.array([], np.intp)
        self._place = -1
        self.previous = Button(theme, "", Icon.BACK)
        self.previous.setToolTip(self.tr("Show the sample before"))
        self.previous.setAccessibleName(self.previous.toolTip())
        self.next = Button(theme, "", Icon.STEP)
        self.next.setToolTip(self.tr("Show the next sample"))
        self.next.setAccessibleName(self.next.toolTip())
        self.text = QuietLabel(theme, wraps=True)
        self.thumbnails = Thumbnails(theme)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.previous)
        line.addWidget(self.next)
        line.addWidget(self.text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.thumbnails)
        self.previous.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.thumbnails.chosen.connect(self.chosen)

    def show_rows(self, data: Dataset, rows: Array, row: int | None, text: str) -> None:
        """Go through these samples; ``text`` says what they are."""
        self.rows = rows
        own = np.flatnonzero(rows == row)
        self._place = int(own[0]) if len(own) else -1
        shown = self.tr("{place} of {count}").format(place=self._place + 1, count=len(rows)) if len(own) else ""
        self.text.setText(f"{text}  {shown}".rstrip())
        self.previous.setEnabled(self._place > 0)
        self.next.setEnabled(self._place + 1 < len(rows))
        self.thumbnails.show_rows(data, rows, row)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        for part in (self.previous, self.next, self.text, self.thumbnails):
            part.restyle(theme)

    def _go(self, step: int) -> None:
        self.chosen.emit(int(self.rows[max(0, self._place + step)]))
