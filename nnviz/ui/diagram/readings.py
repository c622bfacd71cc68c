"""What do the edges and units show?  From the state to the numbers of the sample on view, before anything is drawn."""

from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Phase, Snapshot
from nnviz.session.state import Shown, State
from nnviz.session.walks import shows_moment
from nnviz.ui.diagram.pending import Coming, coming
from nnviz.ui.plots.round_numbers import next_round
from nnviz.walkthrough.notation import Names, Symbols, subscripted


@dataclass(frozen=True, slots=True, eq=False)
class ColumnReading:
    """The numbers of one column; none where they are still to come."""

    names: tuple[str, ...]
    shown: Array | None  # the large number, which also fills the unit
    scale: float  # the value that fills a unit wholly
    a: Array | None  # the activations, or the inputs
    z: Array | None  # (units * pieces,)
    output_gradient: Array | None  # dE/da of the sample; none of the inputs
    delta: Array | None  # dE/dz of the sample, (units,), or its negative, as the file has it; of the inputs dE/dx


@dataclass(frozen=True, slots=True, eq=False)
class Emphasis:
    """What the moment is about; the rest steps back."""

    column: int | None = None
    layers: frozenset[int] | None = None  # whose incoming edges stand out; none: all
    losses: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """All numbers of the diagram."""

    network: Network
    recipe: Recipe
    seen: Snapshot | None
    row: int  # of the sample, in the batch seen
    names: Names
    symbols: Symbols
    on_edges: Shown
    on_units: Shown
    columns: tuple[ColumnReading, ...]
    edges: tuple[Array | None, ...]  # (n_out * pieces, n_in) per layer
    edge_scale: float  # the value of the strongest color and the thickest edge
    emphasis: Emphasis
    live: bool  # a sample was sent through the network, it is not a moment of the walk
    delta_sign: int  # 1: delta is dE/dz; -1: delta is -dE/dz
    coming: Coming | None = None  # new values; none before the way back
    before: "Readings | None" = None  # without the value that is tried out, where one is

    @property
    def targets(self) -> Array | None:
        """What was wanted of each output; none where that is not known, as of a drawing."""
        wanted = None if self.seen is None else self.seen.batch.y[self.row]
        return None if wanted is None or np.isnan(wanted).any() else wanted

    @property
    def losses(self) -> Array | None:
        """Each output's part of the sample's loss."""
        return None if self.seen is None or self.seen.output_losses is None else self.seen.output_losses[self.row]

    @property
    def loss(self) -> float:
        """The sample's loss; NaN where it is still to come."""
        losses = None if self.seen is None else self.seen.sample_losses
        return np.nan if losses is None else float(losses[self.row])


def read(state: State) -> Readings:
    """The numbers that the diagram shows in this state, and those of before where a value is tried out."""
    if state.trial is None:
        return _read(state)
    before = _read(replace(state, seen=state.trial.before))
    return replace(_read(state), before=before)


def _read(state: State) -> Readings:
    seen = state.seen
    network = state.network_seen
    recipe = state.recipe
    edges = tuple(edge_values(state, network, layer) for layer in range(network.depth))
    pictured = recipe.dataset is not None and recipe.dataset.input_shape is not None and network.depth > 1
    return Readings(
        network,
        recipe,
        seen,
        state.row,
        Names(network, recipe.bias_mode, state.view.notation, state.view.bias_as, state.view.first_layer),
        state.view.symbols,
        state.shown_on_edges,
        state.shown_on_units,
        tuple(_column(state, network, column) for column in range(network.depth + 1)),
        edges,
        rounded_up(max((largest(values) for values in edges[1 if pictured else 0 :]), default=1.0)),
        _emphasis(state),
        not shows_moment(state),
        _delta_sign(state),
        coming(state),
    )


def edge_values(state: State, network: Network, layer: int) -> Array | None:
    """What the edges into a layer show: weights, what they carry forward or backward, or gradients."""
    weight, seen = network.layers[layer].weight, state.seen
    if state.shown_on_edges is Shown.WEIGHTS:
        return weight
    if seen is None:
        return None
    trace = seen.traces[layer]
    if state.shown_on_edges is Shown.GRADIENTS:
        return trace.weight_gradient
    if state.shown_on_edges is Shown.DELTAS:
        delta = _of(trace.delta, state.row)
        return None if delta is None else np.asarray(_delta_sign(state) * weight * delta[:, np.newaxis])
    entering = seen.batch.x if layer == 0 else seen.traces[layer - 1].a
    return None if entering is None else np.asarray(weight * entering[state.row])


def rounded_up(value: float) -> float:
    """The next larger of 1, 2, 5, 10, ..., so that a scale does not tremble; 1 for nothing."""
    return next_round(value) if np.isfinite(value) and value > 0 else 1.0


def _column(state: State, network: Network, column: int) -> ColumnReading:
    seen, row = state.seen, state.row
    names = network.input_names if column == 0 else network.layers[column - 1].unit_names
    names = tuple(subscripted(name) for name in names) if len(names) <= 64 else names
    if seen is None:
        return ColumnReading(names, None, 1.0, None, None, None, None)
    if column == 0:
        a = seen.batch.x[row]
        delta = _of(seen.input_delta, row)
        shown = delta if state.shown_on_units in (Shown.DELTAS, Shown.GRADIENTS) else a
        return ColumnReading(names, shown, _scale(shown, shown is a), a, None, None, delta)
    trace = seen.traces[column - 1]
    a, z = _of(trace.a, row), _of(trace.z, row)
    gradient, delta = _of(trace.output_gradient, row), _of(trace.delta, row)
    if delta is not None:
        delta = _delta_sign(state) * delta.reshape(len(names), -1).sum(axis=1)
    shown = a
    if state.shown_on_units is Shown.DELTAS:
        shown = delta
    elif state.shown_on_units is Shown.GRADIENTS:
        shown = gradient
    return ColumnReading(names, shown, _scale(shown, shown is a), a, z, gradient, delta)


def _of(values: Array | None, row: int) -> Array | None:
    """The numbers of a sample; none where all of them are still to come."""
    return None if values is None or np.isnan(values[row]).all() else values[row]


def _delta_sign(state: State) -> int:
    return -1 if state.view.delta_sign == "-" else 1


def _scale(values: Array | None, activations: bool) -> float:
    """The value that fills a unit: at least 1 for activations."""
    return max(1.0 if activations else 0.0, rounded_up(largest(values)))


def largest(values: Array | None) -> float:
    """The largest size of the numbers that are known; 0 where none is."""
    if values is None or not values.size:
        return 0.0
    return max(0.0, float(np.fmax.reduce(values, axis=None)), -float(np.fmin.reduce(values, axis=None)))


def _emphasis(state: State) -> Emphasis:
    """What stands out at this moment; while the network is live, or before the way forward, nothing steps back."""
    seen = state.seen
    if seen is None or not shows_moment(state) or seen.mark.phase is Phase.READY:
        return Emphasis()
    layer = seen.active_layer
    if layer is not None:
        return Emphasis(layer + 1, frozenset([layer]))
    return Emphasis(losses=True, layers=frozenset()) if seen.mark.phase is Phase.LOSS else Emphasis()
