"""What the application knows: one frozen value, from which every panel draws itself."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from nnviz.core.checkpoint import Checkpoint
from nnviz.core.dataset import Dataset
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Batch, Snapshot
from nnviz.data.spec import DataSpec
from nnviz.session.curve import LossCurve
from nnviz.session.prediction import Prediction, Tally
from nnviz.session.runs import KeptRun
from nnviz.session.timeline import Timeline
from nnviz.storage.document import Document, View
from nnviz.walkthrough.predict import Asking
from nnviz.walkthrough.quantity import Quantity, What

FULL_SPEED = float("inf")


class StepSize(StrEnum):
    """How far one step goes: one number, one moment, a pass, to the next iteration, to the next epoch."""

    VALUE = "value"
    LAYER = "layer"
    PASS = "pass"
    ITERATION = "iteration"
    EPOCH = "epoch"


class Shown(StrEnum):
    """What the edges and units of the diagram show."""

    WEIGHTS = "weights"
    ACTIVATIONS = "activations"
    DELTAS = "deltas"
    GRADIENTS = "gradients"


class Part(StrEnum):
    """The kinds of things in the diagram that can be selected."""

    INPUT = "input"
    UNIT = "unit"
    WEIGHT = "weight"
    BIAS = "bias"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Element:
    """One thing in the diagram: layer -1 is the input column; ``unit`` is the receiving row, ``source`` the column."""

    part: Part
    layer: int
    unit: int
    source: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the user, shown in the status line; ``serious`` ones also as a dialog."""

    text: str
    serious: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """All that an edit can change and undo brings back: the document and its whole run.

    The document's ``network``, ``recipe``, ``data`` and ``progress`` are those of the file; what holds now is in the
    timeline.
    """

    document: Document
    timeline: Timeline
    curve: LossCurve

    @property
    def initial(self) -> Network:
        """The network to which Reset returns."""
        return self.timeline.initial


@dataclass(frozen=True, slots=True, eq=False)
class Errand:
    """Where training is heading, slice by slice, until it gets there.

    ``iteration`` none: on and on. ``position``: the moment to stand at when the iteration is reached and explained,
    counted from READY (-1: its UPDATE); none: at READY with the sample sent through. ``fact``: the number of the fact
    in that moment; none: all of it. ``about``: the quantity whose fact is meant, instead of a moment and a number.
    """

    iteration: int | None
    position: int | None
    at: Checkpoint  # how far it got
    fact: int | None = None
    about: Quantity | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """A number tried out while paused: ``State.seen`` shows what the iteration would come to with it."""

    element: Element
    value: float
    old: float  # the number it has
    before: Snapshot  # the same with that number
    seen: Snapshot  # what was shown before, with ``row`` and ``live``: what discarding returns to
    row: int
    live: bool


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A sample drawn by hand, which is sent through the network and shown in place of one of the data."""

    batch: Batch  # of this sample alone; its row, -1, is none of the data; its target is NaN
    data: Dataset  # what it is like
    live: bool  # ``State.live`` without it


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Everything the panels show."""

    work: Work
    saved: Work  # as last opened or saved
    path: Path | None = None  # of the document's file; none for an example or a new network
    undo: tuple[tuple[str, Work], ...] = ()  # what was done, and the work before it; the newest last
    redo: tuple[tuple[str, Work], ...] = ()
    playing: bool = False
    errand: Errand | None = None
    ticket: int = 0  # of the job in flight, or the last one
    busy: bool = False  # a job is in flight
    played: float = 0.0  # when the last step of play was made, in seconds of the shell's clock
    step_size: StepSize = StepSize.LAYER
    speed: float = 10.0  # steps of the chosen size a second, or FULL_SPEED
    view: View = View()
    shown_on_edges: Shown = Shown.WEIGHTS
    shown_on_units: Shown = Shown.ACTIVATIONS
    selection: Element | None = None
    sample: int | None = None  # the row of the data set to show; none: the first of the batch
    drawn: Drawn | None = None
    seen: Snapshot | None = None  # what the diagram shows: the moment under the cursor, or a sample sent through
    row: int = 0  # the row of ``seen``'s batch that is shown
    live: bool = False  # ``seen`` is a sample sent through the network reached, not a moment of the walk
    notice: Notice | None = None
    pointed: What | None = None  # what the pointer is on, in any panel
    asked: Quantity | None = None  # a number outside the walk whose making is shown
    trial: Trial | None = None
    focused: bool = False  # only what is selected and what feeds it is shown clearly
    asking: Asking = Asking()  # which coming values are asked about before they are shown
    prediction: Prediction | None = None  # the question on the screen
    tally: Tally = Tally()
    runs: tuple[KeptRun, ...] = ()  # put aside, to compare the next ones with

    @property
    def network(self) -> Network:
        """The network under the cursor, before its update."""
        return self.work.timeline.now.network

    @property
    def network_seen(self) -> Network:
        """The network of what is seen: with a number that is tried out, too."""
        return self.network if self.seen is None else self.seen.network

    @property
    def recipe(self) -> Recipe:
        """The recipe under the cursor."""
        return self.work.timeline.recipe

    @property
    def next_recipe(self) -> Recipe:
        """The recipe of the next iteration that begins: what the fields of the recipe show."""
        return self.work.timeline.next_recipe

    @property
    def data(self) -> DataSpec | None:
        """The source of the samples under the cursor."""
        return self.work.timeline.data

    @property
    def unsaved(self) -> bool:
        """Whether closing now would lose something."""
        return (
            self.work.document is not self.saved.document
            or self.work.initial is not self.saved.initial
            or self.network is not self.saved.timeline.now.network
            or self.next_recipe is not self.saved.timeline.next_recipe
        )

    @property
    def sample_shown(self) -> int | None:
        """The row of the data set that ``seen`` shows; none where it shows a drawing."""
        row = -1 if self.seen is None else int(self.seen.batch.rows[self.row])
        return None if row < 0 else row
