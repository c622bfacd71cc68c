"""A drop-down list that changes only when the user means it."""

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nnviz.ui.field import HEIGHT, paint_frame
from nnviz.ui.icons import Icon, shape

INDENT = "   "
TOOLTIP = Qt.ItemDataRole.UserRole + 1
"""Where the tooltip of an option is kept while another one says why it cannot be taken."""


Option = tuple[str, str, str]
"""Key, text, tooltip as HTML."""


class Rows(QStyledItemDelegate):
    """Draws a list with headings: they are bold and quiet, the options below them stand further in."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Say how one row is drawn."""
        super().initStyleOption(option, index)
        if index.data(Qt.ItemDataRole.UserRole) is None:
            option.font.setBold(True)
            option.palette.setBrush(QPalette.ColorRole.Text, option.palette.placeholderText())
        else:
            option.text = INDENT + option.text


class Choice(QComboBox):
    """One of several named options; rolling the wheel over it scrolls what it stands in.

    Signals: ``chosen(str)``, the key of the option the user took in place of the one shown.
    """

    chosen = Signal(str)

    def __init__(
        self, options: Sequence[Option | str] = (), *, repeats: bool = False, parent: QWidget | None = None
    ) -> None:
        """``repeats``: the option that is shown can be taken, too."""
        super().__init__(parent)
        self._repeats = repeats
        self._shown: object = None
        self.offer(options)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(20)
        self.activated.connect(self._on_activated)

    @property
    def key(self) -> str:
        """The key of the option shown."""
        return str(self.currentData())

    def offer(self, options: Sequence[Option | str]) -> None:
        """Offer these and show the first one; nothing is emitted. A text alone is the heading of those that follow."""
        self.clear()
        self.setToolTip("")
        for option in options:
            if isinstance(option, str):
                self._add_heading(option)
            else:
                self._add_option(*option)
        self._shown = self.currentData()
        self.updateGeometry()

    def show_key(self, key: str) -> None:
        """Show an option; nothing is emitted."""
        self._shown = key
        self.setCurrentIndex(self.findData(key))
        self.setToolTip(self.currentData(TOOLTIP) or "")

    def refuse(self, key: str, reason: str) -> None:
        """Gray an option out and say why; with no reason it can be taken again."""
        index = self.findData(key)
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        item: QStandardItem = model.item(index)
        item.setEnabled(not reason)
        item.setToolTip(reason or item.data(TOOLTIP))

    def sizeHint(self) -> QSize:
        """Room for the longest text."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(self.itemText(index)) for index in range(self.count())), default=0)
        return QSize(longest + round(metrics.height() * 1.9), round(metrics.height() * HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Room for the longest text, unless it is very long."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 9 * self.fontMetrics().height()), hint.height())

    def showPopup(self) -> None:
        """Make the list wide enough for its texts, however narrow the field is."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width() + 12)
        super().showPopup()

    def _on_activated(self, index: int) -> None:
        key = self.itemData(index)
        if key != self._shown or self._repeats:
            self._shown = key
            self.chosen.emit(key)

    def _add_option(self, key: str, text: str, tooltip: str) -> None:
        self.addItem(text, key)
        told = f"<b>{escape(text)}</b><div>{tooltip}</div>"
        for role in (TOOLTIP, Qt.ItemDataRole.ToolTipRole):
            self.setItemData(self.count() - 1, told, role)

    def _add_heading(self, text: str) -> None:
        if not isinstance(self.itemDelegate(), Rows):
            self.setItemDelegate(Rows(self))
        self.addItem(text)
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        model.item(self.count() - 1).setFlags(Qt.ItemFlag.NoItemFlags)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the text, the frame and the sign that there is more."""
        colors, metrics = self.palette(), self.fontMetrics()
        painter = QPainter(self)
        painter.setBrush(colors.button())
        paint_frame(painter, self)
        side = metrics.height() * 0.55
        room = QRectF(metrics.height() * 0.45, 0, self.width() - metrics.height() * 0.9 - side, self.height())
        painter.setPen(colors.color(QPalette.ColorRole.ButtonText))
        text = metrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        painter.translate(self.width() - metrics.height() * 0.3 - side, (self.height() - side) / 2)
        painter.scale(side, side)
        painter.fillPath(shape(Icon.UNFOLDED), colors.color(QPalette.ColorRole.PlaceholderText))
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the scroll area around."""
        event.ignore()


def numbered(names: Iterable[str], text: str = "{name}") -> list[Option]:
    """Things in their order as options: the number of each is its key."""
    return [(str(index), text.format(name=name), "") for index, name in enumerate(names)]
