"""Where the lecture stands in its run, and what is kept of the way.

A stretch is a part of the run under one recipe, from the iteration where it begins; an edit begins a new one. It keeps
checkpoints, from which any iteration in between is replayed. The cursor is an iteration and a moment in it.
"""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from nnviz.core.checkpoint import Checkpoint
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Mark, Snapshot
from nnviz.data.spec import DataSpec
from nnviz.session.jobs import Ahead
from nnviz.session.stretch import Stretch
from nnviz.session.thinning import thinned
from nnviz.storage.dataset_part import relocated

MEMORY = 256 * 2**20
"""Bytes that all checkpoints may take: those of the run, and those that undo and redo bring back."""
OF_THE_RUN = MEMORY * 3 // 4
"""Bytes of these for the run itself."""
MOST = 2048
"""The number of checkpoints that a run keeps at most."""
WHOLE = sys.maxsize
"""The number of the last fact where a moment is known as a whole."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the run, ordered in time."""

    iteration: int
    position: int = 0  # the moment, counted from READY
    number: int = WHOLE  # the last fact of the moment that is known

    @property
    def fact(self) -> int | None:
        """The last fact that is known; none where all of the moment is."""
        return None if self.number == WHOLE else self.number


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """The run so far and the cursor in it."""

    stretches: tuple[Stretch, ...]
    now: Checkpoint  # where the cursor's iteration begins
    moments: tuple[Snapshot, ...] = ()  # of the cursor's iteration: READY alone, or all of them; none without data
    position: int = 0  # which of them is shown
    fact: int | None = None  # the last fact of that moment that is known; none: all of it is known
    ahead: Ahead | None = None  # where the cursor's iteration leads, once it was explained
    farthest: Place = Place(0)  # the last place where the cursor stood

    @property
    def moment(self) -> Snapshot | None:
        """The moment under the cursor."""
        return self.moments[self.position] if self.moments else None

    @property
    def mark(self) -> Mark:
        """The address of the cursor."""
        return self.moments[self.position].mark if self.moments else Mark(self.now.iteration)

    @property
    def explained(self) -> bool:
        """Whether every moment of the cursor's iteration is known."""
        return len(self.moments) > 1

    @property
    def end(self) -> int:
        """The last iteration that was reached."""
        return self.reached.iteration

    @property
    def place(self) -> Place:
        """The place of the cursor."""
        return Place(self.now.iteration, self.position, WHOLE if self.fact is None else self.fact)

    @property
    def reached(self) -> Place:
        """The last place of the run that is known: what comes after it is the future."""
        return max(self.farthest, self.place)

    @property
    def trained(self) -> bool:
        """Whether any iteration was made."""
        return self.end > 0

    def stretch_at(self, iteration: int) -> Stretch:
        """The stretch in which the iteration after ``iteration`` iterations is made."""
        return next(stretch for stretch in reversed(self.stretches) if stretch.begins <= iteration)

    def nearest(self, iteration: int) -> Checkpoint:
        """The place from which ``iteration`` is reached soonest, under its recipe."""
        kept = self.stretch_at(iteration).nearest(iteration)
        return self.now if kept.iteration <= self.now.iteration <= iteration else kept

    def next_begin(self, iteration: int) -> int | None:
        """Where the next stretch after ``iteration`` begins."""
        return next((stretch.begins for stretch in self.stretches if stretch.begins > iteration), None)

    @property
    def recipe(self) -> Recipe:
        """The recipe under the cursor."""
        return self.stretch_at(self.now.iteration).recipe

    @property
    def next_recipe(self) -> Recipe:
        """The recipe of the next iteration that begins, as far as it was chosen at or before the cursor."""
        following = self.stretch_at(self.now.iteration + (1 if self.position else 0))
        return following.recipe if following.foreseen else self.recipe

    @property
    def data(self) -> DataSpec | None:
        """The source of the samples under the cursor."""
        return self.stretch_at(self.now.iteration).data

    @property
    def initial(self) -> Network:
        """The network to which Reset returns from the cursor."""
        return self.stretch_at(self.now.iteration).initial

    @property
    def begins(self) -> int:
        """The first iteration that is known: above 0 where a trained network was opened."""
        return self.stretches[0].begins

    def reaching(self, checkpoint: Checkpoint, moments: tuple[Snapshot, ...] = ()) -> "Timeline":
        """The timeline with the cursor at READY of the iteration that begins at ``checkpoint``, which is kept."""
        here = self.stretch_at(checkpoint.iteration)
        more = replace(here, checkpoints=here.keeping(checkpoint))
        stretches = tuple(more if stretch is here else stretch for stretch in self.stretches)
        kept = thinned(stretches, OF_THE_RUN, checkpoint.iteration, MOST)
        return replace(
            self,
            stretches=kept,
            now=checkpoint,
            moments=moments,
            position=0,
            fact=None,
            ahead=None,
            farthest=self.reached,
        ).noted()

    def passing(self, way: tuple[Checkpoint, ...]) -> "Timeline":
        """The timeline with places of one of its stretches that a run went through; the cursor stays."""
        if not way:
            return self
        here = self.stretch_at(way[0].iteration)
        more = replace(here, checkpoints=here.keeping_all(way))
        return replace(self, stretches=tuple(more if stretch is here else stretch for stretch in self.stretches))

    def at(self, position: int, fact: int | None = None) -> "Timeline":
        """The timeline with the cursor at a moment of the same iteration, all of it known, or up to a fact."""
        return replace(self, position=position, fact=fact)

    def noted(self) -> "Timeline":
        """The timeline in which the cursor's place counts as seen."""
        return replace(self, farthest=self.place) if self.place > self.farthest else self

    def within(self, memory: int, most: int) -> "Timeline":
        """The timeline with at most so many checkpoints, of at most so many bytes."""
        kept = thinned(self.stretches, memory, self.now.iteration, most)
        return self if kept is self.stretches else replace(self, stretches=kept)

    def edited(
        self, checkpoint: Checkpoint, recipe: Recipe, data: DataSpec | None = None, initial: Network | None = None
    ) -> "Timeline":
        """The timeline with an edit at the cursor's iteration: what came after it is cut.

        ``data``: the source of other samples; none where they are those of before; and so with ``initial``.
        """
        edit = Stretch(recipe, (checkpoint,), initial or self.initial, data or self.data)
        return Timeline((*_before(self.stretches, checkpoint.iteration), edit), checkpoint)

    def changed_ahead(self, checkpoint: Checkpoint, recipe: Recipe) -> "Timeline":
        """The timeline with another recipe from the iteration after the cursor's on; the cursor stays."""
        change = Stretch(recipe, (checkpoint,), self.initial, self.data, foreseen=True)
        stretches = (*_before(self.stretches, checkpoint.iteration), change)
        return replace(self, stretches=stretches, farthest=self.place)

    def relocated(self, old: Path, new: Path) -> "Timeline":
        """The timeline of a file that moves from folder ``old`` to ``new``: its data files are still found."""
        stretches = tuple(
            stretch if stretch.data is None else replace(stretch, data=relocated(stretch.data, old, new))
            for stretch in self.stretches
        )
        return replace(self, stretches=stretches)


def _before(stretches: tuple[Stretch, ...], iteration: int) -> tuple[Stretch, ...]:
    """What is left of the stretches before ``iteration``."""
    left = (stretch for stretch in stretches if stretch.begins < iteration)
    return tuple(
        replace(stretch, checkpoints=tuple(kept for kept in stretch.checkpoints if kept.iteration < iteration))
        for stretch in left
    )
