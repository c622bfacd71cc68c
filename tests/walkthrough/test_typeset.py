"""Every formula can be typeset: it says nothing that the typesetter does not know."""

from dataclasses import replace

import pytest
import ziamath

from nnviz.core.activations import activation
from nnviz.core.optimizers import optimizer
from nnviz.core.regularization import Regularization
from nnviz.walkthrough.conventions import CONVENTIONS
from tests.core.small_networks import network, random_network, recipe
from tests.walkthrough.walks import facts, walked

X, CLASSES = [[0.9, -0.4], [-0.3, 0.7]], [[1, 0], [0, 1]]


@pytest.fixture(autouse=True)
def plain_pictures(monkeypatch):
    monkeypatch.setattr(ziamath.config, "svg2", False)


def assert_drawn(formulas):
    for formula in formulas:
        assert formula.isascii(), formula
        assert "<path" in ziamath.Latex(formula).svg(), formula


def one_of_each_kind(walk):
    """The LaTeX of the last fact of every kind: that of an inner layer, where there is one."""
    return {fact.about.kind: fact.latex() for fact in facts(walk)}.values()


@pytest.mark.parametrize("convention", CONVENTIONS, ids=lambda convention: convention.name)
def test_every_kind_of_fact_in_every_convention(convention):
    view = {name: getattr(convention, name) for name in ("notation", "symbols", "delta_sign", "bias_as", "first_layer")}
    net = random_network((2, 2, 2), (activation("maxout"), "softmax"))
    how = recipe(X, CLASSES, "categorical_crossentropy", optimizer=optimizer("adam"), regularization=PENALTY)
    assert_drawn(one_of_each_kind(walked(net, how, **view)))


PENALTY = Regularization("l1", 0.1)


@pytest.mark.parametrize("name", ["relu", "elu", "satlin", "radbas", "softplus", "tanh", "bipolar_sigmoid", "step"])
def test_every_form_of_activation(name):
    assert_drawn(one_of_each_kind(walked(network(([[0.4]], [0.1], name)), recipe([[0.5]], [[1]]))))


def test_long_sums_dead_weights_and_the_perceptron_rule():
    long = walked(random_network((9, 1), ("sigmoid",)), recipe([[0.5] * 9], [[1]], "binary_crossentropy"))
    dead = Regularization("l1", 2.0, dead_weights=True)
    dying = walked(random_network((2, 2), ("tanh",)), recipe(X, CLASSES, rate=0.5, regularization=dead), steps=1)
    rule = walked(random_network((2, 2), ("sign",)), recipe(X, [[1, -1], [1, 1]], optimizer=optimizer("perceptron")))
    for walk in (long, dying, rule):
        assert_drawn({fact.latex() for fact in facts(walk)})


def test_names_of_any_language():
    net = random_network((2, 2), ("tanh",))
    layer = replace(net.layers[0], unit_names=("ẩn 1", "giá nhà"))
    named = replace(net, input_names=("diện tích", "số_phòng %"), layers=(layer,))
    formulas = [fact.latex() for fact in facts(walked(named, recipe(X, CLASSES)))]
    assert any("diện" in formula for formula in formulas)
    for formula in set(formulas):
        assert "<path" in ziamath.Latex(formula).svg()
