"""The moment as matrices: what a class computes number by number, all at once."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from nnviz.session.commands import ShowSample
from nnviz.session.commands.walking import GoTo, Point
from nnviz.session.state import State
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.formula.matrix_board import Topic, board_of
from nnviz.ui.formula.matrix_canvas import MatrixCanvas
from nnviz.ui.panel import Panel
from nnviz.ui.segmented import Segmented
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
        self._area = _Area(self.canvas)
        self.topics = Segmented(
            theme,
            (
                (Topic.MOMENT, self.tr("This moment"), self.tr("What the moment computes, for the whole batch")),
                (Topic.JACOBIAN, self.tr("Jacobian"), self.tr("How each output changes with each input")),
            ),
        )
        self._topic = Topic.MOMENT
        self.topics.show_value(self._topic)
        self.topics.chosen.connect(self._on_topic)
        self.note = QLabel(self.tr("The Jacobian is known once the way forward is done."))
        self.note.setWordWrap(True)
        self.note.setContentsMargins(12, 4, 12, 4)
        bar = QWidget()
        row = FlowLayout(bar)
        row.setContentsMargins(12, 0, 12, 6)
        row.addWidget(self.topics)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.note)
        layout.addWidget(self._area, 1)
        self._paint_ground()

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the moment, where it has changed."""
        before, self._state = self._state, state
        if before is None or _reads(before) != _reads(state):
            self._show_board(state)
        self.canvas.show_pointed(state.pointed)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        self._paint_ground()
        self.topics.restyle(theme)
        self.canvas.restyle(theme)

    def _paint_ground(self) -> None:
        colors = self._area.palette()
        colors.setColor(self._area.backgroundRole(), self.theme.canvas)
        self._area.setPalette(colors)

    def _show_board(self, state: State) -> None:
        board = board_of(state, self._topic)
        self.note.setVisible(board is None and self._topic is Topic.JACOBIAN and state.seen is not None)
        self.canvas.show_board(board, state.view.digits)
        self._follow()

    def _on_topic(self, topic: Topic) -> None:
        self._topic = topic
        if self._state is not None:
            self._show_board(self._state)

    def _follow(self) -> None:
        """Scroll to the matrix of the number that the fact is about, and to that number."""
        for place in reversed(self.canvas.current_places() or ()):
            middle, room = place.center().toPoint(), self._area.viewport().size()
            margins = (
                min(round(side / 2), limit // 2)
                for side, limit in zip(place.size().toTuple(), room.toTuple(), strict=True)
            )
            self._area.ensureVisible(middle.x(), middle.y(), *margins)

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


class _Area(QScrollArea):
    """Gives the canvas all the room there is, and scrolls where it needs more."""

    def __init__(self, canvas: MatrixCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(canvas)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the canvas into the new room."""
        super().resizeEvent(event)
        self._canvas.fit(self.viewport().size())


def _reads(state: State) -> tuple[object, ...]:
    """What the matrices depend on."""
    timeline = state.work.timeline
    return state.seen, state.row, state.live, state.view, timeline.moment, timeline.fact, state.asked, state.recipe
