"""The composition root: settings, state, thread, shell and window are made here, and end here."""

import gc
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QLoggingCategory, QObject, QSize, QStandardPaths, QTimer, Slot
from PySide6.QtWidgets import QApplication

from nnviz.errors import NotSaved
from nnviz.resources import networks_folder
from nnviz.session.commands import Pause, Run, SetSpeed
from nnviz.session.opening import opened
from nnviz.session.state import FULL_SPEED
from nnviz.storage.network_file import read
from nnviz.ui.first_place import fill_small_screen
from nnviz.ui.look import Look
from nnviz.ui.main_window import MainWindow
from nnviz.ui.questions import notify, trouble
from nnviz.ui.safekeeping import Safekeeping
from nnviz.ui.settings import Settings
from nnviz.ui.shell import Shell
from nnviz.ui.style import load_font
from nnviz.ui.translation import translate
from nnviz.worker.full_speed import FullSpeedTrainer
from nnviz.worker.training_thread import TrainingThread

FIRST = "backpropagation-by-hand.json"
SWITCH_INTERVAL = 0.001
"""Seconds after which a thread that computes lets the other in; measured by ``tests/benchmarks/switch_interval.py``."""
COLLECTION = 1000
"""Milliseconds between two collections of garbage."""
TOO_LONG = 0.005
"""Seconds of a collection after which what it left is taken for lasting, and not looked at again."""
PICTURE = QSize(1600, 1000)
PICTURE_SECONDS = 1.0
"""How long the example is trained for its picture."""


def open_window(path: Path | None) -> int:
    """Show the window with a file, or with the first example, until it is closed; return the exit status."""
    return App(path).run()


def picture(path: Path | None, out: Path) -> str:
    """Draw the window without a screen after some training, write it as a PNG, and return what was done.

    NotSaved where the picture cannot be written.
    """
    QLoggingCategory.setFilterRules("default.warning=false")  # that an offscreen window has no size hints
    app = App(path)
    app.draw(out)
    timeline = app.shell.state.work.timeline
    return (
        f"There is no screen here, so nnviz trained “{app.shell.state.work.document.name}” for {timeline.now.epoch:,} "
        f"epochs and wrote a picture of its window to {out}; for the window itself, start it on a desktop, or over "
        "`ssh -X`."
    )


class App:
    """One running nnviz: everything that lives as long as its window."""

    def __init__(self, path: Path | None) -> None:
        chosen = path or networks_folder() / FIRST
        is_example = chosen.resolve().parent == networks_folder().resolve()
        state = opened(read(chosen), None if is_example else chosen)
        self.qt = QApplication([sys.argv[0] or "nnviz"])
        self.qt.setApplicationName("nnviz")
        self.settings = Settings()
        translate(self.qt, self.settings.language)
        load_font()
        sys.setswitchinterval(SWITCH_INTERVAL)
        self.trainer = FullSpeedTrainer()
        self.thread = TrainingThread(self.trainer)
        self.shell = Shell(state, self.thread)
        self.window = MainWindow(self.shell, Look(self.qt, self.settings), self.settings)
        self.garbage = Garbage()
        self.safekeeping: Safekeeping | None = None

    def run(self) -> int:
        """Show the window until it is closed."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        sys.excepthook = self._report
        fill_small_screen(self.window)
        self.window.show()
        QTimer.singleShot(0, self._complete)
        return self._end(self.qt.exec())

    def draw(self, out: Path) -> None:
        """Train a while, and write a picture of the window."""
        self.window.resize(PICTURE)
        self.window.show()
        self.window.add_plots()
        self.shell.send(SetSpeed(FULL_SPEED))
        self.shell.send(Run())
        end = time.monotonic() + PICTURE_SECONDS
        while time.monotonic() < end:
            self.qt.processEvents()
        self.shell.send(Pause())
        self.qt.processEvents()
        written = self.window.grab().save(str(out), "PNG")
        self._end(0)
        if not written:
            raise NotSaved("{out} was not written: there is no place for it, or no permission.", out=out)

    def _complete(self) -> None:
        """What can wait until the window has been seen."""
        self.window.add_plots()
        gc.freeze()
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "autosave"
        try:
            self.safekeeping = Safekeeping(self.shell, folder)
        except OSError as error:
            text = QCoreApplication.translate(
                "App", "No copy of unsaved work can be kept in {folder}: {reason}. Save often."
            )
            notify(self.window, text.format(folder=folder, reason=error.strerror))
        else:
            self.safekeeping.offer(self.window)

    def _end(self, status: int) -> int:
        if self.safekeeping is not None:
            self.safekeeping.close()
        if not self.thread.close():
            os._exit(status)  # a job that takes too long must not keep the window's process alive
        self.trainer.close()
        return status

    def _report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show an error of the app itself; Qt goes on after it."""
        sys.__excepthook__(kind, error, trace)
        trouble(self.window, "".join(traceback.format_exception(kind, error, trace)))


class Garbage(QObject):
    """Collects garbage in the thread of the window alone, because Qt's objects must not end in another."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time)
        self._timer.start(COLLECTION)

    def collect(self) -> None:
        """Collect; a font with its ten thousand tables, once read, must not make every collection slow."""
        begun = time.perf_counter()
        gc.collect()
        if time.perf_counter() - begun > TOO_LONG:
            gc.freeze()

    @Slot()
    def _on_time(self) -> None:
        self.collect()
