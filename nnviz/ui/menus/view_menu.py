"""View: panels, theme, content size, the diagram's zoom, full screen, language."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from nnviz.ui.blank_screen import BlankScreen
from nnviz.ui.diagram.diagram_panel import DiagramPanel
from nnviz.ui.diagram.response_maps import MapsWanted
from nnviz.ui.diagram.sample_bar import DIGITS, digits_name
from nnviz.ui.docks import Docks
from nnviz.ui.look import Look
from nnviz.ui.menus.menu import Menu
from nnviz.ui.settings import SCALES, Settings
from nnviz.ui.theme import DARK, LIGHT
from nnviz.ui.translation import languages


class ViewMenu(Menu):
    """The View menu."""

    def __init__(self, window: QMainWindow, look: Look, settings: Settings, diagram: DiagramPanel) -> None:
        super().__init__("", window)
        self.setTitle(self.tr("&View"))
        self._window = window
        self._settings = settings
        self._diagram = diagram
        self.panels = Menu(self.tr("&Panels"), self)
        self.addMenu(self.panels)
        self.addSeparator()
        self.add_choices(((self.tr("L&ight"), LIGHT), (self.tr("&Dark"), DARK)), look.theme, look.choose_theme)
        self._add_sizes(look)
        self._add_languages()
        self.addSeparator()
        self.add(self.tr("Zoom i&n"), diagram.zoom_in, ["Ctrl++", "Ctrl+="])
        self.add(self.tr("Zoom &out"), diagram.zoom_out, ["Ctrl+-"])
        self.add(self.tr("Fi&t"), diagram.fit, ["Ctrl+0"])
        focus = self.add(
            self.tr("Foc&us"),
            diagram.toggle_focus,
            ["F"],
            tip=self.tr("Show clearly only what is selected and what feeds it"),
        )
        focus.setCheckable(True)
        self.aboutToShow.connect(lambda: focus.setChecked(diagram.focused))
        self.warnings = self.add(
            self.tr("&Warnings"),
            self._toggle_warnings,
            tip=self.tr("Mark units that are saturated or dead; point at one to read why"),
        )
        self.warnings.setCheckable(True)
        self.warnings.setChecked(settings.warnings)
        diagram.show_warnings(settings.warnings)
        self._add_maps()
        self.addSeparator()
        full = self.add(self.tr("&Full screen"), self._toggle_full_screen, ["F11"])
        full.setCheckable(True)
        blank = BlankScreen(window)
        self.add(
            self.tr("&Blank screen"),
            blank.toggle,
            ["B"],
            self.tr("Cover everything; the same key or a click uncovers it"),
        )
        self.aboutToShow.connect(lambda: full.setChecked(window.isFullScreen()))

    def add_docks(self, docks: Docks, formula: QAction, aside: QAction) -> None:
        """Put in what shows and hides the panels, and the way back to how they stood at first."""
        formula.setChecked(self._settings.formula)
        formula.toggled.connect(self._keep_formula)
        aside.setChecked(self._settings.aside)
        aside.toggled.connect(self._keep_aside)
        self.panels.addActions([formula, aside])
        for group in docks.groups:
            self.panels.addActions([dock.toggleViewAction() for dock in group])
            self.panels.addSeparator()
        self.panels.add(
            self.tr("&Enlarge panel"),
            docks.enlarged.toggle,
            ["E"],
            self.tr("Make the panel under the pointer as large as the diagram; Esc puts it back"),
        )
        restore = self.panels.add(self.tr("&Restore default layout"), docks.restore_default)
        restore.triggered.connect(lambda: formula.setChecked(True))
        restore.triggered.connect(lambda: aside.setChecked(True))

    def _add_sizes(self, look: Look) -> None:
        sizes = Menu(self.tr("&Content size"), self)
        sizes.add_choices([(f"{scale} %", scale) for scale in SCALES], look.scale, look.choose_scale)
        self.digits = Menu(self.tr("Di&gits"), self)
        self.digits.aboutToShow.connect(self._offer_digits)
        for menu in (sizes, self.digits):
            self.addMenu(menu)

    def _add_maps(self) -> None:
        diagram = self._diagram
        self.maps = self.add(
            self.tr("Response &maps"),
            diagram.toggle_maps,
            ["M"],
            self.tr("Show in every neuron what it answers over the two inputs"),
        )
        self.maps.setCheckable(True)
        diagram.show_maps(self._settings.maps)
        diagram.maps_chosen.connect(self._keep_maps)
        self.aboutToShow.connect(self._show_maps)
        self.aboutToHide.connect(lambda: self.maps.setEnabled(True))  # the key belongs to the next network, too

    def _show_maps(self) -> None:
        self.maps.setEnabled(self._diagram.has_plane)
        self.maps.setChecked(self._diagram.maps_switch.isChecked() and self._diagram.has_plane)

    def _keep_maps(self, wanted: MapsWanted) -> None:
        self._settings.maps = wanted

    def _offer_digits(self) -> None:
        self.digits.clear()
        choices = [(digits_name(digits), digits) for digits in DIGITS]
        self.digits.add_choices(choices, self._diagram.digits, self._diagram.choose_digits)

    def _keep_formula(self, shown: bool) -> None:
        self._settings.formula = shown

    def _keep_aside(self, shown: bool) -> None:
        self._settings.aside = shown

    def _toggle_warnings(self) -> None:
        self._settings.warnings = self.warnings.isChecked()
        self._diagram.show_warnings(self.warnings.isChecked())

    def _toggle_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _add_languages(self) -> None:
        codes = languages()
        if len(codes) == 1:
            return
        menu = Menu(self.tr("Lan&guage"), self)
        menu.add_choices(
            [(QLocale(code).nativeLanguageName(), code) for code in codes],
            self._settings.language,
            self._choose_language,
        )
        self.addMenu(menu)

    def _choose_language(self, code: str) -> None:
        self._settings.language = code
        self._window.statusBar().showMessage(self.tr("The language changes when nnviz is started again."), 10_000)
