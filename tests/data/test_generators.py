from hashlib import sha256

import numpy as np
import pytest

from nnviz.data.generators import GENERATORS, generate
from nnviz.data.spec import Generated
from nnviz.errors import BadInput


@pytest.mark.parametrize("name", GENERATORS)
def test_the_same_seed_gives_the_same_samples(name):
    first, second = generate(Generated(name, 50, 0.2, seed=3)), generate(Generated(name, 50, 0.2, seed=3))
    assert np.array_equal(first[0], second[0])
    assert np.array_equal(first[1], second[1])


@pytest.mark.parametrize("name", [name for name, generator in GENERATORS.items() if not generator.fixed])
def test_another_seed_gives_others(name):
    assert not np.array_equal(
        generate(Generated(name, 50, 0.2, seed=3))[0], generate(Generated(name, 50, 0.2, seed=4))[0]
    )


CHECKSUMS = {
    "xor": "2ec2777bb91f3f76",
    "circle": "19f890842f749ce3",
    "gauss": "8204d0504650872c",
    "spiral": "604b1261f44327c4",
    "plane": "886c6a73fdcb58d9",
    "multi_gauss": "dfb0c066fdb7096b",
    "moons": "305733b86d314523",
    "spirals": "bc762d334bcbd1d2",
    "blobs": "ca54f743b5f1ed42",
    "line": "2a865e9bd0e391fb",
    "sine": "4bf4c5f6a9188759",
    "step": "e9407854099b17c0",
    "polynomial": "55cf2936688d1479",
    "expression": "b8896b47c9ab99f6",
    "linear_regression": "6178597e8d5e25fe",
    "logistic_regression": "029d5cdaf6be488f",
    "house_prices": "66e99089b89353ef",
    "digits": "951a29cb6ece7f1e",
    "glyph_digits": "9dddd612050ed72b",
}


def checksum(name: str) -> str:
    """A fingerprint of 40 samples of a generator, rounded so that no processor's last digit shows."""
    drawn = generate(Generated(name, 40, 0.1, seed=5))
    return sha256(b"".join(np.round(array * 1e6).astype("<i8").tobytes() for array in drawn)).hexdigest()[:16]


@pytest.mark.parametrize("name", GENERATORS)
def test_the_samples_are_those_of_every_other_machine(name):
    assert checksum(name) == CHECKSUMS[name]


def test_a_generator_asks_for_numbers_of_its_own():
    _, targets = generate(Generated("blobs", 30, parameters=(("classes", 5),)))
    assert targets.shape == (30, 5)
    assert generate(Generated("blobs", 30))[1].shape == (30, 3)


def test_the_stream_is_the_one_documented():
    points, _ = generate(Generated("xor", 4, 0.0, seed=7))
    drawn = np.random.RandomState([7, 1, 0]).uniform(-5, 5, (4, 2))
    assert sorted(np.abs(points).ravel()) == pytest.approx(sorted(np.abs(drawn).ravel() + 0.3))


def test_every_generator_names_its_definition_and_source():
    assert all(generator.formula and generator.source for generator in GENERATORS.values())


def test_glyph_digits_are_ten_pictures_in_order():
    inputs, targets = generate(Generated("glyph_digits"))
    assert inputs.shape == (10, 784)
    assert np.array_equal(targets, np.eye(10))
    ink = inputs[0].reshape(28, 28)
    assert ink[:3].sum() == ink[24:].sum() == ink[:, :6].sum() == ink[:, 21:].sum() == 0
    assert ink[3:6, 6:21].tolist() == [[0] * 3 + [1] * 9 + [0] * 3] * 3
    assert np.count_nonzero(~inputs.any(axis=0)) == 469


def test_one_layer_answers_the_glyph_digits_as_the_golden_one():
    inputs, _ = generate(Generated("glyph_digits"))
    weight = np.random.RandomState(0).uniform(-0.1, 0.1, (10, 784))
    outputs = 1 / (1 + np.exp(-inputs @ weight.T))
    assert outputs[[0, 4, 9], 0] == pytest.approx(
        [0.43319974181758475, 0.370538667048926, 0.4771031459215005], rel=1e-12
    )


@pytest.mark.parametrize(
    ("source", "where"),
    [
        (Generated("moon"), "dataset.generator"),
        (Generated("xor", samples=1), "dataset.samples"),
        (Generated("xor", samples=10**9), "dataset.samples"),
        (Generated("xor", noise=0.6), "dataset.noise"),
        (Generated("xor", noise=-0.1), "dataset.noise"),
        (Generated("xor", noise=float("nan")), "dataset.noise"),
        (Generated("xor", parameters=(("classes", 3),)), "dataset.classes: the generator “xor” has none"),
        (Generated("blobs", parameters=(("classes", 7),)), "dataset.classes: give a whole number from 2 to 6, not 7"),
        (Generated("spirals", parameters=(("classes", 2.5),)), "dataset.classes"),
        (Generated("sine", parameters=(("periods", float("nan")),)), "dataset.periods: give a number"),
    ],
)
def test_what_cannot_be_made_is_refused(source, where):
    with pytest.raises(BadInput, match=where):
        generate(source)
