"""What is known at one moment of training?

An iteration is a walk through moments: READY, FORWARD layer by layer, LOSS, BACKWARD layer by layer from the last,
UPDATE. A snapshot is one such moment, frozen: all values reached so far, None for what is still to come.
"""

from dataclasses import dataclass, replace
from enum import IntEnum

from nnviz.core.arrays import Array
from nnviz.core.network import Network
from nnviz.core.optimizers import OptimizerState


class Phase(IntEnum):
    """The parts of an iteration, in their order."""

    READY = 0
    FORWARD = 1
    LOSS = 2
    BACKWARD = 3
    UPDATE = 4


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """The address of a moment, ordered in time.

    ``step`` counts the moments of one phase: forward from the first layer, backward from the last.
    """

    iteration: int
    phase: Phase = Phase.READY
    step: int = 0

    def layer(self, depth: int) -> int | None:
        """The index of the layer whose turn it is, if it is one layer's turn."""
        if self.phase is Phase.FORWARD:
            return self.step
        return depth - 1 - self.step if self.phase is Phase.BACKWARD else None


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """The samples of one iteration."""

    rows: Array  # (m,) indices into the data set
    x: Array  # (m, n_0)
    y: Array  # (m, n_L)


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """What is known of one layer, for all m samples of the batch."""

    z: Array | None = None  # (m, n_out * pieces)
    a: Array | None = None  # (m, n_out)
    output_gradient: Array | None = None  # dE_n/da of each sample, as a; none where the perceptron rule trains
    delta: Array | None = None  # dE_n/dz of each sample by itself, as z
    weight_gradient: Array | None = None  # of the batch's loss, penalty included, as weight
    bias_gradient: Array | None = None  # as bias; zero where biases are frozen, none without biases


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """One moment of one iteration."""

    mark: Mark
    network: Network  # before the update
    batch: Batch
    traces: tuple[Trace, ...]  # one per layer
    optimizer_state: OptimizerState  # before the update
    sample_losses: Array | None = None  # E_n, (m,)
    output_losses: Array | None = None  # each output's part of E_n, (m, n_L); they add up to E_n
    loss: float | None = None  # of the batch, without penalty
    penalty: float | None = None
    input_delta: Array | None = None  # dE_n/dx, (m, n_0)
    updated: Network | None = None  # after the update
    updated_state: OptimizerState | None = None

    @property
    def active_layer(self) -> int | None:
        """The index of the layer whose turn it is, if it is one layer's turn."""
        return self.mark.layer(self.network.depth)

    def entering(self, layer: int) -> Array:
        """What layer ``layer`` listens to, (m, n_in)."""
        if layer == 0:
            return self.batch.x
        entering = self.traces[layer - 1].a
        assert entering is not None
        return entering

    def with_trace(self, layer: int, mark: Mark, trace: Trace) -> "Snapshot":
        """The moment ``mark``, at which ``layer`` is known as ``trace``."""
        traces = (*self.traces[:layer], trace, *self.traces[layer + 1 :])
        return replace(self, mark=mark, traces=traces)
