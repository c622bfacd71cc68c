"""Makes the README's pictures anew, without a screen: ``python -m tests.screenshots``."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QLoggingCategory, QPoint, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnviz.session.commands import Pause, Run, Select, SetSpeed, SetStop, StepForward
from nnviz.session.commands.predicting import AnswerQuestion, SetAsking
from nnviz.session.opening import opened
from nnviz.session.state import FULL_SPEED, Element, Part
from nnviz.storage.document import Stop
from nnviz.storage.network_file import read
from nnviz.ui.look import Look
from nnviz.ui.main_window import MainWindow
from nnviz.ui.plots.drawing_pad.canvas import SheetCanvas
from nnviz.ui.settings import Settings
from nnviz.ui.shell import Shell
from nnviz.ui.style import load_font
from nnviz.ui.theme import DARK, LIGHT, Theme
from nnviz.walkthrough.predict import Asking, Form, Scope
from nnviz.worker.training_thread import TrainingThread

RESOURCES = Path(__file__).parents[1] / "resources"
WIDTH, HEIGHT = 1600, 1000
TWO = (
    *((0.30, 0.30), (0.36, 0.20), (0.50, 0.15), (0.64, 0.20), (0.68, 0.34)),
    *((0.61, 0.48), (0.46, 0.64), (0.30, 0.82), (0.50, 0.82), (0.72, 0.82)),
)
"""A two, in parts of the pad."""
ALIKE = 30
"""The square of the distance of two colors that look the same in a picture of the window."""


Play = Callable[[Shell, MainWindow], None]
"""Brings the window to what is pictured."""


def rest(shell: Shell, until: Callable[[], bool] = lambda: True) -> None:
    """Let the window live until the condition holds and, unless it runs, nothing is under way."""
    while not until() or (shell.state.busy and not shell.state.playing):
        QApplication.processEvents()
        time.sleep(0.002)
    QApplication.processEvents()


def backward_pass(shell: Shell, _: MainWindow) -> None:
    """Walk to where the blame of both outputs comes together in a hidden unit."""
    walk(shell, 24)


def predict_first(shell: Shell, _: MainWindow) -> None:
    """Forget the bias in the first net input of an output, and be told so."""
    walk(shell, 4)
    shell.send(SetAsking(Asking(Scope.NEXT, Form.NUMBER)))
    walk(shell, 1)
    shell.send(AnswerQuestion(0.505906))
    rest(shell)


def walk(shell: Shell, values: int) -> None:
    for _ in range(values):
        shell.send(StepForward())
        rest(shell)


def running(shell: Shell, _: MainWindow) -> None:
    """Train at full speed, and picture it while it runs."""
    run_to(shell, 600)


def wide_layers(shell: Shell, _: MainWindow) -> None:
    """Train until the digits are told apart, and look at the hidden unit that is most excited."""
    run_to(shell, 100)
    shell.send(Pause())
    rest(shell)
    seen = shell.state.seen
    assert seen is not None
    excited = int(np.argmax(seen.traces[0].a[shell.state.row]))
    shell.send(Select(Element(Part.UNIT, 0, excited)))


def landscape(shell: Shell, window: MainWindow) -> None:
    """The way of the descent to the best line, and the line."""
    for _ in range(40):
        walk(shell, 1)
    window.docks.enlarged.show_dock(window.docks.landscape)


def hidden_space(shell: Shell, window: MainWindow) -> None:
    """How a hidden layer bends the plane until a line parts the moons."""
    run_to(shell, 60)
    shell.send(Pause())
    rest(shell)
    window.docks.enlarged.show_dock(window.docks.hidden_space)


def drawing_pad(shell: Shell, window: MainWindow) -> None:
    """A trained network reads a two that somebody draws."""
    run_to(shell, 6)
    shell.send(Pause())
    rest(shell)
    window.docks.enlarged.show_dock(window.docks.drawing_pad)
    rest(shell)
    canvas = window.findChild(SheetCanvas)
    side = min(canvas.width(), canvas.height())
    first, *others = (QPoint(round(x * side), round(y * side)) for x, y in TWO)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=first)
    for point in others:
        QTest.mouseMove(canvas, point)
        rest(shell)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=others[-1])


def run_to(shell: Shell, epochs: int) -> None:
    shell.send(SetStop(Stop()))
    shell.send(SetSpeed(FULL_SPEED))
    shell.send(Run())
    rest(shell, lambda: shell.state.work.timeline.now.epoch >= epochs)


PICTURES: tuple[tuple[str, str, Theme, Play], ...] = (
    ("backward-pass", "backpropagation-by-hand", LIGHT, backward_pass),
    ("predict-first", "backpropagation-by-hand", DARK, predict_first),
    ("running-spiral", "spiral-2-8-8-1", DARK, running),
    ("wide-layers", "glyph-digits-784-128-10", DARK, wide_layers),
    ("loss-landscape", "linear-regression", LIGHT, landscape),
    ("hidden-space", "moons-2-8-1", LIGHT, hidden_space),
    ("drawing-pad", "digits-784-64-10", LIGHT, drawing_pad),
)


def indexed(image: QImage) -> QImage:
    """The image in 256 colors, the most frequent ones that differ visibly, so that its file is small."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    colors, where, counts = np.unique(
        np.frombuffer(image.constBits(), np.uint32), return_inverse=True, return_counts=True
    )
    parts = colors.view(np.uint8).reshape(-1, 4).astype(np.int32)
    kept: list[int] = []
    distance = np.full(len(colors), np.inf)
    nearest = np.zeros(len(colors), np.uint8)
    for color in np.argsort(-counts):
        if distance[color] > ALIKE and len(kept) < 256:
            from_it = ((parts - parts[color]) ** 2).sum(1)
            nearest[from_it < distance] = len(kept)
            distance = np.minimum(distance, from_it)
            kept.append(int(colors[color]))
    small = QImage(
        nearest[where].tobytes(), image.width(), image.height(), image.width(), QImage.Format.Format_Indexed8
    )
    small.setColorTable(kept)
    return small.copy()  # the bytes above are not kept


def make(
    app: QApplication,
    settings: Settings,
    name: str,
    example: str,
    theme: Theme,
    play: Callable[[Shell, MainWindow], None],
) -> None:
    thread = TrainingThread()
    shell = Shell(opened(read(RESOURCES / "networks" / f"{example}.json")), thread)
    settings.theme = theme
    window = MainWindow(shell, Look(app, settings), settings)
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.add_plots()
    rest(shell)
    play(shell, window)
    end = time.monotonic() + 0.3
    rest(shell, lambda: time.monotonic() > end)  # until the plots have caught up
    indexed(window.grab().toImage()).save(str(RESOURCES / "screenshots" / f"{name}.png"), "PNG", 0)
    shell.send(Pause())
    window.leave()
    thread.close()


def main() -> None:
    QLoggingCategory.setFilterRules("default.warning=false")  # that an offscreen window has no size hints
    app = QApplication([])
    load_font()
    (RESOURCES / "screenshots").mkdir(exist_ok=True)
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
            make(app, Settings(store), *picture)


if __name__ == "__main__":
    main()
