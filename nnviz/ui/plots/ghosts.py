"""Kept runs as they are drawn beside the present one: each in a color of its own, training solid and test dashed."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from nnviz.session.runs import KeptRun, Setup
from nnviz.ui.plots.legend import Entry
from nnviz.ui.plots.line import Line
from nnviz.ui.plots.run_names import run_names
from nnviz.ui.plots.series import Series, measured
from nnviz.ui.plots.smoothing import smoothed
from nnviz.ui.theme import Theme

COLORS = (2, 3, 7, 8, 6, 9, 4, 5)
"""Of the classes: those that are far from the blue and the orange of the present run."""
WIDTH = 2.0

Written = Callable[[float | None], str]


@dataclass(frozen=True, slots=True, eq=False)
class Ghost:
    """A kept run with its name, its color, and what it has of the loss that is trained now."""

    run: KeptRun
    name: str
    color: QColor
    parts: tuple[Series, ...]  # training, then test; none where another loss was trained
    lines: tuple[Line, ...]  # of the parts
    made_of: tuple[object, ...]  # what it was made of: where that is the same, it is the same

    @property
    def key(self) -> tuple[str, int]:
        """What hides it in the legend."""
        return "run", self.run.number

    def shown(self, hidden: Callable[[object], bool]) -> list[Line]:
        """Its curves; a part that is hidden in the present run is hidden here, too."""
        pairs = zip(self.parts, self.lines, strict=True)
        return [line for part, line in pairs if not hidden((part.measure, part.test))]

    def entry(self, iteration: int, written: Written) -> Entry:
        """Its values at an iteration, training / test; none beyond its end."""
        known = iteration <= self.run.curve.end
        values = [written(part.value_at(iteration) if known else None) for part in self.parts]
        return Entry(self.key, self.name, _pen(self.color, test=False), " / ".join(values) or "–")

    def last_entry(self, written: Written) -> Entry:
        """What it came to: over the test part, where there is one."""
        last = written(float(self.parts[-1].y[-1])) if self.parts else "–"
        return Entry(self.key, self.name, _pen(self.color, test=False), last, has_menu=True)


@dataclass(frozen=True, slots=True)
class Wish:
    """How kept runs are to be drawn: those that trained this loss, smoothed over so many points."""

    measure: str
    theme: Theme
    points: int


def ghosts_of(runs: tuple[KeptRun, ...], present: Setup, wish: Wish, old: tuple[Ghost, ...]) -> tuple[Ghost, ...]:
    """The kept runs beside a present one; those of ``old`` that would be no different are used again."""
    before = {ghost.run.number: ghost for ghost in old}
    ghosts = []
    for run, name in zip(runs, run_names(runs, present), strict=True):
        kept = before.get(run.number)
        made_of = run, name, wish.measure, wish.theme.name, wish.points
        ghosts.append(kept if kept is not None and kept.made_of == made_of else _ghost(run, name, wish, made_of))
    return tuple(ghosts)


def _ghost(run: KeptRun, name: str, wish: Wish, made_of: tuple[object, ...]) -> Ghost:
    color = wish.theme.class_color(COLORS[run.color % len(COLORS)])
    parts = tuple(part for part in measured(run.curve) if part.measure == wish.measure == run.curve.names[0])
    lines = tuple(Line(part.x, smoothed(part.y, wish.points), _pen(color, part.test)) for part in parts)
    return Ghost(run, name, color, parts, lines, made_of)


def _pen(color: QColor, test: bool) -> QPen:
    return QPen(color, WIDTH, Qt.PenStyle.DashLine if test else Qt.PenStyle.SolidLine)
