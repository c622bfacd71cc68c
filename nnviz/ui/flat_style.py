"""Fusion with a flat slider, and with bars and boxes as large as the content."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QStyleOptionComplex, QStyleOptionSlider, QWidget

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

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a control that has parts."""
        if control is QStyle.ComplexControl.CC_Slider and isinstance(option, QStyleOptionSlider) and widget:
            self._slider(painter, option, widget)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def _slider(self, painter: QPainter, option: QStyleOptionSlider, widget: QWidget) -> None:
        """A line, in the accent color up to the handle."""
        handle = self.subControlRect(QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, widget)
        middle = QRectF(handle).center()
        radius = min(handle.width(), handle.height()) / 2 - 1
        rest = blend(self._theme.border, self._theme.quiet, 0.45)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for end, color in ((option.rect.right() - radius, rest), (option.rect.left() + radius, self._theme.accent)):
            painter.setPen(QPen(color, max(3.0, radius * 0.4), c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(middle, QPointF(end, middle.y()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.accent)
        painter.drawEllipse(middle, radius, radius)
        painter.restore()
