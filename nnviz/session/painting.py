"""Samples painted with the mouse: put, erased, moved. Each stroke is one edit, and the test part stays what it was.

Inputs are raw ones, of which features may be made; targets are what the network is to answer.
"""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.data.spec import DataSpec, Inline
from nnviz.sentence import Sentence
from nnviz.session.commands import AddSamples, BeginWithPoints, MoveSample, RemoveSamples, SetData
from nnviz.session.editing_data import set_data
from nnviz.session.next import Handlers, Next, told
from nnviz.session.own_samples import retyped
from nnviz.session.state import State

FROM_MINUS_1 = frozenset({"tanh", "sign", "bipolar_sigmoid"})
"""Output units whose least answer is -1."""
NO_ROWS = np.zeros(0, np.intp)


def add_samples(state: State, command: AddSamples) -> Next:
    """Train with more samples."""
    data = state.recipe.dataset
    label = Sentence("Add samples")
    if data is None:
        begun = replace(state, sample=0) if command.shown else state
        return retyped(begun, label, command.inputs, command.targets, NO_ROWS)
    if command.shown:
        state = replace(state, sample=data.samples)
    x = np.concatenate([data.raw_inputs, command.inputs])
    y = np.concatenate([data.original_targets, command.targets])
    return retyped(state, label, x, y, data.test_rows, made=True)


def remove_samples(state: State, command: RemoveSamples) -> Next:
    """Take samples out; one training sample is kept."""
    data = state.recipe.dataset
    if data is None:
        return state, ()
    left = np.setdiff1d(np.arange(data.samples), command.rows)
    if len(left) == data.samples:
        return state, ()
    tests = np.flatnonzero(np.isin(left, data.test_rows))
    if len(tests) == len(left):
        return told(state, Sentence("One sample to train with must stay."))
    if state.sample is not None:
        found = np.flatnonzero(left == state.sample)
        state = replace(state, sample=int(found[0]) if len(found) else None)
    x, y = data.raw_inputs[left], data.original_targets[left]
    return retyped(state, Sentence("Erase samples"), x, y, tests, made=True)


def move_sample(state: State, command: MoveSample) -> Next:
    """Put one sample somewhere else."""
    data = state.recipe.dataset
    if data is None or not 0 <= command.row < data.samples:
        return state, ()
    x, y = data.raw_inputs.copy(), data.original_targets.copy()
    x[command.row], y[command.row] = command.inputs, command.targets
    return retyped(state, Sentence("Move sample"), x, y, data.test_rows, made=True)


def begin_with_points(state: State, command: BeginWithPoints) -> Next:
    """Two samples that the network can tell apart, at two corners of a plane, or at two places of a line."""
    inputs = state.network.inputs if state.network.inputs <= 2 else 2
    spec = DataSpec(Inline(np.repeat([[-1.0], [1.0]], inputs, axis=1), _two_targets(state)))
    after, effects = set_data(state, SetData(spec, confirmed=command.confirmed))
    if after.recipe.dataset is state.recipe.dataset:
        return after, effects
    return told(after, Sentence("Two samples to begin with. Choose Paint on the output map to add more."))


def _two_targets(state: State) -> Array:
    """The targets of two samples: those of the first two classes, or the least and the largest of one output."""
    outputs = state.network.outputs
    if outputs > 1:
        return np.eye(2, outputs)
    low = -1.0 if state.network.layers[-1].activation.name in FROM_MINUS_1 else 0.0
    return np.array([[low], [1.0]])


HANDLERS: Handlers = {
    AddSamples: add_samples,
    RemoveSamples: remove_samples,
    MoveSample: move_sample,
    BeginWithPoints: begin_with_points,
}
