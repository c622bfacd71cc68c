"""Where a number is too large or too near to its end, nothing breaks, and the code still finds the value."""

import numpy as np
import pytest

from nnviz.walkthrough.code import namespace
from nnviz.walkthrough.expression import evaluate
from nnviz.walkthrough.quantity import Kind
from tests.core.small_networks import network, recipe
from tests.walkthrough.walks import assert_said, facts, run, walked

PLACES = [0.0, 1e-5, 20.0, 30.0, 40.0, 700.0, 800.0]


def assert_unbroken(walk):
    """The code finds the value; rule and numbers are written, and an equals sign only where they come to the value."""
    names = namespace(walk.scene)
    with np.errstate(all="ignore"):
        for fact in facts(walk):
            np.testing.assert_allclose(run(fact.code, names), fact.value, 1e-9, 1e-12, err_msg=fact.code)
            assert_said(fact)
            found = evaluate(fact.expression)
            if fact.sign(12) == "=":
                np.testing.assert_allclose(found, fact.value, 1e-9, 1e-12, err_msg=fact.text(12))


@pytest.mark.parametrize("z", [sign * place for place in PLACES for sign in (1, -1)])
@pytest.mark.parametrize("target", [0.0, 1.0, 0.3])
@pytest.mark.parametrize("samples", [1, 2])
def test_a_sigmoid_at_its_end_with_cross_entropy(z, target, samples):
    how = recipe([[1.0], [0.001]][:samples], [[target], [0.5]][:samples], "binary_crossentropy")
    with np.errstate(all="ignore"):
        walk = walked(network(([[z]], None, "sigmoid")), how)
    assert_unbroken(walk)


@pytest.mark.parametrize("z", [(0, 1, 2), (40, 0, -40), (800, 0, 1), (-800, -801, -900), (1e4, -1e4, 0)])
@pytest.mark.parametrize("target", [(1, 0, 0), (0, 0, 1), (0.2, 0.3, 0.5)])
@pytest.mark.parametrize("samples", [1, 2])
@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_a_softmax_at_its_end_with_cross_entropy(z, target, samples, precision):
    how = recipe(
        [[1.0], [0.001]][:samples], [target, (0, 1, 0)][:samples], "categorical_crossentropy", precision=precision
    )
    net = network(([[value] for value in z], None, "softmax"))
    with np.errstate(all="ignore"):
        walk = walked(net, how)
        if precision == "float64":
            assert_unbroken(walk)
        for fact in facts(walk):
            assert_said(fact)
            assert fact.sign(6) in "=≈"
            if fact.about.kind is Kind.ACTIVATION:
                assert evaluate(fact.expression) == pytest.approx(fact.value, rel=1e-5, abs=1e-12)
                assert run(fact.code, namespace(walk.scene)) == pytest.approx(fact.value, rel=1e-5, abs=1e-12)


def test_a_rule_that_has_no_value_says_about():
    how = recipe([[1.0]], [[0.0]], "binary_crossentropy")
    walk = walked(network(([[40.0]], None, "sigmoid")), how)
    delta = next(fact for fact in facts(walk) if fact.about.kind is Kind.DELTA)
    with np.errstate(all="ignore"):
        assert delta.value == 1.0
        assert not np.isfinite(evaluate(delta.expression))
        assert delta.text(4) == "δ(o₁) = ∂E/∂a(o₁) · ∂a(o₁)/∂z(o₁) = ∞ × 0.0000 ≈ 1.0000"


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "softplus", "radbas", "elu", "bipolar_sigmoid"])
@pytest.mark.parametrize("z", [-800.0, -50.0, 50.0, 700.0])
def test_every_smooth_activation_far_outside(name, z):
    with np.errstate(all="ignore"):
        walk = walked(network(([[z]], None, name)), recipe([[1.0]], [[0.5]]))
    assert_unbroken(walk)


def test_numbers_that_are_none_are_shown_as_such():
    with np.errstate(all="ignore"):
        walk = walked(network(([[1e200]], None, "linear")), recipe([[1e200]], [[0.0]]))
        texts = [fact.text(4) for fact in facts(walk)]
    assert any("∞" in text for text in texts)
