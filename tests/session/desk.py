"""A session without a window: commands go in, jobs are done at once, effects are kept to be looked at."""

from collections import deque
from pathlib import Path

import numpy as np

from nnviz.session.commands import Command, FrameArrived, SetStepSize, TimePassed
from nnviz.session.effects import Ask, Effect, SubmitJob
from nnviz.session.opening import opened
from nnviz.session.state import State, StepSize
from nnviz.session.update import update
from nnviz.storage.document import Document
from nnviz.storage.network_file import read
from nnviz.worker.trainer import Trainer

NETWORKS = Path(__file__).parents[2] / "resources" / "networks"


class Desk:
    """Plays the shell: one job in flight, done at once."""

    def __init__(self, document: Document, path: Path | None = None) -> None:
        self.state: State = opened(document, path)
        self.effects: list[Effect] = []
        self.trainer = Trainer()
        self.clock = 0.0

    def send(self, *commands: Command) -> "Desk":
        """Each command in turn, with all the jobs it leads to."""
        for command in commands:
            self.state, effects = update(self.state, command)
            self._perform(effects)
        return self

    def say_yes(self) -> "Desk":
        """Answer the last question with yes."""
        question = next(effect for effect in reversed(self.effects) if isinstance(effect, Ask))
        return self.send(question.then)

    def step(self, size: StepSize, *commands: Command) -> "Desk":
        """Choose a step size and send the commands."""
        return self.send(SetStepSize(size), *commands)

    def pass_time(self, seconds: float, frames: int = 60) -> "Desk":
        """Let the clock of the shell tick."""
        for _ in range(round(seconds * frames)):
            self.clock += 1 / frames
            self.send(TimePassed(self.clock))
        return self

    def _perform(self, effects: tuple[Effect, ...]) -> None:
        waiting = deque(effects)
        while waiting:
            effect = waiting.popleft()
            self.effects.append(effect)
            if isinstance(effect, SubmitJob):
                self.state, more = update(self.state, FrameArrived(self.trainer.run(effect.job)))
                waiting.extendleft(reversed(more))

    @property
    def weights(self) -> np.ndarray:
        """All weights and biases under the cursor, in one row."""
        layers = self.state.network.layers
        return np.concatenate(
            [np.append(layer.weight.ravel(), [] if layer.bias is None else layer.bias) for layer in layers]
        )

    @property
    def iteration(self) -> int:
        """The iteration under the cursor."""
        return self.state.work.timeline.now.iteration


def desk(name: str) -> Desk:
    """A session with one of the example networks."""
    return Desk(read(NETWORKS / f"{name}.json"))
