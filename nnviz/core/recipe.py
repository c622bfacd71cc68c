"""How is the network trained?  The recipe: what is minimized, by which rule, on which samples, in which order."""

from dataclasses import dataclass
from enum import StrEnum

from nnviz.core.dataset import Dataset
from nnviz.core.losses import LOSSES, Loss
from nnviz.core.optimizers import SGD, Optimizer
from nnviz.core.regularization import NO_REGULARIZATION, Regularization


class BiasMode(StrEnum):
    """Whether biases learn: each by itself, one value a layer, or not at all (as in decks 003 and 004)."""

    PER_UNIT = "per_unit"
    SHARED = "shared"
    FROZEN = "frozen"


class Leftover(StrEnum):
    """What becomes of the rows that do not fill the last batch of an epoch."""

    SMALLER = "smaller"  # they are a smaller batch of their own
    CARRY = "carry"  # they join the first batch of the next epoch, as in TensorFlow Playground


@dataclass(frozen=True, slots=True, eq=False)
class Recipe:
    """Everything that training needs besides the network."""

    loss: Loss = LOSSES["mean_half_sse"]
    optimizer: Optimizer = SGD
    rate: float = 0.1
    regularization: Regularization = NO_REGULARIZATION
    bias_mode: BiasMode = BiasMode.PER_UNIT
    dataset: Dataset | None = None
    batch_size: int = 1
    shuffle: bool = False
    leftover: Leftover = Leftover.SMALLER
    seed: int = 0
    precision: str = "float64"

    def same_batches(self, other: "Recipe") -> bool:
        """Whether both recipes visit the same samples in the same batches."""
        return (
            self.dataset is other.dataset
            and self.batch_size == other.batch_size
            and self.shuffle == other.shuffle
            and self.leftover == other.leftover
            and self.seed == other.seed
        )
