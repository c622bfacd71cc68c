"""Which checkpoints are kept?  So many as the memory holds, and no gap between two that takes long to replay.

Where there are too many, that one is dropped which leaves the smallest gap. Of d that could go, one always leaves a gap
of at most 2 N / d in a run of N iterations: the gaps that their removals leave add up to at most 2 N. So the longest
replay is at most twice as long as between checkpoints spaced evenly, however the run was sliced.
"""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.session.stretch import Stretch

Stretches = tuple[Stretch, ...]

NEVER = np.iinfo(np.int64).max


def thinned(stretches: Stretches, memory: int, cursor: int, most: int) -> Stretches:
    """The stretches with as many checkpoints as fit into ``memory`` bytes, and at most ``most`` of them.

    The first of each stretch and the last of all stay. Where these alone are too large, the oldest stretches are given
    up, but never the one with iteration ``cursor``.
    """
    sizes = [max(stretch.checkpoints[0].nbytes, stretch.last.nbytes) for stretch in stretches]
    counts = [len(stretch.checkpoints) for stretch in stretches]
    if sum(counts) <= most and _bytes(sizes, counts) <= memory:
        return stretches
    owners = np.repeat(np.arange(len(stretches)), counts)
    iterations = np.array([kept.iteration for stretch in stretches for kept in stretch.checkpoints], np.int64)
    indices = np.concatenate([np.arange(count) for count in counts])
    gone: list[list[int]] = [[] for _ in stretches]
    while sum(counts) > most or _bytes(sizes, counts) > memory:
        drop = _least_missed(iterations, owners)
        if drop is None:
            break
        gone[owners[drop]].append(int(indices[drop]))
        counts[owners[drop]] -= 1
        iterations, owners, indices = (np.delete(values, drop) for values in (iterations, owners, indices))
    left = tuple(_without(stretch, missed) for stretch, missed in zip(stretches, gone, strict=True))
    return _without_oldest(left, sizes, memory, cursor)


def _without(stretch: Stretch, missed: list[int]) -> Stretch:
    """The stretch without the checkpoints of these indices."""
    kept = list(stretch.checkpoints)
    for index in sorted(missed, reverse=True):
        del kept[index]
    return replace(stretch, checkpoints=tuple(kept)) if missed else stretch


def _least_missed(iterations: Array, owners: Array) -> int | None:
    """The index of the checkpoint whose removal leaves the smallest gap; none where none may go."""
    if len(iterations) < 3:
        return None
    gaps = np.where(owners[1:-1] == owners[:-2], iterations[2:] - iterations[:-2], NEVER)
    best = int(gaps.argmin())
    return None if gaps[best] == NEVER else best + 1


def _without_oldest(stretches: Stretches, sizes: list[int], memory: int, cursor: int) -> Stretches:
    """The stretches without the first ones, where they are too large even with one checkpoint each."""
    first = 0
    counts = [len(stretch.checkpoints) for stretch in stretches]
    while _bytes(sizes[first:], counts[first:]) > memory and first + 1 < len(stretches):
        if stretches[first + 1].begins > cursor:
            break
        first += 1
    return stretches[first:]


def _bytes(sizes: list[int], counts: list[int]) -> int:
    return sum(size * count for size, count in zip(sizes, counts, strict=True))
