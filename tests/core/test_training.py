from dataclasses import FrozenInstanceError, fields, is_dataclass, replace

import numpy as np
import pytest

from nnviz.core.checkpoint import start
from nnviz.core.optimizers import optimizer
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.core.snapshot import Mark, Phase
from nnviz.core.training import advance, explain, look, ready, refusal
from tests.core.small_networks import network, random_network, recipe

X, Y = np.array([[0.5, -1.0], [1.5, 0.3], [-0.7, 0.9]]), np.array([[0.4, 1.0], [0.9, 0.0], [0.7, 0.2]])
NET = random_network((2, 4, 3, 2), ("relu", "tanh", "sigmoid"))
HOW = recipe(X, Y, optimizer=optimizer("momentum"), bias_mode=BiasMode.SHARED)


def arrays(value):
    """Every array in a tree of frozen values."""
    if isinstance(value, np.ndarray):
        return [value]
    if is_dataclass(value):
        value = [getattr(value, field.name) for field in fields(value)]
    return [array for part in value for array in arrays(part)] if isinstance(value, list | tuple) else []


def test_an_iteration_walks_through_its_phases_in_order():
    marks = [now.mark for now in explain(start(NET, HOW), HOW)]
    steps = [(Phase.READY, 0), *((Phase.FORWARD, step) for step in range(3)), (Phase.LOSS, 0)]
    steps += [*((Phase.BACKWARD, step) for step in range(3)), (Phase.UPDATE, 0)]
    assert [(mark.phase, mark.step) for mark in marks] == steps
    assert marks == sorted(marks)
    assert [mark.layer(3) for mark in marks] == [None, 0, 1, 2, None, 2, 1, 0, None]
    assert max(marks) < Mark(1)


def test_each_moment_knows_what_was_reached_and_nothing_that_is_to_come():
    moments = explain(start(NET, HOW), HOW)
    known = [[sum(getattr(t, n) is not None for t in now.traces) for n in ("z", "a", "delta")] for now in moments]
    forward, backward = [0, 1, 2, 3, 3, 3, 3, 3, 3], [0, 0, 0, 0, 0, 1, 2, 3, 3]
    assert known == [[a, a, b] for a, b in zip(forward, backward, strict=True)]
    assert [now.loss is not None for now in moments] == [False] * 4 + [True] * 5
    assert [now.input_delta is not None for now in moments] == [False] * 7 + [True] * 2
    assert [now.updated is not None for now in moments] == [False] * 8 + [True]


def test_the_weights_stay_until_every_gradient_is_known():
    assert all(now.network is NET for now in explain(start(NET, HOW), HOW))


def test_after_the_update_there_is_no_next_moment():
    with pytest.raises(ValueError, match="ends with its update"):
        advance(explain(start(NET, HOW), HOW)[-1], HOW)


def test_a_snapshot_is_frozen_with_every_array_in_it():
    last = explain(start(NET, HOW), HOW)[-1]
    found = arrays(last)
    assert len(found) > 40
    assert not any(array.flags.writeable for array in found)
    with pytest.raises(ValueError, match="read-only"):
        last.traces[0].z[0, 0] = 1
    with pytest.raises(FrozenInstanceError):
        last.loss = 0.0


def test_deltas_belong_to_each_sample_and_gradients_to_the_batch():
    last = explain(start(NET, HOW), HOW)[-1]
    alone = [look(start(NET, HOW), HOW, row).traces for row in range(3)]
    for layer, trace in enumerate(last.traces):
        np.testing.assert_allclose(trace.delta, np.vstack([traces[layer].delta for traces in alone]))
        summed = sum(traces[layer].weight_gradient for traces in alone)
        np.testing.assert_allclose(trace.weight_gradient, summed)
    averaged = recipe(X, Y, "mean_half_sse")
    mean = explain(start(NET, averaged), averaged)[-1].traces
    for trace, other in zip(last.traces, mean, strict=True):
        np.testing.assert_allclose(trace.delta, other.delta)
        np.testing.assert_allclose(trace.weight_gradient, 3 * other.weight_gradient)


def test_the_loss_of_the_batch_adds_up_from_samples_and_outputs():
    now = explain(start(NET, HOW), HOW)[4]
    assert now.loss == pytest.approx(now.sample_losses.sum()) == pytest.approx(now.output_losses.sum())
    np.testing.assert_allclose(now.output_losses, 0.5 * (now.traces[-1].a - Y) ** 2)


@pytest.mark.parametrize("mode", BiasMode)
def test_biases_learn_by_their_mode(mode):
    how = recipe(X, Y, bias_mode=mode)
    last = explain(start(NET, how), how)[-1]
    for trace, old, new in zip(last.traces, NET.layers, last.updated.layers, strict=True):
        wanted = trace.delta.sum(axis=0)
        if mode is BiasMode.SHARED:
            wanted = np.full_like(wanted, wanted.sum())
        if mode is BiasMode.FROZEN:
            wanted = np.zeros_like(wanted)
        np.testing.assert_allclose(trace.bias_gradient, wanted)
        np.testing.assert_allclose(new.bias, old.bias - how.rate * wanted)


def test_a_layer_without_biases_has_none_to_learn():
    net = random_network((2, 2, 2), ("tanh", "sigmoid"), biased=False)
    last = explain(start(net, HOW), HOW)[-1]
    assert all(trace.bias_gradient is None for trace in last.traces)
    assert all(layer.bias is None for layer in last.updated.layers)


def test_a_sample_can_be_looked_at_that_is_not_in_the_batch():
    how = replace(HOW, batch_size=1)
    now = look(start(NET, how), how, 2)
    assert now.batch.rows.tolist() == [2]
    assert now.mark.phase is Phase.BACKWARD
    assert now.input_delta.shape == (1, 2)
    assert ready(start(NET, how), how).batch.rows.tolist() == [0]


def test_what_no_gradient_trains_is_looked_at_up_to_its_loss():
    net = network(([[1.0, -1.0]], [0.0], "step"))
    how = recipe(X, Y[:, :1])
    assert "step units" in refusal(net, how)
    now = look(start(net, how), how, 1)
    assert now.mark.phase is Phase.LOSS
    assert now.loss is not None


def test_what_can_be_trained_and_what_cannot():
    steps = network(([[1.0, -1.0]], [0.0], "step"))
    assert refusal(NET, HOW) is None
    assert refusal(steps, recipe(X, Y[:, :1], optimizer=optimizer("perceptron"))) is None
    assert "perceptron rule" in refusal(steps, recipe(X, Y[:, :1]))
    assert "no data" in refusal(NET, Recipe())


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_every_number_has_the_recipes_precision(precision):
    how = replace(HOW, precision=precision)
    last = explain(start(NET, how), how)[-1]
    rows = last.batch.rows
    assert {array.dtype.name for array in arrays(last) if array is not rows} == {precision}
