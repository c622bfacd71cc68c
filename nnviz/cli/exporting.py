"""``nnviz export``: pictures drawn without a screen. Qt is loaded only once it is clear that there will be one."""

import argparse
from pathlib import Path

from nnviz import environment
from nnviz.cli.finding import find, place
from nnviz.cli.saying import say, tell
from nnviz.cli.status import DIVERGED
from nnviz.cli.training import divergence_sentence
from nnviz.core.training import refusal
from nnviz.errors import BadInput, Diverged
from nnviz.session.opening import opened
from nnviz.storage.document import Document, Stop
from nnviz.storage.network_file import read
from nnviz.worker import long_run

SUFFIXES = (".svg", ".pdf", ".png")


def export(options: argparse.Namespace) -> int:
    """Draw what was asked for; print the names of the files; return the exit status."""
    path, out = find(options.file), _place(options.out)
    try:
        state = opened(_trained(path, read(path), options.epochs))
    except Diverged as error:
        tell(str(error))
        return DIVERGED
    environment.draw_offscreen()
    from nnviz.ui.studio import Studio

    studio = Studio(dark=options.dark, transparent=options.transparent)
    draw = studio.draw_window if options.view == "window" else studio.draw_diagram
    draw(state, out)
    say(str(out))
    return 0


def _place(text: str) -> Path:
    """Where the picture is written; BadInput where its name says no kind, or it cannot be there."""
    out = place(text)
    if out.suffix.lower() not in SUFFIXES:
        raise BadInput("Cannot export {out}: its name must end in .svg, .pdf or .png.", out=out)
    return out


def _trained(path: Path, document: Document, epochs: int | None) -> Document:
    """The document after so many more epochs; Diverged where training comes to nothing."""
    if not epochs:
        return document
    problem = refusal(document.network, document.recipe)
    if problem is not None:
        raise BadInput("Cannot train {path}: {problem}", path=path, problem=problem)
    done = document.progress.epoch if document.progress else 0
    outcome = long_run.run(document, Stop(done + epochs), lambda _: True)
    if outcome.divergence is not None:
        raise Diverged(divergence_sentence(document, outcome.divergence))
    return long_run.trained(document, outcome.reached)
