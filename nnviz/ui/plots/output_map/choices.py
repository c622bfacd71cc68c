"""What the map shows: which output, over which inputs, and whether only its sides."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nnviz.ui.check import Check
from nnviz.ui.choice import Choice, numbered
from nnviz.ui.plots.fields import Fields, keep_apart
from nnviz.ui.plots.output_map.subject import Subject
from nnviz.ui.theme import Theme

ALL = "all"


class MapChoices(Fields):
    """The fields above a map; what leaves no choice is hidden.

    Signals: ``changed()``, the user chose something else.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._shown: tuple[object, ...] = ()
        self.outputs, self.across, self.up = Choice(), Choice(), Choice()
        self.discretize = Check(self.tr("Discretize"))
        self.discretize.setToolTip(self.tr("Show only on which side of the boundary the answer is"))
        for field in (self.discretize, self.outputs, self.across, self.up):
            self.add(field)
        self.discretize.toggled.connect(self.changed)
        self.outputs.chosen.connect(self.changed)
        self.across.chosen.connect(self._on_across)
        self.up.chosen.connect(self._on_up)

    @property
    def columns(self) -> tuple[int, ...]:
        """The inputs that run."""
        if self.across.count() == 1:
            return (0,)
        return int(self.across.key), int(self.up.key)

    @property
    def output(self) -> int | None:
        """The output shown; none: all of them."""
        return None if self.outputs.key == ALL else int(self.outputs.key)

    @property
    def in_two(self) -> bool:
        """Whether only the sides of the boundary are shown."""
        return self.discretize.isChecked()

    def show_subject(self, subject: Subject) -> None:
        """Offer what there is to choose; where that is the same as before, the choice stays."""
        shown = (subject.inputs, subject.outputs, subject.classes)
        if shown == self._shown:
            return
        self._shown = shown
        curve = len(subject.inputs) == 1
        whole = [(ALL, self.tr("All outputs"), "")] if len(subject.outputs) > 1 and (curve or subject.classes) else []
        self.outputs.offer([*whole, *numbered(subject.classes or subject.outputs, self.tr("Output: {name}"))])
        self.across.offer(numbered(subject.inputs, self.tr("Across: {name}")))
        self.up.offer(numbered(subject.inputs, self.tr("Up: {name}")))
        self.up.show_key("0" if curve else "1")
        self.outputs.setVisible(self.outputs.count() > 1)
        for choice in (self.across, self.up):
            choice.setVisible(choice.count() > 2)
        self.discretize.setVisible(not curve)
        self.fit_rows()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.theme = theme
        self.update()

    def _on_across(self) -> None:
        self._part(self.up, self.across)

    def _on_up(self) -> None:
        self._part(self.across, self.up)

    def _part(self, other: Choice, taken: Choice) -> None:
        """No input runs both ways."""
        keep_apart(other, taken)
        self.changed.emit()
