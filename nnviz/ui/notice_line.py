"""The line at the foot of the window: the latest notice, or what the open network is about."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from nnviz.session.state import State
from nnviz.ui.translation import translated


class NoticeLine(QLabel):
    """One line; a sentence that is too long ends in dots, and its tip is the whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_state(self, state: State) -> None:
        """Show the notice, or the description of the document where there is none."""
        text = translated(state.notice.text) if state.notice else state.work.document.description
        if text != self.text():
            self.setText(text)
            self.setToolTip(text)

    def sizeHint(self) -> QSize:
        """As wide as its place."""
        return QSize(0, round(self.fontMetrics().height() * 1.4))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw as much of the sentence as there is room for."""
        painter = QPainter(self)
        inside = self.rect().adjusted(8, 0, -8, 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
