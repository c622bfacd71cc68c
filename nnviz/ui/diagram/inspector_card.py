"""The card beside the pointer that tells all that is known of an element."""

from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from nnviz.ui.diagram.inspection import Inspection
from nnviz.ui.theme import Theme

AWAY = 18
"""Pixels between the pointer and the card."""


class InspectorCard(QLabel):
    """A frame with a title and a table; it never takes the mouse."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: tuple[Inspection, str] | None = None
        self.restyle(theme)
        self.hide()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of this theme."""
        self._theme = theme
        self._shown = None
        self.setStyleSheet(
            f"QLabel {{ background: {theme.raised.name()}; color: {theme.text.name()};"
            f" border: 2px solid {theme.accent.name()}; border-radius: 6px; padding: 8px; }}"
        )

    def show_inspection(self, inspection: Inspection, at: QPoint, hint: str = "") -> None:
        """Show this near that point of the parent, inside it; ``hint`` says what can be done."""
        if (inspection, hint) != self._shown:
            self._shown = inspection, hint
            self.setText(self._html(inspection, hint))
            self.adjustSize()
        room = self._room.size()
        x = at.x() + AWAY if at.x() + AWAY + self.width() <= room.width() else at.x() - AWAY - self.width()
        y = at.y() + AWAY if at.y() + AWAY + self.height() <= room.height() else at.y() - AWAY - self.height()
        self.move(max(0, min(x, room.width() - self.width())), max(0, min(y, room.height() - self.height())))
        self.show()
        self.raise_()

    def _html(self, inspection: Inspection, hint: str) -> str:
        quiet = self._theme.quiet.name()
        rows = "".join(
            f"<tr><td style='color:{quiet}; padding-right:12px'>{escape(word)}</td><td>{escape(text)}</td></tr>"
            for word, text in inspection.lines
        )
        title = f"<p style='margin:0 0 4px 0'><b>{escape(inspection.title)}</b></p>"
        if inspection.warning:
            color = self._theme.error.name()
            title += f"<p style='margin:0 0 4px 0; color:{color}'>{escape(inspection.warning)}</p>"
        foot = f"<p style='margin:4px 0 0 0; color:{quiet}'>{escape(hint)}</p>" if hint else ""
        return f"{title}<table cellspacing='0'>{rows}</table>{foot}"
