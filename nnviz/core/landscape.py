"""What does the loss look like from above?  Its values where two numbers of the network run and all others are held.

Net inputs are linear in weights and biases: those at (u, v) are those at (0, 0) plus u and v times what the two
directions add. So what enters the first layer that moves is computed once, for however many networks.
"""

from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.checkpoint import Checkpoint
from nnviz.core.directions import Axes, Direction, along
from nnviz.core.forward import net_input
from nnviz.core.network import Layer, Network
from nnviz.core.optimizers import OptimizerState, Parameters
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.core.regularization import NO_REGULARIZATION, REGULARIZATIONS
from nnviz.core.snapshot import Batch
from nnviz.core.training import look_at, refusal, take_batch


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """What the height of a landscape is: the loss of the training rows, judged by some of them."""

    recipe: Recipe
    batch: Batch  # float64
    penalized: bool  # with the penalty, in the proportion to the loss that it has in training

    @property
    def factor(self) -> float:
        """Of each sample's loss: that of a sum over some rows makes up for those left out."""
        loss, samples = self.recipe.loss, len(self.batch.rows)
        return loss.share(samples) if loss.averaged else self._all_rows / samples

    @property
    def strength(self) -> float:
        """The factor of the penalty; beside a sum it is added once for each batch of an epoch."""
        if not (self.penalized and self.recipe.regularization.active):
            return 0.0
        size = min(self.recipe.batch_size, self._all_rows)
        return self.recipe.regularization.strength(size) * (1 if self.recipe.loss.averaged else self._all_rows / size)

    @property
    def _all_rows(self) -> int:
        assert self.recipe.dataset is not None
        return len(self.recipe.dataset.train_rows)


def measure(recipe: Recipe, most: int, *, penalized: bool = True) -> Measure:
    """The loss of the recipe over at most so many of its training rows, evenly chosen."""
    assert recipe.dataset is not None
    rows = recipe.dataset.train_rows
    chosen = rows[np.linspace(0, len(rows) - 1, min(most, len(rows))).round().astype(np.intp)]
    return Measure(recipe, take_batch(replace(recipe, precision="float64"), chosen), penalized)


class Landscape:
    """The heights over two axes, where whatever else the network consists of stays as it is."""

    def __init__(self, network: Network, axes: Axes, measure: Measure) -> None:
        self.base = axes.moved(network, 0.0, 0.0)
        self.measure = measure
        self._ways = axes.across, axes.up
        self._first = min(index for way in self._ways for index, part in enumerate(way) if part is not None)
        a = measure.batch.x
        with np.errstate(all="ignore"):
            for layer in self.base.layers[: self._first]:
                a = layer.activation.value(net_input(layer, a))
            self._entering = self._net_inputs(self._first, a)

    def is_like(self, other: "Landscape") -> bool:
        """Whether another landscape looks the same, so far as anyone can see."""
        pairs = list(zip(self.base.layers, other.base.layers, strict=False))
        return (
            self.measure is other.measure
            and self._ways == other._ways
            and self.base.depth == other.base.depth
            and all(mine.activation == its.activation and _close(mine, its) for mine, its in pairs)
        )

    @property
    def numbers(self) -> int:
        """The numbers that are computed for one height."""
        return len(self.measure.batch.rows) * sum(len(layer.weight) for layer in self.base.layers[self._first :])

    @property
    def products(self) -> int:
        """The products that are computed for one height."""
        later = sum(layer.weight.size for layer in self.base.layers[self._first + 1 :])
        return 3 * later * len(self.measure.batch.rows)

    def heights(self, across: Array, up: Array) -> Array:
        """The loss at each point, (points,), given its coordinates, (points,) each; not finite where it is not."""
        points, samples = len(across), len(self.measure.batch.rows)
        with np.errstate(all="ignore"):
            z, a = self._answers(across, up)
            y = np.tile(self.measure.batch.y, (points, 1))
            losses = self.measure.recipe.loss.value(z, a, y).reshape(points, samples).sum(axis=1)
            return np.asarray(self.measure.factor * losses + self._penalties(across, up))

    def _answers(self, across: Array, up: Array) -> tuple[Array, Array]:
        """What the output layer answers, z and a, for every sample at every point, (points * m, n) each."""
        points, samples = len(across), len(self.measure.batch.rows)
        shares = across[:, np.newaxis, np.newaxis], up[:, np.newaxis, np.newaxis]
        entering = self._entering
        for index in range(self._first, self.base.depth):
            z = _summed(entering, shares).reshape(points * samples, -1)
            a = self.base.layers[index].activation.value(z)
            if index < self.base.depth - 1:
                entering = self._net_inputs(index + 1, a.reshape(points, samples, -1))
        return z, a

    def _net_inputs(self, index: int, a: Array) -> tuple[Array, Array | None, Array | None]:
        """What a layer makes of (..., m, n_in) at (0, 0), and what one unit of each axis adds."""
        across, up = (_added(way, index, a) for way in self._ways)
        return net_input(self.base.layers[index], a), across, up

    def _penalties(self, across: Array, up: Array) -> Array:
        """What the penalty adds at each point, (points,)."""
        found = np.zeros(len(across))
        strength = self.measure.strength
        if not strength:
            return found
        penalty = REGULARIZATIONS[self.measure.recipe.regularization.name].penalty
        for layer, *parts in zip(self.base.layers, *self._ways, strict=True):
            if parts == [None, None]:
                found += penalty(layer.weight)
                continue
            for point, shares in enumerate(zip(across.tolist(), up.tolist(), strict=True)):
                moves = (by * part.weight for by, part in zip(shares, parts, strict=True) if part is not None)
                found[point] += penalty(sum(moves, start=layer.weight))
        return strength * found


def _close(layer: Layer, other: Layer) -> bool:
    """Whether the numbers of two layers are the same, so far as anyone can see."""
    pairs = (layer.weight, other.weight), (layer.bias, other.bias)
    return all(
        one is two
        or (one is not None and two is not None and one.shape == two.shape and np.allclose(one, two, 1e-7, 1e-9))
        for one, two in pairs
    )


def _summed(parts: tuple[Array, Array | None, Array | None], shares: tuple[Array, Array]) -> Array:
    """The net inputs at every point, (points, m, n)."""
    z = parts[0]
    for share, part in zip(shares, parts[1:], strict=True):
        if part is not None:
            z = z + share * part
    return z


def _added(way: Direction, index: int, a: Array) -> Array | None:
    part = way[index]
    if part is None:
        return None
    added = np.asarray(a @ part.weight.T)
    return added if part.bias is None else added + part.bias


def slopes(network: Network, axes: Axes, measure: Measure) -> tuple[float, float] | None:
    """How the height changes along each axis where the network stands; none where there is no gradient."""
    recipe = measure.recipe
    if refusal(network, recipe) is not None or recipe.optimizer.name == "perceptron":
        return None
    plain = replace(recipe, regularization=NO_REGULARIZATION, bias_mode=BiasMode.PER_UNIT)
    here = Checkpoint(network.as_precision("float64"), OptimizerState(0, ()))
    with np.errstate(all="ignore"):
        now = look_at(here, plain, measure.batch)
    scale = measure.factor / recipe.loss.share(len(measure.batch.rows))
    gradient = tuple(_slope(trace.weight_gradient, trace.bias_gradient, scale) for trace in now.traces)
    penalty = tuple(_penalty_slope(layer.weight, measure) for layer in network.layers)
    across, up = (along(way, gradient) + along(way, penalty) for way in (axes.across, axes.up))
    return across, up


def _slope(weight: Array | None, bias: Array | None, scale: float) -> Parameters:
    assert weight is not None
    return Parameters(scale * weight, None if bias is None else scale * bias)


def _penalty_slope(weight: Array, measure: Measure) -> Parameters | None:
    if not measure.strength:
        return None
    return Parameters(measure.strength * REGULARIZATIONS[measure.recipe.regularization.name].gradient(weight), None)
