"""The moment as matrices: what a class computes number by number, all at once."""

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from nnviz.session.commands import ShowSample
from nnviz.session.commands.walking import GoTo, Point
from nnviz.session.state import State
from nnviz.ui.formula.matrix_board import board_of
from nnviz.ui.formula.matrix_canvas import MatrixCanvas
from nnviz.ui.panel import Panel
from nnviz.ui.theme import Theme
from nnviz.walkthrough.quantity import Quantity


class MatrixPanel(Panel):
    """Equations of matrices with their shapes; large ones show their first and last rows and columns.

    Shows: the moment, the fact, the sample, what is pointed at. Commands: Point, GoTo, ShowSample.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._state: State | None = None
        self.canvas = MatrixCanvas(theme)
        self.canvas.setAccessibleName(self.tr("Matrices"))
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.asked.connect(self._on_asked)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self._paint_ground()

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the moment, where it has changed."""
        before, self._state = self._state, state
        if before is None or _reads(before) != _reads(state):
            self.canvas.show_board(board_of(state), state.view.digits)
            self._follow()
        self.canvas.show_pointed(state.pointed)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        self._paint_ground()
        self.canvas.restyle(theme)

    def _paint_ground(self) -> None:
        colors = self.palette()
        colors.setColor(self.backgroundRole(), self.theme.canvas)
        self.setPalette(colors)

    def _follow(self) -> None:
        """Scroll to what the fact is about."""
        place = self.canvas.current_place()
        if place is not None:
            middle, margin = place.center().toPoint(), round(2 * place.height())
            self._area.ensureVisible(middle.x(), middle.y(), round(place.width()), margin)

    def _on_pointed(self, quantity: Quantity | None) -> None:
        self.commanded.emit(Point(quantity))

    def _on_asked(self, quantity: Quantity, sample: int | None) -> None:
        """Go to the fact that made the number, of that sample."""
        state = self._state
        if state is None or state.seen is None:
            return
        if sample is not None and sample != state.row:
            self.commanded.emit(ShowSample(int(state.seen.batch.rows[sample])))
        self.commanded.emit(GoTo(quantity))


def _reads(state: State) -> tuple[object, ...]:
    """What the matrices depend on."""
    timeline = state.work.timeline
    return state.seen, state.row, state.live, state.view, timeline.moment, timeline.fact, state.asked, state.recipe
