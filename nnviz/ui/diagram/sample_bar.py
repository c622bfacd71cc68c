"""Which sample is shown, and with how many digits."""

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from nnviz.core.dataset import Dataset
from nnviz.session.commands import SetDigits, ShowSample
from nnviz.session.state import State
from nnviz.session.walks import tells_batch
from nnviz.ui.button import Button
from nnviz.ui.numbers import NumberField, Range
from nnviz.ui.theme import Theme

DIGITS = (*range(2, 10), None)
"""After the decimal point; none: rounded to 0 or 1."""


def digits_name(digits: int | None) -> str:
    """What the user reads for a number of digits."""
    return QCoreApplication.translate("SampleBar", "rounded") if digits is None else str(digits)


class SampleBar(QWidget):
    """The sample by its number, one on and one back, its name; the digits.

    Signals: ``commanded(Command)``: ShowSample, SetDigits.
    """

    commanded = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State | None = None
        self._beside: tuple[int | None, int | None] = None, None
        self.before = Button(theme, "‹")
        self.after = Button(theme, "›")
        self.before.setToolTip(self.tr("The sample before"))
        self.after.setToolTip(self.tr("The next sample"))
        self.number = NumberField()
        self.number.setAccessibleName(self.tr("Sample"))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._count, self._name = QLabel(), QLabel()
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.digits = QComboBox()
        for digits in DIGITS:
            self.digits.addItem(digits_name(digits), digits)
        self.digits.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._place()
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.number.entered.connect(self._on_entered)
        self.digits.activated.connect(self._on_digits)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.before.restyle(theme)
        self.after.restyle(theme)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the sample and the digits of this state."""
        self._state = state
        index = self.digits.findData(state.view.digits)
        if index != self.digits.currentIndex():
            self.digits.setCurrentIndex(index)
        data, sample = state.recipe.dataset, state.sample_shown
        for part in (self._samples, self.before, self.number, self._count, self.after, self._name):
            part.setVisible(data is not None and (sample is not None or state.drawn is not None))
        if data is None or (sample is None and state.drawn is None):
            return
        if self.number.allowed.high != data.samples:
            self._make_room(data.samples)
        self.number.show_value(None if sample is None else sample + 1)
        self._beside = _beside(state, data, sample)
        for button, row in zip((self.before, self.after), self._beside, strict=True):
            button.setEnabled(sample is None or row is not None)
        _say(self._name, self.tr("the drawing") if sample is None else self._describe(state, data, sample))

    @property
    def description(self) -> str:
        """What is said about the sample."""
        return self._name.text()

    def _place(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._samples = QLabel(self.tr("Sample"))
        for widget in (self._samples, self.before, self.number, self._count, self.after):
            layout.addWidget(widget)
        layout.addWidget(self._name, 1)
        layout.addWidget(QLabel(self.tr("Digits")))
        layout.addWidget(self.digits)

    def _make_room(self, samples: int) -> None:
        self.number.allowed = Range(1, samples, whole=True)
        digits = max(3, len(str(samples)))
        self.number.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * digits) + 2 * self.fontMetrics().height())
        _say(self._count, self.tr("of {count}").format(count=f"{samples}"))

    def _describe(self, state: State, data: Dataset, sample: int) -> str:
        """What the sample is called, where it belongs, and whether it, or the one chosen, is in the batch."""
        parts = []
        if data.sample_names is not None:
            parts.append(data.sample_names[sample])
        moment, chosen = state.work.timeline.moment, state.sample
        if tells_batch(state) and chosen is not None and chosen != sample:
            parts.append(self.tr("in place of sample {number}, not in this batch").format(number=chosen + 1))
        elif moment is not None and not state.playing and sample not in moment.batch.rows:
            parts.append(self.tr("not in this batch"))
        if sample in data.test_rows:
            parts.append(self.tr("test sample"))
        return " · ".join(parts)

    def _on_before(self) -> None:
        self._go(self._beside[0])

    def _on_after(self) -> None:
        self._go(self._beside[1])

    def _go(self, row: int | None) -> None:
        """Show the sample beside the one shown; after a drawing, the one shown before it."""
        if self._state is None:
            return
        if self._state.drawn is not None:
            self.commanded.emit(ShowSample(self._state.sample))
        elif row is not None:
            self.commanded.emit(ShowSample(row))

    def _on_entered(self, value: float) -> None:
        """Ask for a sample; the field says which one is shown, which may be another."""
        self.commanded.emit(ShowSample(int(value) - 1))
        if self._state is not None:
            self.render(self._state)

    def _on_digits(self, index: int) -> None:
        self.digits.clearFocus()
        self.commanded.emit(SetDigits(self.digits.itemData(index)))


def _beside(state: State, data: Dataset, sample: int | None) -> tuple[int | None, int | None]:
    """The samples before and after the one shown: those of the batch while its numbers are told, else of all."""
    moment = state.work.timeline.moment
    if sample is None or moment is None:
        return None, None
    rows = moment.batch.rows if tells_batch(state) else np.arange(data.samples)
    before, after = rows[rows < sample], rows[rows > sample]
    return int(before.max()) if len(before) else None, int(after.min()) if len(after) else None


def _say(label: QLabel, text: str) -> None:
    """Show a text; the tooltip has all of it where there is little room."""
    if label.text() != text:
        label.setText(text)
        label.setToolTip(text)
