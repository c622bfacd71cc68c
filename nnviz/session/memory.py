"""What undo and redo bring back: whole runs, with fewer checkpoints the longer ago they were left."""

from dataclasses import replace

from nnviz.session.state import Work
from nnviz.session.timeline import MEMORY

UNDO_STEPS = 200
OF_UNDO = MEMORY * 3 // 16
"""Bytes for the checkpoints that undo brings back; the run itself has three quarters of them."""
OF_REDO = MEMORY // 16
"""Bytes for those that redo brings back."""
MOST_LEFT = 256
"""The number of checkpoints that a run keeps at most when it is left."""

Steps = tuple[tuple[str, Work], ...]


def remembered(steps: Steps, memory: int) -> Steps:
    """The steps, the newest last, within ``memory`` bytes.

    A run that is left may keep half of the memory. Where all take more, each older one keeps half as much as the next,
    and the oldest are forgotten where even that is too much.
    """
    label, newest = steps[-1]
    steps = (*steps[-UNDO_STEPS:-1], (label, _within(newest, memory // 2)))
    if taken(steps) <= memory:
        return steps
    shares = [memory >> age for age in range(len(steps), 0, -1)]
    steps = tuple((label, _within(work, share)) for (label, work), share in zip(steps, shares, strict=True))
    while len(steps) > 1 and taken(steps) > memory:
        steps = steps[1:]
    return steps


def taken(steps: Steps) -> int:
    """The bytes of the checkpoints of all steps; what several of them keep counts once."""
    kept = {
        id(checkpoint): checkpoint
        for _, work in steps
        for stretch in work.timeline.stretches
        for checkpoint in stretch.checkpoints
    }
    return sum(checkpoint.nbytes for checkpoint in kept.values())


def without_checkpoints(work: Work) -> Work:
    """The work with as little of its run as can be: to compare with, not to go back to."""
    return replace(work, timeline=work.timeline.within(0, 0))


def _within(work: Work, memory: int) -> Work:
    timeline = work.timeline.within(memory, MOST_LEFT)
    return work if timeline is work.timeline else replace(work, timeline=timeline)
