"""What is a generator of samples?  A name, a definition, its own parameters, and the function that draws."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from nnviz.core.arrays import Array
from nnviz.errors import BadInput
from nnviz.sentence import Sentence

Generate = Callable[..., tuple[Array, Array]]
"""(samples, noise, stream, its parameters by name) -> inputs (N, n_0), numbers or pixels as bytes; targets (N, n_L)"""

MOST_SAMPLES = 100_000
MOST_NOISE = 0.5


class Kind(Enum):
    """What samples look like."""

    CLOUD = "cloud"  # points of a plane
    CURVE = "curve"  # numbers that follow numbers
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that a generator asks for beside samples, noise and seed."""

    name: str
    default: float
    least: float
    most: float
    whole: bool = False

    def holds(self, value: float) -> bool:
        """Whether the number can be used."""
        return self.least <= value <= self.most and (not self.whole or value == int(value))


@dataclass(frozen=True, slots=True)
class Generator:
    """A named way to make samples."""

    name: str
    title: str
    formula: str
    source: str
    generate: Generate = field(compare=False, repr=False)
    kind: Kind = Kind.CLOUD
    samples: int = 500  # unless said otherwise
    parameters: tuple[Parameter, ...] = ()
    most_samples: int = MOST_SAMPLES
    fixed: bool = False  # always the same samples, whatever number, noise and seed are asked for
    own_formula: str = ""  # the one unless said otherwise; empty: it asks for none
    input_shape: tuple[int, int] | None = None
    class_names: tuple[str, ...] | None = None
    input_names: tuple[str, ...] | None = None  # x1, x2, ... where there are none
    target_names: tuple[str, ...] | None = None

    def filled(self, given: tuple[tuple[str, float], ...] = ()) -> tuple[tuple[str, float], ...]:
        """Every parameter with its number: the one given, else its default. Others that are given are left out."""
        chosen = dict(given)
        return tuple((parameter.name, chosen.get(parameter.name, parameter.default)) for parameter in self.parameters)

    def checked(self, given: tuple[tuple[str, float], ...]) -> dict[str, float]:
        """The parameters by name; unknown ones, and numbers out of range, raise BadInput."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name, value in given:
            if name not in known:
                raise BadInput("dataset.{name}: the generator “{generator}” has none.", name=name, generator=self.name)
            if not known[name].holds(value):
                raise BadInput(
                    "dataset.{name}: give {kind} from {least} to {most}, not {value}.",
                    name=name,
                    kind=Sentence("a whole number") if known[name].whole else Sentence("a number"),
                    least=known[name].least,
                    most=known[name].most,
                    value=value,
                )
        return dict(self.filled(given))
