"""What comes next is typeset while nothing else is to be done, so that the next step need not wait for it."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from nnviz.session.state import State
from nnviz.session.walks import current_index, walk_of
from nnviz.ui.formula.boxes import drawn

FAR = 3
"""Facts to come."""


class Ahead(QObject):
    """Draws the symbols of the facts to come, one at a time, whenever the window is idle."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._symbols: Iterator[str] = iter(())
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._draw_one)

    def look(self, state: State) -> None:
        """See what comes after the fact that is shown."""
        self._symbols = _coming(state)
        self._idle.start()

    def _draw_one(self) -> None:
        symbol = next(self._symbols, None)
        if symbol is None:
            self._idle.stop()
        else:
            drawn(symbol)


def _coming(state: State) -> Iterator[str]:
    walk, index = walk_of(state), current_index(state)
    if walk is None:
        yield "="  # at least the font is read
        return
    first = 0 if index is None else index + 1
    for number in range(first, min(first + FAR, len(walk))):
        fact = walk[number]
        for quantity in fact.highlights:
            yield fact.labels.symbol(quantity).latex
