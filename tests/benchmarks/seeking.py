"""How long does going back take after a long run?

    python -m tests.benchmarks.seeking [iterations]

Trains through the session at full speed, as the window does, and seeks random places of the run, each from its end. The
slowest has to stay below the time wanted, also with the memory of Adam, and so has the memory of the checkpoints.
"""

import random
import statistics
import sys
import time
from dataclasses import replace

from threadpoolctl import threadpool_limits

from nnviz.core.optimizers import optimizer
from nnviz.session.commands import Command, FrameArrived, Pause, Run, Seek, SetSpeed, SetStop, TimePassed
from nnviz.session.effects import Effect, SubmitJob
from nnviz.session.opening import opened
from nnviz.session.state import FULL_SPEED, State
from nnviz.session.timeline import MEMORY
from nnviz.session.update import update
from nnviz.storage.document import Document, Stop
from nnviz.storage.network_file import read
from nnviz.worker.trainer import Trainer
from tests.benchmarks.works import fully, images, wide
from tests.session.desk import NETWORKS

SEEKS = 150


class Session:
    """A session whose jobs are done at once, one slice after the other."""

    def __init__(self, document: Document) -> None:
        self.state: State = opened(document)
        self.trainer = Trainer()

    def send(self, command: Command, iterations: int | None = None) -> None:
        """Send a command, and do the jobs it leads to, up to so many iterations."""
        effects = self._update(command)
        while jobs := [effect.job for effect in effects if isinstance(effect, SubmitJob)]:
            effects = self._update(FrameArrived(self.trainer.run(jobs[-1])))
            if iterations is not None and self.state.work.timeline.now.iteration >= iterations:
                effects = self._update(Pause())

    def _update(self, command: Command) -> tuple[Effect, ...]:
        self.state, effects = update(self.state, command)
        return effects


def cases() -> list[tuple[str, Document, float]]:
    """What is trained, and the milliseconds wanted."""
    spiral = read(NETWORKS / "spiral-2-8-8-1.json")
    layered = replace(wide(), dataset=images(2_000))
    digits = Document("digits", fully((784, 128, 10), "relu", "softmax"), layered)
    found = []
    for name, document, wanted in (
        ("2-8-8-1, batch 10", spiral, 200.0),
        ("784-128-10, batch 32, float32", digits, 1000.0),
    ):
        for kind in ("sgd", "adam"):
            recipe = replace(document.recipe, optimizer=optimizer(kind), rate=0.001)
            found.append((f"{name}, {kind}", replace(document, recipe=recipe), wanted))
    return found


def seek_times(session: Session) -> list[float]:
    """Milliseconds to random places, each from the end of the run."""
    end, chance, times = session.state, random.Random(0), []
    for _ in range(SEEKS):
        session.state = end
        place = Seek(chance.randrange(end.work.timeline.end), chance.choice([None, -1, 3]))
        begun = time.perf_counter()
        session.send(place)
        times.append(1000 * (time.perf_counter() - begun))
        assert session.state.work.timeline.now.iteration == place.iteration
    return times


def main(iterations: int) -> int:
    """Print a line for each; return the number of lines that miss what is wanted."""
    missed = 0
    for name, document, wanted in cases():
        session = Session(document)
        for command in (SetStop(Stop()), SetSpeed(FULL_SPEED), Run()):
            session.send(command)
        begun = time.perf_counter()
        session.send(TimePassed(1.0), iterations)
        took = time.perf_counter() - begun
        times = seek_times(session)
        kept = [one for stretch in session.state.work.timeline.stretches for one in stretch.checkpoints]
        size = sum(one.nbytes for one in kept)
        good = max(times) <= wanted and size <= MEMORY
        missed += not good
        print(
            f"{name}: {iterations:,} iterations in {took:.0f} s; {len(kept)} checkpoints of {size / 2**20:.0f} MiB; "
            f"seek median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms, wanted {wanted:.0f} ms"
            f"{'' if good else '  MISSED'}",
            flush=True,
        )
    return missed


if __name__ == "__main__":
    with threadpool_limits(1):
        sys.exit(min(1, main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)))
