"""What the session asks of the trainer, and what comes back: a job in, a frame out."""

from dataclasses import dataclass

from nnviz.core.arrays import Array
from nnviz.core.checkpoint import Checkpoint
from nnviz.core.metrics import Evaluation
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Snapshot
from nnviz.storage.document import Stop


@dataclass(frozen=True, slots=True)
class Goal:
    """How far to train: whichever of these comes first."""

    iteration: int | None = None  # until that many iterations were made in all
    seconds: float | None = None  # a time slice
    stop: Stop = Stop()  # the document's own end
    explain: bool = False  # and then give every moment of the iteration that begins there


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One slice of training, from a place under a recipe."""

    ticket: int
    start: Checkpoint
    recipe: Recipe
    goal: Goal
    report: tuple[str, ...] = ()
    sample: int | None = None  # the row to send through the network reached; none: the first of the next batch
    limit: float = float("inf")  # a loss above it is divergence
    measured: int = -1  # up to this iteration the ends of epochs are measured already
    fresh: bool = False  # an edit was made at its start: there the loss may be any number, which raises the limit


@dataclass(frozen=True, slots=True)
class Divergence:
    """Where training left the range of finite numbers."""

    iteration: int
    layer: int
    unit: int
    quantity: str  # "weight", "z", "a", "loss"
    loss: float


@dataclass(frozen=True, slots=True, eq=False)
class EpochEnd:
    """What was measured when an epoch had ended; epoch 0 is before training."""

    iteration: int
    epoch: int
    evaluation: Evaluation


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """Where one more iteration leads, made by the plan."""

    checkpoint: Checkpoint
    batch_losses: Array  # (1,)
    epoch_ends: tuple[EpochEnd, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What a job reached."""

    ticket: int
    reached: Checkpoint
    begun: int  # the iteration at which the job began
    batch_losses: Array  # one for each iteration made
    epoch_ends: tuple[EpochEnd, ...] = ()
    moments: tuple[Snapshot, ...] = ()  # of the iteration that begins at ``reached``, where they were asked for
    ahead: Ahead | None = None  # where that iteration leads; none where it cannot be trained
    looked: Snapshot | None = None  # the sample asked for, sent through the network reached, where it was not explained
    stopped: bool = False  # the document's own end was reached
    divergence: Divergence | None = None  # ``reached`` is the last finite state
    way: tuple[Checkpoint, ...] = ()  # places between, in order


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that ended in an error."""

    ticket: int
    text: str
