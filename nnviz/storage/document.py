"""What a network file holds, as values: a network, its recipe, and how to look at it."""

from dataclasses import dataclass, field

from nnviz.core.checkpoint import Checkpoint
from nnviz.core.metrics import Evaluation
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.data.spec import DataSpec
from nnviz.storage.json_tree import Extras
from nnviz.walkthrough.notation import Notation, Symbols


@dataclass(frozen=True, slots=True)
class View:
    """How the network is shown."""

    notation: Notation = Notation.NUMBERED
    symbols: Symbols = Symbols.Z_A
    first_layer: int = 1
    delta_sign: str = "+"
    bias_as: str = "b"
    digits: int | None = 4  # after the decimal point; none: rounded to 0 or 1
    speed: str = "10/s"  # steps a second, or "full"
    panels: tuple[str, ...] = ()
    target_loss: float | None = None  # a line in the loss plot
    noise_floor: bool = False  # another, where noise lets no loss be smaller


@dataclass(frozen=True, slots=True)
class Stop:
    """When training stops by itself; none: never."""

    epochs: int | None = None
    train_loss: float | None = None
    test_loss: float | None = None

    def allows(self, epoch: int) -> bool:
        """Whether training may go on after that many epochs."""
        return self.epochs is None or epoch < self.epochs

    @property
    def watches(self) -> bool:
        """Whether it depends on a loss."""
        return self.train_loss is not None or self.test_loss is not None

    def is_content(self, found: Evaluation) -> bool:
        """Whether a loss that was wanted is reached."""
        pairs = (found.train_loss, self.train_loss), (found.test_loss, self.test_loss)
        return any(loss is not None and wanted is not None and loss <= wanted for loss, wanted in pairs)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One network file.

    ``network`` is what the file's arrays say, or what was drawn; ``initial`` is the network before training, to which
    Reset returns; ``progress`` is where training stood when the file was saved, none before training. Its network is
    ``network``.
    """

    name: str
    network: Network
    recipe: Recipe
    data: DataSpec | None = None
    description: str = ""
    topic: str = ""
    report: tuple[str, ...] = ()  # losses and metrics shown beside the trained one
    stop: Stop = Stop()
    view: View = View()
    progress: Checkpoint | None = None
    initial: Network | None = None
    extras: Extras = field(default_factory=dict)  # path of the object -> its x-... keys, kept
