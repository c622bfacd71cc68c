"""How is training made fast?  By a plan: the list of NumPy calls that an iteration makes, bound to buffers made once.

``training`` explains an iteration; a plan makes thousands, and only a plan makes the weights that go on. Iterations are
bound in blocks of batches; running is going through the list. However a run is sliced, the calls are the same on the
same shapes, and so are the bits.
"""

import numpy as np

from nnviz.core.arrays import Array, frozen
from nnviz.core.block import Block
from nnviz.core.checkpoint import Checkpoint
from nnviz.core.flat import FlatState
from nnviz.core.iteration import Iteration
from nnviz.core.optimizers import ALIVE
from nnviz.core.recipe import Recipe
from nnviz.core.schedule import Schedule

BLOCK_ITERATIONS = 256
BLOCK_NUMBERS = 2**17
"""A block of batches holds at most so many iterations, and so many input numbers unless one batch has more."""

FLUSH_EVERY = 256
TINY = 1e-30
"""Memory below TINY becomes 0 every FLUSH_EVERY iterations, counted from the first: far smaller numbers are slow."""


class Plan:
    """A network in training: its state in buffers, its place in the run, and the calls that move both on."""

    def __init__(self, start: Checkpoint, recipe: Recipe) -> None:
        """Bind the recipe (it must have data) to the shape of the network, and take over its numbers."""
        self._recipe = recipe
        self._state = FlatState(start.network, recipe)
        self._iterations: dict[int, Iteration] = {}  # by samples in the batch
        self._blocks: dict[tuple[tuple[int, ...], int], Block] = {}  # by sizes of the batches, and repeats
        self.load(start)

    def load(self, checkpoint: Checkpoint) -> None:
        """Go to another place of a run of the same recipe, with a network of the same shape."""
        self._start = checkpoint
        self._made = 0  # iterations since then
        self._schedule = Schedule(checkpoint, self._recipe)
        self._state.load(checkpoint.network, checkpoint.optimizer_state)
        self._block: Block | None = None
        self._next = 0  # the iteration of the block that comes next

    @property
    def iterations_per_epoch(self) -> int:
        """The number of batches of an epoch."""
        return self._schedule.per_epoch

    @property
    def iteration(self) -> int:
        """The iterations made in all."""
        return self._start.iteration + self._made

    @property
    def epoch(self) -> int:
        """The epochs finished."""
        return self._schedule.place(self._made)[0]

    @property
    def batch(self) -> int:
        """The batches made of the epoch under way."""
        return self._schedule.place(self._made)[1]

    def run(self, iterations: int) -> Array:
        """Make so many iterations; return their batch losses, without penalty, each before its update."""
        losses = np.empty(iterations)
        done = 0
        with np.errstate(all="ignore"):
            while done < iterations:
                part = self._run_part(iterations - done)
                losses[done : done + len(part)] = part
                done += len(part)
        return losses

    def finite(self) -> bool:
        """Whether every weight and bias is a finite number."""
        return bool(np.isfinite(self._state.values).all())

    def checkpoint(self) -> Checkpoint:
        """Where the run stands, as a frozen copy."""
        epoch, batch = self._schedule.place(self._made)
        return Checkpoint(
            self._state.network(self._start.network),
            self._state.optimizer_state(),
            self.iteration,
            epoch,
            batch,
            frozen(self._schedule.carried(epoch), np.intp),
        )

    def _run_part(self, wanted: int) -> Array:
        """Run up to the end of the block or the next flush of the memory, or as far as wanted."""
        block = self._block
        if block is None or self._next == block.length:
            block = self._block = self._fill_block(block)
            self._next = 0
        count = min(wanted, block.length - self._next, FLUSH_EVERY - self.iteration % FLUSH_EVERY)
        losses = block.run(self._next, count)
        self._next += count
        self._made += count
        self._state.count = self._start.optimizer_state.count + self._made
        if self.iteration % FLUSH_EVERY == 0:
            self._flush()
        return losses

    def _flush(self) -> None:
        for name, vector in self._state.memory.items():
            if name != ALIVE:
                vector[np.abs(vector) < TINY] = 0

    def _fill_block(self, last: Block | None) -> Block:
        """The next batches; where every epoch is the same and fits, the block that was is the next."""
        per_epoch, schedule = self._schedule.per_epoch, self._schedule
        room = self._room()
        repeating = schedule.repeats and per_epoch <= room
        if repeating and last is not None:
            return last
        count = per_epoch if repeating else self._count(room)
        rows = schedule.batches(self._made, count)
        key = tuple(len(batch) for batch in rows), self._repeats() if repeating else 1
        if key not in self._blocks:
            if len(self._blocks) > 8:
                self._blocks.clear()
            self._blocks[key] = Block(*key, self._recipe, self._state, self._iteration)
        self._blocks[key].fill(rows)
        return self._blocks[key]

    def _room(self) -> int:
        """How many batches a block has room for."""
        assert self._recipe.dataset is not None
        numbers = min(self._recipe.batch_size, len(self._recipe.dataset.train_rows)) * self._start.network.inputs
        return int(np.clip(BLOCK_NUMBERS // numbers, 1, BLOCK_ITERATIONS))

    def _repeats(self) -> int:
        """How often a block goes through an epoch: each time needs room for the parts of its losses."""
        assert self._recipe.dataset is not None
        numbers = len(self._recipe.dataset.train_rows) * self._start.network.outputs
        return max(1, min(BLOCK_ITERATIONS // self._schedule.per_epoch, BLOCK_NUMBERS // numbers))

    def _count(self, room: int) -> int:
        """Whole epochs, or an even part of one up to its end."""
        per_epoch = self._schedule.per_epoch
        if per_epoch <= room:
            return room // per_epoch * per_epoch
        parts = -(-per_epoch // room)
        return min(-(-per_epoch // parts), per_epoch - self.batch)

    def _iteration(self, samples: int) -> Iteration:
        if samples not in self._iterations:
            self._iterations[samples] = Iteration(self._start.network, self._recipe, self._state, samples)
        return self._iterations[samples]
