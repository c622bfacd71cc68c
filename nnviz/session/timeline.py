"""Where the lecture stands in its run, and what is kept of the way.

A stretch is a part of the run under one recipe, from the iteration where it begins; an edit begins a new one. It keeps
checkpoints, from which any iteration in between is replayed. The cursor is an iteration and a moment in it.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from nnviz.core.checkpoint import Checkpoint
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Mark, Snapshot
from nnviz.data.spec import DataSpec
from nnviz.session.jobs import Ahead
from nnviz.storage.dataset_part import relocated

MEMORY = 256 * 2**20
"""Bytes that the checkpoints may take in all."""
MOST = 4096
"""The number of checkpoints kept at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A part of the run under one recipe."""

    recipe: Recipe
    checkpoints: tuple[Checkpoint, ...]  # in order; the first is where the stretch begins
    data: DataSpec | None = None  # the source of the recipe's samples
    foreseen: bool = False  # begun by a change of the recipe made in the iteration before; nothing else changed with it

    @property
    def begins(self) -> int:
        """The iteration where it begins."""
        return self.checkpoints[0].iteration

    def nearest(self, iteration: int) -> Checkpoint:
        """The last checkpoint at or before ``iteration``."""
        low, high = 0, len(self.checkpoints)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.checkpoints[middle].iteration <= iteration else (low, middle)
        return self.checkpoints[low]


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """The run so far and the cursor in it."""

    stretches: tuple[Stretch, ...]
    now: Checkpoint  # where the cursor's iteration begins
    moments: tuple[Snapshot, ...] = ()  # of the cursor's iteration: READY alone, or all of them; none without data
    position: int = 0  # which of them is shown
    ahead: Ahead | None = None  # where the cursor's iteration leads, once it was explained

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
        return max(self.stretches[-1].checkpoints[-1].iteration, self.now.iteration)

    @property
    def trained(self) -> bool:
        """Whether any iteration was made."""
        return self.end > 0

    def stretch_at(self, iteration: int) -> Stretch:
        """The stretch in which the iteration after ``iteration`` iterations is made."""
        return next(stretch for stretch in reversed(self.stretches) if stretch.begins <= iteration)

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
    def begins(self) -> int:
        """The first iteration that is known: above 0 where a trained network was opened."""
        return self.stretches[0].begins

    def reaching(self, checkpoint: Checkpoint, moments: tuple[Snapshot, ...] = ()) -> "Timeline":
        """The timeline with the cursor at READY of the iteration that begins at ``checkpoint``, which is kept."""
        kept = _with_checkpoint(self.stretches, checkpoint)
        return replace(self, stretches=kept, now=checkpoint, moments=moments, position=0, ahead=None)

    def edited(self, checkpoint: Checkpoint, recipe: Recipe, data: DataSpec | None = None) -> "Timeline":
        """The timeline with an edit at the cursor's iteration: what came after it is cut.

        ``data``: the source of other samples; none where they are those of before.
        """
        edit = Stretch(recipe, (checkpoint,), data or self.data)
        return Timeline((*_before(self.stretches, checkpoint.iteration), edit), checkpoint)

    def changed_ahead(self, checkpoint: Checkpoint, recipe: Recipe) -> "Timeline":
        """The timeline with another recipe from the iteration after the cursor's on; the cursor stays."""
        change = Stretch(recipe, (checkpoint,), self.data, foreseen=True)
        return replace(self, stretches=(*_before(self.stretches, checkpoint.iteration), change))

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


def _with_checkpoint(stretches: tuple[Stretch, ...], checkpoint: Checkpoint) -> tuple[Stretch, ...]:
    """The stretches with one more checkpoint at their end; one that lies before it is not needed."""
    last = stretches[-1]
    if checkpoint.iteration <= last.checkpoints[-1].iteration:
        return stretches
    return _thinned((*stretches[:-1], replace(last, checkpoints=(*last.checkpoints, checkpoint))))


def _thinned(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The stretches with every second checkpoint of the older half dropped, where they take too much memory."""
    size = sum(len(stretch.checkpoints) * stretch.checkpoints[0].nbytes for stretch in stretches)
    count = sum(len(stretch.checkpoints) for stretch in stretches)
    if size <= MEMORY and count <= MOST:
        return stretches
    longest = max(stretches, key=lambda stretch: len(stretch.checkpoints))
    half = len(longest.checkpoints) // 2
    kept = (*longest.checkpoints[:half:2], *longest.checkpoints[half:])
    return tuple(replace(stretch, checkpoints=kept) if stretch is longest else stretch for stretch in stretches)
