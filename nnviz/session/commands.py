"""What a user can ask for (imperative), and what the world answers (past tense): one frozen value each."""

from dataclasses import dataclass
from pathlib import Path

from nnviz.core.activations import Activation
from nnviz.core.losses import Loss
from nnviz.core.network import Network
from nnviz.core.optimizers import Optimizer
from nnviz.core.recipe import BiasMode, Leftover
from nnviz.core.regularization import Regularization
from nnviz.data.spec import DataSpec
from nnviz.session.jobs import Failure, Frame
from nnviz.session.state import Element, Shown, StepSize
from nnviz.storage.document import Document, Stop


class Command:
    """A wish of the user, or news from the world."""

    __slots__ = ()


# --- running and stepping -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run(Command):
    """Train on, at the chosen speed."""


@dataclass(frozen=True, slots=True)
class Pause(Command):
    """Stop training where it is."""


@dataclass(frozen=True, slots=True)
class StepForward(Command):
    """Go one step of the chosen size on."""


@dataclass(frozen=True, slots=True)
class StepBack(Command):
    """Go one step of the chosen size back."""


@dataclass(frozen=True, slots=True)
class Reset(Command):
    """Return to the initial weights, epoch 0."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class NewWeights(Command):
    """Draw new initial weights from this seed."""

    seed: int
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SetStepSize(Command):
    """Choose how far one step goes."""

    size: StepSize


@dataclass(frozen=True, slots=True)
class SetSpeed(Command):
    """Choose how many steps are made in a second; infinity: as fast as possible."""

    steps_per_second: float


@dataclass(frozen=True, slots=True)
class SetStop(Command):
    """Choose where training stops by itself."""

    stop: Stop


# --- the recipe -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChangeRecipe(Command):
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
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SetReport(Command):
    """Choose which measures are plotted beside the trained loss."""

    names: tuple[str, ...]


# --- the network ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EditWeight(Command):
    """Give one weight another value."""

    layer: int
    unit: int
    source: int
    value: float


@dataclass(frozen=True, slots=True)
class EditBias(Command):
    """Give one bias another value; where one number is the bias of every unit, all of the layer."""

    layer: int
    unit: int
    value: float


@dataclass(frozen=True, slots=True)
class AddLayer(Command):
    """Put a hidden layer before layer ``index``."""

    index: int
    units: int = 2
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class RemoveLayer(Command):
    """Take a hidden layer out."""

    index: int
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SetUnits(Command):
    """Add or remove units at the end of a layer; the surviving weights stay."""

    layer: int
    units: int
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SetInputs(Command):
    """Add or remove inputs at the end of the input column; the surviving weights stay."""

    inputs: int
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SetActivation(Command):
    """Give a layer another activation."""

    layer: int
    activation: Activation
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SetUseBias(Command):
    """Give a layer biases, or take them away."""

    layer: int
    use_bias: bool
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class RenameLayer(Command):
    """Call a layer something else."""

    layer: int
    name: str


@dataclass(frozen=True, slots=True)
class RenameUnit(Command):
    """Call a unit something else; layer -1 is the input column."""

    layer: int
    unit: int
    name: str


# --- the data -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class SetData(Command):
    """Learn from other samples; where they have other widths, the input and output layers change with them."""

    data: DataSpec
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class EditInput(Command):
    """Give one input of one sample another value."""

    row: int
    column: int
    value: float


@dataclass(frozen=True, slots=True)
class EditTarget(Command):
    """Give one target of one sample another value."""

    row: int
    column: int
    value: float


@dataclass(frozen=True, slots=True)
class AddRow(Command):
    """Add a sample, a copy of the last one."""


@dataclass(frozen=True, slots=True)
class RemoveRow(Command):
    """Take a sample out."""

    row: int


# --- looking --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Select(Command):
    """Select one thing in the diagram, or nothing."""

    element: Element | None


@dataclass(frozen=True, slots=True)
class ShowOnEdges(Command):
    """Choose what the edges show."""

    shown: Shown


@dataclass(frozen=True, slots=True)
class ShowOnUnits(Command):
    """Choose what the units show."""

    shown: Shown


@dataclass(frozen=True, slots=True)
class ShowSample(Command):
    """Choose the sample to show; None: the first of the batch."""

    row: int | None


@dataclass(frozen=True, slots=True)
class SetDigits(Command):
    """Choose how many digits stand after the decimal point; None: rounded to 0 or 1."""

    digits: int | None


# --- documents ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenDocument(Command):
    """Open a network file; an example opens without its path, so that Save asks where to."""

    path: Path
    example: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class NewDocument(Command):
    """Begin with a small new network."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SaveDocument(Command):
    """Write the network to this file."""

    path: Path


@dataclass(frozen=True, slots=True)
class RenameDocument(Command):
    """Call the network something else."""

    name: str


@dataclass(frozen=True, slots=True)
class Undo(Command):
    """Take the last edit back."""


@dataclass(frozen=True, slots=True)
class Redo(Command):
    """Make the edit again that was taken back."""


# --- news -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimePassed(Command):
    """The shell's clock, in seconds, at the frame rate while something plays."""

    now: float


@dataclass(frozen=True, slots=True, eq=False)
class FrameArrived(Command):
    """The trainer answered."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class JobFailed(Command):
    """The trainer met an error."""

    failure: Failure


@dataclass(frozen=True, slots=True, eq=False)
class DocumentRead(Command):
    """A file was read; ``path`` is none for an example, and for a recovered copy that never had one."""

    document: Document
    path: Path | None
    recovered: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class DocumentSaved(Command):
    """A file was written."""

    document: Document
    path: Path
    network: Network


@dataclass(frozen=True, slots=True)
class RequestFailed(Command):
    """A file could not be read or written."""

    text: str
