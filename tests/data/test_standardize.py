"""Standardized columns: by the training rows alone, with the original numbers kept."""

import numpy as np
import pytest

from nnviz.core.activations import activation
from nnviz.core.arrays import frozen
from nnviz.core.metrics import evaluate
from nnviz.core.network import Layer, Network
from nnviz.core.recipe import Recipe
from nnviz.data.build import build, divided
from nnviz.data.spec import DataSpec, Inline


@pytest.fixture
def numbers():
    """Inputs of different size, a flag, a column that never changes; targets in thousands."""
    random = np.random.RandomState(0)
    count = 40
    inputs = np.stack(
        [random.normal(1000, 50, count), random.normal(0, 0.1, count), random.randint(0, 2, count), np.full(count, 7)],
        axis=1,
    )
    return inputs, 2000 + 3 * inputs[:, :1]


@pytest.fixture
def data(numbers):
    return build(DataSpec(Inline(*numbers), test_last=10, standardize=True), None, 0)


def test_the_training_rows_have_mean_0_and_deviation_1(data):
    for columns in (data.inputs[data.train_rows, :2], data.targets[data.train_rows]):
        assert columns.mean(axis=0) == pytest.approx(0, abs=1e-12)
        assert columns.std(axis=0) == pytest.approx(1)
    assert abs(data.inputs[data.test_rows, 0].mean()) > 1e-3


def test_flags_and_columns_that_never_change_stay(data, numbers):
    assert np.array_equal(data.inputs[:, 2:], numbers[0][:, 2:])


def test_classes_stay():
    spec = DataSpec(Inline(np.array([[1.0], [2], [3], [4]]), np.array([[-1.0], [1], [1], [1]])), standardize=True)
    assert np.array_equal(build(spec, None, 0).targets, [[-1], [1], [1], [1]])


def test_the_original_numbers_are_kept(data, numbers):
    assert np.array_equal(data.original_inputs, numbers[0])
    assert np.array_equal(data.original_targets, numbers[1])
    assert data.answers(data.targets) == pytest.approx(numbers[1])


def test_the_sentence_says_so_in_original_ranges(data, numbers):
    assert "standardized by the mean and deviation of its training rows" in data.description
    assert "x is 4 numbers from −0" in data.description


def test_another_test_part_means_other_means(numbers):
    data = build(DataSpec(Inline(*numbers), test_fraction=0.5, standardize=True), None, 0)
    other = divided(data, 0.5, 1)
    assert other.inputs[other.train_rows, 0].mean() == pytest.approx(0, abs=1e-12)
    assert not np.array_equal(other.standardization.input_mean, data.standardization.input_mean)


def test_r2_is_measured_in_the_original_units():
    """Of two targets, the one of large numbers decides: standardized, both would count alike."""
    x = np.arange(10.0)[:, np.newaxis]
    y = np.concatenate([1000 * x, np.sin(7 * x)], axis=1)
    data = build(DataSpec(Inline(x, y), standardize=True), None, 0)
    layer = Layer("output", ("o1", "o2"), frozen([[1.0], [0]]), frozen([0.0, 0]), activation("linear"))
    found = evaluate(Network(("x1",), (layer,)), Recipe(dataset=data), ("r2",)).train[1]
    assert found == pytest.approx(1, abs=1e-5)
