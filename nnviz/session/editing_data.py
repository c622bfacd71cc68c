"""Edits of the samples. Other data begin a new epoch; other widths change the input and output layers with them."""

from dataclasses import replace

import numpy as np

from nnviz.core.dataset import Dataset
from nnviz.data.build import build
from nnviz.data.features import kept_inputs
from nnviz.data.spec import DataSpec, Generated
from nnviz.errors import BadInput
from nnviz.sentence import Sentence
from nnviz.session.cells import input_cell, target_cell
from nnviz.session.commands import AddRow, EditInput, EditTarget, RemoveRow, SetData
from nnviz.session.editing import edited
from nnviz.session.effects import Ask
from nnviz.session.fitting_data import with_data
from nnviz.session.next import Handlers, Next, told
from nnviz.session.own_samples import retyped
from nnviz.session.state import State

_REACH = {"sigmoid": (0, 1), "softmax": (0, 1), "tanh": (-1, 1), "bipolar_sigmoid": (-1, 1)}
"""The least and the largest answer of output units that have limits."""


def set_data(state: State, command: SetData) -> Next:
    """Learn from other samples, or hear other features of them."""
    try:
        spec, data = _built(state, command.data)
    except BadInput as error:
        return told(state, str(error), serious=True)
    if not command.confirmed and state.work.timeline.now.iteration > 0 and _loses(state, data):
        question = Sentence(
            "The network changes its inputs or outputs with these data, and trained weights are thrown away."
        )
        return state, (Ask(question, Sentence("Go on"), replace(command, confirmed=True)),)
    same = state.data is not None and state.data.source is spec.source
    label = (
        Sentence("Change features") if same and _features(spec) != _features(state.data) else Sentence("Change data")
    )
    work = with_data(state, data, spec, chosen=not same)
    changed = edited(replace(state, sample=state.sample if same else None), label, work)
    hint = _out_of_reach(changed)
    return told(changed, hint) if hint else (changed, ())


def _built(state: State, spec: DataSpec) -> tuple[DataSpec, Dataset]:
    """The data asked for; other samples of the same columns are heard through the same features."""
    folder, seed = state.path.parent if state.path else None, state.next_recipe.seed
    data, old, heard = build(spec, folder, seed), state.data, state.recipe.dataset
    if old is None or heard is None or old.source is spec.source or _features(spec) != ((), ()):
        return spec, data
    if data.raw_input_names != heard.raw_input_names or _features(old) == ((), ()):
        return spec, data
    again = isinstance(spec.source, Generated) and getattr(old.source, "generator", "") == spec.source.generator
    kept = replace(spec, features=old.features, target_features=old.target_features if again else ())
    try:
        return kept, build(kept, folder, seed)
    except BadInput:  # they have no value at these samples
        return spec, data


def _features(spec: DataSpec | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return ((), ()) if spec is None else (spec.features, spec.target_features)


def _loses(state: State, data: Dataset) -> bool:
    """Whether trained weights have no place in a network for these data."""
    old, network = state.recipe.dataset, state.network
    kept = None if old is None else kept_inputs(old, data)
    inputs = data.inputs.shape[1] != network.inputs if kept is None else not set(range(network.inputs)) <= set(kept)
    return inputs or data.targets.shape[1] != network.outputs


def _out_of_reach(state: State) -> Sentence | None:
    """What to do where the output units cannot answer what is wanted; none where they can."""
    data, output = state.recipe.dataset, state.network.layers[-1].activation.name
    if data is None or output not in _REACH:
        return None
    (low, high), targets = _REACH[output], data.targets
    if low <= targets.min() and targets.max() <= high:
        return None
    return Sentence(
        "The targets reach from {least:.4g} to {most:.4g}, {activation} outputs only from {low} to {high}: "
        "choose linear output units and the loss mse.",
        least=float(targets.min()),
        most=float(targets.max()),
        activation=output,
        low=low,
        high=high,
    )


def edit_input(state: State, command: EditInput) -> Next:
    """Give one input of one sample another value."""
    data, cell = state.recipe.dataset, (command.column, command.value)
    if data is None or not 0 <= command.row < data.samples:
        return state, ()
    found = input_cell(data, *cell) if command.heard else cell
    if found is None:
        return _computed(state, state.network.input_names[command.column])
    x = data.raw_inputs.copy()
    x[command.row, found[0]] = found[1]
    return retyped(state, Sentence("Edit input"), x, data.raw_targets, data.test_rows)


def edit_target(state: State, command: EditTarget) -> Next:
    """Give one target of one sample another value."""
    data, cell = state.recipe.dataset, (command.column, command.value)
    if data is None or not 0 <= command.row < data.samples:
        return state, ()
    found = target_cell(data, *cell) if command.heard else cell
    if found is None:
        return _computed(state, data.target_names[command.column])
    y = data.raw_targets.copy()
    y[command.row, found[0]] = found[1]
    return retyped(state, Sentence("Edit target"), data.raw_inputs, y, data.test_rows)


def _computed(state: State, name: str) -> Next:
    return told(state, Sentence("{name} is computed; change the columns it is made of, in the table.", name=name))


def add_row(state: State, _: AddRow) -> Next:
    """Add a sample, a copy of the last one."""
    data = state.recipe.dataset
    if data is None:
        zeros = np.zeros((1, state.network.inputs)), np.zeros((1, state.network.outputs))
        return retyped(state, Sentence("Add row"), *zeros, np.zeros(0, np.intp))
    x, y = (np.concatenate([values, values[-1:]]) for values in (data.raw_inputs, data.raw_targets))
    return retyped(state, Sentence("Add row"), x, y, data.test_rows)


def remove_row(state: State, command: RemoveRow) -> Next:
    """Take a sample out; one training sample is kept."""
    data = state.recipe.dataset
    if data is None or not 0 <= command.row < data.samples:
        return state, ()
    if len(data.train_rows) == 1 and command.row in data.train_rows:
        return told(state, Sentence("One sample to train with must stay."))
    x, y = (np.delete(values, command.row, axis=0) for values in (data.raw_inputs, data.raw_targets))
    tests = data.test_rows[data.test_rows != command.row]
    if state.sample is not None:
        shown = None if state.sample == command.row else state.sample - (state.sample > command.row)
        state = replace(state, sample=shown)
    return retyped(state, Sentence("Remove row"), x, y, tests - (tests > command.row))


HANDLERS: Handlers = {
    SetData: set_data,
    EditInput: edit_input,
    EditTarget: edit_target,
    AddRow: add_row,
    RemoveRow: remove_row,
}
