"""Where pictures are drawn without a screen: the app's fonts and colors, and a window that nobody sees."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from PySide6.QtCore import QLoggingCategory, QPoint, QRect, QSettings, QSize, QSizeF
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from nnviz.session.state import State
from nnviz.ui.export import Ground, picture_of, write
from nnviz.ui.look import Look
from nnviz.ui.main_window import MainWindow
from nnviz.ui.picture import Picture
from nnviz.ui.settings import Settings
from nnviz.ui.shell import Shell
from nnviz.ui.style import load_font
from nnviz.worker.training_thread import TrainingThread

WINDOW = QSize(1600, 1000)


class Studio:
    """Draws states into files. Have one in a process, closed by ``with``; Qt must have been told to draw offscreen."""

    def __init__(self, *, dark: bool = False, transparent: bool = False) -> None:
        QLoggingCategory.setFilterRules("default.warning=false")  # that an offscreen window has no size hints
        self._app = _app()
        grounds = (Ground.WHITE, Ground.TRANSPARENT), (Ground.DARK, Ground.TRANSPARENT_ON_DARK)
        self._ground = grounds[dark][transparent]
        self._window: MainWindow | None = None
        self._shell: Shell | None = None
        self._closing = ExitStack()
        load_font()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def draw_diagram(self, state: State, out: Path, *, with_formula: bool = True) -> None:
        """Write the diagram, and below it the formula of the fact the state is at. NotSaved where that cannot be."""
        write(picture_of(state, self._ground, with_formula=with_formula), out, self._ground.color)

    def draw_window(self, state: State, out: Path) -> None:
        """Write the whole window as it looks at first. NotSaved where that cannot be."""
        if self._window is None or self._shell is None:
            self._open_window(state)
        else:
            self._shell.show(state)
        assert self._window is not None
        self._app.processEvents()
        write(_picture_of(self._window), out, self._ground.theme.window)

    def _open_window(self, state: State) -> None:
        """A window with the settings of the first start."""
        folder = self._closing.enter_context(tempfile.TemporaryDirectory())
        settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        settings.theme = self._ground.theme
        thread = TrainingThread()
        self._closing.callback(thread.close)
        self._shell = Shell(state, thread)
        self._window = MainWindow(self._shell, Look(self._app, settings), settings)
        self._closing.callback(self._window.leave)
        self._window.resize(WINDOW)
        self._window.show()
        self._window.add_plots()


def _app() -> QApplication:
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(["nnviz"])


def _picture_of(window: MainWindow) -> Picture:
    """A window as it is painted, with texts that stay texts."""
    return Picture(
        QSizeF(window.size()), lambda painter: _paint(painter, window, QPoint(), window.rect()), window.windowTitle()
    )


def _paint(painter: QPainter, widget: QWidget, at: QPoint, visible: QRect) -> None:
    """Paint a widget and what is in it, each one cut off where its parent ends: Qt forgets that beyond pixels."""
    place = QRect(at, widget.size()) & visible
    if place.isEmpty():
        return
    painter.save()
    painter.setClipRect(place)
    QWidget.render(widget, painter, at, QRegion(), QWidget.RenderFlag(0))
    painter.restore()
    for child in widget.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            _paint(painter, child, at + child.pos(), place)
