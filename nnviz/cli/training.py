"""``nnviz train``: a long run, told on the command line."""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from nnviz.cli.finding import find, place
from nnviz.cli.saying import say, say_json, tell
from nnviz.cli.status import DIVERGED, GOAL_MISSED, INTERRUPTED
from nnviz.core.checkpoint import Checkpoint
from nnviz.core.training import refusal
from nnviz.errors import BadInput
from nnviz.session.jobs import Divergence
from nnviz.storage.document import Document, Stop
from nnviz.storage.network_file import progress_fits, read, relocated, write
from nnviz.worker import long_run
from nnviz.worker.summary import as_json, as_text


def train(options: argparse.Namespace) -> int:
    """Train a file as far as was asked for; return the exit status."""
    path = find(options.file)
    document = read(path)
    problem = refusal(document.network, document.recipe)
    if problem is not None:
        raise BadInput("Cannot train {path}: {problem}", path=path, problem=problem)
    out = None if options.save is None else place(options.save)
    stop = _stop(document, options)
    with _interruptions() as interruptions:
        bar = _Bar(document, stop)
        outcome = long_run.run(document, stop, lambda at: bar.show(at) and not interruptions)
        bar.clear()
        if outcome.divergence is not None:
            tell(divergence_sentence(document, outcome.divergence))
            return DIVERGED
        try:
            if out is not None:
                _save(document, outcome.reached, path.parent, out)
        finally:
            if options.json:
                say_json(as_json(document, outcome))
            else:
                say(as_text(document, outcome))
    return _status(outcome, options.until_loss)


def _status(outcome: long_run.Outcome, loss: float | None) -> int:
    if outcome.interrupted:
        tell(f"Interrupted in epoch {outcome.reached.epoch + 1}.")
        return INTERRUPTED
    if loss is not None and not outcome.stopped:
        tell(f"The loss {loss:g} was not reached by epoch {outcome.reached.epoch}.")
        return GOAL_MISSED
    return 0


def _stop(document: Document, options: argparse.Namespace) -> Stop:
    """What ends the run: what was asked for, else what the document says."""
    done = document.progress.epoch if document.progress else 0
    if options.epochs is not None:
        return Stop(done + options.epochs, options.until_loss)
    epochs = document.stop.epochs or done + 1
    if epochs <= done:
        tell(f"It is trained to epoch {done} already; --epochs N trains it further.")
    if options.until_loss is not None:
        return Stop(epochs, options.until_loss)
    return replace(document.stop, epochs=epochs)


def _save(document: Document, reached: Checkpoint, folder: Path, out: Path) -> None:
    saved = relocated(long_run.trained(document, reached), folder, out.parent)
    write(out, saved)
    if not progress_fits(saved):
        tell(f"{out} holds the weights alone: the network is too large to keep where training stood.")


def divergence_sentence(document: Document, divergence: Divergence) -> str:
    """Where and how training went wrong, and what may help."""
    layer = document.network.layers[divergence.layer]
    return (
        f"Training diverges at iteration {divergence.iteration}: {divergence.quantity} of unit "
        f'{layer.unit_names[divergence.unit]} in layer "{layer.name}" grows beyond all bounds. Nothing was saved. '
        f"Try a learning rate smaller than {document.recipe.rate:g}."
    )


class _Bar:
    """How far training is, drawn on a terminal and nowhere else."""

    WIDTH = 40

    def __init__(self, document: Document, stop: Stop) -> None:
        self._first = document.progress.epoch if document.progress else 0
        self._last = stop.epochs or self._first
        self._drawn = sys.stderr is not None and sys.stderr.isatty()

    def show(self, at: Checkpoint) -> bool:
        """Draw the bar; True, so that training goes on."""
        if self._drawn:
            full = round(self.WIDTH * (at.epoch - self._first) / max(1, self._last - self._first))
            line = f"\r[{'#' * full}{'.' * (self.WIDTH - full)}] epoch {at.epoch:,} of {self._last:,}"
            self._draw(line)
        return True

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn:
            self._draw("\r\033[K")

    @staticmethod
    def _draw(line: str) -> None:
        sys.stderr.write(line)
        sys.stderr.flush()


@contextmanager
def _interruptions() -> Iterator[list[int]]:
    """Collect what would interrupt, so that a slice of training ends and what was asked for is saved."""
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: asked.append(number))
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
