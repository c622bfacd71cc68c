"""What the brush paints: a button for each class, with its shape and color, or a slider and a field for a value."""

from PySide6.QtCore import QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QSlider

from nnviz.ui.button import Button
from nnviz.ui.numbers import NumberField
from nnviz.ui.plots.output_map.choices import MapChoices
from nnviz.ui.plots.output_map.inks import Inks, Way
from nnviz.ui.plots.output_map.markers import paint_marker
from nnviz.ui.plots.output_map.painting import colors
from nnviz.ui.plots.output_map.scale import STEPS, class_steps
from nnviz.ui.theme import Theme

SLIDES = 100
"""Steps of the slider."""
SHORT = 3
"""A name of at most so many characters stands on its button."""
DIGITS = 10
"""Classes that have a key: 0 to 9."""


class ClassButton(Button):
    """A button with the shape and the color of a class; a long name stands in its tooltip and in the legend."""

    def __init__(self, theme: Theme, name: str, kind: int, level: int, classes: int) -> None:
        """``kind``: its shape, ``level``: its color among those of ``classes``; 0: of one output."""
        super().__init__(theme, name if len(name) <= SHORT else "")
        self.setAccessibleName(name)
        self._kind, self._level, self._classes = kind, level, classes
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Room for the shape and the name."""
        return super().sizeHint() + QSize(self.fontMetrics().height() // 2 if self.text() else 0, 0)

    def _paint_content(self, painter: QPainter, color: QColor) -> None:
        metrics = painter.fontMetrics()
        line = metrics.height()
        text = metrics.horizontalAdvance(self.text())
        left = (self.width() - (line if text else 0.7 * line) - text) / 2
        painter.setPen(color)
        painter.drawText(QPointF(left + line, (self.height() + metrics.ascent() - metrics.descent()) / 2), self.text())
        painter.setPen(QPen(self.theme.canvas, 1.5))
        painter.setBrush(QColor.fromRgb(colors(self.theme.name, self._classes, 0.0)[self._level]))
        paint_marker(painter, QPointF(left + 0.35 * line, self.height() / 2), self._kind, 0.36 * line)


class InkButtons(QObject):
    """The choice of what is painted.

    Signals: ``picked()``, the user chose something else.
    """

    picked = Signal()

    def __init__(self, choices: MapChoices) -> None:
        super().__init__(choices)
        self._choices = choices
        self.inks = Inks(Way.NOTHING)
        self.buttons: list[ClassButton] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.picked)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, SLIDES)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(self.tr("Value to paint"))
        self.value = NumberField(characters=6)
        self.value.setAccessibleName(self.tr("Value to paint"))
        self.value.setToolTip(self.tr("The target of the samples that are painted; keys 0 to 9: from least to largest"))
        for part in (self.slider, self.value):
            choices.add(part)
        self.slider.valueChanged.connect(self._on_slid)
        self.value.entered.connect(self._on_entered)

    @property
    def chosen(self) -> float:
        """The number of the class, or the value."""
        if self.inks.way is Way.VALUE:
            return self.value.value or 0.0
        return float(max(0, self._group.checkedId()))

    def offer(self, inks: Inks) -> None:
        """Offer these; what is chosen stays where it can."""
        if inks == self.inks:
            return
        old, self.inks = self.inks, inks
        if old.names != inks.names:
            self._replace_buttons(inks)
        if inks.way is Way.VALUE:
            self._show_value(inks.values[1] if old.way is not Way.VALUE else self.chosen)

    def show(self, shown: bool) -> None:
        """Show what there is to choose, or hide it."""
        for part in (self.slider, self.value):
            part.setVisible(shown and self.inks.way is Way.VALUE)
        for button in self.buttons:
            button.setVisible(shown)

    def pick(self, digit: int) -> None:
        """Choose by a key: the class of that number, or a value from the least (0) to the largest (9)."""
        if self.inks.way is Way.VALUE:
            low, high = self.inks.values
            self._show_value(low + (high - low) * digit / (DIGITS - 1))
        elif digit < len(self.buttons):
            self.buttons[digit].setChecked(True)
        self.picked.emit()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        for button in self.buttons:
            button.restyle(theme)

    def _replace_buttons(self, inks: Inks) -> None:
        for old in self.buttons:
            self._group.removeButton(old)
            self._choices.drop(old)
        two = bool(inks.values)
        count = len(inks.names)
        looks = [(1, 0), (0, STEPS - 1)] if two else [(i, (i + 1) * class_steps(count) - 1) for i in range(count)]
        self.buttons = [
            ClassButton(self._choices.theme, name, *look, 0 if two else count)
            for name, look in zip(inks.names, looks, strict=False)
        ]
        for index, button in enumerate(self.buttons):
            if index < DIGITS:
                button.setToolTip(self.tr("{name}: key {digit}").format(name=inks.names[index], digit=index))
            self._group.addButton(button, index)
            self._choices.add(button)
        if self.buttons:
            self.buttons[-1 if two else 0].setChecked(True)

    def _show_value(self, value: float) -> None:
        self.value.show_value(value)
        low, high = self.inks.values
        self.slider.blockSignals(True)
        self.slider.setValue(round(SLIDES * (value - low) / ((high - low) or 1.0)))
        self.slider.blockSignals(False)

    def _on_slid(self, step: int) -> None:
        low, high = self.inks.values
        self.value.show_value(float(f"{low + (high - low) * step / SLIDES:.4g}"))
        self.picked.emit()

    def _on_entered(self, value: float) -> None:
        self._show_value(value)
        self.picked.emit()
