"""The columns of a table below each other: what each holds, its first cells, and what it is to be."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from nnviz.data.columns import number
from nnviz.data.guess import Content
from nnviz.data.spec import Table
from nnviz.data.text_table import TextTable
from nnviz.ui.check import paint_box
from nnviz.ui.theme import Theme
from nnviz.walkthrough.decimals import exact

NAME, INPUT, TARGET, ONE_HOT, CONTENT, CELLS = range(6)
SHOWN = 6
"""Rows whose cells are shown."""
LONGEST = 30
"""Characters of a cell that are shown."""


class TickDelegate(QStyledItemDelegate):
    """Draws a box to tick in the middle of its cell; a click anywhere in the cell ticks it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the box as other boxes are drawn."""
        side = option.fontMetrics.ascent() + 2
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(option.rect).center())
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_box(painter, box, option.palette, ticked=ticked, lit=ticked)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tick on a click."""
        if not isinstance(event, QMouseEvent) or event.type() is not QEvent.Type.MouseButtonRelease:
            return False
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, state.value, Qt.ItemDataRole.CheckStateRole)


class ColumnsTable(QTableWidget):
    """One column of the table a row; boxes to tick say what it is to be.

    Signals: ``changed()``, another box was ticked.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        for column in (INPUT, TARGET, ONE_HOT):
            self.setItemDelegateForColumn(column, TickDelegate(self))
        self.itemChanged.connect(self._on_changed)

    def show_table(self, table: TextTable, contents: list[Content], source: Table) -> None:
        """Show the columns, ticked as ``source`` says; nothing is emitted."""
        self.blockSignals(True)
        rows = table.rows[:SHOWN]
        self.clear()
        self.setRowCount(len(table.names))
        self.setColumnCount(CELLS + len(rows))
        titles = [_tr("Column"), _tr("Input"), _tr("Target"), _tr("One-hot"), _tr("Holds")]
        self.setHorizontalHeaderLabels([*titles, *(_tr("Row {row}").format(row=row) for row in rows)])
        for place, name in enumerate(table.names):
            self._show_column(place, name, contents[place], source)
            self._show_cells(place, table.columns[place][:SHOWN], name not in source.one_hot, source.decimal)
        self.resizeColumnsToContents()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        self.blockSignals(False)

    def ticked(self, column: int) -> tuple[str, ...]:
        """The names of the columns ticked as INPUT, TARGET or ONE_HOT."""
        return tuple(self._cell(row, NAME).text() for row in range(self.rowCount()) if self._is_ticked(row, column))

    def _show_column(self, row: int, name: str, content: Content, source: Table) -> None:
        self.setItem(row, NAME, _plain(name))
        for column, names in ((INPUT, source.inputs), (TARGET, source.targets), (ONE_HOT, source.one_hot)):
            box = QTableWidgetItem()
            box.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            box.setCheckState(Qt.CheckState.Checked if name in names else Qt.CheckState.Unchecked)
            self.setItem(row, column, box)
        told = _plain(_told(content))
        if content.numeric and content.texts:
            told.setForeground(self._theme.error)
        self.setItem(row, CONTENT, told)

    def _show_cells(self, row: int, cells: tuple[str, ...], numbers: bool, decimal: str) -> None:
        for place, cell in enumerate(cells):
            item = _plain(cell if len(cell) <= LONGEST else cell[:LONGEST] + "…")
            if numbers and number(cell, decimal) is None:
                item.setForeground(self._theme.error)
            side = Qt.AlignmentFlag.AlignRight if numbers else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, CELLS + place, item)

    def _on_changed(self, item: QTableWidgetItem) -> None:
        """What becomes an input is no target, and the other way round; what is neither is not one-hot."""
        row, column = item.row(), item.column()
        self.blockSignals(True)
        if column in (INPUT, TARGET) and self._is_ticked(row, column):
            self._cell(row, INPUT + TARGET - column).setCheckState(Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.changed.emit()

    def _is_ticked(self, row: int, column: int) -> bool:
        return self._cell(row, column).checkState() is Qt.CheckState.Checked

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None
        return item


def _plain(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setToolTip(text)
    return item


def _told(content: Content) -> str:
    """What a column holds, in a few words."""
    if content.numeric:
        limits = {"low": exact(content.low), "high": exact(content.high)}
        parts = [_tr("{low} to {high}").format_map(limits)] if content.numbers else []
        if content.texts:
            parts.append(_tr("not numbers: {count}").format(count=content.texts))
    elif content.different:
        parts = [_tr("{count} different texts").format(count=content.different)]
    else:
        parts = []
    if content.gaps:
        parts.append(_tr("gaps: {count}").format(count=content.gaps))
    return " · ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ColumnsTable", text)
