"""How does the loss fall?  The loss of every epoch and every batch so far, beside that of other runs."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnviz.session.commands import SetView
from nnviz.session.commands.comparing import KeepRun, RunNextSeed
from nnviz.session.curve import LossCurve
from nnviz.session.predicting import outputs_are_secret
from nnviz.session.state import State
from nnviz.ui.button import Button, Weight
from nnviz.ui.formula_text import rich_formula
from nnviz.ui.names import name_of
from nnviz.ui.pace import Pace
from nnviz.ui.panel import PicturePanel
from nnviz.ui.picture import Picture
from nnviz.ui.plots.axes import Ends
from nnviz.ui.plots.legend import Legend
from nnviz.ui.plots.loss_canvas import LossCanvas
from nnviz.ui.plots.loss_curves import LossCurves, loss_curves
from nnviz.ui.plots.loss_levels import entries_of, floor_of, loss_levels
from nnviz.ui.plots.loss_picture import LossPicture, picture_of
from nnviz.ui.plots.loss_tools import LossTools
from nnviz.ui.plots.read_out import PointerReadOut
from nnviz.ui.plots.run_menu import RunMenu
from nnviz.ui.plots.series import epoch_at
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import Theme

WIDTH = 20
"""At least, in lines of text."""
REDRAWS = 30
"""A second, while training runs."""


class LossPlot(PicturePanel):
    """The loss curve.

    Shows: the curve of the work and the cursor's place on it, the kept runs, and lines to compare with.
    Commands: KeepRun, RunNextSeed, RenameRun, RemoveRun, RemoveRuns, SetView.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setWindowTitle(self.tr("Loss plot"))
        self._shown: tuple[object, ...] = ()
        self._latest: State | None = None
        self._state: State | None = None  # the one that is shown
        self._pace = Pace(REDRAWS, self)
        self._curves: LossCurves | None = None
        self._points = 0  # that are averaged to smooth
        self._pointed: int | None = None
        self.scale = Segmented(
            theme,
            [
                (False, self.tr("Linear"), self.tr("Equal distances are equal differences")),
                (True, self.tr("Log"), self.tr("Equal distances are equal ratios: small losses stay visible")),
            ],
        )
        self.scale.show_value(False)
        self.formula = QuietLabel(theme, wraps=True)
        self.legend = Legend(theme)
        self.canvas = LossCanvas(theme)
        self.empty = QuietLabel(theme, wraps=True, parent=self.canvas)
        self.read_out = PointerReadOut(theme, self.canvas)
        self.tools = LossTools(theme)
        self.run_menu = RunMenu(self)
        self.reset_view = Button(theme, self.tr("Reset view"), weight=Weight.BARE)
        self.reset_view.setToolTip(self.tr("Show the whole curve again"))
        self.reset_view.hide()
        self._place()
        self._connect()

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the curve and the cursor."""
        work, recipe, view = state.work, state.next_recipe, state.view
        secret = outputs_are_secret(state)
        drawn = (work.curve, state.runs, recipe.loss, recipe.dataset, work.document.stop, view)
        shown = (drawn, work.timeline.now.iteration, secret)
        self._latest = state
        if shown == self._shown:
            self._state = state
        elif self._pace.allows(state.playing):
            old, self._shown, self._state = self._shown, shown, state
            self.formula.setText(rich_formula(view.symbols.written(recipe.loss.formula)))
            self.formula.setToolTip(name_of(recipe.loss.name))
            self.tools.show_lines(view.target_loss, view.noise_floor, floor_of(state) is not None)
            if old[:1] != shown[:1]:
                self._make_curves()
            self._read()

    def minimumSizeHint(self) -> QSize:
        """Wide enough that a curve has a shape."""
        return super().minimumSizeHint().expandedTo(QSize(WIDTH * self.fontMetrics().height(), 0))

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.scale, self.reset_view, self.formula, self.legend, self.canvas, self.empty, self.read_out):
            part.restyle(theme)
        self.tools.restyle(theme)
        self._shown = ()
        if self._latest is not None:
            self.render(self._latest)

    def picture(self, theme: Theme) -> Picture:
        """What is seen, for a file."""
        assert self._state is not None
        state, log = self._state, self.canvas.logarithmic
        curves = loss_curves(state, theme, self._points)
        hidden, cursor, levels = self.legend.is_hidden, state.work.timeline.now.iteration, loss_levels(state, theme)
        shown = LossPicture(
            curves.lines(hidden),
            [level for level in levels if not hidden(level.key)],
            [entry for entry in curves.legend(state, cursor) + entries_of(levels) if not hidden(entry.key)],
            name_of(state.next_recipe.loss.name),
            (self.tr("iteration"), self.tr("loss E"), curves.shares, self.tr("epoch {epoch}")),
            Ends(curves.curve.epoch_iterations, curves.curve.epochs) if _epochs_differ(curves.curve) else None,
            self.canvas.ranges,
            log,
        )
        return picture_of(shown, theme, state.work.document.name)

    def _place(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(self.scale)
        header.addWidget(self.formula, 1)
        header.addWidget(self.reset_view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(header)
        layout.addWidget(self.legend)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.tools)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _connect(self) -> None:
        self._pace.due.connect(self._on_due)
        self.scale.chosen.connect(self._on_scale)
        self.reset_view.clicked.connect(self.canvas.follow)
        self.canvas.followed.connect(self.reset_view.setHidden)
        self.canvas.pointed.connect(self._on_pointed)
        self.legend.changed.connect(self._draw)
        self.legend.asked.connect(self._on_run_asked)
        self.run_menu.wished.connect(self.commanded)
        self.tools.keep.clicked.connect(lambda: self.commanded.emit(KeepRun()))
        self.tools.next_seed.clicked.connect(lambda: self.commanded.emit(RunNextSeed()))
        self.tools.smoothed.connect(self._on_smoothed)
        self.tools.target_set.connect(lambda loss: self._set_view(target_loss=loss))
        self.tools.floor_wished.connect(lambda wished: self._set_view(noise_floor=wished))

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _make_curves(self) -> None:
        assert self._state is not None
        self._curves = loss_curves(self._state, self.theme, self._points, self._curves)
        self.tools.keep.setEnabled(len(self._curves.curve.epochs) > 1)
        self._draw()

    def _draw(self) -> None:
        """Draw every curve that is not hidden."""
        curves, state = self._curves, self._state
        assert curves is not None
        assert state is not None
        ends = Ends(curves.curve.epoch_iterations, curves.curve.epochs) if _epochs_differ(curves.curve) else None
        together = len(curves.curve.epochs) > 1 and ends is None
        iterations = self.tr("iteration = epoch") if together else self.tr("iteration")
        self.canvas.axes.label(iterations, self.tr("loss E"), curves.shares, self.tr("epoch {epoch}"))
        hidden = self.legend.is_hidden
        levels = [level for level in loss_levels(state, self.theme) if not hidden(level.key)]
        self.canvas.draw(curves.lines(hidden), ends, curves.end, levels)
        self.empty.setText(self._empty_text(state))
        self.canvas.show_instead(self.empty, curves.empty)

    def _empty_text(self, state: State) -> str:
        if state.next_recipe.dataset is None:
            return self.tr("No data yet. Choose data, and the loss appears here while the network learns.")
        return self.tr("The loss appears here while the network learns: press Run.")

    def _read(self) -> None:
        """Show the values at the cursor and under the pointer."""
        assert self._state is not None
        assert self._curves is not None
        cursor = self._state.work.timeline.now.iteration
        named = entries_of(loss_levels(self._state, self.theme))
        self.legend.show_entries(self._curves.legend(self._state, cursor) + named)
        self.canvas.place_cursor(cursor)
        self._show_pointed()

    def _show_pointed(self) -> None:
        """Show the values under the pointer."""
        curves, state = self._curves, self._state
        if curves is None or state is None or self._pointed is None or curves.empty:
            self.canvas.point_at(None)
            self.read_out.hide()
            return
        iteration = min(self._pointed, curves.end)
        self.canvas.point_at(iteration)
        place = self.tr("iteration {iteration} · epoch {epoch}")
        self.read_out.show_values(
            place.format(iteration=iteration, epoch=epoch_at(curves.curve, iteration)),
            [entry for entry in curves.entries(state, iteration) if not self.legend.is_hidden(entry.key)],
            on_the_right=self.canvas.share_of(iteration) < 0.5,
        )

    # --- what the user does -----------------------------------------------------------------------------------------

    def _on_due(self) -> None:
        assert self._latest is not None
        self.render(self._latest)

    def _on_scale(self, logarithmic: bool) -> None:
        self.canvas.set_logarithmic(logarithmic)

    def _on_pointed(self, iteration: int | None) -> None:
        self._pointed = iteration
        self._show_pointed()

    def _on_smoothed(self, points: int) -> None:
        self._points = points
        if self._state is not None:
            self._make_curves()
            self._read()

    def _on_run_asked(self, key: tuple[str, int], place: QPoint) -> None:
        names = {ghost.key: ghost.name for ghost in self._curves.ghosts} if self._curves else {}
        self.run_menu.open(key[1], names[key], place)

    def _set_view(self, **change: object) -> None:
        if self._latest is not None:
            self.commanded.emit(SetView(replace(self._latest.view, **change)))  # type: ignore[arg-type]


def _epochs_differ(curve: LossCurve) -> bool:
    """Whether epochs need marks of their own: more than one iteration makes an epoch."""
    return len(curve.epochs) > 1 and bool((curve.epochs != curve.epoch_iterations).any())
