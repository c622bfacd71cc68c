"""How the whole app looks now: its theme and the size of its content."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from nnviz.ui.settings import Settings
from nnviz.ui.style import dress
from nnviz.ui.theme import Theme


class Look(QObject):
    """The look that the user chose, remembered.

    Signals: ``changed(Theme)``, after the app was dressed anew.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._settings = settings
        self.theme = settings.theme
        self.scale = settings.scale
        dress(app, self.theme, self.scale)

    def choose_theme(self, theme: Theme) -> None:
        """Show everything light, or dark."""
        self._settings.theme = self.theme = theme
        self._apply()

    def choose_scale(self, scale: int) -> None:
        """Show everything that many percent of its size."""
        self._settings.scale = self.scale = scale
        self._apply()

    def _apply(self) -> None:
        dress(self._app, self.theme, self.scale)
        self.changed.emit(self.theme)
