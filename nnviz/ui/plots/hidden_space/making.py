"""Makes the picture of a stage, or of the way from one to the next: there every place goes straight to its next one."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.network import Network
from nnviz.storage.document import View
from nnviz.ui.plots.hidden_space.boundary import curve, cut
from nnviz.ui.plots.hidden_space.drawing import Axis, SpaceDrawing
from nnviz.ui.plots.hidden_space.ground import BENDS, Ground, input_spans, sample, spread_of
from nnviz.ui.plots.hidden_space.naming import axes_of, heading
from nnviz.ui.plots.hidden_space.spaces import Space, placed, spaces_of
from nnviz.ui.plots.hidden_space.stages import INPUT, Stage, values_of


@dataclass(frozen=True, slots=True, eq=False)
class Shots:
    """Everything that moves, in every stage of one network: what the slider goes through."""

    ground: Ground
    network: Network
    spaces: tuple[Space, ...]
    curves: tuple[Array, ...]  # (k, 2, 3) each: the boundary over the inputs, in every space
    marked: tuple[Array, ...]  # (1, 3) each: the sample shown; (0, 3): none


def shots_of(
    ground: Ground, network: Network, stages: tuple[Stage, ...], row: int | None, before: "Shots | None" = None
) -> Shots:
    """What a network makes of samples and grid; ``row``: the sample shown; ``before``: the picture before."""
    spaces = spaces_of(ground, network, stages, () if before is None else before.spaces)
    pieces = curve(ground, network)
    data = ground.subject.data
    shown = row is not None and data is not None and row < data.samples
    own = sample(ground, row) if shown and row is not None else np.empty((network.inputs, 0))
    values = values_of(network, np.concatenate([pieces, own], axis=1), stages)
    count, spread = pieces.shape[1], spread_of(np.array([row] if shown else [], np.intp))
    curves, marked = [], []
    for space, numbers in zip(spaces, values, strict=True):
        curves.append(placed(numbers[:, :count], space.spans, space.principal).reshape(-1, 2, 3))
        marked.append(placed(numbers[:, count:], space.spans, space.principal, spread))
    return Shots(ground, network, spaces, tuple(curves), tuple(marked))


def drawn(shots: Shots, position: float, view: View, *, grid: bool = True, secret: bool = False) -> SpaceDrawing:
    """The picture at a place among the stages: 0 is the first, 0.5 half the way to the second.

    ``secret``: nothing can be read off, for it is asked about.
    """
    spaces, ground = shots.spaces, shots.ground
    first = min(int(position), len(spaces) - 1)
    second, share = min(first + 1, len(spaces) - 1), position - first
    here, there = spaces[first], spaces[second]
    resting = share == 0
    secret = secret and not (resting and here.stage.layer == INPUT)
    straight = cut(ground, shots.network, here) if resting else np.empty((0, 3))
    covered = len(straight) > 0 and not here.deep
    lines = between(here.grid, there.grid, share).reshape(-1, BENDS, 3)
    marked = between(shots.marked[first], shots.marked[second], share)
    return SpaceDrawing(
        heading(shots.network, here.stage, there.stage, share, view),
        _axes(shots, here, view) if resting and not secret else (),
        (1 - share) * here.deep + share * there.deep,
        between(here.samples, there.samples, share),
        ground.marks,
        lines if grid else lines[:0],
        between(shots.curves[first], shots.curves[second], share)[: 0 if covered else None],
        straight,
        marked[0] if len(marked) and not secret else None,
        ground.legend,
    )


def between(first: Array, second: Array, share: float) -> Array:
    """Places on their straight way from ``first`` (share 0) to ``second`` (share 1)."""
    return np.asarray((1 - share) * first + share * second)


def _axes(shots: Shots, space: Space, view: View) -> tuple[Axis, ...]:
    spans = space.spans
    if space.stage.layer == INPUT and space.principal is None:
        spans = input_spans(shots.ground.subject, original=True)
    return axes_of(shots.network, space, spans, view)
