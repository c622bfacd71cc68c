"""A layout that sets its items side by side and begins a new row where the width is used up; one stands in a corner."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items from left to right, in as many rows as they need, around the one in the top right corner."""

    def __init__(self, parent: QWidget | None = None, gap: int = 16, row_gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._row_gap = gap, row_gap
        self._corner: QWidget | None = None

    def set_corner(self, widget: QWidget) -> None:
        """Put a widget into the top right corner; rows beside it are shorter."""
        self.addChildWidget(widget)
        self._corner = widget

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
        margins = self.contentsMargins()
        rows = self._rows(width - margins.left() - margins.right())
        bottom = max((place.bottom() + 1 for _, place in rows), default=0)
        return max(bottom, self._corner_size().height()) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """All in one row."""
        hints = [item.sizeHint() for item in self._visible()] + [self._corner_size()]
        width = sum(hint.width() + self._gap for hint in hints) - self._gap
        return QSize(width, max(hint.height() for hint in hints)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """Room for the largest item."""
        size = self._corner_size()
        for item in self._visible():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        inside = rect.marginsRemoved(self.contentsMargins())
        for item, place in self._rows(inside.width()):
            item.setGeometry(place.translated(inside.topLeft()))
        if self._corner is not None:
            size = self._corner_size()
            self._corner.setGeometry(QRect(QPoint(inside.right() + 1 - size.width(), inside.top()), size))

    def _visible(self) -> list[QLayoutItem]:
        """The items that are not hidden."""
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        """Where each item stands; the items of a row are centered on one line."""
        placed: list[tuple[QLayoutItem, QRect]] = []
        row: list[QLayoutItem] = []
        top = 0
        for item in self._visible():
            if row and self._length([*row, item]) > width - self._taken(top):
                placed += self._line(row, top)
                top += _height(row) + self._row_gap
                row = []
            if not row and self._length([item]) > width - self._taken(top):
                top = max(top, self._corner_size().height() + self._row_gap)
            row.append(item)
        return placed + self._line(row, top)

    def _line(self, row: list[QLayoutItem], top: int) -> list[tuple[QLayoutItem, QRect]]:
        placed, left, height = [], 0, _height(row)
        for item in row:
            size = item.sizeHint()
            placed.append((item, QRect(QPoint(left, top + (height - size.height()) // 2), size)))
            left += size.width() + self._gap
        return placed

    def _length(self, row: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() + self._gap for item in row) - self._gap

    def _taken(self, top: int) -> int:
        """How much of a row that begins at ``top`` belongs to the corner."""
        size = self._corner_size()
        return size.width() + self._gap if top < size.height() else 0

    def _corner_size(self) -> QSize:
        return QSize(0, 0) if self._corner is None else self._corner.sizeHint()


def _height(row: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in row), default=0)
