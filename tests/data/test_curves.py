import numpy as np
import pytest

from nnviz.data import curves, houses
from nnviz.data.generators import generate
from nnviz.data.spec import Generated


def stream(seed=0):
    return np.random.RandomState([seed, 1, 0])


@pytest.mark.parametrize(
    ("name", "curve"),
    [
        ("line", lambda x: 0.5 * x),
        ("sine", lambda x: np.sin(np.pi * x)),
        ("step", lambda x: np.where(x >= 0, 1, -1)),
        ("polynomial", lambda x: 4 * x**3 - 3 * x),
        ("linear_regression", lambda x: 2 * x),
    ],
)
def test_without_noise_the_points_lie_on_the_curve(name, curve):
    x, y = generate(Generated(name, 60))
    assert x.shape == y.shape == (60, 1)
    assert y == pytest.approx(curve(x))


def test_the_curves_follow_their_numbers():
    x, y = curves.polynomial(50, 0.0, stream(), a3=1, a2=-2, a1=3, a0=5)
    assert y == pytest.approx(x**3 - 2 * x**2 + 3 * x + 5)
    x, y = curves.sine(50, 0.0, stream(), 2)
    assert y == pytest.approx(np.sin(2 * np.pi * x))
    x, y = curves.step(50, 0.0, stream(), 0.5)
    assert np.array_equal(y == 1, x >= 0.5)


def test_noise_is_the_deviation_of_a_curve_and_ten_times_as_much_for_the_regression():
    x, y = curves.line(20_000, 0.2, stream(), 1, 1)
    assert (y - x - 1).std() == pytest.approx(0.2, rel=0.03)
    x, y = curves.linear_regression(20_000, 0.02, stream(), 2, 1)
    assert (y - 2 * x - 1).std() == pytest.approx(0.2, rel=0.03)
    assert x.min() >= 0
    assert 4.9 < x.max() <= 5


def test_the_answers_of_the_logistic_regression_have_its_probabilities():
    x, y = curves.logistic_regression(200_000, 0.0, stream(), 2, -5)
    assert np.unique(y).tolist() == [0, 1]
    for at in (1.5, 2.5, 3.5):
        assert y[np.abs(x - at) < 0.02].mean() == pytest.approx(1 / (1 + np.exp(5 - 2 * at)), abs=0.04)


def test_noise_turns_answers_of_the_logistic_regression_round():
    _, still = curves.logistic_regression(40_000, 0.0, stream(), 2, -5)
    _, turned = curves.logistic_regression(40_000, 0.25, stream(), 2, -5)
    assert (still != turned).mean() == pytest.approx(0.25, abs=0.01)


def test_a_linear_unit_finds_out_what_a_house_is_worth():
    inputs, price = houses.house_prices(500, 0.0, stream())
    found = np.linalg.lstsq(np.column_stack([inputs, np.ones(500)]), price, rcond=None)[0]
    assert found.ravel() == pytest.approx([1.5, 0.2, 0.15, -0.1, 0.3])
    assert set(inputs[:, 1]) == {1, 2, 3, 4, 5, 6}
    assert set(inputs[:, 2]) == {1, 2, 3}
    assert price.min() > 0
