"""What comes next is typeset while nothing else is to be done, so that the next step need not wait for it."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from nnviz.session.state import State
from nnviz.session.walks import coming_walk, current_index
from nnviz.ui.formula.boxes import drawn
from nnviz.ui.formula.writing import COMMA, LESS

FAR = 3
"""Facts to come."""
SIGNS = ("=", "+", LESS, r"\cdot", r"\times", r"\approx", COMMA, "(", ")", r"\partial", *"e0123456789")
"""What every network's formulas are made of; with the first of them the font is read."""


class Ahead(QObject):
    """Draws the symbols of the facts to come, one at a time, whenever the window is idle."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._symbols: Iterator[str] = iter(())
        self._begun = False
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._draw_one)

    @property
    def busy(self) -> bool:
        """Whether there is something left to draw."""
        return self._idle.isActive()

    def begin(self) -> None:
        """From now on there is time: before the window has been seen there is none."""
        self._begun = True
        self._idle.start()

    def look(self, state: State) -> None:
        """See what comes after the fact that is shown."""
        self._symbols = _coming(state)
        if self._begun:
            self._idle.start()

    def _draw_one(self) -> None:
        symbol = next(self._symbols, None)
        if symbol is None:
            self._idle.stop()
        else:
            drawn(symbol)


def _coming(state: State) -> Iterator[str]:
    yield from SIGNS
    walk, index = None if state.live else coming_walk(state), current_index(state)
    if walk is None:
        return
    first = 0 if index is None else index + 1
    for number in range(first, min(first + FAR, len(walk))):
        fact = walk[number]
        for quantity in fact.highlights:
            yield fact.labels.symbol(quantity).latex
