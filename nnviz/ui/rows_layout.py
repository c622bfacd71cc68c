"""A layout of named fields for a narrow column: a name that leaves its field too little room stands above it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

GAP, ROW_GAP = 8, 6
WIDE = 10**6
"""A width in which everything fits."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A field, with or without a name."""

    name: QLayoutItem | None
    field: QLayoutItem

    @property
    def hidden(self) -> bool:
        """Whether the row takes no room."""
        return self.field.isEmpty()

    def fits(self, width: int) -> bool:
        """Whether the name and the field stand side by side in that width."""
        return self.name is not None and self._side_by_side() <= width

    def width(self) -> int:
        """The least width, with the name above the field."""
        name = 0 if self.name is None else self.name.sizeHint().width()
        return max(name, self.field.minimumSize().width())

    def _side_by_side(self) -> int:
        name = 0 if self.name is None else self.name.sizeHint().width() + GAP
        return name + self.field.minimumSize().width()


class RowsLayout(QLayout):
    """Rows below each other; the fields that stand beside their names begin at one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def add_row(self, name: QWidget | None, field: QWidget) -> None:
        """Add a row; without a name the field takes the whole width."""
        for widget in (name, field):
            if widget is not None:
                self.addChildWidget(widget)
        self._rows.append(Row(None if name is None else QWidgetItem(name), QWidgetItem(field)))

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item as a row of its own."""
        self._rows.append(Row(None, item))

    def count(self) -> int:
        """The number of names and fields."""
        return len(self._items())

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The name or field of that index, or none."""
        items = self._items()
        return items[index] if 0 <= index < len(items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the row of that name or field out."""
        item = self.itemAt(index)
        self._rows = [row for row in self._rows if item is None or item not in (row.name, row.field)]
        return item

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more names stand above their fields."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows."""
        return max((place.bottom() + 1 for _, place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        """Every name beside its field."""
        fields = (row.field.sizeHint().width() for row in self._seen())
        width = self._column(WIDE) + max(fields, default=0)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """As narrow as with every name above its field, as low as with every name beside it."""
        width = max((row.width() for row in self._seen()), default=0)
        return QSize(width, self.heightForWidth(WIDE))

    def setGeometry(self, rect: QRect) -> None:
        """Place every name and field."""
        super().setGeometry(rect)
        for item, place in self._places(rect.width()):
            item.setGeometry(place.translated(rect.topLeft()))

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        """Where each name and field stands."""
        places: list[tuple[QLayoutItem, QRect]] = []
        column, top = self._column(width), 0
        for row in self._seen():
            beside = row.fits(width) and column + row.field.minimumSize().width() <= width
            if row.name is not None and not beside:
                above = row.name.sizeHint().height()
                places.append((row.name, QRect(0, top, width, above)))
                top += above + ROW_GAP // 2
            left = column if beside else 0
            room = min(width - left, row.field.maximumSize().width())
            height = _height(row.field, room)
            if row.name is not None and beside:
                places.append((row.name, QRect(0, top, column - GAP, height)))
            places.append((row.field, QRect(left, top, room, height)))
            top += height + ROW_GAP
        return places

    def _column(self, width: int) -> int:
        """Where the fields begin that stand beside their names."""
        names = [row.name.sizeHint().width() for row in self._seen() if row.name is not None and row.fits(width)]
        return max(names, default=-GAP) + GAP

    def _seen(self) -> list[Row]:
        return [row for row in self._rows if not row.hidden]

    def _items(self) -> list[QLayoutItem]:
        return [item for row in self._rows for item in (row.name, row.field) if item is not None]


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
