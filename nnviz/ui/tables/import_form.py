"""How a table is to be read: the signs between its cells, gaps, standardization, and how much of it only tests."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nnviz.data.guess import Layout
from nnviz.ui.check import Check
from nnviz.ui.numbers import NumberField, Range
from nnviz.ui.panels.field_row import FieldRow
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import Theme

MOST_TESTS = 90
"""Percent of the samples that can be kept for testing."""


class LayoutForm(FieldRow):
    """How cells are told apart.

    Signals: ``changed()``.
    """

    changed = Signal()

    def __init__(self, theme: Theme, layout: Layout, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._delimiter, self._decimal = layout.delimiter, layout.decimal
        self.delimiter = Segmented(
            theme,
            (
                (",", self.tr("Comma"), self.tr("A comma stands between two cells")),
                (";", self.tr("Semicolon"), self.tr("A semicolon stands between two cells")),
                ("\t", self.tr("Tab"), self.tr("A tab stands between two cells")),
            ),
        )
        self.decimal = Segmented(
            theme,
            (
                (".", self.tr("Point"), self.tr("Numbers are written like 0.05")),
                (",", self.tr("Comma"), self.tr("Numbers are written like 0,05")),
            ),
        )
        self.header = Check(self.tr("First row holds names"))
        self.delimiter.show_value(layout.delimiter)
        self.decimal.show_value(layout.decimal)
        self.header.setChecked(layout.header)
        self.add(self.tr("Delimiter"), self.delimiter)
        self.add(self.tr("Decimal sign"), self.decimal)
        self.add("", self.header)
        self.delimiter.chosen.connect(self._on_delimiter)
        self.decimal.chosen.connect(self._on_decimal)
        self.header.clicked.connect(self.changed)

    @property
    def chosen_layout(self) -> Layout:
        """What is chosen."""
        return Layout(self._delimiter, self._decimal, self.header.isChecked())

    def _on_delimiter(self, sign: str) -> None:
        self._delimiter = sign
        self.changed.emit()

    def _on_decimal(self, sign: str) -> None:
        self._decimal = sign
        self.changed.emit()


class SamplesForm(FieldRow):
    """What becomes of the rows.

    Signals: ``changed()``.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._missing = "drop"
        self.missing = Segmented(
            theme,
            (
                ("drop", self.tr("Leave the row out"), self.tr("A row with a gap is not used")),
                (
                    "mean",
                    self.tr("Mean of the column"),
                    self.tr("A gap among the inputs becomes the mean of its column"),
                ),
            ),
        )
        self.standardize = Check(self.tr("Standardize"))
        self.standardize.setToolTip(
            self.tr("Subtract the mean of each column and divide by its deviation, both those of the training rows")
        )
        self.tests = NumberField(Range(0, MOST_TESTS), characters=4)
        self.tests.setToolTip(self.tr("Samples that are kept for testing, drawn by the seed of the network"))
        self.add(self.tr("Gaps"), self.missing)
        self.add("", self.standardize)
        self.add(self.tr("Test split"), self.tests, unit="%")
        self.missing.chosen.connect(self._on_missing)
        self.standardize.clicked.connect(self.changed)
        self.tests.entered.connect(self.changed)

    def show_values(self, missing: str, standardize: bool, tests: float) -> None:
        """Show what holds; ``tests`` is the share of samples that only test."""
        self._missing = missing
        self.missing.show_value(missing)
        self.standardize.setChecked(standardize)
        self.tests.show_value(round(100 * tests, 9))

    @property
    def chosen_missing(self) -> str:
        """What becomes of gaps."""
        return self._missing

    @property
    def test_fraction(self) -> float | None:
        """The share of samples that only test; none where all of them train."""
        return (self.tests.value or 0) / 100 or None

    def _on_missing(self, missing: str) -> None:
        self._missing = missing
        self.changed.emit()
