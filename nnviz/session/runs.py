"""Which runs are compared?  Loss curves put aside, each with how its run was made: by that it gets its name."""

from dataclasses import dataclass, replace
from enum import StrEnum

from nnviz.core.arrays import frozen
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.data.spec import DataSpec, Generated
from nnviz.session.curve import LossCurve
from nnviz.session.stretch import Stretch
from nnviz.session.timeline import Timeline


class Aspect(StrEnum):
    """In what two runs can differ, what matters most first."""

    DATA = "data"
    NOISE = "noise"
    UNITS = "units"
    ACTIVATIONS = "activations"
    LOSS = "loss"
    OPTIMIZER = "optimizer"
    RATE = "rate"
    BATCH_SIZE = "batch_size"
    SHUFFLE = "shuffle"
    REGULARIZATION = "regularization"
    BIASES = "biases"
    SEED = "seed"


Setup = dict[Aspect, tuple[object, ...]]
"""How a run was made: of each aspect the values that held, one after the other."""


@dataclass(frozen=True, slots=True, eq=False)
class KeptRun:
    """A run put aside."""

    number: int  # its place in the order in which runs were kept, from 1 on
    color: int  # the lowest number that no run beside it had, from 0 on
    setup: Setup
    curve: LossCurve  # what was measured at the ends of epochs, without the losses of batches
    name: str = ""  # that the user gave it; none: what sets it apart

    def holds(self, curve: LossCurve) -> bool:
        """Whether it is this curve that was put aside."""
        return self.curve.epochs is curve.epochs

    def measures_like(self, setup: Setup) -> bool:
        """Whether its losses can be compared with those of such a run: the same loss, of data of the same name."""
        return all(self.setup[aspect][-1:] == setup[aspect][-1:] for aspect in (Aspect.DATA, Aspect.LOSS))


def kept(runs: tuple[KeptRun, ...], curve: LossCurve, timeline: Timeline) -> KeptRun:
    """The run so far, put aside beside others."""
    number = 1 + max((run.number for run in runs), default=0)
    color = min({*range(len(runs) + 1)} - {run.color for run in runs})
    nothing = frozen([])
    measured = replace(curve, recent=nothing, begin=curve.end, lowest=nothing, highest=nothing)
    return KeptRun(number, color, setup_of(timeline, curve.end), measured)


def setup_of(timeline: Timeline, end: int) -> Setup:
    """How the run was made up to an iteration; before the first one, how it will be."""
    trained = [stretch for stretch in timeline.stretches if stretch.begins < end] or timeline.stretches[-1:]
    setups = [_setup(stretch) for stretch in trained]
    return {aspect: tuple(dict.fromkeys(setup[aspect] for setup in setups)) for aspect in Aspect}


def _setup(stretch: Stretch) -> dict[Aspect, object]:
    return {**_of_network(stretch.last.network), **_of_recipe(stretch.recipe), Aspect.NOISE: _noise(stretch.data)}


def _of_network(network: Network) -> dict[Aspect, object]:
    return {
        Aspect.UNITS: (network.inputs, *(layer.units for layer in network.layers)),
        Aspect.ACTIVATIONS: tuple(layer.activation for layer in network.layers),
    }


def _of_recipe(recipe: Recipe) -> dict[Aspect, object]:
    return {
        Aspect.DATA: "" if recipe.dataset is None else str(recipe.dataset.name),
        Aspect.LOSS: recipe.loss.name,
        Aspect.OPTIMIZER: recipe.optimizer,
        Aspect.RATE: recipe.rate,
        Aspect.BATCH_SIZE: recipe.batch_size,
        Aspect.SHUFFLE: recipe.shuffle,
        Aspect.REGULARIZATION: recipe.regularization,
        Aspect.BIASES: recipe.bias_mode,
        Aspect.SEED: recipe.seed,
    }


def _noise(data: DataSpec | None) -> float:
    """The noise of generated samples; 0 of others."""
    return data.source.noise if data is not None and isinstance(data.source, Generated) else 0.0
