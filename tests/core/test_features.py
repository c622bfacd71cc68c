from dataclasses import replace

import numpy as np

from nnviz.core.dataset import dataset
from nnviz.core.features import Features
from nnviz.core.formula import Call, Column
from nnviz.data.standardize import standardized

PRODUCT = Call("*", (Column(0), Column(1)))


def with_product():
    raw = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    data = dataset("products", (raw[:, 0] * raw[:, 1])[:, np.newaxis], np.ones((3, 1)))
    return replace(data, features=Features(raw, data.targets, ("a", "b"), ("y",), (PRODUCT,)))


def test_without_features_the_raw_inputs_are_the_inputs():
    data = dataset("plain", np.eye(2), np.ones((2, 1)))
    assert data.raw_inputs is data.original_inputs
    assert data.raw_input_names == data.input_names
    assert np.array_equal(data.heard(np.eye(2)), np.eye(2))


def test_the_network_hears_the_feature_not_the_columns():
    data = with_product()
    assert np.array_equal(data.heard(np.array([[2.0, 5.0]])), [[10.0]])
    assert data.raw_input_names == ("a", "b")


def test_features_are_made_first_and_standardized_then():
    data = standardized(with_product())
    assert np.allclose(data.heard(data.raw_inputs), data.inputs)
    assert np.allclose(data.inputs.mean(), 0)


def test_a_column_that_is_an_input_is_called_as_the_input():
    raw = np.ones((2, 3))
    made = Features(raw, raw, ("a", "b", "c"), ("y",), (PRODUCT, Column(2)))
    assert made.raw_names(("product", "last")) == ("a", "b", "last")
    assert replace(made, formulas=()).raw_names(("x", "y", "z")) == ("x", "y", "z")
