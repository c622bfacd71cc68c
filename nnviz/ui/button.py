"""A button with a sign and a text, drawn in the colors of the theme; it leaves Space and the arrows to the lecture."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from nnviz.ui.icons import Icon, shape
from nnviz.ui.theme import Theme, blend


class Weight(Enum):
    """How much a button stands out."""

    PLAIN = "plain"
    MAIN = "main"  # what is pressed most
    BARE = "bare"  # no frame until the pointer is over it


class Button(QPushButton):
    """A push button; Enter presses it where the keyboard has led to it."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        icon: Icon | None = None,
        weight: Weight = Weight.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.theme = theme
        self.sign = icon
        self.weight = weight
        self.room: tuple[str, ...] = ()  # other texts it may show; it is wide enough for each
        self.rounded = (True, True)  # whether the left and the right corners are rounded
        self._reached_by_key = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.theme = theme
        self.update()

    def show_as(self, text: str, icon: Icon) -> None:
        """Change what the button says."""
        if (text, icon) != (self.text(), self.sign):
            self.sign = icon
            self.setText(text)

    def sizeHint(self) -> QSize:
        """Room for the sign and the text."""
        metrics = self.fontMetrics()
        height = round(metrics.height() * 1.75)
        if not self.text():
            return QSize(height, height)
        sign = self._sign_side() * 1.6 if self.sign else 0.0
        longest = max(metrics.horizontalAdvance(text) for text in (self.text(), *self.room))
        return QSize(round(longest + sign + metrics.height() * 1.3), height)

    def minimumSizeHint(self) -> QSize:
        """The same: the text is never cut."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Note whether the keyboard has led here: only then is it shown."""
        self._reached_by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the frame, the sign and the text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, line, text = self._colors()
        painter.setPen(QPen(line, 1.5))
        painter.setBrush(fill)
        painter.drawPath(self._frame())
        if self.hasFocus() and self._reached_by_key:
            painter.setPen(QPen(self.theme.accent, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self._frame())
        self._paint_content(painter, text)
        painter.end()

    def _paint_content(self, painter: QPainter, color: QColor) -> None:
        metrics = painter.fontMetrics()
        side = self._sign_side() if self.sign else 0.0
        gap = side * 0.6 if self.sign and self.text() else 0.0
        room = self.width() - side - gap - metrics.height() * 0.5
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, round(room))
        left = (self.width() - side - gap - metrics.horizontalAdvance(text)) / 2
        painter.setPen(color)
        painter.drawText(
            QRectF(left + side + gap, 0, self.width(), self.height()),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            text,
        )
        if self.sign:
            painter.translate(left, (self.height() - side) / 2)
            painter.scale(side, side)
            painter.fillPath(shape(self.sign), color)

    def _colors(self) -> tuple[QColor, QColor, QColor]:
        """The fill, the frame and the text."""
        theme = self.theme
        if self.isChecked():
            fill, line, text = theme.text, theme.text, theme.canvas
        elif self.weight is Weight.MAIN:
            fill, line, text = theme.accent, theme.accent, theme.accent_text
        elif self.weight is Weight.BARE and not self.underMouse():
            fill, line, text = QColor(Qt.GlobalColor.transparent), QColor(Qt.GlobalColor.transparent), theme.quiet
        else:
            fill, line, text = theme.raised, theme.border, theme.text
        if not self.isEnabled():
            return blend(theme.raised, theme.window, 0.6), theme.border, blend(theme.quiet, theme.window, 0.45)
        if self.isDown():
            fill = blend(fill, theme.text, 0.2)
        elif self.underMouse() and not self.isChecked():
            fill = blend(fill, theme.text, 0.08)
        return fill, line, text

    def _frame(self) -> QPainterPath:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = self.fontMetrics().height() * 0.3
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(box, radius, radius)
        half = box.width() / 2
        left, right = self.rounded
        if not left:
            path.addRect(box.adjusted(0, 0, -half, 0))
        if not right:
            path.addRect(box.adjusted(half, 0, 0, 0))
        return path.simplified()

    def _sign_side(self) -> float:
        return self.fontMetrics().ascent() * 0.85
