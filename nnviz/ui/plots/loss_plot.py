"""How does the loss fall?  The loss of every epoch and every batch so far."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnviz.session.curve import LossCurve
from nnviz.session.predicting import outputs_are_secret
from nnviz.session.state import State
from nnviz.ui.button import Button, Weight
from nnviz.ui.formula_text import rich_formula
from nnviz.ui.names import name_of
from nnviz.ui.pace import Pace
from nnviz.ui.panel import Panel
from nnviz.ui.plots.axes import Ends
from nnviz.ui.plots.legend import Entry, Legend
from nnviz.ui.plots.loss_canvas import Line, LossCanvas
from nnviz.ui.plots.read_out import PointerReadOut
from nnviz.ui.plots.series import Series, batch_loss_at, batch_points, epoch_at, measured
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import Theme, blend
from nnviz.walkthrough.decimals import format_number

BATCH = "batch"
THICK, THIN, FAINT = 3.5, 1.75, 1.5
WIDTH = 20
"""At least, in lines of text."""
REDRAWS = 10
"""A second, while training runs."""
SECRET = "?"
"""For what will be asked about."""
DIGITS = 4
"""Decimals where the view shows numbers rounded to 0 or 1: a loss so written would say nothing."""


class LossPlot(Panel):
    """The loss curve.

    Shows: the curve of the work and the cursor's place on it.
    Commands: none.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setWindowTitle(self.tr("Loss plot"))
        self._shown: tuple[object, ...] = ()
        self._state: State | None = None
        self._pace = Pace(REDRAWS, self)
        self._pace.due.connect(self._on_due)
        self._series: tuple[Series, ...] = ()
        self._pointed: int | None = None
        self.scale = Segmented(
            theme,
            [
                (False, self.tr("Linear"), self.tr("Equal distances are equal differences")),
                (True, self.tr("Log"), self.tr("Equal distances are equal ratios: small losses stay visible")),
            ],
        )
        self.scale.show_value(False)
        self.reset_view = Button(theme, self.tr("Reset view"), weight=Weight.BARE)
        self.reset_view.setToolTip(self.tr("Show the whole curve again"))
        self.reset_view.hide()
        self.formula = QuietLabel(theme, wraps=True)
        self.legend = Legend(theme)
        self.canvas = LossCanvas(theme)
        self.empty = QuietLabel(theme, wraps=True, parent=self.canvas)
        self.read_out = PointerReadOut(theme, self.canvas)
        self._place()
        self.scale.chosen.connect(self._on_scale)
        self.reset_view.clicked.connect(self.canvas.follow)
        self.canvas.followed.connect(self.reset_view.setHidden)
        self.legend.changed.connect(self._draw)
        self.canvas.pointed.connect(self._on_pointed)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the curve and the cursor."""
        work, recipe = state.work, state.next_recipe
        cursor = work.timeline.now.iteration
        view, secret = state.view, outputs_are_secret(state)
        shown = (work.curve, cursor, recipe.loss, view.digits, view.symbols, secret, recipe.dataset is None)
        self._state = state
        if shown == self._shown or not self._pace.allows(state.playing):
            return
        old, self._shown = self._shown, shown
        self.formula.setText(rich_formula(state.view.symbols.written(recipe.loss.formula)))
        self.formula.setToolTip(name_of(recipe.loss.name))
        if (old[:1], old[-1:]) != (shown[:1], shown[-1:]):
            self._series = measured(work.curve)
            self._draw()
        self.legend.show_entries(
            [replace(entry, value="") if entry.key == BATCH else entry for entry in self._entries(cursor)]
        )
        self.canvas.place_cursor(cursor)
        self._show_pointed()

    def minimumSizeHint(self) -> QSize:
        """Wide enough that a curve has a shape."""
        return super().minimumSizeHint().expandedTo(QSize(WIDTH * self.fontMetrics().height(), 0))

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.scale, self.reset_view, self.formula, self.legend, self.canvas, self.empty, self.read_out):
            part.restyle(theme)
        self._shown = ()
        if self._state is not None:
            self.render(self._state)

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
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)

    # --- the curves -------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Draw every curve that is not hidden."""
        assert self._state is not None
        curve = self._state.work.curve
        lines = [
            Line(series.x, series.y, self._pen(series), series.is_share)
            for series in self._series
            if not self.legend.is_hidden(self._key(series))
        ]
        if curve.end and not self.legend.is_hidden(BATCH):
            lines.insert(0, Line(*batch_points(curve), self._batch_pen(0.84), is_faint=True))
        ends = Ends(curve.epoch_iterations, curve.epochs) if _epochs_differ(curve) else None
        self._label(curve)
        self.canvas.draw(lines, ends, curve.end)
        self.empty.setText(self._empty_text())
        self.canvas.show_instead(self.empty, not self._series and not curve.end)

    def _label(self, curve: LossCurve) -> None:
        together = len(curve.epochs) > 1 and not _epochs_differ(curve)
        self.canvas.axes.label(
            self.tr("iteration = epoch") if together else self.tr("iteration"),
            self.tr("loss E"),
            ", ".join(dict.fromkeys(name_of(series.measure) for series in self._series if series.is_share)),
            self.tr("epoch {epoch}"),
        )

    @property
    def _measures(self) -> list[str]:
        """The measures that are drawn, the trained loss first."""
        return list(dict.fromkeys(series.measure for series in self._series))

    def _key(self, series: Series) -> tuple[str, bool]:
        """What hides it: training and test of the loss by themselves, of another measure together."""
        return series.measure, series.test and series.measure == self._measures[0]

    def _pen(self, series: Series) -> QPen:
        names = self._measures
        if series.measure == names[0]:
            return QPen(self.theme.test if series.test else self.theme.positive, THICK)
        colors: tuple[QColor, ...] = (self.theme.backward, self.theme.forward, self.theme.quiet)
        style = Qt.PenStyle.DashLine if series.test else Qt.PenStyle.SolidLine
        return QPen(colors[(names.index(series.measure) - 1) % len(colors)], THIN, style)

    def _batch_pen(self, faintness: float = 0.5) -> QPen:
        """For the legend; many lines side by side need more faintness."""
        return QPen(blend(self.theme.quiet, self.theme.canvas, faintness), FAINT)

    def _empty_text(self) -> str:
        assert self._state is not None
        if self._state.next_recipe.dataset is None:
            return self.tr("No data yet. Choose data, and the loss appears here while the network learns.")
        return self.tr("The loss appears here while the network learns: press Run.")

    # --- the values -------------------------------------------------------------------------------------------------

    def _entries(self, iteration: int) -> list[Entry]:
        """The loss by parts, the batch's, and every other measure as train / test, as last known at an iteration."""
        return self._loss_entries(iteration) + self._batch_entry(iteration) + self._report_entries(iteration)

    def _loss_entries(self, iteration: int) -> list[Entry]:
        return [
            Entry(self._key(series), self._part(series), self._pen(series), self._value(series, iteration), large=True)
            for series in self._series
            if series.measure == self._measures[0]
        ]

    def _report_entries(self, iteration: int) -> list[Entry]:
        entries = []
        for measure in self._measures[1:]:
            parts = [series for series in self._series if series.measure == measure]
            values = " / ".join(self._value(series, iteration) for series in parts)
            entries.append(Entry(self._key(parts[0]), name_of(measure), self._pen(parts[0]), values))
        return entries

    def _batch_entry(self, iteration: int) -> list[Entry]:
        """The loss of the batch of an iteration, or its range where only that is kept; nothing before the first."""
        assert self._state is not None
        curve = self._state.work.curve
        if not curve.end:
            return []
        span = batch_loss_at(curve, iteration) or ()
        values = dict.fromkeys(format_number(value, self._digits) for value in span)
        if outputs_are_secret(self._state):
            values = {SECRET: None}
        return [Entry(BATCH, self.tr("batch"), self._batch_pen(), " … ".join(values))]

    def _value(self, series: Series, iteration: int) -> str:
        value = series.value_at(iteration)
        if self._state is not None and outputs_are_secret(self._state):
            return SECRET
        return "–" if value is None else format_number(value, self._digits)

    def _part(self, series: Series) -> str:
        return self.tr("test") if series.test else self.tr("train")

    @property
    def _digits(self) -> int:
        digits = self._state.view.digits if self._state else None
        return DIGITS if digits is None else digits

    def _on_pointed(self, iteration: int | None) -> None:
        self._pointed = iteration
        self._show_pointed()

    def _show_pointed(self) -> None:
        """Show the values under the pointer."""
        if self._state is None or self._pointed is None or not self._series:
            self.canvas.point_at(None)
            self.read_out.hide()
            return
        curve = self._state.work.curve
        iteration = min(self._pointed, curve.end)
        self.canvas.point_at(iteration)
        place = self.tr("iteration {iteration} · epoch {epoch}")
        self.read_out.show_values(
            place.format(iteration=iteration, epoch=epoch_at(curve, iteration)),
            self._entries(iteration),
            on_the_right=self.canvas.share_of(iteration) < 0.5,
        )

    def _on_due(self) -> None:
        assert self._state is not None
        self.render(self._state)

    def _on_scale(self, logarithmic: bool) -> None:
        self.canvas.set_logarithmic(logarithmic)


def _epochs_differ(curve: LossCurve) -> bool:
    """Whether epochs need marks of their own: more than one iteration makes an epoch."""
    return len(curve.epochs) > 1 and bool((curve.epochs != curve.epoch_iterations).any())
