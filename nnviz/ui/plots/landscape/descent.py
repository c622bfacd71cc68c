"""Where the network stands on its landscape, where it came from, and where the next iteration leads it."""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.directions import Axes
from nnviz.core.landscape import Measure, slopes
from nnviz.core.network import Network
from nnviz.core.training import explain, refusal
from nnviz.session.predicting import open_question
from nnviz.session.state import State
from nnviz.session.timeline import Timeline
from nnviz.ui.plots.landscape.drawing import Descent, Place
from nnviz.walkthrough.predict import Scope

AFFORDABLE = 4_000_000
"""Weights times samples that may be sent through for one picture while training runs."""


class Tracks:
    """The places of a run on two axes; each network is placed once."""

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        self._places: dict[Network, Place | None] = {}

    def descent(self, state: State, network: Network, measure: Measure) -> Descent:
        """The descent up to the cursor, as seen with this network."""
        now = self.axes.place(network)
        timeline = state.work.timeline
        ways = self._ways(timeline)
        if _asks(state):
            return Descent(now, ways)
        work = network.parameters * len(measure.batch.rows)
        slope = None if state.playing and work > AFFORDABLE else slopes(network, self.axes, measure)
        downhill = None if slope is None else (-slope[0], -slope[1])
        after = _following(state, network)
        return Descent(now, ways, downhill, None if after is None else self.axes.place(after))

    def _ways(self, timeline: Timeline) -> tuple[Array, ...]:
        """The places of all checkpoints up to the cursor; a new way begins where only the weights were edited."""
        known, self._places = self._places, {}
        ways: list[list[Place]] = []
        recipe = None
        for stretch in timeline.stretches:
            if stretch.recipe is recipe or not ways:
                ways.append([])
            recipe = stretch.recipe
            here = (kept.network for kept in stretch.checkpoints if kept.iteration <= timeline.now.iteration)
            ways[-1] += [place for network in here if (place := self._placed(network, known)) is not None]
        reached = timeline.now.network
        if reached not in self._places and (last := self._placed(reached, known)) is not None:
            ways[-1].append(last)
        return tuple(np.array(way) for way in ways if len(way) > 1)

    def _placed(self, network: Network, known: dict[Network, Place | None]) -> Place | None:
        """Where a network stands; none where it has another shape."""
        if network not in self._places:
            if network not in known:
                known[network] = self.axes.place(network) if self.axes.fits(network) else None
            self._places[network] = known[network]
        return self._places[network]


def _asks(state: State) -> bool:
    """Whether gradients and new weights may be asked about."""
    return open_question(state) is not None or (state.asking.scope is not Scope.NOTHING and not state.playing)


def _following(state: State, network: Network) -> Network | None:
    """The network after one more iteration."""
    timeline, recipe = state.work.timeline, state.recipe
    if refusal(network, recipe) is not None:
        return None
    if timeline.ahead is not None and network is timeline.now.network:
        return timeline.ahead.checkpoint.network
    if state.playing and network.parameters * recipe.batch_size > AFFORDABLE:
        return None
    with np.errstate(all="ignore"):
        return explain(replace(timeline.now, network=network), recipe)[-1].updated
