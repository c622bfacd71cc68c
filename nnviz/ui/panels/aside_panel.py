"""What stands beside the formula: a prediction, the numeric check of a gradient, and what an update did."""

from PySide6.QtCore import QPoint, QSize, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nnviz.session.predicting import open_question
from nnviz.session.state import State
from nnviz.ui.dock import Column
from nnviz.ui.panel import Panel
from nnviz.ui.panels.before_after_card import BeforeAfterCard
from nnviz.ui.panels.check_card import CheckCard
from nnviz.ui.panels.predict_card import PredictCard
from nnviz.ui.theme import Theme

LEAST, MOST, SHARE = 17, 26, 0.34
"""Of the width: multiples of the body text, and the share of the place that it has in between."""
HEIGHT = 9
"""The least, as a multiple of the body text; else it is as high as what it stands beside."""
BELOW = 8
"""Pixels that stay below what is scrolled into sight."""


class AsidePanel(Panel):
    """Cards below each other; while a question is open it alone is shown.

    Shows and commands: see the cards.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.predict, self.check, self.update_card = PredictCard(theme), CheckCard(theme), BeforeAfterCard(theme)
        self._asked, self._answered = False, True
        self._said: dict[QWidget, str] = {}
        self._news: list[QWidget] = []
        self.predict.commanded.connect(self.commanded)
        self.update_card.commanded.connect(self.commanded)
        self.check.said.connect(self._on_said)
        self.toggle = QAction(self.tr("Predict and check"), self)
        self.toggle.setCheckable(True)
        self.toggle.setChecked(True)
        self.toggle.toggled.connect(self.setVisible)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(4, 3, 6, 3)
        column.setSpacing(4)
        for card in (self.predict, self.update_card, self.check):
            column.addWidget(card)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._column = Column(self._inside)
        whole.addWidget(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state."""
        for card in (self.predict, self.update_card, self.check):
            card.render(state)
        self._asked, self._answered = state.prediction is not None, open_question(state) is None
        self._on_said()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for card in (self.predict, self.update_card, self.check):
            card.restyle(theme)

    def show_check(self) -> None:
        """Check the gradients of the whole network, in sight."""
        self.toggle.setChecked(True)
        self.check.check()

    @Slot()
    def _on_said(self) -> None:
        """Bring what is said anew into sight, once it has its place."""
        self._show_check_card()
        parts = (self.predict.verdict, self.update_card.losses, self.check.measured, self.check.outcome)
        before, self._said = self._said, {part: part.text() for part in parts if part.isVisibleTo(self)}
        self._news = [part for part, text in self._said.items() if before.get(part) != text]
        if self._news:
            QTimer.singleShot(0, self, self._show_news)

    @Slot()
    def _show_news(self) -> None:
        """Scroll no farther down than the news need, and never beyond where they begin."""
        if self._news:
            first, last = self._news[0], self._news[-1]
            begin = first.mapTo(self._inside, QPoint()).y()
            end = last.mapTo(self._inside, QPoint(0, last.height() + BELOW)).y()
            self._column.verticalScrollBar().setValue(max(0, min(begin, end - self._column.viewport().height())))

    def _show_check_card(self) -> None:
        """No check beside an open question; beside an answer only what it has to say: the room is for the answer."""
        self.check.setVisible(not self._asked or (self._answered and self.check.speaks))

    def sizeHint(self) -> QSize:
        """As high as what it stands beside."""
        em, place = self.fontInfo().pixelSize(), self.parentWidget()
        share = place.width() * SHARE if place else 0.0
        return QSize(round(min(max(em * LEAST, share), em * MOST)), em * HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()
