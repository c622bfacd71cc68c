"""Loss curves and the states that show them."""

from dataclasses import replace

import numpy as np

from nnviz.core.metrics import Evaluation
from nnviz.resources import networks_folder
from nnviz.session.curve import LossCurve
from nnviz.session.jobs import EpochEnd
from nnviz.session.opening import opened
from nnviz.session.state import State
from nnviz.storage.network_file import read


def curve(epochs: int = 3, batches: int = 4, names: tuple[str, ...] = ("mean_half_sse",), test: bool = False):
    """Train losses 1, 1/2, 1/3, ...; test losses twice that; a batch loss of 1, 1/2, ... in each iteration."""

    def end(epoch: int) -> EpochEnd:
        values = tuple(1 / (epoch + 1) for _ in names)
        doubled = tuple(2 * value for value in values) if test else None
        return EpochEnd(epoch * batches, epoch, Evaluation(names, values, doubled))

    losses = 1 / np.arange(1, epochs * batches + 1)
    return LossCurve().extended(0, losses, tuple(end(epoch) for epoch in range(epochs + 1)))


def state(shown: LossCurve, cursor: int | None = None) -> State:
    """The 2-2-1 network with this curve, the cursor at its end or at ``cursor``."""
    begun = opened(read(networks_folder() / "xor-2-2-1.json"))
    timeline = begun.work.timeline
    now = replace(timeline.now, iteration=shown.end if cursor is None else cursor)
    work = replace(begun.work, curve=shown, timeline=replace(timeline, now=now))
    return replace(begun, work=work, view=replace(begun.view, digits=4))
