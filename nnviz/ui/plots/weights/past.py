"""How were the numbers of each layer spread in the course of the run?  Read off the checkpoints, a few at a time."""

import time

from nnviz.core.checkpoint import Checkpoint
from nnviz.core.recipe import Recipe
from nnviz.core.spread import Spread, spread_at
from nnviz.session.timeline import Timeline

MOST = 128
"""Places of the run at most."""
SLICE = 0.008
"""Seconds at a time: the window has the rest."""


class Past:
    """The spreads at evenly chosen checkpoints; what was found once is kept while its checkpoint is chosen."""

    def __init__(self) -> None:
        self._found: dict[Checkpoint, Spread] = {}
        self.places: list[tuple[int, Spread]] = []
        self.complete = True

    def follow(self, timeline: Timeline) -> None:
        """Find what is missing, as far as one slice leads, one place at least."""
        chosen = chosen_places(timeline)
        self._found = {place: spread for place, spread in self._found.items() if place in chosen}
        end = time.perf_counter() + SLICE
        for checkpoint, recipe in reversed(chosen.items()):  # what is now is seen first
            if checkpoint in self._found:
                continue
            self._found[checkpoint] = spread_at(checkpoint, recipe)
            if time.perf_counter() > end:
                break
        self.complete = len(self._found) == len(chosen)
        self.places = [(place.iteration, self._found[place]) for place in chosen if place in self._found]


def chosen_places(timeline: Timeline) -> dict[Checkpoint, Recipe]:
    """At most ``MOST`` places up to the cursor, in order, with their recipes.

    Where the run is twice as long it is every other one, so that those chosen stay the same while it goes on.
    """
    now, depth = timeline.now, timeline.now.network.depth
    kept = [
        (checkpoint, stretch.recipe)
        for stretch in timeline.stretches
        for checkpoint in stretch.checkpoints
        if checkpoint.iteration < now.iteration and checkpoint.network.depth == depth
    ]
    stride = 1
    while True:
        chosen: dict[int, tuple[Checkpoint, Recipe]] = {}
        for place in kept:
            chosen.setdefault(-(-place[0].iteration // stride), place)
        if len(chosen) < MOST:
            break
        stride *= 2
    return {**{checkpoint: recipe for checkpoint, recipe in chosen.values()}, now: timeline.recipe}
