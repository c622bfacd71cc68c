"""What can be done with the loss plot: keep a run, run again, smooth the curves, draw lines to compare with."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nnviz.ui.button import Button, Weight
from nnviz.ui.check import Check
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.icons import Icon
from nnviz.ui.numbers import NumberField, Range
from nnviz.ui.theme import Theme

MOST_POINTS = 10_000


class LossTools(QWidget):
    """A row of buttons, and a row of fields that unfolds.

    Signals: ``smoothed(int)``, over so many points, 0: not; ``target_set(object)``, a loss, or None: no line;
    ``floor_wished(bool)``. The buttons that keep and repeat a run speak for themselves.
    """

    smoothed = Signal(int)
    target_set = Signal(object)
    floor_wished = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_buttons(theme)
        self._make_fields()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(_row(*self._buttons))
        layout.addWidget(self.fields)

    def show_lines(self, target: float | None, floor: bool, known: bool) -> None:
        """Show which lines are wished; ``known``: whether there is a floor to draw. Nothing is emitted."""
        self.target.show_value(target)
        self.floor.setChecked(floor)
        self.floor.setEnabled(known)
        self.floor.setToolTip(
            self.tr("Noise turns labels round: no network has a lower loss on average over new samples")
            if known
            else self.tr("Known for the XOR cloud, the circle and two normal clouds with noise, and mean squares")
        )

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        for button in self._buttons:
            button.restyle(theme)

    @property
    def _buttons(self) -> tuple[Button, ...]:
        return self.keep, self.next_seed, self.unfold

    def _make_buttons(self, theme: Theme) -> None:
        self.keep = Button(theme, self.tr("Keep this run"))
        self.keep.setToolTip(self.tr("Leave this curve in the plot, to compare the next runs with it"))
        self.next_seed = Button(theme, self.tr("Next seed"))
        self.next_seed.setToolTip(self.tr("Keep this run, draw new weights from the next seed, and run again"))
        self.unfold = Button(theme, self.tr("Lines"), Icon.FOLDED, Weight.BARE)
        self.unfold.setToolTip(self.tr("Smooth the curves; draw a target or the noise floor"))
        self.unfold.clicked.connect(self._on_unfold)

    def _make_fields(self) -> None:
        self.points = NumberField(Range(2, MOST_POINTS, whole=True), optional=True, characters=4)
        self.points.setToolTip(
            self.tr(
                "Each point becomes the mean of the last so many; what was measured stays faint, and is what is read"
            )
        )
        self.target = NumberField(Range(0), optional=True, characters=5)
        self.target.setToolTip(self.tr("A line at the loss to be reached"))
        self.floor = Check(self.tr("Noise floor"))
        self.fields = QWidget()
        self.fields.setLayout(
            _row(
                _named(self.tr("Smooth"), self.points, self.tr("points")),
                _named(self.tr("Target"), self.target),
                self.floor,
            )
        )
        self.fields.hide()
        self.points.entered.connect(lambda points: self.smoothed.emit(int(points)))
        self.points.cleared.connect(lambda: self.smoothed.emit(0))
        self.target.entered.connect(lambda loss: self.target_set.emit(loss))
        self.target.cleared.connect(lambda: self.target_set.emit(None))
        self.floor.clicked.connect(self.floor_wished)

    def _on_unfold(self) -> None:
        folded = self.fields.isHidden()
        self.fields.setVisible(folded)
        self.unfold.show_as(self.unfold.text(), Icon.UNFOLDED if folded else Icon.FOLDED)


def _row(*widgets: QWidget) -> FlowLayout:
    row = FlowLayout(gap=8, row_gap=4)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    return row


def _named(name: str, field: QWidget, unit: str = "") -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    label = QLabel(name)
    label.setBuddy(field)
    field.setAccessibleName(name)
    for part in (label, field, QLabel(unit)) if unit else (label, field):
        row.addWidget(part)
    return group
