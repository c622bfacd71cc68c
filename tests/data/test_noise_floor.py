"""Known values, and samples that are asked themselves."""

import numpy as np
import pytest

from nnviz.core.losses import LOSSES
from nnviz.data.generators import generate
from nnviz.data.noise_floor import circle_floor, gauss_floor, noise_floor, xor_floor
from nnviz.data.spec import DataSpec, Generated

XOR = {0: 0.0, 10: 0.014, 20: 0.072, 25: 0.102, 30: 0.131, 35: 0.159, 40: 0.186, 45: 0.211, 50: 0.236}
CIRCLE = {0: 0.0, 10: 0.0344, 25: 0.1033, 35: 0.1776, 50: 0.3097}
"""Of 6,000 points with 3,000 shifts each; they scatter by 0.002."""
GAUSS = {0: 0.0, 10: 0.008, 25: 0.045, 50: 0.116}
HALF = LOSSES["mean_half_sse"]


def data(generator="xor", noise=0.25, **more):
    return DataSpec(Generated(generator, noise=noise), **more)


@pytest.mark.parametrize(
    ("floor", "table", "exactly"),
    [(xor_floor, XOR, 0.0006), (circle_floor, CIRCLE, 0.003), (gauss_floor, GAUSS, 0.0006)],
)
def test_the_floors_are_those_of_the_tables(floor, table, exactly):
    for percent, known in table.items():
        assert floor(percent / 100) == pytest.approx(known, abs=exactly)


@pytest.mark.parametrize(("generator", "floor"), [("xor", xor_floor), ("circle", circle_floor), ("gauss", gauss_floor)])
def test_the_best_answers_learned_from_many_samples_cost_as_much(generator, floor):
    points, labels = generate(Generated(generator, 100_000, 0.4, seed=1))
    cells = np.floor(points / 0.25).astype(int) + 100
    place = cells[:, 0] * 1000 + cells[:, 1]
    counts, sums = np.bincount(place), np.bincount(place, labels[:, 0])
    n, mean = counts[place], sums[place] / counts[place]
    unbiased = np.where(n > 1, (1 - mean**2) * n / np.maximum(n - 1, 1), 0)[n > 1]  # few samples look too pure
    assert 0.5 * unbiased.mean() == pytest.approx(floor(0.4), abs=0.006)


def test_a_loss_of_another_scale_has_a_floor_of_that_scale():
    assert noise_floor(data(), HALF) == xor_floor(0.25)
    assert noise_floor(data(), LOSSES["mse"]) == noise_floor(data(), LOSSES["mean_sse"]) == 2 * xor_floor(0.25)


@pytest.mark.parametrize("loss", ["half_sse", "sse", "binary_crossentropy", "categorical_crossentropy"])
def test_sums_and_cross_entropies_have_none(loss):
    assert noise_floor(data(), LOSSES[loss]) is None


@pytest.mark.parametrize(
    "other",
    [
        None,
        data(noise=0.0),
        data("spiral"),
        data("moons"),
        data(standardize=True),
        data(rows=(1,)),
        data(target_features=("y1",)),
    ],
)
def test_none_is_drawn_where_none_is_known(other):
    assert noise_floor(other, HALF) is None
