"""Where the lecture stands in its run, and what is kept of the way.

A stretch is a part of the run under one recipe, from the iteration where it begins; an edit begins a new one. It keeps
checkpoints, from which any iteration in between is replayed. The cursor is an iteration and a moment in it.
"""

from dataclasses import dataclass

from nnviz.core.checkpoint import Checkpoint
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Mark, Snapshot

MEMORY = 256 * 2**20
"""Bytes that the checkpoints may take in all."""
MOST = 20_000
"""The number of checkpoints kept at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A part of the run under one recipe."""

    recipe: Recipe
    checkpoints: tuple[Checkpoint, ...]  # in order; the first is where the stretch begins

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
    after: Checkpoint | None = None  # where the cursor's iteration leads, once it was explained

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
