"""What each curve is called, its color, and its value now in large figures; pressing an entry hides its curve."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.icons import Icon, shape
from nnviz.ui.theme import Theme

LARGE = 1.3
"""The size of a value beside that of text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One curve in the legend."""

    key: object
    name: str
    pen: QPen
    value: str = ""
    large: bool = False  # whether the value is written in large figures
    has_menu: bool = False  # whether more can be done with it than to hide it


class LegendEntry(QAbstractButton):
    """A sample of the line, a name and a value; checked while its curve is shown.

    Signals: ``asked(QPoint)``, its menu is wanted, at this place on the screen.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.entry = entry
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_entry(entry)

    def show_entry(self, entry: Entry) -> None:
        """Show another value; with the same name the width never shrinks, so that nothing beside it moves."""
        if entry.name != self.entry.name:
            self.setMinimumWidth(0)
        self.entry = entry
        tip = self.tr("Show or hide this curve")
        more = self.tr("training is solid, test dashed, the number the last one; the arrow renames or removes it")
        self.setToolTip(f"{tip}; {more}" if entry.has_menu else tip)
        self.setText(entry.name)
        self.setAccessibleName(f"{entry.name} {entry.value}".strip())
        if self.sizeHint().width() > self.minimumWidth():
            self.setMinimumWidth(self.sizeHint().width())
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the line, the name and the value."""
        height = self.fontMetrics().height()
        value = QFontMetricsF(self._value_font())
        value_width = value.horizontalAdvance(self.entry.value) + 0.4 * height if self.entry.value else 0.0
        width = 2.1 * height + self.fontMetrics().horizontalAdvance(self.entry.name) + value_width + self._arrow_room()
        return QSize(max(self.minimumWidth(), round(width)), round(1.15 * value.height()))

    def minimumSizeHint(self) -> QSize:
        """The same: nothing is cut."""
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the line, the name and the value; what is hidden steps back."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, middle = self.fontMetrics().height(), self.height() / 2
        shown = self.isChecked()
        pen = QPen(self.entry.pen)
        pen.setColor(pen.color() if shown else self.theme.border)
        painter.setPen(pen)
        painter.drawLine(QPointF(3, middle), QPointF(1.5 * height, middle))
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(self.theme.border, 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        left = 1.5 * height + 0.3 * height
        painter.setPen(self.theme.quiet)
        font = QFont(self.font())
        font.setStrikeOut(not shown)
        self._write(painter, left, self.entry.name, font)
        painter.setPen(self.theme.text if shown else self.theme.border)
        left += self.fontMetrics().horizontalAdvance(self.entry.name) + 0.4 * height
        self._write(painter, left, self.entry.value, self._value_font())
        if self.entry.has_menu:
            side = 0.55 * height
            painter.translate(self.width() - self._arrow_room(), middle - side / 2)
            painter.scale(side, side)
            painter.fillPath(shape(Icon.UNFOLDED), self.theme.quiet)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu where there is one."""
        if self.entry.has_menu:
            self.asked.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the menu on the arrow; elsewhere it is a button."""
        if self.entry.has_menu and event.position().x() >= self.width() - 1.4 * self._arrow_room():
            self.asked.emit(self.mapToGlobal(QPoint(0, self.height())))
            return
        super().mousePressEvent(event)

    def _arrow_room(self) -> float:
        return 0.8 * self.fontMetrics().height() if self.entry.has_menu else 0.0

    def _write(self, painter: QPainter, left: float, text: str, font: QFont) -> None:
        painter.setFont(font)
        baseline = (self.height() + QFontMetricsF(self._value_font()).capHeight()) / 2
        painter.drawText(QPointF(left, baseline), text)

    def _value_font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        if not self.entry.large:
            return font
        if font.pixelSize() > 0:
            font.setPixelSize(round(font.pixelSize() * LARGE))
        else:
            font.setPointSizeF(font.pointSizeF() * LARGE)
        return font


class Legend(QWidget):
    """The entries, in as many rows as they need.

    Signals: ``changed()``, a curve was hidden or shown; ``asked(key, QPoint)``, the menu of an entry is wanted.
    """

    changed = Signal()
    asked = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._entries: dict[object, LegendEntry] = {}
        self._hidden: set[object] = set()
        self._flow = FlowLayout(self, gap=10, row_gap=0)
        self._flow.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def is_hidden(self, key: object) -> bool:
        """Whether the user has hidden this curve."""
        return key in self._hidden

    def button(self, key: object) -> LegendEntry:
        """The entry of a curve."""
        return self._entries[key]

    def show_entries(self, entries: list[Entry]) -> None:
        """Show these entries, in this order."""
        if [entry.key for entry in entries] != list(self._entries):
            self._rebuild(entries)
        for entry in entries:
            self._entries[entry.key].show_entry(entry)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.theme = theme
        for button in self._entries.values():
            button.theme = theme
            button.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the rows need, whatever the legend stands in."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def _rebuild(self, entries: list[Entry]) -> None:
        for old in self._entries.values():
            self._flow.removeWidget(old)
            old.hide()  # it may be painted once more before it is gone
            old.deleteLater()
        self._entries = {entry.key: LegendEntry(self.theme, entry, self) for entry in entries}
        for key, button in self._entries.items():
            button.setChecked(key not in self._hidden)
            button.toggled.connect(self._on_toggled)
            button.asked.connect(partial(self.asked.emit, key))
            self._flow.addWidget(button)
            button.show()
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def _on_toggled(self) -> None:
        shown = {key for key, button in self._entries.items() if button.isChecked()}
        self._hidden = (self._hidden | set(self._entries)) - shown
        self.changed.emit()
