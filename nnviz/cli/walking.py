"""``nnviz walk``: every number of an iteration in order, with its rule, its numbers and its code."""

import argparse
import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from nnviz.cli.finding import find
from nnviz.cli.saying import say, say_list, tell
from nnviz.cli.status import DIVERGED
from nnviz.cli.training import divergence_sentence
from nnviz.core.arrays import Array
from nnviz.core.batches import epoch_batches
from nnviz.core.checkpoint import Checkpoint, start
from nnviz.core.divergence import find_blame
from nnviz.core.plan import Plan
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Phase, Snapshot
from nnviz.core.training import advance, ready_for, refusal, take_batch
from nnviz.errors import BadInput, Diverged
from nnviz.session.jobs import Divergence
from nnviz.storage.document import Document
from nnviz.storage.network_file import read
from nnviz.walkthrough.fact import Fact
from nnviz.walkthrough.rendering import plain
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.staging import staged
from nnviz.walkthrough.walk import Walk
from nnviz.worker.summary import shape

MOST_NAMED = 12
"""Samples of a batch that a refusal names."""


def walk(options: argparse.Namespace) -> int:
    """Print the facts of the next iterations, as they are made; return the exit status."""
    path = find(options.file)
    document = read(path)
    if document.recipe.dataset is None:
        raise BadInput("Cannot walk through {path}: it has no data to send through the network.", path=path)
    at = document.progress or start(document.network, document.recipe)
    batches = list(islice(_batches(at, document.recipe), options.iterations))
    rows = [_row(document, batch, options.sample, at.iteration + made) for made, batch in enumerate(batches, 1)]
    problem = refusal(document.network, document.recipe)
    if problem is not None:
        tell(f"{path} is walked forward only. {problem}")
    walks = _walks(document, at, batches, rows)
    return _as_json(document, walks) if options.json else _as_text(document, walks)


def _batches(at: Checkpoint, recipe: Recipe) -> Iterator[Array]:
    """The rows of the batches to come."""
    epoch, first, carried = at.epoch, at.batch, at.carried
    while True:
        batches, carried = epoch_batches(recipe, epoch, carried)
        yield from batches[first:]
        epoch, first = epoch + 1, 0


def _row(document: Document, batch: Array, sample: int | None, iteration: int) -> int:
    """Where the sample is in the batch; BadInput where it is not."""
    assert document.recipe.dataset is not None
    if sample is None:
        return 0
    if sample > document.recipe.dataset.samples:
        raise BadInput(
            "There is no sample {sample}: the data have {count}.",
            sample=sample,
            count=document.recipe.dataset.samples,
        )
    found = np.flatnonzero(batch == sample - 1)
    if len(found) == 0:
        raise BadInput(
            "Sample {sample} is not in the batch of iteration {iteration}, which has {samples}.",
            sample=sample,
            iteration=iteration,
            samples=_named(batch),
        )
    return int(found[0])


def _named(batch: Array) -> str:
    numbers = [str(row + 1) for row in batch[:MOST_NAMED]]
    more = f" and {len(batch) - MOST_NAMED:,} others" if len(batch) > MOST_NAMED else ""
    return ", ".join(numbers) + more


def _walks(document: Document, at: Checkpoint, batches: list[Array], rows: list[int]) -> Iterator[Walk]:
    """One walk an iteration; between them the plan makes the weights, where they can be trained."""
    recipe = document.recipe
    plan = Plan(at, recipe) if refusal(document.network, recipe) is None else None
    for made, (batch, row) in enumerate(zip(batches, rows, strict=True)):
        if made:
            at = replace(at, iteration=at.iteration + 1) if plan is None else _next(document, plan, at)
        with np.errstate(all="ignore"):
            moment = _last_moment(at, recipe, batch, Phase.LOSS if plan is None else Phase.UPDATE)
        yield Walk(staged(moment, recipe, row, document.view))


def _next(document: Document, plan: Plan, at: Checkpoint) -> Checkpoint:
    """The place after one more iteration; Diverged where there is none."""
    (loss,) = plan.run(1)
    if plan.finite():
        return plan.checkpoint()
    blame = find_blame(at, document.recipe, 1)
    found = Divergence(at.iteration + 1, blame.layer, blame.unit, blame.quantity, float(loss))
    raise Diverged(divergence_sentence(document, found))


def _last_moment(at: Checkpoint, recipe: Recipe, batch: Array, last: Phase) -> Snapshot:
    now = ready_for(at, take_batch(recipe, batch))
    while now.mark.phase is not last:
        now = advance(now, recipe)
    return now


def _as_json(document: Document, walks: Iterator[Walk]) -> int:
    """A list of objects, each printed when it is made."""
    problems: list[Diverged] = []
    told = (_object(document, fact) for each in _until_problem(walks, problems) for fact in each)
    say_list({"n": number, **fact} for number, fact in enumerate(told, 1))
    return _ended(problems)


def _as_text(document: Document, walks: Iterator[Walk]) -> int:
    """A line a fact, below the names of its iteration and its phase."""
    problems: list[Diverged] = []
    say(f"{document.name or 'A network'} ({shape(document.network)})")
    number = 0
    for each in _until_problem(walks, problems):
        say(f"\n{_heading(each.scene)}")
        phase = None
        for fact in each:
            if fact.place.mark.phase is not phase:
                phase = fact.place.mark.phase
                say(f"\n{phase.name.capitalize()}")
            number += 1
            say(f"{number:>5}  {fact.text(document.view.digits)}")
    return _ended(problems)


def _heading(scene: Scene) -> str:
    seen = f"iteration {scene.moment.mark.iteration + 1}, sample {scene.sample_number(scene.row)}"
    return f"{seen.capitalize()} of a batch of {scene.samples:,}" if scene.samples > 1 else seen.capitalize()


def _until_problem(walks: Iterator[Walk], problems: list[Diverged]) -> Iterator[Walk]:
    """The walks until training comes to nothing, which is kept for the end."""
    try:
        yield from walks
    except Diverged as error:
        problems.append(error)


def _ended(problems: list[Diverged]) -> int:
    for error in problems:
        tell(str(error))
    return DIVERGED if problems else 0


def _object(document: Document, fact: Fact) -> dict[str, object]:
    """One fact; a value that is not finite is null."""
    digits = document.view.digits
    return {
        "phase": fact.place.mark.phase.name.lower(),
        "symbol": fact.symbol.ascii,
        "rule": plain(fact.rule),
        "numbers": f"{plain(fact.numbers(digits))} {fact.sign(digits)} {fact.shown(digits)}",
        "value": fact.value if math.isfinite(fact.value) else None,
        "code": fact.code,
    }
