"""From a document to the state in which the lecture begins."""

from dataclasses import replace
from pathlib import Path

from nnviz.core.checkpoint import start
from nnviz.session.curve import LossCurve
from nnviz.session.next import settled
from nnviz.session.state import FULL_SPEED, State, StepSize, Work
from nnviz.session.stretch import Stretch
from nnviz.session.timeline import Timeline
from nnviz.storage.document import Document


def opened(document: Document, path: Path | None = None) -> State:
    """The state after this document was opened; ``path`` is none for an example."""
    at = document.progress or start(document.network, document.recipe)
    initial = document.initial or document.network
    stretch = Stretch(document.recipe, (at,), initial.as_precision(document.recipe.precision), document.data)
    work = Work(document, Timeline((stretch,), at), LossCurve(begin=at.iteration))
    speed = speed_of(document.view.speed)
    state = settled(State(work, work, path, speed=speed, step_size=step_size_for(speed), view=document.view))
    return replace(state, saved=state.work)


def speed_of(text: str) -> float:
    """Steps a second from the file's "10/s" or "full"."""
    return FULL_SPEED if text == "full" else float(text.removesuffix("/s"))


def speed_text(speed: float) -> str:
    """The file's word for a speed."""
    return "full" if speed == FULL_SPEED else f"{speed:g}/s"


def step_size_for(speed: float) -> StepSize:
    """How far a step goes at first: slow documents are walked by hand, number by number; others run by iterations."""
    return StepSize.VALUE if speed <= 1 else StepSize.ITERATION
