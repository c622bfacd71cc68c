"""The Jacobian says how the outputs follow a small change of each input."""

import json
from pathlib import Path

import numpy as np
import pytest

from nnviz.core.activations import activation
from nnviz.core.forward import forward
from nnviz.core.jacobian import jacobian
from tests.core.small_networks import network, random_network, recipe
from tests.walkthrough.walks import walked

WX = json.loads((Path(__file__).parents[1] / "golden" / "golden.json").read_text())["jacobian_Wx"]
KINDS = ["linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "radbas", "bipolar_sigmoid", "softmax"]


def measured(net, x, step=1e-6):
    """Central differences, a column for each input."""
    ends = [(x + step * one, x - step * one) for one in np.eye(len(x))]
    answers = [[forward(net, end[np.newaxis])[-1].a[0] for end in both] for both in ends]
    return np.array([(more - less) / (2 * step) for more, less in answers]).T


def test_of_one_linear_layer_it_is_the_weight_matrix():
    net = network((WX["inputs"]["W"], None, "linear"))
    traces = forward(net, np.array([WX["inputs"]["x"]]))
    assert traces[0].a[0].tolist() == WX["expected"]["y"]
    assert jacobian(net, traces).tolist() == WX["expected"]["J"]


@pytest.mark.parametrize("kind", [*KINDS, activation("maxout"), activation("maxout", pieces=3)], ids=str)
def test_it_is_what_central_differences_measure(kind):
    net = random_network((3, 4, 4, 2), ("tanh", kind if kind != "softmax" else "sigmoid", kind), seed=2)
    x = np.random.RandomState(3).uniform(-1, 1, (5, 3))
    traces = forward(net, x)
    for row in range(5):
        found = jacobian(net, traces, row)
        assert found.shape == (2, 3)
        np.testing.assert_allclose(found, measured(net, x[row]), 1e-6, 1e-8)


def test_threshold_units_hand_nothing_on():
    net = random_network((3, 2), ("step",))
    assert not jacobian(net, forward(net, np.ones((1, 3)))).any()


def test_with_the_slope_of_the_loss_it_is_the_gradient_of_the_inputs():
    net = random_network((3, 4, 2), ("tanh", "sigmoid"), seed=4)
    how = recipe([[0.1, 0.2, 0.3], [0.3, -0.5, 0.9]], [[0, 1], [1, 0]])
    moment = walked(net, how).scene.moment
    for row in range(2):
        slope = how.loss.gradient(moment.traces[-1].z, moment.traces[-1].a, moment.batch.y)[row]
        np.testing.assert_allclose(slope @ jacobian(net, moment.traces, row), moment.input_delta[row], 1e-12, 1e-14)
