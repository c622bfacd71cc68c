"""The loop: a message changes the state, its effects are performed, and the panels show what has become of it.

Only here the state is held; only here files are read and written and jobs handed to the training thread.
"""

import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot

from nnviz.errors import NnvizError
from nnviz.session.commands import (
    Command,
    DocumentRead,
    DocumentSaved,
    FrameArrived,
    JobFailed,
    RequestFailed,
    TextWritten,
    TimePassed,
)
from nnviz.session.effects import Ask, Effect, OfferData, ReadFile, SubmitJob, Tell, WriteFile, WriteText
from nnviz.session.jobs import Failure, Frame
from nnviz.session.state import FULL_SPEED, State
from nnviz.session.update import update
from nnviz.storage.atomic import write_atomically
from nnviz.storage.network_file import read, relocated, write
from nnviz.ui.panel import Panel
from nnviz.worker.training_thread import TrainingThread

TICK = 8
"""Milliseconds between two looks at the clock."""
FRAME, FULL_SPEED_FRAME = 0.015, 0.022
"""Seconds between two pictures at least; at full speed more would only take time from training."""
FULL_SPEED_SHARE = 0.3
"""How much of the time drawing may take at full speed: the rest belongs to training."""
SHARE = 0.7
"""How much it may take otherwise, so that clicks are still answered."""
BESIDE = 0.95
"""How much it may take at full speed where training has a processor of its own."""


class Shell(QObject):
    """Holds the state, and is the only one to change it.

    Signals: ``changed(State)``, at most once a frame; ``asked(Ask)``, ``told(str)`` and ``data_wanted()``, for
    a dialog.
    """

    changed = Signal(object)
    asked = Signal(object)
    told = Signal(str)
    data_wanted = Signal()

    def __init__(self, state: State, thread: TrainingThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self._thread = thread
        self._panels: list[Panel] = []
        self._behind: set[QObject] = set()  # panels that were out of sight when the state was shown
        self._stale = False  # the state is newer than what is shown
        self._drawn = (time.perf_counter(), time.thread_time())
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.setInterval(TICK)
        self._clock.timeout.connect(self._on_tick)
        thread.frame_arrived.connect(self._on_frame)
        thread.failed.connect(self._on_failure)

    def add(self, panel: Panel) -> None:
        """Let a panel show the state and send commands."""
        self._panels.append(panel)
        panel.commanded.connect(self.send)
        panel.installEventFilter(self)
        panel.render(self.state)

    @Slot(object)
    def send(self, command: Command) -> None:
        """Do what a command means, and show it at once."""
        self._take(command)
        self._render()

    def show(self, state: State) -> None:
        """Show another state in place of the one that is held."""
        self.state = state
        self._render()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a panel up to date that comes into sight: one behind a tab counts as shown, but is not painted."""
        if event.type() == QEvent.Type.Show and isinstance(watched, Panel):
            watched.render(self.state)
        elif event.type() == QEvent.Type.Paint and watched in self._behind:
            self._behind.discard(watched)
            QTimer.singleShot(0, watched, self._render)
        return False

    def _take(self, command: Command) -> None:
        self.state, effects = update(self.state, command)
        for effect in effects:
            self._perform(effect)
        if (self.state.playing or self.state.busy) != self._clock.isActive():
            self._clock.stop() if self._clock.isActive() else self._clock.start()

    def _perform(self, effect: Effect) -> None:
        match effect:
            case SubmitJob(job):
                self._thread.submit(job)
            case ReadFile():
                self._take(_reading(effect))
            case WriteFile():
                self._take(_writing(effect, self.state))
            case WriteText(path, text):
                self._take(_written(path, text))
            case Ask():
                self.asked.emit(effect)
            case Tell(text):
                self.told.emit(text)
            case OfferData():
                self.data_wanted.emit()
            case _:
                raise NotImplementedError(effect)

    @Slot()
    def _on_tick(self) -> None:
        if self.state.playing:
            self._take(TimePassed(time.perf_counter()))
        if self._stale and self._may_draw():
            self._render()

    @Slot(object)
    def _on_frame(self, frame: Frame) -> None:
        self._take(FrameArrived(frame))
        self._stale = True
        if not self._clock.isActive():
            self._render()

    @Slot(object)
    def _on_failure(self, failure: Failure) -> None:
        self.send(JobFailed(failure))

    def _may_draw(self) -> bool:
        """Whether drawing has left enough time for the rest since the last frame."""
        shown_at, used_before = self._drawn
        passed = time.perf_counter() - shown_at
        least = FULL_SPEED_FRAME if self.state.speed == FULL_SPEED else FRAME
        return passed >= least and time.thread_time() - used_before <= self._share() * passed

    def _share(self) -> float:
        """The part of the time that drawing may take."""
        if self.state.speed != FULL_SPEED:
            return SHARE
        return BESIDE if self._thread.beside else FULL_SPEED_SHARE

    def _render(self) -> None:
        self._stale = False
        self._drawn = (time.perf_counter(), time.thread_time())
        for panel in self._panels:
            if _in_sight(panel):
                panel.render(self.state)
            else:
                self._behind.add(panel)
        self.changed.emit(self.state)


def _in_sight(panel: Panel) -> bool:
    """Whether a panel is inside its window: Qt keeps one behind a tab outside; children may well cover all of it."""
    window = panel.window()
    return panel.isVisible() and window.rect().intersects(QRect(panel.mapTo(window, QPoint()), panel.size()))


def _reading(effect: ReadFile) -> Command:
    try:
        return DocumentRead(read(effect.path), None if effect.example else effect.path)
    except NnvizError as error:
        return RequestFailed(str(error))


def _writing(effect: WriteFile, state: State) -> Command:
    document = effect.document
    if state.path is not None:
        document = relocated(document, state.path.parent, effect.path.parent)
    try:
        write(effect.path, document)
    except NnvizError as error:
        return RequestFailed(str(error))
    return DocumentSaved(document, effect.path, document.network)


def _written(path: Path, text: str) -> Command:
    try:
        write_atomically(path, text.encode())
    except NnvizError as error:
        return RequestFailed(str(error))
    return TextWritten(path)
