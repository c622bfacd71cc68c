"""Training goes on from a checkpoint under another recipe: what still holds is kept, the rest begins anew."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.checkpoint import Checkpoint, start, under
from nnviz.core.dataset import dataset
from nnviz.core.losses import LOSSES
from nnviz.core.optimizers import ALIVE, optimizer
from nnviz.core.plan import Plan
from nnviz.core.recipe import BiasMode, Leftover, Recipe
from nnviz.core.regularization import Regularization
from nnviz.core.training import explain
from tests.core.small_networks import random_network

STREAM = np.random.RandomState(5)
DATA = dataset("seven", STREAM.uniform(-1, 1, (7, 2)), STREAM.uniform(0, 1, (7, 1)))
HOW = Recipe(LOSSES["mse"], optimizer("momentum"), dataset=DATA, batch_size=3, leftover=Leftover.CARRY)
DEADLY = Regularization("l1", 0.5, dead_weights=True)


def reached(how=HOW, iterations=3) -> Checkpoint:
    """A place in the middle of an epoch, with a row carried over."""
    plan = Plan(start(random_network((2, 3, 1), ("tanh", "sigmoid")), how), how)
    plan.run(iterations)
    return plan.checkpoint()


def place(at):
    return at.iteration, at.epoch, at.batch, at.carried.tolist()


def test_training_starts_before_the_first_iteration_with_a_memory_of_zeros():
    at = start(random_network((2, 3, 1), ("tanh", "sigmoid")), HOW)
    assert place(at) == (0, 0, 0, [])
    assert at.optimizer_state.count == 0
    assert [kept.weight.any() for kept in at.optimizer_state.recall("velocity")] == [False, False]


def test_training_starts_in_the_precision_of_the_recipe():
    at = start(random_network((2, 3, 1), ("tanh", "sigmoid")), replace(HOW, precision="float32"))
    kept = [*at.network.layers, *at.optimizer_state.recall("velocity")]
    assert {array.dtype for layer in kept for array in (layer.weight, layer.bias)} == {np.dtype("float32")}


@pytest.mark.parametrize(
    "change",
    [
        {"rate": 0.5},
        {"loss": LOSSES["sse"]},
        {"regularization": Regularization("l2", 0.1)},
        {"bias_mode": BiasMode.SHARED},
    ],
)
def test_where_the_batches_are_the_same_the_run_goes_on_in_its_epoch(change):
    at = reached()
    after = under(at, HOW, replace(HOW, **change))
    assert place(after) == place(at) == (3, 1, 1, [6])
    assert after.network is at.network
    assert after.optimizer_state.count == 3
    assert after.optimizer_state.recall("velocity") is at.optimizer_state.recall("velocity")


@pytest.mark.parametrize(
    "change",
    [
        {"batch_size": 2},
        {"shuffle": True},
        {"leftover": Leftover.SMALLER},
        {"seed": 4},
        {"dataset": dataset("others", np.ones((9, 2)), np.ones((9, 1)))},
    ],
)
def test_other_batches_begin_a_new_epoch_and_forget_the_rows_carried_over(change):
    at = reached()
    after = under(at, HOW, replace(HOW, **change))
    assert place(after) == (3, 2, 0, [])
    assert after.optimizer_state.recall("velocity") is at.optimizer_state.recall("velocity")


def test_between_two_epochs_other_batches_begin_no_further_epoch():
    assert place(under(reached(iterations=2), HOW, replace(HOW, batch_size=2))) == (2, 1, 0, [])


@pytest.mark.parametrize("rule", [optimizer("adam"), optimizer("momentum", momentum=0.5), optimizer("sgd")])
def test_another_optimizer_begins_with_a_memory_of_its_own(rule):
    at, new = reached(), replace(HOW, optimizer=rule)
    after = under(at, HOW, new)
    fresh = start(at.network, new).optimizer_state
    assert place(after) == place(at)
    assert after.optimizer_state.count == 0
    assert [name for name, _ in after.optimizer_state.memory] == [name for name, _ in fresh.memory]
    assert not any(kept.weight.any() for _, layers in after.optimizer_state.memory for kept in layers)


def test_another_precision_changes_every_number_and_begins_the_memory_anew():
    at, new = reached(), replace(HOW, precision="float32")
    after = under(at, HOW, new)
    kept = [*after.network.layers, *after.optimizer_state.recall("velocity")]
    assert {array.dtype for layer in kept for array in (layer.weight, layer.bias)} == {np.dtype("float32")}
    assert after.optimizer_state.count == 0
    for old, layer in zip(at.network.layers, after.network.layers, strict=True):
        assert layer.weight.tolist() == old.weight.astype("float32").tolist()


def test_weights_live_when_dead_weights_come_into_use_and_are_forgotten_with_it():
    at, deadly = reached(), replace(HOW, regularization=DEADLY)
    after = under(at, HOW, deadly)
    assert [kept.weight.all() for kept in after.optimizer_state.recall(ALIVE)] == [True, True]
    assert after.optimizer_state.recall("velocity") is at.optimizer_state.recall("velocity")
    assert not under(after, deadly, HOW).optimizer_state.remembers(ALIVE)


def test_dead_weights_stay_dead_under_another_rate():
    deadly = replace(HOW, optimizer=optimizer("sgd"), regularization=replace(DEADLY, rate=5.0))
    at = reached(deadly, iterations=40)
    dead = [kept.weight == 0 for kept in at.optimizer_state.recall(ALIVE)]
    assert any(layer.any() for layer in dead)
    new = replace(deadly, rate=0.01)
    last = explain(under(at, deadly, new), new)[-1]
    assert all((layer.weight[gone] == 0).all() for layer, gone in zip(last.updated.layers, dead, strict=True))


def test_the_memory_of_a_checkpoint_is_that_of_its_arrays():
    at = reached()
    numbers = sum(layer.parameters for layer in at.network.layers)
    assert at.nbytes == 2 * 8 * numbers + at.carried.nbytes
