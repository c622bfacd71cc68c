from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.batches import batches_per_epoch, epoch_batches, epoch_rows
from nnviz.core.checkpoint import start, under
from nnviz.core.dataset import dataset
from nnviz.core.plan import Plan
from nnviz.core.recipe import Leftover, Recipe
from nnviz.core.training import ready
from tests.core.small_networks import network, recipe

TEN = dataset("ten", np.arange(10.0)[:, None], np.arange(10.0)[:, None] / 10, np.array([3, 8]))


def lists(batches):
    return [batch.tolist() for batch in batches]


def test_training_rows_come_in_order_in_batches_and_a_smaller_rest():
    batches, left = epoch_batches(Recipe(dataset=TEN, batch_size=3), 0)
    assert lists(batches) == [[0, 1, 2], [4, 5, 6], [7, 9]]
    assert not len(left)


@pytest.mark.parametrize(("size", "smaller", "carry"), [(1, 8, 8), (3, 3, 2), (4, 2, 2), (8, 1, 1), (100, 1, 1)])
def test_how_many_batches_make_an_epoch(size, smaller, carry):
    how = Recipe(dataset=TEN, batch_size=size)
    assert batches_per_epoch(how) == smaller == len(epoch_batches(how, 0)[0])
    how = replace(how, leftover=Leftover.CARRY)
    assert batches_per_epoch(how) == carry == len(epoch_batches(how, 0)[0])


def test_a_rest_carried_over_joins_the_first_batch_of_the_next_epoch():
    how = Recipe(dataset=TEN, batch_size=3, leftover=Leftover.CARRY)
    batches, left = epoch_batches(how, 0)
    assert (lists(batches), left.tolist()) == ([[0, 1, 2], [4, 5, 6]], [7, 9])
    batches, left = epoch_batches(how, 1, left)
    assert (lists(batches), left.tolist()) == ([[7, 9, 0, 1, 2], [4, 5, 6]], [7, 9])


def test_a_shuffled_epoch_has_every_row_once_in_an_order_of_its_own():
    how = Recipe(dataset=TEN, batch_size=3, shuffle=True, seed=7)
    orders = [epoch_rows(how, epoch).tolist() for epoch in range(20)]
    assert all(sorted(order) == TEN.train_rows.tolist() for order in orders)
    assert len({tuple(order) for order in orders}) == 20
    assert orders[4] == np.random.RandomState([7, 2, 4]).permutation(TEN.train_rows).tolist()
    assert orders[4] != epoch_rows(replace(how, seed=8), 4).tolist()


def test_a_seed_gives_the_same_orders_on_every_machine():
    how = Recipe(dataset=dataset("five", np.zeros((5, 1)), np.zeros((5, 1))), shuffle=True, seed=7)
    assert lists(epoch_rows(how, epoch) for epoch in range(3)) == [[1, 4, 2, 3, 0], [0, 2, 1, 4, 3], [4, 1, 2, 0, 3]]


def playground(w, b, rate, size, epochs):
    """Playground's loop over one linear unit: gradients add up, and every ``size`` samples their mean is the step."""
    x, y = TEN.inputs[:, 0], TEN.targets[:, 0]
    gathered = [0.0, 0.0, 0]
    for _ in range(epochs):
        for position, row in enumerate(TEN.train_rows, start=1):
            error = w * x[row] + b - y[row]
            gathered = [gathered[0] + error * x[row], gathered[1] + error, gathered[2] + 1]
            if position % size == 0:
                w, b = w - rate * gathered[0] / gathered[2], b - rate * gathered[1] / gathered[2]
                gathered = [0.0, 0.0, 0]
    return w, b


@pytest.mark.parametrize("epochs", [1, 2, 9])
def test_carrying_over_is_what_playground_does(epochs):
    how = Recipe(dataset=TEN, batch_size=3, leftover=Leftover.CARRY, rate=0.01)
    plan = Plan(start(network(([[0.4]], [0.1], "linear")), how), how)
    plan.run(2 * epochs)
    layer = plan.checkpoint().network.layers[0]
    assert [layer.weight.item(), layer.bias.item()] == pytest.approx(playground(0.4, 0.1, 0.01, 3, epochs), rel=1e-12)


def test_the_batch_of_an_iteration_is_taken_in_the_recipes_precision():
    how = Recipe(dataset=TEN, batch_size=3, precision="float32")
    batch = ready(replace(start(network(([[0.4]], [0.1], "linear")), how), batch=1), how).batch
    assert batch.rows.tolist() == [4, 5, 6]
    assert batch.x.tolist() == [[4], [5], [6]]
    assert (batch.x.dtype, batch.y.dtype) == (np.float32, np.float32)


def test_a_checkpoint_in_the_middle_of_an_epoch_leads_to_the_same_numbers():
    how = Recipe(dataset=TEN, batch_size=3, leftover=Leftover.CARRY, shuffle=True, rate=0.01)
    whole = Plan(start(network(([[0.4]], [0.1], "linear")), how), how)
    whole.run(3)
    middle = whole.checkpoint()
    assert (middle.iteration, middle.epoch, middle.batch, len(middle.carried)) == (3, 1, 1, 2)
    whole.run(4)
    resumed = Plan(middle, how)
    resumed.run(4)
    for one, other in zip(whole.checkpoint().network.layers, resumed.checkpoint().network.layers, strict=True):
        np.testing.assert_array_equal(one.weight, other.weight)


def test_another_batch_size_begins_a_new_epoch_and_another_rate_does_not():
    how = Recipe(dataset=TEN, batch_size=3)
    plan = Plan(start(network(([[0.4]], [0.1], "linear")), how), how)
    plan.run(4)
    at = plan.checkpoint()
    changed = under(at, how, replace(how, batch_size=2))
    assert (changed.iteration, changed.epoch, changed.batch) == (4, 2, 0)
    changed = under(at, how, replace(how, rate=0.5))
    assert (changed.iteration, changed.epoch, changed.batch) == (4, 1, 1)


def test_a_whole_batch_is_never_larger_than_the_data():
    how = recipe([[1.0], [2.0]], [[0.0], [1.0]], batch_size=50)
    assert lists(epoch_batches(how, 0)[0]) == [[0, 1]]
