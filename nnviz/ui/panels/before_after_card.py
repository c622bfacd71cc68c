"""Before and after: what the update did to the loss of the sample shown, and what the gradient had promised."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.snapshot import Phase
from nnviz.session.commands.walking import GoTo
from nnviz.session.predicting import open_question
from nnviz.session.state import State
from nnviz.session.walks import walk_of
from nnviz.ui.card import Card
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme
from nnviz.walkthrough.decimals import format_number
from nnviz.walkthrough.numeric import BeforeAndAfter, before_and_after
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene

DIGITS = 4
"""Decimals where all other numbers are rounded to 0 or 1."""


class BeforeAfterCard(Card):
    """The loss of one sample before, as promised, and after.

    Shows: the update under the cursor, or the one that led to where the cursor stands. Commands: GoTo.
    Signals: ``commanded(Command)``.
    """

    commanded = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shown: tuple[object, ...] = ()
        self._scene: Scene | None = None
        self.losses = QLabel()
        self.losses.setWordWrap(True)
        self.losses.setTextFormat(Qt.TextFormat.RichText)
        self.losses.linkActivated.connect(self._on_link)
        self.losses.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.promise = QuietLabel(theme, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 5, 10, 5)
        column.setSpacing(2)
        for part in (self.losses, self.promise):
            column.addWidget(part)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state."""
        walk, timeline = walk_of(state), state.work.timeline
        if walk is not None and timeline.mark.phase is Phase.UPDATE:
            self._scene = walk.scene
        elif self._scene is None or timeline.position or self._scene.moment.updated is not timeline.now.network:
            self._scene = None
        scene, asked = self._scene, open_question(state) is not None
        self.setVisible(scene is not None and not asked and state.trial is None)
        again = tells_again(state)
        shown = (scene, state.view.digits, again)
        if scene is None or shown == self._shown:
            return
        self._shown = shown
        found = before_and_after(scene)
        if found is not None:
            self._show_losses(found, state.view.digits, again)
            self._show_whose(scene, found)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        self.promise.restyle(theme)
        self._shown = ()

    def _show_losses(self, found: BeforeAndAfter, digits: int | None, again: bool) -> None:
        """Show the numbers; the losses that a fact made lead to it."""
        numbers = {"before": found.before, "predicted": found.predicted or 0.0, "after": found.after}
        places = DIGITS if digits is None else digits
        texts = {name: escape(format_number(value, places)) for name, value in numbers.items()}
        for name in ("before", "after") if again else ("before",):
            texts[name] = self._link(name, texts[name])
        template = self.tr("loss {before} → predicted {predicted} → {after}")
        if found.predicted is None:
            template = self.tr("loss {before} → {after}")
        heading = self.tr("Before and after")
        self.losses.setText(f"<b>{escape(heading)}</b>&nbsp;&nbsp; {escape(template).format(**texts)}")

    def _link(self, name: str, text: str) -> str:
        return f'<a href="{name}" style="color: {self.theme.text.name()}">{text}</a>'

    def _on_link(self, name: str) -> None:
        """Go to the fact of the loss, before the update or, of the same sample, after it."""
        if self._scene is not None:
            kind = Kind.LOSS if self._scene.samples == 1 else Kind.SAMPLE_LOSS
            iteration = self._scene.moment.mark.iteration + (name == "after")
            self.commanded.emit(GoTo(Quantity(kind), iteration))

    def _show_whose(self, scene: Scene, found: BeforeAndAfter) -> None:
        """Say which of several samples it is about; the only one needs no word."""
        data = scene.recipe.dataset
        number = int(scene.moment.batch.rows[scene.row]) + 1
        text = self.tr("Of sample {number} alone; predicted by its own gradient, to first order.")
        if found.predicted is None:
            text = self.tr("Of sample {number} alone.")
        self.promise.setText(text.format(number=f"{number:,}"))
        self.promise.setVisible(data is not None and data.samples > 1)
        self.losses.setToolTip(
            self.tr("Predicted by the gradient, to first order; an underlined loss leads to the fact that made it")
        )


def tells_again(state: State) -> bool:
    """Whether the next iteration tells the loss of the same sample: all samples are in one batch, in their order."""
    recipe = state.next_recipe
    return recipe.dataset is not None and recipe.batch_size >= len(recipe.dataset.train_rows) and not recipe.shuffle
