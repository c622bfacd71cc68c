import math
import pickle

import numpy as np
import pytest

from nnviz.core.activations import ACTIVATIONS, ALIASES, activation, winners

SLOPED = [name for name, make in ACTIVATIONS.items() if make().slope is not None and make().trainable]
Z = np.array([-3.3, -1.2, -0.7, -0.45, -0.2, 0.15, 0.3, 0.42, 0.8, 1.7, 4.1])
ONES = np.ones_like(Z)

PLAIN = {
    "linear": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": lambda z: (math.exp(z) - math.exp(-z)) / (math.exp(z) + math.exp(-z)),
    "relu": lambda z: max(0.0, z),
    "leaky_relu": lambda z: z if z > 0 else 0.1 * z,
    "elu": lambda z: z if z > 0 else math.exp(z) - 1,
    "softplus": lambda z: math.log(1 + math.exp(z)),
    "step": lambda z: 1.0 if z >= 0 else 0.0,
    "sign": lambda z: 1.0 if z >= 0 else -1.0,
    "satlin": lambda z: min(max(z, 0.0), 1.0),
    "radbas": lambda z: math.exp(-(z**2)),
    "piecewise_linear": lambda z: min(max(z + 0.5, 0.0), 1.0),
    "bipolar_sigmoid": lambda z: (1 - math.exp(-z)) / (1 + math.exp(-z)),
}
"""Each elementwise function as the decks write it, one number at a time."""


def slope(kind, z):
    return kind.backward(z, kind.value(z), np.ones_like(z))


def test_every_entry_is_a_plain_formula_or_has_several_net_inputs():
    assert PLAIN.keys() | {"softmax", "maxout"} == ACTIVATIONS.keys()


@pytest.mark.parametrize(("name", "plain"), PLAIN.items())
def test_values_are_those_of_the_formula(name, plain):
    z = np.concatenate([Z, [-0.5, 0.0, 0.5, 1.0]])
    np.testing.assert_allclose(activation(name).value(z), [plain(one) for one in z.tolist()], rtol=1e-13)


@pytest.mark.parametrize("name", SLOPED)
def test_the_slope_is_that_of_the_curve(name):
    kind = activation(name)
    measured = (kind.value(Z + 1e-6) - kind.value(Z - 1e-6)) / 2e-6
    np.testing.assert_allclose(slope(kind, Z), measured, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("name", ["step", "sign"])
def test_a_threshold_has_no_slope(name):
    assert not activation(name).trainable
    assert not slope(activation(name), np.append(Z, 0.0)).any()


@pytest.mark.parametrize(("name", "size"), [("softmax", 3), ("maxout", 6)])
def test_blame_is_carried_back_through_units_with_several_net_inputs(name, size):
    kind, stream = activation(name), np.random.RandomState(1)
    z = stream.uniform(-1, 1, (1, size))
    blame = stream.uniform(-1, 1, kind.value(z).shape)
    measured = [
        ((kind.value(z + step) - kind.value(z - step)) * blame).sum() / 2e-6 for step in 1e-6 * np.eye(size)[:, None]
    ]
    np.testing.assert_allclose(kind.backward(z, kind.value(z), blame)[0], measured, atol=1e-9)


@pytest.mark.parametrize(
    ("name", "kinks", "slopes"),
    [
        ("relu", (0.0,), [0]),
        ("leaky_relu", (0.0,), [0.1]),
        ("elu", (0.0,), [1]),
        ("satlin", (0.0, 1.0), [0, 0]),
        ("piecewise_linear", (-0.5, 0.5), [0, 0]),
        ("step", (0.0,), [0]),
        ("sign", (0.0,), [0]),
    ],
)
def test_the_slope_at_a_kink_is_stated(name, kinks, slopes):
    kind = activation(name)
    assert kind.kinks == kinks
    assert slope(kind, np.array(kinks)).tolist() == slopes
    assert "0" in kind.derivative_formula


def test_only_stated_kinks_have_any():
    for name in SLOPED:
        kind, z = activation(name), np.linspace(-2, 2, 4001)
        jumps = z[:-1][np.abs(np.diff(slope(kind, z + 1e-7))) > 0.05]
        assert all(min(abs(jump - kink) for kink in kind.kinks) < 0.01 for jump in jumps), name


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_values_stay_finite_and_silent_far_out(name):
    kind, z = activation(name), np.array([[-1e4, 1e4], [1e4, 1e4], [0.0, -1e4]])
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        a = kind.value(z)
        assert np.isfinite(a).all()
        assert np.isfinite(kind.backward(z, a, np.ones_like(a))).all()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_single_precision_stays_single(name):
    kind, z = activation(name), np.array([[-0.5, 0.25], [1e4, -1e4]], np.float32)
    a = kind.value(z)
    assert np.isfinite(a).all()
    assert a.dtype == kind.backward(z, a, np.ones_like(a)).dtype == np.float32


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_nothing_given_is_written_to(name):
    kind, z = activation(name), np.array([[-0.5, 0.25]])
    z.setflags(write=False)
    a = kind.value(z)
    assert not np.shares_memory(a, z)
    a.setflags(write=False)
    kind.backward(z, a, np.ones_like(a))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_entry_says_its_name_formula_and_source(name):
    kind = activation(name)
    assert kind.name == name
    assert kind.formula
    assert kind.derivative_formula
    assert kind.source


def test_aliases_are_the_names_of_the_decks():
    assert {alias: activation(alias).name for alias in ALIASES} == ALIASES


def test_parameters_change_the_curve_and_the_slope():
    z = np.array([-2.0])
    assert activation("leaky_relu", negative_slope=0.3).value(z)[0] == pytest.approx(-0.6)
    assert slope(activation("leaky_relu", negative_slope=0.3), z)[0] == 0.3
    assert activation("elu", alpha=2.0).value(z)[0] == pytest.approx(2 * (np.exp(-2) - 1))
    assert activation("maxout", pieces=3).value(np.array([[1.0, 5, 2, -1, -3, -2]])).tolist() == [[5, -1]]


def test_in_a_tie_of_maxout_the_lower_piece_wins():
    z = np.array([[1.0, 1.0, 0.0, 2.0]])
    kind = activation("maxout")
    assert winners(z, 2).tolist() == [[0, 1]]
    assert kind.backward(z, kind.value(z), np.array([[3.0, 4.0]])).tolist() == [[3, 0, 0, 4]]


def test_softmax_gives_shares_of_one():
    a = activation("softmax").value(np.array([[1.0, 2, 3], [1001, 1002, 1003]]))
    np.testing.assert_allclose(a.sum(axis=1), 1)
    np.testing.assert_allclose(a[0], a[1])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_one_that_was_pickled_is_the_same(name):
    parameters = {"alpha": 0.5} if name == "elu" else {"pieces": 3} if name == "maxout" else {}
    kind = activation(name, **parameters)
    again = pickle.loads(pickle.dumps(kind))
    assert again == kind
    z = np.tile(Z[:9], (2, 1))
    np.testing.assert_array_equal(again.value(z), kind.value(z))
