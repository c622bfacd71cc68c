"""What the loss plot draws and reads: the measures of the present run, the losses of its batches, and the kept runs."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QPen

from nnviz.session.curve import LossCurve
from nnviz.session.predicting import outputs_are_secret
from nnviz.session.runs import setup_of
from nnviz.session.state import State
from nnviz.ui.names import name_of
from nnviz.ui.plots.ghosts import Ghost, Wish, ghosts_of
from nnviz.ui.plots.legend import Entry
from nnviz.ui.plots.line import Line
from nnviz.ui.plots.series import Series, batch_points, exact_batch_points, measured
from nnviz.ui.plots.smoothing import smoothed
from nnviz.ui.theme import Theme, blend
from nnviz.walkthrough.decimals import format_number

BATCH, RAW = "batch", "raw"
THICK, THIN, FAINT = 3.5, 1.75, 1.5
SECRET = "?"
"""For what will be asked about."""
DIGITS = 4
"""Decimals where the view shows numbers rounded to 0 or 1: a loss so written would say nothing."""

Hidden = Callable[[object], bool]


@dataclass(frozen=True, slots=True, eq=False)
class LossCurves:
    """Every curve of a state, in the colors of a theme; ``points`` is how many are averaged to smooth, 0: none."""

    curve: LossCurve
    series: tuple[Series, ...]
    ghosts: tuple[Ghost, ...]
    theme: Theme
    points: int

    @property
    def end(self) -> int:
        """The last iteration of all runs."""
        return max([self.curve.end, *(ghost.run.curve.end for ghost in self.ghosts if ghost.parts)])

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not (self.series or self.curve.end or any(ghost.parts for ghost in self.ghosts))

    @property
    def shares(self) -> str:
        """The names of the measures along the right axis."""
        return ", ".join(dict.fromkeys(name_of(series.measure) for series in self.series if series.is_share))

    # --- lines ------------------------------------------------------------------------------------------------------

    def lines(self, hidden: Hidden) -> list[Line]:
        """The curves that are not hidden, those of the present run in front."""
        ghosts = [ghost for ghost in self.ghosts if not hidden(ghost.key)]
        shown = [line for ghost in ghosts for line in ghost.shown(hidden)]
        shown += [] if hidden(BATCH) else self._of_batches(hidden)
        for series in self.series:
            if not hidden(self._key(series)):
                shown += self._of_series(series, hidden)
        return shown

    def _of_batches(self, hidden: Hidden) -> list[Line]:
        if not self.curve.end:
            return []
        raw = [] if self.points and hidden(RAW) else [Line(*batch_points(self.curve), self._raw_batch, is_faint=True)]
        if not self.points:
            return raw
        x, y = exact_batch_points(self.curve)
        return [*raw, Line(x, smoothed(y, self.points), QPen(self.theme.quiet, THIN), is_faint=True)]

    def _of_series(self, series: Series, hidden: Hidden) -> list[Line]:
        pen = self._pen(series)
        if not self.points:
            return [Line(series.x, series.y, pen, series.is_share)]
        faint = QPen(blend(pen.color(), self.theme.canvas, 0.6), FAINT)
        raw = [] if hidden(RAW) else [Line(series.x, series.y, faint, series.is_share, is_faint=True)]
        return [*raw, Line(series.x, smoothed(series.y, self.points), pen, series.is_share)]

    # --- entries ----------------------------------------------------------------------------------------------------

    def entries(self, state: State, iteration: int) -> list[Entry]:
        """What every curve has at an iteration: the loss by parts, the batch, other measures as train / test."""
        written = _writer(state)
        present = self._loss_entries(iteration, written) + self._batch_entry(iteration, written)
        runs = [ghost.entry(iteration, written) for ghost in self.ghosts]
        return present + self._report_entries(iteration, written) + runs

    def legend(self, state: State, iteration: int) -> list[Entry]:
        """The present run at an iteration, and what the kept runs came to."""
        written = _writer(state)
        entries = self._loss_entries(iteration, written)
        entries += [Entry(entry.key, entry.name, entry.pen) for entry in self._batch_entry(iteration, written)]
        entries += self._report_entries(iteration, written)
        if self.points:
            text = _tr("smoothed over {count} points").format(count=self.points)
            entries.append(Entry(RAW, text, QPen(blend(self.theme.quiet, self.theme.canvas, 0.6), FAINT)))
        return entries + [ghost.last_entry(written) for ghost in self.ghosts]

    def _loss_entries(self, iteration: int, written: Callable[[float | None], str]) -> list[Entry]:
        return [
            Entry(self._key(part), _part(part), self._pen(part), written(part.value_at(iteration)), large=True)
            for part in self.series
            if part.measure == self._measures[0]
        ]

    def _report_entries(self, iteration: int, written: Callable[[float | None], str]) -> list[Entry]:
        entries = []
        for measure in self._measures[1:]:
            parts = [series for series in self.series if series.measure == measure]
            values = " / ".join(written(part.value_at(iteration)) for part in parts)
            entries.append(Entry(self._key(parts[0]), name_of(measure), self._pen(parts[0]), values))
        return entries

    def _batch_entry(self, iteration: int, written: Callable[[float | None], str]) -> list[Entry]:
        """The loss of the batch of an iteration, or its range where only that is kept; nothing before the first."""
        if not self.curve.end:
            return []
        values = dict.fromkeys(written(value) for value in self.curve.batch_loss(iteration) or ())
        pen = QPen(self.theme.quiet, THIN) if self.points else QPen(_faded(self.theme, 0.5), FAINT)
        return [Entry(BATCH, _tr("batch"), pen, " … ".join(values))]

    # --- pens -------------------------------------------------------------------------------------------------------

    @property
    def _measures(self) -> list[str]:
        """The measures that are drawn, the trained loss first."""
        return list(dict.fromkeys(series.measure for series in self.series))

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

    @property
    def _raw_batch(self) -> QPen:
        """Many lines side by side need more faintness than one in the legend."""
        return QPen(_faded(self.theme, 0.84), FAINT)


def loss_curves(state: State, theme: Theme, points: int, old: LossCurves | None = None) -> LossCurves:
    """The curves of a state; what of ``old`` is the same is used again."""
    curve = state.work.curve
    setup = setup_of(state.work.timeline, curve.end)
    wish = Wish(state.next_recipe.loss.name, theme, points)
    ghosts = ghosts_of(state.runs, setup, wish, () if old is None else old.ghosts)
    return LossCurves(curve, measured(curve), ghosts, theme, points)


def _writer(state: State) -> Callable[[float | None], str]:
    """How values are written: as the view says, and not at all while they will be asked about."""
    digits = DIGITS if state.view.digits is None else state.view.digits
    if outputs_are_secret(state):
        return lambda _: SECRET
    return lambda value: "–" if value is None else format_number(value, digits)


def _faded(theme: Theme, share: float) -> QColor:
    return blend(theme.quiet, theme.canvas, share)


def _part(series: Series) -> str:
    return _tr("test") if series.test else _tr("train")


def _tr(text: str) -> str:
    return QCoreApplication.translate("LossPlot", text)
