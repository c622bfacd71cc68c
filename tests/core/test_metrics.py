import numpy as np
import pytest

from nnviz.core.dataset import dataset
from nnviz.core.losses import LOSSES
from nnviz.core.metrics import accuracy, evaluate, r2
from nnviz.core.recipe import Recipe
from tests.core.small_networks import network


def column(*values):
    return np.array(values, float)[:, None]


def test_one_output_is_right_by_the_nearer_target_value():
    assert accuracy(column(0.4, 0.6, 0.7, 0.2), column(0, 1, 0, 0)) == 0.75
    assert accuracy(column(-0.1, 0.1), column(-1, 1)) == 1.0
    assert accuracy(column(3.1, 3.9), column(3, 5)) == 0.5


def test_several_outputs_are_right_by_the_largest():
    y = np.eye(3)
    assert accuracy(np.array([[0.5, 0.4, 0.3], [0.1, 0.0, 0.05], [0, 0, 0.9]]), y) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    "y", [column(0, 1, 2), column(1, 1, 1), np.array([[1, 1], [0, 1]]), np.array([[0.5, 0.5]] * 2)]
)
def test_targets_that_are_no_classes_have_no_accuracy(y):
    assert accuracy(np.zeros_like(y, float), y.astype(float)) is None


def test_r2_compares_with_the_mean_over_all_outputs():
    y = np.array([[1.0, 10], [2, 20], [3, 30]])
    assert r2(y, y) == 1.0
    assert r2(np.broadcast_to(y.mean(axis=0), y.shape), y) == 0.0
    assert r2(y + np.array([[1, 0], [0, 0], [0, 0]]), y) == pytest.approx(1 - 1 / 202)
    assert r2(y, np.ones_like(y)) is None


@pytest.fixture
def line():
    data = dataset("line", column(0, 1, 2, 3), column(0, 1, 1, 1), np.array([2, 3]))
    return network(([[0.5]], [0.0], "linear")), Recipe(LOSSES["mse"], dataset=data)


def test_each_part_is_measured_by_itself(line):
    found = evaluate(*line, ("half_sse", "r2"))
    assert found.names == ("mse", "half_sse", "r2")
    assert (found.train_loss, found.test_loss) == (0.125, 0.125)
    assert found.train == pytest.approx((0.125, 0.125, 0.5))
    assert found.test == (0.125, 0.125, None)


def test_a_part_with_one_class_is_judged_by_the_classes_of_all(line):
    found = evaluate(*line, ("accuracy",))
    assert (found.train[1], found.test[1]) == (0.5, 1.0)


def test_without_test_rows_there_is_no_test_loss(line):
    net, how = line
    data = dataset("line", column(0, 1), column(0, 1))
    found = evaluate(net, Recipe(how.loss, dataset=data))
    assert found.test is None
    assert found.test_loss is None
