"""Named fields below each other, for a narrow column: a name that leaves too little room stands above its field."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nnviz.ui.rows_layout import RowsLayout
from nnviz.ui.theme import Theme


class Form(QWidget):
    """Rows of a quiet name and a field, and notes between them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._quiet: list[QLabel] = []
        self._names: dict[QWidget, QLabel] = {}
        self._rows = RowsLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)

    def add(self, name: str, field: QWidget) -> None:
        """Add a row; the name is told to screen readers too."""
        label = self._label(name)
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(name)
        self._names[field] = label
        self._rows.add_row(label, field)

    def add_wide(self, widget: QWidget) -> None:
        """Add something that takes the whole width."""
        self._rows.add_row(None, widget)

    def add_note(self) -> QLabel:
        """Add a line of small print and return it."""
        note = self._label("")
        note.setWordWrap(True)
        note.setTextFormat(Qt.TextFormat.RichText)
        note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._rows.add_row(None, note)
        return note

    def show_row(self, field: QWidget, visible: bool) -> None:
        """Show or hide a row, or what takes the whole width."""
        field.setVisible(visible)
        if field in self._names:
            self._names[field].setVisible(visible)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.theme = theme
        for label in self._quiet:
            _make_quiet(label, theme)

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        _make_quiet(label, self.theme)
        self._quiet.append(label)
        return label


def _make_quiet(label: QLabel, theme: Theme) -> None:
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, theme.quiet)
    label.setPalette(palette)
