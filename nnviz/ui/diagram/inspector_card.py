"""The card that tells all that is known of the element under the pointer."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtWidgets import QLabel, QWidget

from nnviz.ui.diagram.inspection import Inspection
from nnviz.ui.formula_text import rich_formula
from nnviz.ui.theme import Theme


class InspectorCard(QLabel):
    """A frame with a title and a table; it never takes the mouse."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
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

    def show_inspection(self, inspection: Inspection, hint: str, place: Callable[[QSizeF], QPointF]) -> None:
        """Show this; ``hint`` says what can be done, ``place`` where in the parent a card of some size stands."""
        if (inspection, hint) != self._shown:
            self._shown = inspection, hint
            self.setText(self._html(inspection, hint))
            self.adjustSize()
        self.move(place(QSizeF(self.size())).toPoint())
        self.show()
        self.raise_()

    def _html(self, inspection: Inspection, hint: str) -> str:
        quiet = self._theme.quiet.name()
        rows = "".join(
            f"<tr><td style='color:{quiet}; padding-right:12px'>{escape(word)}</td><td>{text}</td></tr>"
            for word, text in ((word, _rich(inspection.rule, text)) for word, text in inspection.lines)
        )
        title = f"<p style='margin:0 0 4px 0'><b>{escape(inspection.title)}</b></p>"
        if inspection.warning:
            color = self._theme.error.name()
            title += f"<p style='margin:0 0 4px 0; color:{color}'>{escape(inspection.warning)}</p>"
        foot = f"<p style='margin:4px 0 0 0; color:{quiet}'>{escape(hint)}</p>" if hint else ""
        return f"{title}<table cellspacing='0'>{rows}</table>{foot}"


def _rich(rule: str, text: str) -> str:
    """A text in which the rule, where it begins with one, is set as a formula."""
    if rule and text.startswith(rule):
        return rich_formula(rule) + escape(text.removeprefix(rule))
    return escape(text)
