import pickle

import numpy as np
import pytest

from nnviz.core.activations import activation
from nnviz.core.losses import LOSSES, PAIRS, suits

SQUARES = [name for name in LOSSES if name not in PAIRS]
STREAM = np.random.RandomState(3)
A, Y = STREAM.uniform(0.1, 0.9, (4, 3)), STREAM.uniform(0, 1, (4, 3))
E2 = (A - Y) ** 2
TEXTBOOK = {
    "half_sse": E2.sum() / 2,
    "sse": E2.sum(),
    "mean_half_sse": E2.sum() / 2 / 4,
    "mean_sse": E2.sum() / 4,
    "mse": np.mean(E2),
    "binary_crossentropy": -(Y * np.log(A) + (1 - Y) * np.log(1 - A)).sum() / 4,
    "categorical_crossentropy": -(Y * np.log(A / A.sum(1, keepdims=True))).sum() / 4,
}


def net_inputs(name):
    """Net inputs at which the output unit of this loss answers A, or for softmax A divided by its sum."""
    return np.log(A) if name == "categorical_crossentropy" else np.log(A / (1 - A))


@pytest.mark.parametrize("name", LOSSES)
def test_the_value_is_that_of_the_formula_with_its_factor(name):
    assert LOSSES[name].total(net_inputs(name), A, Y) == pytest.approx(TEXTBOOK[name], rel=1e-12)


@pytest.mark.parametrize("name", LOSSES)
def test_the_parts_of_the_outputs_add_up_to_the_value_of_each_sample(name):
    z = net_inputs(name)
    assert LOSSES[name].parts(z, A, Y).shape == Y.shape
    np.testing.assert_allclose(LOSSES[name].parts(z, A, Y).sum(axis=1), LOSSES[name].value(z, A, Y))


@pytest.mark.parametrize("name", SQUARES)
def test_the_gradient_is_the_slope_of_each_sample(name):
    loss = LOSSES[name]
    measured = [(loss.value(A, A + step, Y) - loss.value(A, A - step, Y)) / 2e-6 for step in 1e-6 * np.eye(3)]
    np.testing.assert_allclose(loss.gradient(A, A, Y), np.transpose(measured), atol=1e-8)


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_has_the_slope_of_its_loss_by_z(name):
    loss, z, steps = LOSSES[name], net_inputs(name), 1e-6 * np.eye(3)
    value = activation(PAIRS[name].activation).value
    measured = [
        (loss.value(z + step, value(z + step), Y) - loss.value(z - step, value(z - step), Y)) / 2e-6 for step in steps
    ]
    np.testing.assert_allclose(PAIRS[name].delta(z, value(z), Y), np.transpose(measured), atol=1e-8)


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_agrees_with_the_chain_rule(name):
    z = net_inputs(name)
    kind = activation(PAIRS[name].activation)
    a = kind.value(z)
    np.testing.assert_allclose(
        PAIRS[name].delta(z, a, Y), kind.backward(z, a, LOSSES[name].gradient(z, a, Y)), rtol=1e-10, atol=1e-14
    )


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("far", [50.0, 800.0, 1e4])
def test_a_pair_is_finite_however_wrong_the_answer_is(name, far):
    z, y = np.array([[far, -far], [-far, far]]), np.array([[0.0, 1.0], [0.0, 1.0]])
    a = activation(PAIRS[name].activation).value(z)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        wrong, right = LOSSES[name].value(z, a, y)
        assert np.isfinite(PAIRS[name].delta(z, a, y)).all()
    assert wrong == pytest.approx(2 * far)
    assert right == pytest.approx(0, abs=1e-15)


@pytest.mark.parametrize("name", LOSSES)
def test_single_precision_stays_single(name):
    z, y = np.array([[1e4, -1e4], [0.3, 0.2]], np.float32), np.array([[0, 1], [1, 0]], np.float32)
    a = activation(PAIRS[name].activation if name in PAIRS else "tanh").value(z)
    found = [LOSSES[name].parts(z, a, y), LOSSES[name].value(z, a, y)]
    found.append(PAIRS[name].delta(z, a, y) if name in PAIRS else LOSSES[name].gradient(z, a, y))
    assert {values.dtype.name for values in found} == {"float32"}
    assert all(np.isfinite(values).all() for values in found)


def test_zero_times_an_infinite_logarithm_is_zero():
    loss, z = LOSSES["categorical_crossentropy"], np.array([[0.0, -np.inf]])
    with np.errstate(all="ignore"):
        assert loss.value(z, np.array([[1.0, 0.0]]), np.array([[1.0, 0.0]])).tolist() == [0.0]


def test_cross_entropies_go_with_one_output_activation_and_squares_with_any():
    assert suits(LOSSES["binary_crossentropy"], "sigmoid")
    assert not suits(LOSSES["binary_crossentropy"], "softmax")
    assert suits(LOSSES["categorical_crossentropy"], "softmax")
    assert not suits(LOSSES["categorical_crossentropy"], "tanh")
    assert all(suits(LOSSES[name], output) for name in SQUARES for output in ("linear", "softmax", "relu"))


@pytest.mark.parametrize("name", LOSSES)
def test_every_formula_says_whether_it_averages(name):
    loss = LOSSES[name]
    assert loss.name == name
    assert loss.source
    assert ("1/N" in loss.formula or "1/(N K)" in loss.formula) == loss.averaged == (loss.share(4) == 0.25)
    assert loss.averaged or loss.share(4) == 1.0


@pytest.mark.parametrize("loss", LOSSES.values(), ids=list(LOSSES))
def test_one_that_was_pickled_is_the_same(loss):
    assert pickle.loads(pickle.dumps(loss)) is loss
