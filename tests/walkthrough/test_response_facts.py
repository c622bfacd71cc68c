"""An entry of the Jacobian is a fact like any other: its rule and its code make its value."""

import numpy as np
import pytest

from nnviz.core.activations import ACTIVATIONS, activation
from nnviz.walkthrough.code import namespace
from nnviz.walkthrough.expression import evaluate
from nnviz.walkthrough.quantity import Kind, Quantity
from tests.core.small_networks import network, random_network, recipe
from tests.walkthrough.walks import assert_honest, assert_said, run, walked

X = np.random.RandomState(3).uniform(-1, 1, (2, 3))


def entries(net):
    """Every entry of the Jacobian."""
    walk = walked(net, recipe(X.tolist(), [[0.2] * net.outputs] * 2), row=1)
    cells = ((output, source) for output in range(net.outputs) for source in range(net.inputs))
    return walk, [walk.about(Quantity(Kind.RESPONSE, walk.scene.last, *cell)) for cell in cells]


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_the_rule_and_the_code_make_the_value(kind, depth):
    if kind == "maxout":
        kind = activation("maxout", pieces=3)
    hidden = "tanh" if kind == "softmax" else kind
    walk, found = entries(random_network((3, *(4,) * (depth - 1), 2), (*(hidden,) * (depth - 1), kind), seed=2))
    names = namespace(walk.scene)
    for fact in found:
        np.testing.assert_allclose(evaluate(fact.expression), fact.value, 1e-12, 1e-14, err_msg=fact.code)
        np.testing.assert_allclose(run(fact.code, names), fact.value, 1e-12, 1e-14, err_msg=fact.code)
        assert_said(fact)
        assert_honest(fact, 4)


def test_of_one_linear_layer_each_entry_is_a_weight():
    weights = [[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]]
    _, found = entries(network((weights, None, "linear")))
    assert [fact.value for fact in found] == [weight for row in weights for weight in row]
    assert Quantity(Kind.WEIGHT, 0, 1, 2) in found[5].highlights


def test_a_wide_layer_makes_a_sum_with_a_gap():
    _, found = entries(random_network((3, 30, 2), ("tanh", "sigmoid"), seed=4))
    assert found[0].expression.hidden > 0
    assert evaluate(found[0].expression) == pytest.approx(found[0].value, rel=1e-12)
