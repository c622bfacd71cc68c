"""Changes of the recipe, the network and the data."""

from dataclasses import dataclass, field

from nnviz.core.activations import Activation
from nnviz.core.initializers import Initializer
from nnviz.core.losses import Loss
from nnviz.core.optimizers import Optimizer
from nnviz.core.recipe import BiasMode, Leftover
from nnviz.core.regularization import Regularization
from nnviz.data.spec import DataSpec
from nnviz.session.commands.command import Command
from nnviz.session.state import Element


@dataclass(frozen=True, slots=True)
class Edit(Command):
    """A change of the network or of its training; ``confirmed``: it throws away what it throws away."""

    confirmed: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ChangeRecipe(Edit):
    """Train differently from the next iteration on; what is None stays as it is."""

    loss: Loss | None = None
    optimizer: Optimizer | None = None
    rate: float | None = None
    regularization: Regularization | None = None
    bias_mode: BiasMode | None = None
    batch_size: int | None = None
    shuffle: bool | None = None
    leftover: Leftover | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class SetReport(Command):
    """Choose which measures are plotted beside the trained loss."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditWeight(Edit):
    """Give one weight another value."""

    layer: int
    unit: int
    source: int
    value: float


@dataclass(frozen=True, slots=True)
class EditBias(Edit):
    """Give one bias another value; where one number is the bias of every unit, all of the layer."""

    layer: int
    unit: int
    value: float


@dataclass(frozen=True, slots=True)
class EditParameters(Edit):
    """Give several weights and biases other values at once."""

    values: tuple[tuple[Element, float], ...]


@dataclass(frozen=True, slots=True)
class AddLayer(Edit):
    """Put a hidden layer before layer ``index``."""

    index: int
    units: int = 2


@dataclass(frozen=True, slots=True)
class RemoveLayer(Edit):
    """Take a hidden layer out."""

    index: int


@dataclass(frozen=True, slots=True)
class SetUnits(Edit):
    """Add or remove units at the end of a layer; the surviving weights stay."""

    layer: int
    units: int


@dataclass(frozen=True, slots=True)
class SetInputs(Edit):
    """Add or remove inputs at the end of the input column; the surviving weights stay."""

    inputs: int


@dataclass(frozen=True, slots=True)
class SetActivation(Edit):
    """Give a layer another activation."""

    layer: int
    activation: Activation


@dataclass(frozen=True, slots=True)
class SetInitializers(Edit):
    """Draw the weights or the biases of every layer another way, the next time they are drawn."""

    weights: Initializer | None = None
    biases: Initializer | None = None


@dataclass(frozen=True, slots=True)
class SetUseBias(Edit):
    """Give a layer biases, or take them away."""

    layer: int
    use_bias: bool


@dataclass(frozen=True, slots=True)
class RenameLayer(Edit):
    """Call a layer something else."""

    layer: int
    name: str


@dataclass(frozen=True, slots=True)
class RenameUnit(Edit):
    """Call a unit something else; layer -1 is the input column."""

    layer: int
    unit: int
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class SetData(Edit):
    """Learn from other samples; where they have other widths, the input and output layers change with them."""

    data: DataSpec


@dataclass(frozen=True, slots=True)
class EditInput(Edit):
    """Give one input of one sample another value; ``heard``: as the network hears it, else a raw input."""

    row: int
    column: int
    value: float
    heard: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class EditTarget(Edit):
    """Give one target of one sample another value; ``heard``: as the network is to answer it, else a raw target."""

    row: int
    column: int
    value: float
    heard: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class AddRow(Edit):
    """Add a sample, a copy of the last one."""


@dataclass(frozen=True, slots=True)
class RemoveRow(Edit):
    """Take a sample out."""

    row: int
