"""The window: places panels, menus and the line of notices, and nothing else."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar, QVBoxLayout, QWidget

from nnviz.session.effects import Ask
from nnviz.session.state import Notice, State
from nnviz.ui.diagram.diagram_panel import DiagramPanel
from nnviz.ui.dock import Column, Dock
from nnviz.ui.files import Files
from nnviz.ui.look import Look
from nnviz.ui.menus.edit_menu import EditMenu
from nnviz.ui.menus.file_menu import FileMenu
from nnviz.ui.menus.help_menu import HelpMenu
from nnviz.ui.menus.run_menu import RunMenu
from nnviz.ui.menus.view_menu import ViewMenu
from nnviz.ui.notice_line import NoticeLine
from nnviz.ui.panel import Panel
from nnviz.ui.panels.control_panel import ControlPanel
from nnviz.ui.panels.data_panel import DataPanel
from nnviz.ui.panels.network_panel import NetworkPanel
from nnviz.ui.panels.training_panel import TrainingPanel
from nnviz.ui.questions import confirm, notify, trouble
from nnviz.ui.settings import Settings
from nnviz.ui.shell import Shell
from nnviz.ui.theme import Theme

LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
SIZE = QSize(1600, 1000)


class MainWindow(QMainWindow):
    """The main window.

    Shows: the document's name, whether it is saved, and the notice.
    """

    def __init__(self, shell: Shell, look: Look, settings: Settings) -> None:
        super().__init__()
        self._shell, self._look, self._settings = shell, look, settings
        self._noticed: Notice | None = None
        self._path: Path | None = None
        self._left = False
        self._panels: list[Panel] = []
        self.files = Files(self, shell, settings)
        self.setAcceptDrops(True)
        self._place_panels(look.theme)
        self._make_menus()
        self.line = NoticeLine()
        self.statusBar().addWidget(self.line, 1)
        shell.changed.connect(self._on_changed)
        shell.asked.connect(self._on_asked)
        shell.told.connect(self._on_told)
        look.changed.connect(self._on_look)
        self._restore()
        self._on_changed(shell.state)

    def add_plots(self) -> None:
        """Add what takes long to load, after the window has been seen."""
        from nnviz.ui.plots.loss_plot import LossPlot  # pyqtgraph takes half a second

        self._fill(self.loss, LossPlot(self._look.theme))

    def showEvent(self, event: QShowEvent) -> None:
        """Share out the room, once its size is known."""
        super().showEvent(event)
        if not self._arranged:
            self._arranged = True
            self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work; remember where everything stands."""
        if not self._left and self._shell.state.unsaved:
            event.ignore()
            self.files.leave(self.leave)
            return
        self._settings.geometry = self.saveGeometry()
        self._settings.layout = self.saveState()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.files.open_path(paths[0])

    # --- putting it together ----------------------------------------------------------------------------------------

    def _place_panels(self, theme: Theme) -> None:
        self.control, self.diagram = ControlPanel(theme), DiagramPanel(theme)
        self.menus = QMenuBar()
        top = QWidget()
        rows = QVBoxLayout(top)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.menus)
        rows.addWidget(self.control)
        self.setMenuWidget(top)
        self.setCentralWidget(self.diagram)
        self.network = Dock(theme, "network", self.tr("Network"), self)
        self.training = Dock(theme, "training", self.tr("Training"), self)
        self.loss = Dock(theme, "loss", self.tr("Loss plot"), self)
        self.data = Dock(theme, "data", self.tr("Data"), self)
        self.docks = {self.network: LEFT, self.training: LEFT, self.loss: RIGHT, self.data: RIGHT}
        for dock, side in self.docks.items():
            self.addDockWidget(side, dock)
        for panel in (self.control, self.diagram):
            self._add(panel)
        self._fill(self.network, NetworkPanel(theme))
        self._fill(self.training, TrainingPanel(theme))
        self._fill(self.data, DataPanel(theme))

    def _fill(self, dock: Dock, panel: Panel) -> None:
        dock.setWidget(Column(panel))
        self._add(panel)

    def _add(self, panel: Panel) -> None:
        self._panels.append(panel)
        self._shell.add(panel)

    def _make_menus(self) -> None:
        self.file_menu = FileMenu(self, self.files, self._settings)
        self.edit_menu = EditMenu(self, self._shell)
        self.view_menu = ViewMenu(self, self._look, self._settings, self.diagram)
        self.run_menu = RunMenu(self, self._shell, self.control)
        self.help_menu = HelpMenu(self)
        for menu in (self.file_menu, self.edit_menu, self.view_menu, self.run_menu, self.help_menu):
            self.menus.addMenu(menu)
        self.view_menu.add_docks(self.docks, self._restore_default)

    def _restore(self) -> None:
        """Stand where the window stood last time, with its panels where they were."""
        room = self.screen().availableSize()
        self.resize(SIZE.boundedTo(room))
        self._default = self.saveState()
        self.restoreGeometry(self._settings.geometry)
        self._arranged = self.restoreState(self._settings.layout)

    def _arrange(self) -> None:
        """Give the sides what their panels need, and leave most of the room to the diagram."""
        self.layout().activate()
        width, height = self.width(), self.height()
        left = max(round(width * 0.18), self.network.sizeHint().width(), self.training.sizeHint().width())
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.resizeDocks([self.network, self.loss], [min(left, round(width * 0.28)), round(width * 0.27)], across)
        self.resizeDocks([self.network, self.training], [height // 2, height // 2], down)
        self.resizeDocks([self.loss, self.data], [round(height * 0.46), round(height * 0.54)], down)

    def _restore_default(self) -> None:
        self.restoreState(self._default)
        self._arrange()

    # --- what happens -----------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, state: State) -> None:
        self.setWindowTitle(f"{state.work.document.name}[*] - nnviz")
        self.setWindowModified(state.unsaved)
        self.line.show_state(state)
        self.edit_menu.render(state)
        self.run_menu.render(state)
        if state.path is not None and state.path != self._path:
            self._settings.remember(state.path)
        self._path = state.path
        if state.notice is not self._noticed:
            self._noticed = state.notice
            if state.notice is not None and state.notice.serious:
                notify(self, state.notice.text)

    @Slot(object)
    def _on_asked(self, asked: Ask) -> None:
        confirm(self, asked, lambda: self._shell.send(asked.then))

    @Slot(str)
    def _on_told(self, text: str) -> None:
        trouble(self, text)

    @Slot(object)
    def _on_look(self, theme: Theme) -> None:
        for panel in self._panels:
            panel.restyle(theme)
        for dock in self.docks:
            dock.restyle(theme)

    def leave(self) -> None:
        """Close without a question."""
        self._left = True
        self.close()
