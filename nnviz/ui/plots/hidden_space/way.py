"""The way from the inputs to the outputs: a slider with a stop for every stage, their names, a button that plays it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QHideEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QSlider, QStyle, QWidget

from nnviz.ui.button import Button, Weight
from nnviz.ui.icons import Icon
from nnviz.ui.theme import Theme

STEPS = 100
"""Of the slider, from stage to stage."""
SNAP = 4
"""Steps within which a stage draws the handle to it."""
TICK, STRIDE = 33, 0.02
"""Milliseconds from picture to picture while it plays, and the share of the way to the next stage."""
MOVING = 0.75
"""After this share of the time all stand still in the stage they have reached."""


class Way(QWidget):
    """The place on the way: 0 is the first stage, 0.5 half the way to the second.

    Signals: ``moved()``, the place has changed.
    """

    moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._progress = 0.0
        self._clock = QTimer(self, interval=TICK)
        self._clock.timeout.connect(self._on_tick)
        self.play = Button(theme, "", Icon.RUN, Weight.BARE)
        self.play.setToolTip(self.tr("Move the samples from layer to layer"))
        self.play.setAccessibleName(self.tr("Play the way through the layers"))
        self.play.clicked.connect(self._on_play)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(self.tr("Place on the way through the layers"))
        self.slider.setPageStep(STEPS)
        self.slider.valueChanged.connect(self.moved)
        self.slider.sliderPressed.connect(self.stop)
        self.slider.sliderReleased.connect(self._on_released)
        self.names = StageNames(theme, self.slider)
        self.names.picked.connect(self._on_picked)
        self.slider.valueChanged.connect(self.names.update)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(0)
        layout.addWidget(self.play, 0, 0)
        layout.addWidget(self.slider, 0, 1)
        layout.addWidget(self.names, 1, 1)

    @property
    def position(self) -> float:
        """The place."""
        return self.slider.value() / STEPS

    @property
    def playing(self) -> bool:
        """Whether it moves by itself."""
        return self._clock.isActive()

    def show_stages(self, names: tuple[str, ...], place: int) -> None:
        """Offer these stages and stand at one of them; nothing is emitted."""
        self.stop()
        self.slider.blockSignals(True)
        self.slider.setRange(0, STEPS * (len(names) - 1))
        self.slider.setValue(STEPS * place)
        self.slider.blockSignals(False)
        self.names.show_names(names)

    def stop(self) -> None:
        """Stand still."""
        self._clock.stop()
        self.play.show_as("", Icon.RUN)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.theme = theme
        self.play.restyle(theme)
        self.names.restyle(theme)

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees does not move."""
        self.stop()
        super().hideEvent(event)

    def _on_play(self) -> None:
        if self.playing:
            self.stop()
            return
        at_end = self.slider.value() == self.slider.maximum()
        whole, share = divmod(0.0 if at_end else self.position, 1.0)
        self._progress = whole + share * MOVING
        self.slider.setValue(round(STEPS * (whole + share)))
        self._clock.start()
        self.play.show_as("", Icon.PAUSE)

    def _on_tick(self) -> None:
        self._progress += STRIDE
        whole, share = divmod(self._progress, 1.0)
        self.slider.setValue(round(STEPS * (whole + min(1.0, share / MOVING))))
        if self.slider.value() == self.slider.maximum():
            self.stop()

    def _on_released(self) -> None:
        nearest = STEPS * round(self.position)
        if abs(self.slider.value() - nearest) <= SNAP:
            self.slider.setValue(nearest)

    def _on_picked(self, place: int) -> None:
        self.stop()
        self.slider.setValue(STEPS * place)


class StageNames(QWidget):
    """The names of the stages below their stops; those that have no room are left out.

    Signals: ``picked(int)``, a stage was clicked.
    """

    picked = Signal(int)

    def __init__(self, theme: Theme, slider: QSlider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._slider = slider
        self._names: tuple[str, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_names(self, names: tuple[str, ...]) -> None:
        """Show these."""
        self._names = names
        self.setToolTip(" → ".join(names))
        self.update()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """A line of text and the marks above it."""
        return QSize(0, round(1.5 * self.fontMetrics().height()))

    def stop_at(self, place: int) -> float:
        """Where a stage stands, in pixels from the left."""
        style, slider = self._slider.style(), self._slider
        length = style.pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, slider)
        room = slider.width() - length
        return length / 2 + QStyle.sliderPositionFromValue(0, slider.maximum(), STEPS * place, room)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the marks and names; the stage shown stands out."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown, rest = divmod(self._slider.value(), STEPS)
        current = shown if rest == 0 else -1
        line = QFontMetricsF(self.font()).height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.quiet)
        for place in range(len(self._names)):
            painter.drawEllipse(QPointF(self.stop_at(place), 0.15 * line), 0.12 * line, 0.12 * line)
        for place, box in self._boxes(current).items():
            painter.setPen(self.theme.accent if place == current else self.theme.text)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._names[place])
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the nearest stage."""
        if event.button() is Qt.MouseButton.LeftButton and self._names:
            self.picked.emit(
                min(range(len(self._names)), key=lambda place: abs(self.stop_at(place) - event.position().x()))
            )

    def _boxes(self, current: int) -> dict[int, QRectF]:
        """Where each name has room: first the stage shown, then both ends, then the others."""
        metrics, last = QFontMetricsF(self.font()), len(self._names) - 1
        wanted = dict.fromkeys([*([current] if current >= 0 else []), 0, last, *range(last)])
        placed: dict[int, QRectF] = {}
        for place in wanted if self._names else ():
            width = metrics.horizontalAdvance(self._names[place]) + 2
            left = min(max(0.0, self.stop_at(place) - width / 2), self.width() - width)
            box = QRectF(left, 0.35 * metrics.height(), width, metrics.height())
            if not any(box.adjusted(-6, 0, 6, 0).intersects(other) for other in placed.values()):
                placed[place] = box
        return placed
