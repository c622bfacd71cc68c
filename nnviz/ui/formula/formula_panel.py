"""The number under the cursor: what it is, its rule, the rule with numbers, its line of code."""

from collections.abc import Callable
from functools import partial
from math import inf

from PySide6.QtCore import QPoint, QSize, QSizeF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolTip, QWidget

from nnviz.session.commands.walking import GoTo, Point
from nnviz.session.state import State, StepSize
from nnviz.session.walks import current_index, fact_counts, walk_of
from nnviz.ui.button import Button, Weight
from nnviz.ui.formula.ahead import Ahead
from nnviz.ui.formula.canvas import FormulaCanvas
from nnviz.ui.formula.copying import as_latex, as_python
from nnviz.ui.formula.paging import page_of
from nnviz.ui.icons import Icon
from nnviz.ui.menus.menu import Menu
from nnviz.ui.panel import Panel
from nnviz.ui.theme import Theme
from nnviz.walkthrough.fact import Fact

HEIGHT, LEAST = 14.0, 9.2
"""Of the panel, as multiples of the body text."""
SHARE, MOST_SHARE = 0.215, 0.24
"""Of the window: at most so much for that height, or for the least one."""
ICON = 0.6
"""How far down an icon reaches in its button."""
SMALLEST = QSize(16, 6)
"""Multiples of the body text, too: so small can the panel be made by hand."""


class FormulaPanel(Panel):
    """A formula in which every number can be pointed at and asked where it comes from.

    Shows: the current fact, and what is pointed at in any panel. Commands: Point, GoTo.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shown: tuple[object, ...] = ()
        self.ahead = Ahead(self)
        self.canvas = FormulaCanvas(theme)
        self.canvas.pointed.connect(lambda what: self.commanded.emit(Point(what)))
        self.canvas.asked.connect(lambda quantity: self.commanded.emit(GoTo(quantity)))
        self._make_actions()
        self._make_buttons()
        self._place()

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state."""
        shown = (
            walk_of(state),
            current_index(state),
            state.asked,
            state.live,
            state.playing,
            state.step_size,
            None if state.playing else state.work.timeline.now,
            state.view,
            state.prediction,
            state.trial,
        )
        if shown != self._shown:
            self._shown = shown
            page = page_of(state)
            self.canvas.show_page(page, self._sentence(state))
            known = page is not None and not page.hidden
            self.setAccessibleName(page.fact.text(page.digits) if page and known else self.canvas.sentence)
            for action in self.copies:
                action.setEnabled(known)
            self.copy.setEnabled(known)
            self.ahead.look(state)
        self.canvas.light(state.pointed)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.canvas, self.copy, self.close_button):
            part.restyle(theme)

    def sizeHint(self) -> QSize:
        """The same height for every fact, so that stepping does not move the diagram; less in a low window."""
        em, window = self.fontInfo().pixelSize(), self.window()
        room = inf if window is self else window.height()
        usual, least = min(em * HEIGHT, room * SHARE), min(em * LEAST, room * MOST_SHARE)
        return QSize(em * 40, round(max(usual, least)))

    def minimumSizeHint(self) -> QSize:
        """What is too wide or too high is drawn smaller."""
        return SMALLEST * self.fontInfo().pixelSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sentences off the buttons."""
        super().resizeEvent(event)
        tools = self._tools.sizeHint()
        self.canvas.leave_corner(QSizeF(tools.width(), tools.height() * ICON))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the ground, and a line where the diagram ends."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.canvas)
        painter.setPen(QPen(self.theme.border, 2.0))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()

    def _make_actions(self) -> None:
        self.menu = Menu(self.tr("Copy"), self)
        ways: tuple[tuple[str, Callable[[Fact, int | None], str], str], ...] = (
            (self.tr("Copy as &LaTeX"), as_latex, "Ctrl+Shift+L"),
            (self.tr("Copy as &text"), Fact.text, "Ctrl+Shift+T"),
            (self.tr("Copy as P&ython"), as_python, "Ctrl+Shift+Y"),
        )
        self.copies: list[QAction] = []
        for text, write, keys in ways:
            self.copies.append(self.menu.add(text, partial(self._copy, write), [keys]))
        self.toggle = QAction(self.tr("Formula"), self)
        self.toggle.setCheckable(True)
        self.toggle.setChecked(True)
        self.toggle.toggled.connect(self.setVisible)

    def _make_buttons(self) -> None:
        self.copy = Button(self.theme, "", Icon.COPY, Weight.BARE)
        self.copy.setAccessibleName(self.tr("Copy"))
        self.copy.setToolTip(self.tr("Copy the formula as LaTeX, as text or as Python"))
        self.copy.clicked.connect(lambda: self.menu.popup(self.copy.mapToGlobal(QPoint(0, self.copy.height()))))
        self.close_button = Button(self.theme, "", Icon.CROSS, Weight.BARE)
        self.close_button.setToolTip(self.tr("Close this panel; View > Panels brings it back"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.clicked.connect(lambda: self.toggle.setChecked(False))
        self.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.canvas.customContextMenuRequested.connect(
            lambda place: self.menu.popup(self.canvas.mapToGlobal(place)) if self.canvas.page else None
        )

    def _place(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._tools = QWidget()
        buttons = QHBoxLayout(self._tools)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(2)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.close_button)
        cell = QGridLayout(self)
        cell.setContentsMargins(18, 8, 6, 6)
        cell.addWidget(self.canvas, 0, 0)
        cell.addWidget(self._tools, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)

    def _copy(self, write: Callable[[Fact, int | None], str]) -> None:
        page = self.canvas.page
        if page is not None:
            QGuiApplication.clipboard().setText(write(page.fact, page.digits))
            QToolTip.showText(self.copy.mapToGlobal(QPoint()), self.tr("Copied"), self.copy)

    def _sentence(self, state: State) -> str:
        """What there is to do where no number has just been made."""
        if state.recipe.dataset is None:
            return self.tr("Choose data to see how every number is made.")
        if state.trial is not None:
            return self.tr("Keep the value that is tried out, or discard it, to go on.")
        if state.playing:
            return self.tr("Pause and step by value to see how every number is made.")
        if state.step_size is not StepSize.VALUE:
            return self.tr("Step by value to see how every number is made.")
        if state.work.timeline.position:
            return self.tr("Press Step (Right) for the next value.")
        return self.tr("Press Step (Right) for the first of {count:,} values.").format(count=sum(fact_counts(state)))
