"""Computes reliefs while the window stays awake: a few heights, then whatever else there is to do."""

import time
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from nnviz.core.arrays import Array
from nnviz.core.network import Network
from nnviz.ui.pace import Pace
from nnviz.ui.plots.landscape.making import Survey, Task, fineness, pieces
from nnviz.ui.plots.landscape.outlook import Outlook

SURVEYS = 3
"""A second, while training runs."""
SLICE = 0.005
"""Seconds of work at a time."""
PAUSE = 20
"""Milliseconds between them while training runs, which shares the processor."""


class Surveyor(QObject):
    """Sees to it that the heights are those of the landscape on which the network stands, and fine ones at rest.

    Signals: ``done(Survey)``, heights are known.
    """

    done = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: tuple[Outlook, Network, bool] | None = None
        self._task: Task | None = None
        self._left: Iterator[Array] = iter(())
        self._found: list[Array] = []
        self._pace = Pace(SURVEYS, self)
        self._pace.due.connect(self._begin)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_tick)

    @property
    def busy(self) -> bool:
        """Whether heights are being computed."""
        return self._timer.isActive()

    def watch(self, outlook: Outlook, network: Network, *, running: bool) -> None:
        """Survey the landscape of this network where it is not known; ``running``: it moves, and time is short."""
        self._watched = outlook, network, running
        self._begin()

    def hurry(self) -> None:
        """See to it at once that heights are known of all that is seen, coarse ones where there are none."""
        if self._watched is None:
            return
        outlook, network, _ = self._watched
        if outlook.survey is None or outlook.survey.task.view != outlook.view:
            landscape = outlook.landscape(network)
            task = Task(landscape, outlook.view, fineness(landscape, quick=True))
            self._know(outlook, task, list(pieces(task)))

    def stop(self) -> None:
        """Give up what is under way."""
        self._watched = None
        self._timer.stop()

    def _begin(self) -> None:
        if self._watched is None or not self._pace.allows(self._watched[2]):
            return
        outlook, network, running = self._watched
        landscape = outlook.landscape(network)
        wanted, quick = fineness(landscape, quick=running), fineness(landscape, quick=True)
        made = None if outlook.survey is None else outlook.survey.task
        known = outlook.covers(made, landscape)
        if known and made is not None and made.count >= wanted:
            return
        if self.busy and (running or outlook.covers(self._task, landscape)):
            return
        self._task = Task(landscape, outlook.view, wanted if known else quick)
        self._left, self._found = pieces(self._task), []
        self._timer.start(PAUSE if running else 0)

    def _on_tick(self) -> None:
        end = time.perf_counter() + SLICE
        while time.perf_counter() < end:
            piece = next(self._left, None)
            if piece is None:
                self._finish()
                return
            self._found.append(piece)

    def _finish(self) -> None:
        assert self._task is not None
        assert self._watched is not None
        self._timer.stop()
        self._know(self._watched[0], self._task, self._found)
        self._begin()

    def _know(self, outlook: Outlook, task: Task, found: list[Array]) -> None:
        outlook.survey = Survey(task, np.concatenate(found).reshape(task.count, task.count))
        self.done.emit(outlook.survey)
