"""What if?  A value is tried out on the batch shown; the run stays as it is until the value is kept.

A trial lies over the state like a sheet of glass: every other command acts on the state beneath. Where that still shows
the same afterwards, the trial goes on; else it is discarded.
"""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import frozen
from nnviz.core.checkpoint import Checkpoint
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Batch, Snapshot
from nnviz.core.training import advance, look_at, refusal
from nnviz.sentence import Sentence
from nnviz.session.commands import (
    Command,
    DiscardTrial,
    EditBias,
    EditInput,
    EditTarget,
    EditWeight,
    TryValue,
)
from nnviz.session.next import Handler, Handlers, Next, told
from nnviz.session.predicting import open_question
from nnviz.session.state import Element, Notice, Part, State, Trial
from nnviz.session.walks import is_soon_explained
from nnviz.walkthrough.notation import has_one_bias


def try_value(state: State, command: TryValue) -> Next:
    """Make the iteration shown with another value; the first trial keeps what comes of it without."""
    nothing = state.sample_shown is None and state.drawn is None
    if state.playing or state.errand is not None or nothing:
        return state, ()
    if open_question(state) is not None:
        return told(state, Sentence("Answer the question first, or reveal the value: to try one out would show it."))
    calm = without_trial(state)
    now, recipe, element = calm.work.timeline.now, calm.recipe, command.element
    batch, row = _tried_on(calm)
    old = value_of(now.network, batch, row, element)
    if old is None:
        return state, ()
    tried = state.trial if state.trial is not None and state.trial.element == element else None
    with np.errstate(all="ignore"):
        before = tried.before if tried is not None else _explained(now, recipe, batch)
        changed = replace(now, network=network_with(now.network, recipe, element, command.value))
        seen = _explained(changed, recipe, batch_with(batch, row, element, command.value))
    assert calm.seen is not None
    trial = Trial(element, command.value, old, before, calm.seen, calm.row, calm.live)
    return replace(calm, trial=trial, seen=seen, row=row, live=True, notice=None), ()


def _tried_on(state: State) -> tuple[Batch, int]:
    """The batch shown and the row of the sample shown; that sample alone where the whole batch would take long."""
    assert state.seen is not None
    batch, row = state.seen.batch, state.row
    if is_soon_explained(state.network, batch):
        return batch, row
    alone = slice(row, row + 1)
    return Batch(batch.rows[alone], batch.x[alone], batch.y[alone]), 0


def _explained(at: Checkpoint, recipe: Recipe, batch: Batch) -> Snapshot:
    """The iteration on a batch with its update; up to its loss where nothing can be trained."""
    seen = look_at(at, recipe, batch)
    return seen if refusal(at.network, recipe) else advance(seen, recipe)


def value_of(network: Network, batch: Batch, row: int, element: Element) -> float | None:
    """The number of an element, of a sample of the batch; none where it has none of its own."""
    values = {Part.INPUT: batch.x[row], Part.TARGET: batch.y[row]}.get(element.part)
    if values is None and element.part is not Part.UNIT:
        layer = network.layers[element.layer]
        values = layer.bias if element.part is Part.BIAS else layer.weight[:, element.source]
    return None if values is None else float(values[element.unit])


def network_with(network: Network, recipe: Recipe, element: Element, value: float) -> Network:
    """The network with another weight or bias; where one number is the bias of every unit, of all of the layer."""
    if element.part is Part.WEIGHT:
        return network.with_weight(element.layer, element.unit, element.source, value)
    if element.part is not Part.BIAS:
        return network
    layer = network.layers[element.layer]
    assert layer.bias is not None
    if has_one_bias(layer, recipe.bias_mode):
        return network.with_layer(element.layer, layer.with_values(layer.weight, np.full_like(layer.bias, value)))
    return network.with_bias(element.layer, element.unit, value)


def batch_with(batch: Batch, row: int, element: Element, value: float) -> Batch:
    """The batch with another input or target of one sample, which may be in it twice."""
    if element.part not in (Part.INPUT, Part.TARGET):
        return batch
    values = (batch.x if element.part is Part.INPUT else batch.y).copy()
    values[batch.rows == batch.rows[row], element.unit] = value
    changed = frozen(values, values.dtype)
    return replace(batch, x=changed) if element.part is Part.INPUT else replace(batch, y=changed)


def without_trial(state: State) -> State:
    """Exactly the state before a value was tried out."""
    trial = state.trial
    if trial is None:
        return state
    return replace(state, trial=None, seen=trial.seen, row=trial.row, live=trial.live)


def discard_trial(state: State, _: DiscardTrial) -> Next:
    """Return to exactly what was shown before."""
    return without_trial(state), ()


def beneath(state: State, command: Command, handler: Handler) -> Next:
    """Do what another command means to the state beneath the trial, which goes on where it still shows the same."""
    calm = without_trial(state)
    after, effects = handler(calm, command)
    same = after.work.timeline is calm.work.timeline and after.seen is calm.seen and after.row == calm.row
    if same and not after.playing and after.errand is None:
        return replace(after, trial=state.trial, seen=state.seen, row=state.row, live=state.live), effects
    if after.notice is None and after.undo is calm.undo:
        after = replace(after, notice=Notice(Sentence("The value tried out was discarded.")))
    return after, effects


def edit_of(state: State) -> Command:
    """The edit that keeps the value tried out; where none is, or the old one, the command that changes nothing."""
    trial, sample = state.trial, state.sample_shown
    if trial is None or _is_old(state, trial) or (sample is None and trial.element.part in (Part.INPUT, Part.TARGET)):
        return DiscardTrial()
    element, value = trial.element, trial.value
    match element.part:
        case Part.WEIGHT:
            return EditWeight(element.layer, element.unit, element.source, value)
        case Part.BIAS:
            return EditBias(element.layer, element.unit, value)
        case Part.INPUT:
            assert sample is not None
            return EditInput(sample, element.unit, value, heard=True)
        case Part.TARGET:
            assert sample is not None
            return EditTarget(sample, element.unit, value, heard=True)
        case Part.UNIT:
            return DiscardTrial()


def _is_old(state: State, trial: Trial) -> bool:
    """Whether the value tried out is, as the network holds it, the number there was."""
    seen = state.seen
    return seen is not None and value_of(seen.network, seen.batch, state.row, trial.element) == trial.old


HANDLERS: Handlers = {TryValue: try_value, DiscardTrial: discard_trial}
