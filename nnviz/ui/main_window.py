"""The window: places panels, menus and the line of notices, and nothing else."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar, QVBoxLayout, QWidget

from nnviz.session.state import State
from nnviz.ui.announcer import Announcer
from nnviz.ui.diagram.diagram_panel import DiagramPanel
from nnviz.ui.dock import Dock
from nnviz.ui.dock_panels import panels_of, plots_of
from nnviz.ui.docks import Docks
from nnviz.ui.dropping import Dropping
from nnviz.ui.exporting import Exporting
from nnviz.ui.files import Files
from nnviz.ui.first_place import give_size
from nnviz.ui.incoming import Incoming
from nnviz.ui.look import Look
from nnviz.ui.menus.edit_menu import EditMenu
from nnviz.ui.menus.file_menu import FileMenu
from nnviz.ui.menus.help_menu import HelpMenu
from nnviz.ui.menus.run_menu import RunMenu
from nnviz.ui.menus.view_menu import ViewMenu
from nnviz.ui.notice_line import NoticeLine
from nnviz.ui.panel import Panel
from nnviz.ui.panels.control_panel import ControlPanel
from nnviz.ui.settings import Settings
from nnviz.ui.shell import Shell
from nnviz.ui.theme import Theme


class MainWindow(QMainWindow):
    """The main window.

    Shows: the document's name, whether it is saved, and the notice.
    """

    def __init__(self, shell: Shell, look: Look, settings: Settings) -> None:
        super().__init__()
        self._shell, self._look, self._settings = shell, look, settings
        self._scale = look.scale
        self._left = False
        self._panels: list[Panel] = []
        self.files = Files(self, shell, settings)
        self.exporting = Exporting(self, shell, look, self.files)
        self.announcer = Announcer(self, shell)
        self._place_panels(look.theme)
        self._make_menus()
        self.line = NoticeLine()
        self.statusBar().addWidget(self.line, 1)
        self.incoming = Incoming(self, shell, look, self.files)
        self._dropping = Dropping(self, self.files.open_path, self.incoming.take_table)
        give_size(self)
        self.restoreGeometry(settings.geometry)
        self._arranged = self.docks.restore(settings.layout)
        shell.changed.connect(self._on_changed)
        look.changed.connect(self._on_look)
        self._on_changed(shell.state)

    def add_plots(self) -> None:
        """Add what takes long to load, after the window has been seen."""
        for dock, panel in plots_of(self.docks, self._look.theme):
            self._fill(dock, panel)
        self.formula.ahead.begin()

    def leave(self) -> None:
        """Close without a question."""
        self._left = True
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Share out the room, once its size is known."""
        super().showEvent(event)
        if not self._arranged:
            self._arranged = True
            self.docks.arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work; remember where everything stands."""
        if not self._left and self._shell.state.unsaved:
            event.ignore()
            self.files.leave(self.leave)
            return
        self._settings.geometry = self.saveGeometry()
        self._settings.layout = self.docks.layout
        self.incoming.close()
        event.accept()

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
        self.docks = Docks(self, theme)
        self.formula, self.aside, self.timeline = self.docks.below.panels
        for dock, panel in panels_of(self.docks, theme):
            self._fill(dock, panel)
        for fixed in (self.control, self.diagram, *self.docks.below.panels):
            self._add(fixed)

    def _fill(self, dock: Dock, panel: Panel) -> None:
        self.docks.fill(dock, panel)
        self._add(panel)

    def _add(self, panel: Panel) -> None:
        self._panels.append(panel)
        self._shell.add(panel)

    def _make_menus(self) -> None:
        self.file_menu = FileMenu(self, self.files, self._settings, self.exporting)
        self.edit_menu = EditMenu(self, self._shell, self.exporting)
        self.view_menu = ViewMenu(self, self._look, self._settings, self.diagram)
        self.run_menu = RunMenu(self, self._shell, self.control)
        self.help_menu = HelpMenu(self)
        self.edit_menu.add_copies(self.formula.copies)
        self.view_menu.add_docks(self.docks, self.formula.toggle, self.aside.toggle)
        self.run_menu.add_check(self.docks.below.check)
        for menu in (self.file_menu, self.edit_menu, self.view_menu, self.run_menu, self.help_menu):
            self.menus.addMenu(menu)

    @Slot(object)
    def _on_changed(self, state: State) -> None:
        self.setWindowTitle(f"{state.work.document.name}[*] - nnviz")
        self.setWindowModified(state.unsaved)
        self.line.show_state(state)
        self.docks.below.render(state)
        self.docks.render(state)
        self.edit_menu.render(state)
        self.run_menu.render(state)

    @Slot(object)
    def _on_look(self, theme: Theme) -> None:
        for panel in self._panels:
            panel.restyle(theme)
        self.docks.restyle(theme)
        if self._scale != self._look.scale:
            self._scale = self._look.scale
            QTimer.singleShot(0, self.docks.arrange)  # once every panel knows what it needs
