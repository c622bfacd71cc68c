"""A field for an expression; what cannot be read is explained where it stands."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip, QWidget

from nnviz.errors import BadInput
from nnviz.ui.field import Field
from nnviz.ui.translation import translated

Check = Callable[[str], object]
"""Raises BadInput where an expression cannot be used."""


class ExpressionField(Field):
    """An expression, confirmed by Enter; Escape brings the old one back.

    Signals: ``entered(str)``, the user confirmed another expression, which can be used.
    """

    entered = Signal(str)

    def __init__(self, check: Check, characters: int = 0, parent: QWidget | None = None) -> None:
        """``characters``: its width; 0: it takes the width there is."""
        super().__init__(characters, parent)
        self.refusal = ""  # why the text cannot be taken; empty where nothing is wrong
        self._check = check
        self._shown = ""
        self._hint = ""
        self.textEdited.connect(self._forget_refusal)
        self.returnPressed.connect(self.confirm)

    def show_expression(self, text: str) -> None:
        """Show an expression, unless another is being typed."""
        if self.isModified() and self.hasFocus():
            return
        self._shown = text
        self._restore()

    def confirm(self) -> None:
        """Take the text if it can be taken, else explain."""
        text = self.text().strip()
        if text == self._shown:
            self._restore()
            self.clearFocus()
            return
        try:
            self._check(text)
        except BadInput as error:
            self._refuse(translated(error.args[0]))
            return
        self._shown = text
        self._restore()
        self.clearFocus()
        self.entered.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring the old expression back on Escape."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        self._restore()
        self.clearFocus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Confirm what was typed instead of another expression; a new one waits for Enter."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self._shown and self.isModified() and not self.wrong:
            self.confirm()

    def _refuse(self, reason: str) -> None:
        if not self.wrong:
            self._hint = self.toolTip()
        self.refusal = reason
        self.wrong = True
        self.setToolTip(reason)
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), reason, self)
        self.update()

    def _restore(self) -> None:
        self._forget_refusal()
        self.setText(self._shown)
        self.setModified(False)
        self.setCursorPosition(0)

    def _forget_refusal(self) -> None:
        if self.wrong:
            self.setToolTip(self._hint)
        self.refusal = ""
        self.wrong = False
        self.update()
