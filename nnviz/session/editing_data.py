"""Edits of the samples. Other data begin a new epoch; other widths change the input and output layers with them."""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.checkpoint import under
from nnviz.core.dataset import Dataset
from nnviz.core.network import Network
from nnviz.core.structure import with_chosen_inputs, with_inputs, with_units
from nnviz.data.build import build
from nnviz.data.features import kept_inputs, renumbered
from nnviz.data.spec import DataSpec, Generated, Inline
from nnviz.errors import BadInput
from nnviz.sentence import Sentence
from nnviz.session.cells import input_cell, target_cell
from nnviz.session.commands import AddRow, EditInput, EditTarget, RemoveRow, SetData
from nnviz.session.editing import edited, edited_at_cursor, rebuilt
from nnviz.session.editing_network import fitting_recipe
from nnviz.session.effects import Ask
from nnviz.session.next import Handlers, Next, told
from nnviz.session.sameness import alike
from nnviz.session.state import State, Work

_REACH = {"sigmoid": (0, 1), "softmax": (0, 1), "tanh": (-1, 1), "bipolar_sigmoid": (-1, 1)}
"""The least and the largest answer of output units that have limits."""
MOST_EDITABLE = 200_000
"""Values; larger data are opened from files, not typed."""


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
    changed = edited(replace(state, sample=state.sample if same else None), label, _with_data(state, data, spec))
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


def _with_data(state: State, data: Dataset, spec: DataSpec) -> Work:
    """The work with these samples, and a network of their widths."""
    old = state.next_recipe
    recipe = replace(old, dataset=data, batch_size=_batch_size(old.batch_size, state.recipe.dataset, data))

    before = state.recipe.dataset
    kept = None if before is None else kept_inputs(before, data)

    def fitted(network: Network) -> Network:
        if kept is not None and kept != tuple(range(network.inputs)):
            network = with_chosen_inputs(network, kept, _chosen_names(network, data, kept), recipe.seed)
        return fit_widths(network, data, recipe.seed, named=before is not None and before.named)

    network = fitted(state.network)
    if network is state.network:
        return edited_at_cursor(state, under(state.work.timeline.now, state.recipe, recipe), recipe, spec)
    return rebuilt(state, network, fitted(state.work.initial), fitting_recipe(network, recipe), spec)


def _chosen_names(network: Network, data: Dataset, kept: tuple[int | None, ...]) -> tuple[str, ...]:
    """The names of inputs that stay are those of the network, the others are those of the data."""
    return tuple(
        name if old is None else network.input_names[old] for old, name in zip(kept, data.input_names, strict=True)
    )


def _batch_size(size: int, old: Dataset | None, new: Dataset) -> int:
    """The batch size, never above the rows; a full batch stays a full batch."""
    count = len(new.train_rows)
    full = old is not None and size == len(old.train_rows) and size > 1
    return count if full and count <= 256 else min(size, count)


def fit_widths(network: Network, data: Dataset, seed: int, *, named: bool) -> Network:
    """The network with as many inputs and outputs as the data have columns.

    New inputs are called as the data call them; the others too, where these data or those before (``named``) name them.
    """
    inputs, outputs = data.inputs.shape[1], data.targets.shape[1]
    if inputs != network.inputs:
        kept = () if named or data.named else network.input_names
        names = (*kept, *data.input_names[len(kept) :])[:inputs]
        network = with_inputs(network, names, seed)
    if outputs != network.outputs:
        network = with_units(network, network.depth - 1, outputs, seed)
    return network


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


def retyped(state: State, label: str, x: Array, y: Array, test_rows: Array, *, made: bool = False) -> Next:
    """The samples as typed in or painted, raw inputs and targets; test samples come last, the one shown stays shown.

    ``made``: the targets are those that the target features make, which are not needed any more.
    """
    if x.size + y.size > MOST_EDITABLE:
        return told(state, Sentence("Data of more than {most:,} values cannot be edited here.", most=MOST_EDITABLE))
    order = np.concatenate([np.setdiff1d(np.arange(len(x)), test_rows), test_rows]).astype(np.intp)
    old, data = state.data, state.recipe.dataset
    if data is not None and not made and alike((x, y), (data.raw_inputs, data.raw_targets)):
        return state, ()
    names = (old.sample_names if old else None) or ()
    shown = None if state.sample is None else int(np.flatnonzero(order == state.sample)[0])
    features, target_features = renumbered(data.features) if data and data.features else ((), ())
    themselves = old is not None and old.targets_are_inputs and np.array_equal(x, y)
    spec = DataSpec(
        Inline(x[order], None if themselves else y[order]),
        test_last=len(test_rows) or None,
        targets_are_inputs=themselves,
        class_names=data.class_names if data else None,
        sample_names=tuple(names[row] for row in order) if len(names) == len(x) else None,
        input_shape=data.input_shape if data else None,
        standardize=old is not None and old.standardize,
        features=features,
        target_features=() if made else target_features,
        extras=old.extras if old else {},
    )
    try:
        built = build(spec, None, state.next_recipe.seed)
    except BadInput as error:  # a feature has no value there
        return told(state, str(error), serious=True)
    after = edited(replace(state, sample=shown), label, _with_data(state, built, spec))
    return (after, ()) if old is None or isinstance(old.source, Inline) else told(after, _now_own(old))


def _now_own(old: DataSpec) -> Sentence:
    """That the samples do not follow their source any more."""
    if isinstance(old.source, Generated):
        return Sentence("The samples are now your own; Undo brings the generator back.")
    return Sentence("The samples are now your own; Undo brings the file back.")


HANDLERS: Handlers = {
    SetData: set_data,
    EditInput: edit_input,
    EditTarget: edit_target,
    AddRow: add_row,
    RemoveRow: remove_row,
}
