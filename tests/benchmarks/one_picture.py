"""What one picture costs when its network has changed; other benchmarks print it."""

import time
from dataclasses import replace
from typing import Protocol

from PySide6.QtWidgets import QWidget

from nnviz.session.state import State


class Pictured(Protocol):
    """A panel with a picture."""

    canvas: QWidget

    def render(self, state: State) -> None:
        """Show the state."""


def frame(panel: Pictured, state: State, step: int) -> tuple[float, float]:
    """Milliseconds to take the network in, and to paint it; every time it is another network."""
    assert state.seen is not None
    network = state.seen.network.with_bias(0, 0, step / 100)
    begun = time.perf_counter()
    panel.render(replace(state, seen=replace(state.seen, network=network)))
    taken = time.perf_counter()
    panel.canvas.repaint()
    return 1e3 * (taken - begun), 1e3 * (time.perf_counter() - taken)
