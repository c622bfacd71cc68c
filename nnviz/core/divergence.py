"""Where did training leave the range of finite numbers?  Replay it, and name the first unit that did."""

from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.batches import batches_per_epoch
from nnviz.core.checkpoint import NO_ROWS, Checkpoint
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Snapshot
from nnviz.core.training import explain
from nnviz.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Blame:
    """The unit at which numbers grow beyond all bounds."""

    layer: int
    unit: int
    quantity: str  # "z", "a", "delta", "weight"


def find_blame(at: Checkpoint, recipe: Recipe, iterations: int = 3) -> Blame:
    """The first unit with a number that is not finite in the iterations after ``at``, else the one that moves most."""
    with np.errstate(all="ignore"):
        for _ in range(iterations):
            last = explain(at, recipe)[-1]
            found = _first_not_finite(last)
            if found is not None:
                return found
            largest = _largest_move(last)
            at = _after(at, last, recipe)
    return largest


def _first_not_finite(now: Snapshot) -> Blame | None:
    assert now.updated is not None
    walk: list[tuple[int, str, Array | None]] = []
    for layer, trace in enumerate(now.traces):
        walk += [(layer, "z", trace.z), (layer, "a", trace.a)]
    walk += [(layer, "delta", trace.delta) for layer, trace in reversed(list(enumerate(now.traces)))]
    walk += [(layer, Sentence("weight"), new.weight.T) for layer, new in enumerate(now.updated.layers)]
    for layer, quantity, values in walk:
        if values is not None and not np.isfinite(values).all():
            column = int(np.argmin(np.isfinite(values).all(axis=0)))
            return Blame(layer, _unit(now, layer, quantity, column), quantity)
    return None


def _largest_move(now: Snapshot) -> Blame:
    assert now.updated is not None
    moves = [
        np.abs(new.weight - old.weight).max(axis=1)
        for old, new in zip(now.network.layers, now.updated.layers, strict=True)
    ]
    layer = int(np.argmax([move.max() for move in moves]))
    return Blame(layer, _unit(now, layer, "weight", int(np.argmax(moves[layer]))), Sentence("weight"))


def _unit(now: Snapshot, layer: int, quantity: str, column: int) -> int:
    return column if quantity == "a" else column // now.network.layers[layer].activation.pieces


def _after(at: Checkpoint, last: Snapshot, recipe: Recipe) -> Checkpoint:
    """The place after the iteration that ``last`` ends; rows carried over are of no matter here."""
    assert last.updated is not None
    assert last.updated_state is not None
    ended = at.batch + 1 == batches_per_epoch(recipe)
    return replace(
        at,
        network=last.updated,
        optimizer_state=last.updated_state,
        iteration=at.iteration + 1,
        epoch=at.epoch + ended,
        batch=0 if ended else at.batch + 1,
        carried=NO_ROWS,
    )
