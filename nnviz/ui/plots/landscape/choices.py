"""Over which two numbers, or directions, the loss is shown, and in which colors."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nnviz.ui.button import Button
from nnviz.ui.check import Check
from nnviz.ui.choice import Choice, numbered
from nnviz.ui.icons import Icon
from nnviz.ui.numbers import NumberField, Range
from nnviz.ui.plots.fields import Fields, keep_apart
from nnviz.ui.theme import Theme

RANDOM = "random"
SEEDS = 99_999


class LandscapeChoices(Fields):
    """The fields above a landscape.

    Signals: ``changed()``, other axes were chosen; ``recolored()``, another scale; ``weighed()``, the penalty was
    added or left out; ``fitted()``, all of the way is to be seen.
    """

    changed = Signal()
    recolored = Signal()
    weighed = Signal()
    fitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.across, self.up = Choice(), Choice()
        self.seed = NumberField(Range(0, SEEDS, whole=True), characters=6)
        self.seed.show_value(0)
        self.seed.setAccessibleName(self.tr("Seed"))
        self.seed.setToolTip(self.tr("Seed of the directions"))
        self.dice = Button(theme, "", Icon.DICE)
        self.dice.setToolTip(self.tr("Two other directions"))
        self.dice.setAccessibleName(self.dice.toolTip())
        self.fit = Button(theme, self.tr("Fit"))
        self.fit.setToolTip(self.tr("Show the whole path again; the wheel zooms, and dragging moves the map"))
        self.logarithmic = Check(self.tr("Log"))
        self.logarithmic.setToolTip(self.tr("Colors and lines by the logarithm of the loss: valleys stay visible"))
        self.penalty = Check(self.tr("With penalty"))
        self.penalty.setToolTip(self.tr("Add what regularization adds to the loss: both together are made smaller"))
        self.penalty.setChecked(True)
        self._own_scale = False
        for part in (self.across, self.up, self.seed, self.dice, self.logarithmic, self.penalty, self.fit):
            self.add(part)
        self.across.chosen.connect(self._on_across)
        self.up.chosen.connect(self._on_up)
        self.seed.entered.connect(self.changed)
        self.dice.clicked.connect(self._on_dice)
        self.fit.clicked.connect(self.fitted)
        self.logarithmic.clicked.connect(self._on_logarithmic)
        self.penalty.clicked.connect(self.weighed)

    @property
    def random(self) -> bool:
        """Whether the axes are two random directions."""
        return self.across.key == RANDOM

    @property
    def axes(self) -> tuple[int, int]:
        """The numbers of the parameters that run."""
        return int(self.across.key), int(self.up.key)

    @property
    def scale(self) -> bool | None:
        """Whether the scale is logarithmic; none: as the heights ask for."""
        return self.logarithmic.isChecked() if self._own_scale else None

    def offer(self, names: Sequence[str], *, directions: bool, random: bool) -> None:
        """Offer these parameters, two at least; the choice stays where there are as many as before.

        ``directions``: offer random directions, too; ``random``: begin with them.
        """
        across, up = self.across.key, self.up.key
        stays = self.up.count() == len(names)
        random_words = self.tr("Random"), self.tr("Two random directions, along which all weights move")
        last = [(RANDOM, *random_words)] if directions else []
        self.across.offer([*numbered(names, self.tr("Across: {name}")), *last])
        self.up.offer(numbered(names, self.tr("Up: {name}")))
        self.across.show_key(across if stays else RANDOM if random else "0")
        self.up.show_key(up if stays else "1")
        self._own_scale = False
        self._show_fitting()

    def show_scale(self, logarithmic: bool) -> None:
        """Show which scale is in use."""
        self.logarithmic.setChecked(logarithmic)

    def show_penalty(self, shown: bool) -> None:
        """Offer the penalty where there is one."""
        if self.penalty.isHidden() is shown:
            self.penalty.setVisible(shown)
            self.fit_rows()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        for button in (self.dice, self.fit):
            button.restyle(theme)
        self.update()

    def _show_fitting(self) -> None:
        """Show the fields that belong to what was chosen."""
        self.up.setVisible(not self.random)
        self.seed.setVisible(self.random)
        self.dice.setVisible(self.random)
        self.fit_rows()

    def _on_across(self) -> None:
        self._part(self.up, self.across)

    def _on_up(self) -> None:
        self._part(self.across, self.up)

    def _part(self, other: Choice, taken: Choice) -> None:
        """No parameter runs both ways."""
        keep_apart(other, taken)
        self._show_fitting()
        self.changed.emit()

    def _on_dice(self) -> None:
        self.seed.show_value((int(self.seed.value or 0) + 1) % (SEEDS + 1))
        self.changed.emit()

    def _on_logarithmic(self) -> None:
        self._own_scale = True
        self.recolored.emit()
