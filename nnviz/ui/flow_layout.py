"""A layout that sets its items side by side and begins a new row where the width is used up; one stands in a corner."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

Row = list[tuple[QLayoutItem, QRect]]


class FlowLayout(QLayout):
    """Items from left to right, in as many rows as they need, around the one in the top right corner."""

    def __init__(self, parent: QWidget | None = None, gap: int = 16, row_gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._row_gap = gap, row_gap
        self._corner: QWidget | None = None
        self._yields = False

    def set_corner(self, widget: QWidget, yields: bool = False) -> None:
        """Put a widget into the top right corner; rows beside it are shorter.

        ``yields``: it is left out where not even the first item has room beside it; else it has a row of its own then.
        """
        self.addChildWidget(widget)
        self._corner, self._yields = widget, yields

    def count_rows(self, width: int) -> int:
        """How many rows all items would need in that width, also those that are hidden now."""
        return len(self._rows(self._inside(width), self._items))

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """The number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item of that index, or none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows, and of the corner at least."""
        inside, margins = self._inside(width), self.contentsMargins()
        rows = self._rows(inside, self._visible())
        bottom = max((place.bottom() + 1 for row in rows for _, place in row), default=0)
        return max(bottom, self._corner_size(inside).height()) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """All in one row."""
        hints = [item.sizeHint() for item in self._visible()]
        if self._corner is not None:
            hints.append(self._corner.sizeHint())
        width = sum(hint.width() + self._gap for hint in hints) - self._gap
        return QSize(width, max((hint.height() for hint in hints), default=0)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """Room for the largest item."""
        size = QSize(0, 0) if self._corner is None or self._yields else self._corner.sizeHint()
        for item in self._visible():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        inside = rect.marginsRemoved(self.contentsMargins())
        for row in self._rows(inside.width(), self._visible()):
            for item, place in row:
                item.setGeometry(place.translated(inside.topLeft()))
        if self._corner is not None:
            size = self._corner_size(inside.width())
            if self._corner.isHidden() != size.isEmpty():  # showing asks for another layout
                self._corner.setVisible(not size.isEmpty())
            self._corner.setGeometry(QRect(QPoint(inside.right() + 1 - size.width(), inside.top()), size))

    def _visible(self) -> list[QLayoutItem]:
        """The items that are not hidden."""
        return [item for item in self._items if not item.isEmpty()]

    def _inside(self, width: int) -> int:
        """What the margins leave of a width."""
        margins = self.contentsMargins()
        return width - margins.left() - margins.right()

    def _rows(self, width: int, items: list[QLayoutItem]) -> list[Row]:
        """Where each item stands; the items of a row are centered on one line."""
        corner = self._corner_size(width)
        rows: list[Row] = []
        row: list[QLayoutItem] = []
        top = 0
        for item in items:
            if row and self._length([*row, item]) > width - self._taken(corner, top):
                rows.append(self._line(row, top))
                top += _height(row) + self._row_gap
                row = []
            if not row and self._length([item]) > width - self._taken(corner, top):
                top = max(top, corner.height() + self._row_gap)
            row.append(item)
        return [*rows, self._line(row, top)]

    def _line(self, row: list[QLayoutItem], top: int) -> Row:
        placed, left, height = [], 0, _height(row)
        for item in row:
            size = _size(item)
            placed.append((item, QRect(QPoint(left, top + (height - size.height()) // 2), size)))
            left += size.width() + self._gap
        return placed

    def _length(self, row: list[QLayoutItem]) -> int:
        return sum(_size(item).width() + self._gap for item in row) - self._gap

    def _taken(self, corner: QSize, top: int) -> int:
        """How much of a row that begins at ``top`` belongs to the corner."""
        return corner.width() + self._gap if top < corner.height() else 0

    def _corner_size(self, width: int) -> QSize:
        """The size of the corner in a layout of that width; nothing where it yields to the first item."""
        if self._corner is None:
            return QSize(0, 0)
        size = self._corner.sizeHint()
        beside = width - size.width() - self._gap
        too_narrow = any(self._length([item]) > beside for item in self._visible()[:1])
        return QSize(0, 0) if self._yields and too_narrow else size


def _size(item: QLayoutItem) -> QSize:
    """The size of an item, be it hidden or not."""
    widget = item.widget()
    return item.sizeHint() if widget is None or not item.isEmpty() else widget.sizeHint()


def _height(row: list[QLayoutItem]) -> int:
    return max((_size(item).height() for item in row), default=0)
