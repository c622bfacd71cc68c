"""``nnviz export``: pictures drawn without a screen. Qt is loaded only once it is clear that there will be one."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from nnviz import environment
from nnviz.cli.finding import find, place
from nnviz.cli.options import ALL_FACTS
from nnviz.cli.saying import say, tell
from nnviz.cli.status import DIVERGED
from nnviz.cli.training import divergence_sentence
from nnviz.core.training import refusal
from nnviz.errors import BadInput, Diverged
from nnviz.session.next import settled
from nnviz.session.opening import opened
from nnviz.session.state import State
from nnviz.session.walking import stand_at
from nnviz.session.walks import walk_of
from nnviz.storage.document import Document, Stop
from nnviz.storage.network_file import read
from nnviz.walkthrough.walk import Walk
from nnviz.worker import long_run
from nnviz.worker.explaining import explained

SUFFIXES = (".svg", ".pdf", ".png")
MOST = 10_000
"""Pictures of one command."""


def export(options: argparse.Namespace) -> int:
    """Draw what was asked for; print the names of the files; return the exit status."""
    path, out = find(options.file), _place(options.out)
    if options.diagram_only and options.view == "window":
        raise BadInput("--diagram-only leaves the formula out of `--view diagram`; a window is drawn whole.")
    try:
        state = opened(_trained(path, read(path), options.epochs))
    except Diverged as error:
        tell(str(error))
        return DIVERGED
    shots = _at_once(state, out) if options.fact is None else _step_by_step(path, state, out, options.fact)
    environment.draw_offscreen()
    from nnviz.ui.studio import Studio

    with Studio(dark=options.dark, transparent=options.transparent) as studio:
        for file, shot in shots:
            if options.view == "window":
                studio.draw_window(shot, file)
            else:
                studio.draw_diagram(shot, file, with_formula=not options.diagram_only)
            say(str(file))
    return 0


Shots = Iterator[tuple[Path, State]]
"""What is drawn, and into which file."""


def _at_once(state: State, out: Path) -> Shots:
    """All numbers of the sample shown."""
    yield out, settled(replace(state, live=True))


def _step_by_step(path: Path, state: State, out: Path, fact: int) -> Shots:
    """The moments at which one number, or each of them, has just become known; BadInput where there is none."""
    state = explained(state)
    walk = walk_of(state)
    if walk is None:
        raise BadInput("Cannot export a fact of {path}: it has no data.", path=path)
    if fact > len(walk):
        raise BadInput(
            "Cannot export fact {fact}: an iteration of {path} has {count}.", fact=fact, path=path, count=len(walk)
        )
    if fact != ALL_FACTS:
        return iter([(out, _at_fact(state, walk, fact))])
    if len(walk) > MOST:
        raise BadInput("Cannot export all facts of {path}: they are {count}.", path=path, count=f"{len(walk):,}")
    width = len(str(len(walk)))
    return (
        (out.with_stem(f"{out.stem}-{number:0{width}}"), _at_fact(state, walk, number))
        for number in range(1, len(walk) + 1)
    )


def _at_fact(state: State, walk: Walk, number: int) -> State:
    return stand_at(state, *walk.position(number - 1))[0]


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
