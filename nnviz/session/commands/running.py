"""Running and stepping."""

from dataclasses import dataclass

from nnviz.session.commands.command import Command
from nnviz.session.state import StepSize
from nnviz.storage.document import Stop


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


@dataclass(frozen=True, slots=True)
class NewWeights(Command):
    """Draw new initial weights from this seed."""

    seed: int


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
