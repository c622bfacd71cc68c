"""Samples written as a table come back as they are."""

import csv

import numpy as np
import pytest

from nnviz.data.build import build
from nnviz.data.csv_text import csv_text
from nnviz.data.spec import DataSpec, Inline, Table


@pytest.fixture
def data():
    random = np.random.RandomState(0)
    inline = Inline(random.normal(1000, 300, (8, 2)), random.normal(0, 1e-9, (8, 1)))
    return build(DataSpec(inline, test_last=2, standardize=True), None, 0)


def test_it_holds_the_original_numbers_exactly(data, tmp_path):
    (tmp_path / "out.csv").write_text(csv_text(data), encoding="utf-8")
    again = build(DataSpec(Table("out.csv", ("x1", "x2"), ("y1",))), tmp_path, 0)
    assert np.array_equal(again.inputs, data.original_inputs)
    assert np.array_equal(again.targets, data.original_targets)


def test_it_says_which_samples_test(data):
    rows = list(csv.reader(csv_text(data).splitlines()))
    assert [row[-1] for row in rows] == ["part", *["train"] * 6, *["test"] * 2]


def test_features_follow_the_columns_they_are_made_of():
    inline = Inline(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0], [0.0]]))
    data = build(DataSpec(inline, standardize=True, features=("x2", "x1*x2"), target_features=("1 - y",)), None, 0)
    rows = list(csv.reader(csv_text(data).splitlines()))
    assert rows == [["x1", "x2", "x1·x2", "y1", "1 − y1"], ["1", "2", "2", "1", "0"], ["3", "4", "12", "0", "1"]]
