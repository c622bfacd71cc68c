"""The table of samples as it is seen and edited."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from nnviz.ui.diagram.pictures_item import ink
from nnviz.ui.numbers import NumberField, parse_number
from nnviz.ui.panels.sample_columns import Kind
from nnviz.ui.panels.samples_model import Index, SamplesModel
from nnviz.ui.theme import Theme

PICTURE = 3.0
"""The side of a picture, in lines of text."""
MOST_WATCHED = 24
"""Columns that are widened while the numbers run."""
LOOKED_AT = 30
"""Rows whose texts decide how wide a column is."""


class SampleDelegate(QStyledItemDelegate):
    """Draws pictures pixel by pixel, and edits numbers in a field that explains what it cannot take."""

    def __init__(self, model: SamplesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        super().paint(painter, option, index)
        shown = self._model.shown
        if shown is None or self._model.columns[index.column()].kind is not Kind.PICTURE:
            return
        rect: QRect = option.rect
        rows, columns = shown.data.input_shape or (1, 1)
        pixel = min((rect.height() - 4) / rows, (rect.width() - 4) / columns)
        size = QSize(round(columns * pixel), round(rows * pixel))
        place = QRect(rect.center() - QRect(0, 0, size.width(), size.height()).center(), size)
        painter.drawImage(place, ink(self._model.theme, shown.data.inputs[index.row()].reshape(rows, columns)))

    def createEditor(self, parent: QWidget, _: QStyleOptionViewItem, __: Index) -> QWidget:
        """A field for a number."""
        return NumberField(parent=parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the number with all its digits; while it is being typed over, nothing disturbs."""
        assert isinstance(editor, NumberField)
        opened = editor.value is None
        editor.show_value(index.data(Qt.ItemDataRole.EditRole))
        if opened:
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed."""
        assert isinstance(editor, NumberField)
        model.setData(index, editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a number on Enter; leave Enter to the field where it holds none, so that it stays open and says why."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not isinstance(watched, NumberField) or not isinstance(event, QKeyEvent) or event.key() not in enter:
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress or parse_number(watched.text()) is None:
            return False
        self.commitData.emit(watched)
        self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
        return True


class SamplesTable(QTableView):
    """The samples; the one that the window shows is marked.

    Signals: ``asked(int)``, the sample whose row was clicked or reached by the keys; ``made(int)``, the output unit of
    the sample shown whose number was clicked; ``pasted()``.
    """

    asked = Signal(int)
    made = Signal(int)
    pasted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.samples = SamplesModel(theme, self)
        self.setModel(self.samples)
        self.setItemDelegate(SampleDelegate(self.samples, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.horizontalHeader().setResizeContentsPrecision(LOOKED_AT)
        self.samples.laid_out.connect(self.fit)
        self.samples.dataChanged.connect(self._widen)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._ask(now.row()))
        self.clicked.connect(self._on_clicked)

    @property
    def editing(self) -> bool:
        """Whether a number is being typed."""
        return self.state() == QAbstractItemView.State.EditingState

    def show_sample(self, row: int | None) -> None:
        """Bring a sample into sight, unless a number is being typed."""
        if row is not None and not self.editing:
            self.executeDelayedItemsLayout()  # else other samples are scrolled within the length of those before
            self.scrollTo(self.samples.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is pasted."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        else:
            super().keyPressEvent(event)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.samples.theme = theme
        self.samples.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "samples"):
            self.fit()

    def fit(self) -> None:
        """Make the rows and columns as large as what they show."""
        line = self.fontMetrics().height()
        pictures = any(column.kind is Kind.PICTURE for column in self.samples.columns)
        self.verticalHeader().setDefaultSectionSize(round(line * (PICTURE if pictures else 1.55)))
        self.resizeColumnsToContents()
        for place, column in enumerate(self.samples.columns):
            if column.kind is Kind.PICTURE:
                self.setColumnWidth(place, max(self.columnWidth(place), round(PICTURE * line)))

    def _widen(self) -> None:
        """Give outputs that have become longer more room."""
        for place, column in enumerate(self.samples.columns[:MOST_WATCHED]):
            if column.kind in (Kind.OUTPUT, Kind.OUTPUT_CLASS):
                self.setColumnWidth(place, max(self.columnWidth(place), self.sizeHintForColumn(place)))

    def _on_clicked(self, index: Index) -> None:
        """Show the sample; of the sample shown already, how the number came about."""
        shown, unit = self.samples.shown, self.samples.answering(index)
        if shown is not None and shown.row == index.row() and unit is not None:
            self.made.emit(unit)
        self._ask(index.row())

    def _ask(self, row: int) -> None:
        shown = self.samples.shown
        if row >= 0 and shown is not None and row != shown.row:
            self.asked.emit(row)
