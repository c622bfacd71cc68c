"""Fusion with the flat fields, boxes and sliders of the theme, all as large as the content."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionSlider,
    QWidget,
)

from nnviz.ui.icons import Icon, shape
from nnviz.ui.theme import Theme, blend

_Metric = QStyle.PixelMetric
GROWING = frozenset(
    {
        _Metric.PM_IndicatorWidth,
        _Metric.PM_IndicatorHeight,
        _Metric.PM_ExclusiveIndicatorWidth,
        _Metric.PM_ExclusiveIndicatorHeight,
        _Metric.PM_CheckBoxLabelSpacing,
        _Metric.PM_SliderThickness,
        _Metric.PM_SliderControlThickness,
        _Metric.PM_SliderLength,
        _Metric.PM_ScrollBarExtent,
        _Metric.PM_ScrollBarSliderMin,
        _Metric.PM_SmallIconSize,
        _Metric.PM_MessageBoxIconSize,
    }
)
"""What Qt would draw in the same size however large the text beside it is."""
LINE = 1.5


class FlatStyle(QProxyStyle):
    """The style of every widget that Qt draws; ``scale`` is the content size in percent."""

    def __init__(self, theme: Theme, scale: int) -> None:
        super().__init__("Fusion")
        self._theme = theme
        self._scale = scale

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """The size of a part in pixels."""
        size = super().pixelMetric(metric, option, widget)
        return size * self._scale // 100 if metric in GROWING else size

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a part that has no parts."""
        if element is QStyle.PrimitiveElement.PE_FrameLineEdit:
            self._frame(painter, option, Qt.GlobalColor.transparent)
        elif element is QStyle.PrimitiveElement.PE_IndicatorCheckBox:
            self._check_box(painter, option)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a control that has parts."""
        if control is QStyle.ComplexControl.CC_ComboBox and isinstance(option, QStyleOptionComboBox):
            self._combo_box(painter, option, widget)
        elif control is QStyle.ComplexControl.CC_Slider and isinstance(option, QStyleOptionSlider):
            self._slider(painter, option, widget)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def _frame(self, painter: QPainter, option: QStyleOption, fill: QColor | Qt.GlobalColor) -> None:
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        radius = 4 * self._scale / 100
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.accent if focused else self._line(option), 2.0 if focused else LINE))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), radius, radius)
        painter.restore()

    def _line(self, option: QStyleOption) -> QColor:
        """The color of outlines: they must be seen, but not be read."""
        faint = not option.state & QStyle.StateFlag.State_Enabled
        return self._theme.border if faint else blend(self._theme.border, self._theme.quiet, 0.45)

    def _text(self, option: QStyleOption) -> QColor:
        faint = not option.state & QStyle.StateFlag.State_Enabled
        return blend(self._theme.quiet, self._theme.window, 0.4) if faint else self._theme.text

    def _check_box(self, painter: QPainter, option: QStyleOption) -> None:
        checked = bool(option.state & QStyle.StateFlag.State_On)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        fill = self._theme.raised if not checked else self._theme.accent if enabled else self._theme.border
        self._frame(painter, option, fill)
        if checked:
            side = QRectF(option.rect)
            tick = QPainterPath(side.topLeft() + QPointF(side.width() * 0.25, side.height() * 0.52))
            tick.lineTo(side.topLeft() + QPointF(side.width() * 0.43, side.height() * 0.7))
            tick.lineTo(side.topLeft() + QPointF(side.width() * 0.76, side.height() * 0.3))
            self._stroke(painter, tick, QPen(self._theme.accent_text, side.width() * 0.14))

    def _combo_box(self, painter: QPainter, option: QStyleOptionComboBox, widget: QWidget | None) -> None:
        self._frame(painter, option, self._theme.raised)
        arrow = self.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxArrow, widget
        )
        side = option.fontMetrics.ascent() * 0.6
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QRectF(arrow).center() - QPointF(side / 2, side / 2))
        painter.scale(side, side)
        painter.fillPath(shape(Icon.UNFOLDED), self._text(option))
        painter.restore()

    def _slider(self, painter: QPainter, option: QStyleOptionSlider, widget: QWidget | None) -> None:
        handle = self.subControlRect(QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, widget)
        middle = QRectF(handle).center()
        radius = min(handle.width(), handle.height()) / 2 - 1
        room, width = QRect(option.rect), max(3.0, radius * 0.4)
        before, after = QPainterPath(QPointF(room.left() + radius, middle.y())), QPainterPath(middle)
        before.lineTo(middle)
        after.lineTo(QPointF(room.right() - radius, middle.y()))
        self._stroke(painter, after, QPen(self._line(option), width))
        self._stroke(painter, before, QPen(self._theme.accent, width))
        dot = QPainterPath()
        dot.addEllipse(middle, radius, radius)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(
            dot, self._theme.text if option.state & QStyle.StateFlag.State_HasFocus else self._theme.accent
        )
        painter.restore()

    def _stroke(self, painter: QPainter, path: QPainterPath, pen: QPen) -> None:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(path, pen)
        painter.restore()
