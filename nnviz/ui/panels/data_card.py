"""The data in use, told in full: what x and y are, their ranges, counts per class, sizes, and where they come from."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nnviz.core.dataset import Dataset
from nnviz.ui.button import Button
from nnviz.ui.panels.data_summary import classes_of, columns_of
from nnviz.ui.theme import Theme
from nnviz.ui.translation import translated
from nnviz.walkthrough.decimals import exact


class DataCard(QDialog):
    """A data set in words and two tables: its columns, and its classes where it has any."""

    def __init__(self, data: Dataset, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Data: {name}").format(name=translated(data.name)))
        self.text = QLabel(self._told(data))
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.columns = self._columns(data)
        self.classes = self._classes(data)
        self.export = Button(theme, self.tr("Export as CSV…"))
        self.export.setToolTip(self.tr("Write every sample, in its original unit, as a table"))
        close = Button(theme, self.tr("Close"))
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.export)
        buttons.addStretch()
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.text)
        layout.addWidget(self.columns, 2)
        layout.addWidget(self.classes, 1)
        layout.addLayout(buttons)

    def sizeHint(self) -> QSize:
        """Large enough for a few columns and classes."""
        return QSize(46, 30) * self.fontMetrics().height()

    def _told(self, data: Dataset) -> str:
        sizes = self.tr("Training samples: {train} · test samples: {test}").format(
            train=len(data.train_rows), test=len(data.test_rows)
        )
        return "\n\n".join([translated(data.description), sizes] if data.description else [sizes])

    def _columns(self, data: Dataset) -> QTableWidget:
        uses = {True: self.tr("x"), False: self.tr("y")}
        titles = [self.tr("Column"), self.tr("Is"), self.tr("Least"), self.tr("Most"), self.tr("Mean")]
        rows = [
            [fact.name, uses[fact.is_input], *map(_short, (fact.low, fact.high, fact.mean, fact.deviation))]
            for fact in columns_of(data)
        ]
        titles.append(self.tr("Deviation"))
        if data.standardization is not None:
            titles.append(self.tr("The network sees"))
            seen = {True: self.tr("(value − mean) / deviation"), False: self.tr("the value itself")}
            rows = [[*row, seen[fact.standardized]] for row, fact in zip(rows, columns_of(data), strict=True)]
        table = _table(titles, rows)
        table.setToolTip(self.tr("Mean and deviation are those of the training samples"))
        return table

    def _classes(self, data: Dataset) -> QTableWidget:
        rows = [[fact.name, str(fact.train), str(fact.test)] for fact in classes_of(data)]
        table = _table([self.tr("Class"), self.tr("Training samples"), self.tr("Test samples")], rows)
        table.setVisible(bool(rows))
        return table


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> QTableWidget:
    table = QTableWidget(len(rows), len(titles))
    table.setHorizontalHeaderLabels(list(titles))
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setSectionsClickable(False)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            side = Qt.AlignmentFlag.AlignRight if 1 < column < 6 or text.isdigit() else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, column, item)
    table.verticalHeader().setDefaultSectionSize(round(table.fontMetrics().height() * 1.55))
    table.resizeColumnsToContents()
    return table


def _short(value: float) -> str:
    """Five digits that matter, and all those before the decimal sign."""
    return exact(round(value) if abs(value) >= 1e5 else float(f"{value:.5g}"))
