"""Numbers as people write and read them: a decimal point or a comma, never group separators."""

import math
import re
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip, QWidget

from nnviz.ui.field import Field
from nnviz.walkthrough.decimals import MINUS, signed

_NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]+)?")


def parse_number(text: str) -> float | None:
    """The finite number that the text says ("0.05", "0,05", "1e-3"), or None where it says none."""
    plain = text.strip().replace(MINUS, "-")
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain.replace(",", "."))
    return value if math.isfinite(value) else None


def write_number(value: float) -> str:
    """The shortest text that says exactly this number, for a field that is edited."""
    if value == int(value) and abs(value) < 1e15:
        return signed(str(int(value)))
    return signed(re.sub(r"e([+-]?)0*", r"e\1", repr(value)).replace("e+", "e"))


@dataclass(frozen=True, slots=True)
class Range:
    """What a number may be."""

    low: float = -math.inf
    high: float = math.inf
    above: bool = False  # greater than ``low``, not equal
    whole: bool = False

    def holds(self, value: float) -> bool:
        """Whether the value lies inside."""
        return (value > self.low if self.above else value >= self.low) and value <= self.high


ANY = Range()


class NumberField(Field):
    """A field for one number, confirmed by Enter or by leaving it; Escape brings the old number back.

    Signals: ``entered(float)``, another number was confirmed; ``cleared()``, an optional one was taken out;
    ``canceled()``, editing ended without another number.
    """

    entered = Signal(float)
    cleared = Signal()
    canceled = Signal()

    def __init__(
        self,
        allowed: Range = ANY,
        *,
        optional: bool = False,
        repeats: bool = False,
        characters: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """``optional``: it may be empty; ``repeats``: Enter confirms the number that already stands there, too.

        ``characters``: its width; 0: it takes the width there is.
        """
        super().__init__(characters, parent)
        self.allowed = allowed
        self._optional = optional
        self._repeats = repeats
        self._value: float | None = None
        self._refusal = ""
        self.textEdited.connect(self._forget_refusal)
        self.returnPressed.connect(self._on_return)

    @property
    def value(self) -> float | None:
        """The number last shown or confirmed."""
        return self._value

    @property
    def refusal(self) -> str:
        """Why the text cannot be taken; empty where nothing is wrong."""
        return self._refusal

    def show_value(self, value: float | None) -> None:
        """Show a number, unless another is being typed."""
        if self.isModified() and self.hasFocus():
            return
        self._value = value
        self._restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring the old number back on Escape."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        self._restore()
        self.clearFocus()
        self.canceled.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Confirm what was typed; what cannot be taken is explained and reverted."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason or not self.isModified():
            return
        if not self._confirm():
            self._restore()

    def _on_return(self) -> None:
        if not (self.isModified() or self._repeats):
            self.clearFocus()
            self.canceled.emit()
        elif self._confirm():
            self.clearFocus()
        else:
            self.selectAll()

    def _confirm(self) -> bool:
        """Take the text if it can be taken, else explain."""
        text = self.text().strip()
        if not text and self._optional:
            self._take(None)
            return True
        value = parse_number(text)
        self._refusal = self._reason(text, value)
        self.wrong = bool(self._refusal)
        if self.wrong:
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self._refusal, self)
            self.update()
            return False
        self._take(value)
        return True

    def _take(self, value: float | None) -> None:
        old, self._value = self._value, value
        self._restore()
        if value == old and not self._repeats:
            self.canceled.emit()
        elif value is None:
            self.cleared.emit()
        else:
            self.entered.emit(value)

    def _reason(self, text: str, value: float | None) -> str:
        """Why the number cannot be taken, or nothing."""
        if value is None:
            return self.tr('"{text}" is not a number. Write 0.05 or 0,05.').format(text=text)
        if self.allowed.whole and value != int(value):
            return self.tr('"{text}" is not a whole number.').format(text=text)
        if self.allowed.holds(value):
            return ""
        return self._range_sentence().format(
            name=self.accessibleName() or self.tr("The number"),
            low=_limit(self.allowed.low),
            high=_limit(self.allowed.high),
        )

    def _range_sentence(self) -> str:
        if math.isinf(self.allowed.low):
            return self.tr("{name} must be at most {high}.")
        if math.isfinite(self.allowed.high):
            return self.tr("{name} must lie between {low} and {high}.")
        if self.allowed.above:
            return self.tr("{name} must be greater than {low}.")
        return self.tr("{name} must be at least {low}.")

    def _restore(self) -> None:
        self._forget_refusal()
        text = "" if self._value is None else write_number(self._value)
        if text != self.text() or self.isModified():
            self.setText(text)
            self.setModified(False)
            self.setCursorPosition(0)

    def _forget_refusal(self) -> None:
        self._refusal = ""
        self.wrong = False
        self.update()


def _limit(value: float) -> str:
    return write_number(value) if math.isfinite(value) else ""
