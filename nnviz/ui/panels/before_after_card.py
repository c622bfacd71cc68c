"""Before and after: what the update did to the loss of the sample shown, and what the gradient had promised."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.snapshot import Phase
from nnviz.session.state import State
from nnviz.session.walks import walk_of
from nnviz.ui.card import Card
from nnviz.ui.heading import Heading
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme
from nnviz.walkthrough.decimals import format_number
from nnviz.walkthrough.numeric import before_and_after


class BeforeAfterCard(Card):
    """The loss of one sample before, as promised, and after.

    Shows: the update under the cursor. Commands: none.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shown: tuple[object, ...] = ()
        self.losses = QLabel()
        self.losses.setWordWrap(True)
        self.losses.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.promise = QuietLabel(theme, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        for part in (Heading(self.tr("Before and after")), self.losses, self.promise):
            column.addWidget(part)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state."""
        walk = walk_of(state)
        asked = state.prediction is not None and state.prediction.open
        at_update = not state.live and state.work.timeline.mark.phase is Phase.UPDATE
        self.setVisible(walk is not None and at_update and not asked)
        shown = (walk, state.view.digits)
        if walk is None or self.isHidden() or shown == self._shown:
            return
        self._shown = shown
        found = before_and_after(walk.scene)
        if found is None:
            return
        numbers = {"before": found.before, "predicted": found.predicted or 0.0, "after": found.after}
        texts = {name: format_number(value, state.view.digits) for name, value in numbers.items()}
        template = self.tr("loss {before} → predicted {predicted} → {after}")
        if found.predicted is None:
            template = self.tr("loss {before} → {after}")
        self.losses.setText(template.format(**texts))
        self.promise.setText(self.tr("Of this sample alone; predicted by its own gradient, to first order."))
        self.promise.setVisible(found.predicted is not None)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        self.promise.restyle(theme)
