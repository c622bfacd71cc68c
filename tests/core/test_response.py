"""What the network answers over a line and a plane of inputs."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.activations import ACTIVATIONS
from nnviz.core.dataset import dataset
from nnviz.core.features import Features
from nnviz.core.formula import Call, Column
from nnviz.core.forward import forward
from nnviz.core.response import Run, heard_over, holding, line, plane, responses
from tests.core.small_networks import network, random_network

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "golden.json").read_text())
CASE = GOLDEN["surface_3d_and"]
SQUARE = Run(0, 0, 1), Run(1, 0, 1)


def surface(weights, bias, count=20):
    net = network(([weights], [bias], "sigmoid"))
    return responses(net, plane(np.zeros(2), *SQUARE, count))[-1].reshape(count, count)


def test_the_surface_of_and_has_the_corners_of_the_lecture():
    bias, *weights = CASE["inputs"]["w"]
    found = surface(weights, bias)
    corners = CASE["expected"]["corners"]
    wanted = [[corners["0,0"], corners["x1=1,x2=0"]], [corners["x1=0,x2=1"], corners["1,1"]]]
    np.testing.assert_allclose(found[np.ix_([0, -1], [0, -1])], wanted, **CASE["tolerance"])
    np.testing.assert_allclose(found.sum(), CASE["expected"]["sum"], **CASE["tolerance"])


def test_the_first_input_runs_across_and_the_second_up():
    found = surface([20.0, -20.0], -10.0)  # x1 AND NOT x2
    assert (found[0, -1] > 0.99, found[-1, 0] < 0.01) == (True, True)


@pytest.mark.parametrize("kind", ACTIVATIONS)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_every_unit_responds_as_in_a_forward_pass(kind, dtype):
    net = random_network((3, 4, 3), ("tanh" if kind == "softmax" else kind, kind)).as_precision(dtype)
    inputs = plane(np.array([0.0, 0.3, 0.0]), Run(0, -2, 2), Run(2, -1, 3), 7)
    found = responses(net, inputs)
    for trace, response in zip(forward(net, inputs.T.astype(dtype)), found, strict=True):
        np.testing.assert_allclose(response.T, trace.a, rtol=1e-12 if dtype == "float64" else 1e-4, atol=1e-6)
        assert response.dtype == dtype


@given(st.lists(st.floats(-2, 2), min_size=5, max_size=5), st.permutations(range(5)), st.booleans())
def test_a_network_of_the_inputs_that_run_answers_as_with_the_others_held(held, order, biased):
    net, columns = random_network((5, 4, 2), ("tanh", "sigmoid")), order[:2]
    if not biased:
        net = net.with_layer(0, replace(net.layers[0], bias=None))
    over = plane(np.array(held), Run(columns[0], -2, 2), Run(columns[1], -1, 3), 4)
    alone = responses(holding(net, np.array(held), columns), over[columns])
    for few, every in zip(alone, responses(net, over), strict=True):
        np.testing.assert_allclose(few, every, rtol=1e-12, atol=1e-12)


def test_a_line_holds_the_other_inputs():
    inputs = line(np.array([5.0, 6.0, 7.0]), Run(1, -1, 1), 3)
    assert inputs.tolist() == [[5, 5, 5], [-1, 0, 1], [7, 7, 7]]


def test_large_net_inputs_are_silent():
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        found = surface([1e4, -1e4], 0.0)
    assert np.isfinite(found).all()


def test_over_a_plane_of_raw_inputs_each_feature_has_a_map_of_its_own():
    raw = np.array([[-1.0, -1.0], [1.0, 1.0]])
    square = Call("*", (Column(0), Column(0))), Column(1)
    data = replace(dataset("", raw**2, raw), features=Features(raw, raw, ("a", "b"), ("y1", "y2"), square))
    first, second = heard_over(data, plane(np.zeros(2), Run(0, -2, 2), Run(1, 0, 1), 3)).reshape(2, 3, 3)
    assert first[0].tolist() == [4, 0, 4]
    assert second[:, 0].tolist() == [0, 0.5, 1]


def test_without_data_the_network_hears_the_raw_inputs():
    over = plane(np.zeros(2), Run(0, -2, 2), Run(1, 0, 1), 3)
    assert heard_over(None, over) is over
