import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nnviz.core.arrays import frozen
from nnviz.data.build import build
from nnviz.data.spec import DataSpec, Generated, Images, Inline
from nnviz.data.truth_tables import truth_table
from nnviz.errors import BadInput

XOR = DataSpec(truth_table("XOR", 2))
MNIST = Path(os.environ.get("NNVIZ_MNIST", Path(__file__).parents[2].parent / "shared/data/mnist"))


def idx(values: np.ndarray) -> bytes:
    """The bytes of an IDX file of these unsigned bytes."""
    header = bytes((0, 0, 8, values.ndim)) + np.array(values.shape, ">u4").tobytes()
    return header + values.astype(np.uint8).tobytes()


def pictures(count: int = 6, side: int = 4) -> np.ndarray:
    """Pictures whose pixels count up from 0."""
    return np.arange(count * side * side, dtype=np.uint8).reshape(count, side, side)


@pytest.fixture
def folder(tmp_path):
    """A folder with six training and two test pictures of 4 x 4 pixels."""
    (tmp_path / "images").write_bytes(idx(pictures(6)))
    (tmp_path / "labels").write_bytes(idx(np.array([5, 0, 4, 1, 9, 2])))
    (tmp_path / "more-images").write_bytes(idx(pictures(2)))
    (tmp_path / "more-labels").write_bytes(idx(np.array([7, 2])))
    return tmp_path


IMAGES = DataSpec(Images("images", "labels"))
BOTH = DataSpec(Images("images", "labels", "more-images", "more-labels"))


def test_a_table_is_kept_as_it_is():
    built = build(XOR, None, 0)
    assert np.array_equal(built.inputs, XOR.source.inputs)
    assert built.targets.ravel().tolist() == [0, 1, 1, 0]
    assert built.train_rows.tolist() == [0, 1, 2, 3]
    assert built.input_names == ("x1", "x2")


def test_the_arrays_cannot_be_written_to():
    built = build(DataSpec(Generated("glyph_digits")), None, 0)
    for array in (built.inputs, built.targets, built.train_rows, built.test_rows):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_pictures_become_numbers_from_0_to_1_and_labels_one_hot(folder):
    built = build(IMAGES, folder, 0)
    assert built.inputs[0, 3] == 3 / 255
    assert built.inputs.shape == (6, 16)
    assert built.targets.argmax(axis=1).tolist() == [5, 0, 4, 1, 9, 2]
    assert built.input_shape == (4, 4)
    assert built.class_names == tuple("0123456789")


def test_test_files_are_the_test_rows(folder):
    built = build(BOTH, folder, 0)
    assert built.samples == 8
    assert built.test_rows.tolist() == [6, 7]


def test_rows_choose_among_training_and_test_pictures(folder):
    built = build(replace(BOTH, rows=(1, 3, 7)), folder, 0)
    assert built.targets.argmax(axis=1).tolist() == [0, 1, 2]
    assert built.train_rows.tolist() == [0, 1]
    assert built.test_rows.tolist() == [2]


def test_the_test_part_is_drawn_by_the_seed():
    spec = DataSpec(Generated("spiral", 200), test_fraction=0.25)
    first, again, other = build(spec, None, 1), build(spec, None, 1), build(spec, None, 2)
    assert len(first.test_rows) == 50
    assert np.array_equal(first.test_rows, again.test_rows)
    assert not np.array_equal(first.test_rows, other.test_rows)
    assert sorted([*first.test_rows, *first.train_rows]) == list(range(200))
    assert set(first.test_rows) == set(np.random.RandomState([1, 3, 0]).permutation(200)[:50])


def test_the_last_rows_test():
    built = build(replace(XOR, test_last=1), None, 0)
    assert built.train_rows.tolist() == [0, 1, 2]
    assert built.test_rows.tolist() == [3]


def test_targets_can_be_the_inputs():
    built = build(DataSpec(Inline(frozen(np.eye(8)), None), targets_are_inputs=True), None, 0)
    assert np.array_equal(built.targets, np.eye(8))
    assert "x itself" in built.description


def test_pictures_as_their_own_targets_have_no_classes(folder):
    assert build(replace(IMAGES, targets_are_inputs=True), folder, 0).class_names is None


def test_names_and_shape_are_kept():
    spec = replace(XOR, class_names=("no", "yes"), sample_names=("a", "b", "c", "d"), input_shape=(1, 2))
    built = build(spec, None, 0)
    assert built.class_names == ("no", "yes")
    assert built.sample_names == ("a", "b", "c", "d")
    assert built.input_shape == (1, 2)


def test_a_generator_can_name_what_it_makes():
    built = build(DataSpec(Generated("house_prices", 10)), None, 0)
    assert built.input_names == ("size", "bedrooms", "floors", "age")
    assert built.target_names == ("price",)


def test_the_card_says_what_x_and_y_are():
    built = build(DataSpec(Generated("xor", 20), test_fraction=0.5), None, 0)
    assert built.description.startswith("20 samples, 10 of them for testing, from the generator “xor”")
    assert "x is 2 numbers from −" in built.description
    assert built.description.endswith("y is 1 number, −1 or 1.")


def test_the_card_tells_classes_from_numbers(folder):
    assert build(IMAGES, folder, 0).description.endswith("y is one of 10 classes (one-hot).")


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        (replace(XOR, rows=()), r"dataset\.rows is empty"),
        (replace(XOR, rows=(0, 4)), r"dataset\.rows\[1\] is 4"),
        (replace(XOR, rows=(-1,)), r"dataset\.rows\[0\] is -1"),
        (replace(XOR, test_fraction=1.0), "test_fraction is 1"),
        (replace(XOR, test_fraction=float("nan")), "test_fraction is nan"),
        (replace(XOR, test_fraction=0.9), "all 4 samples"),
        (replace(XOR, test_last=4), "test_last is 4"),
        (replace(XOR, test_last=-1), "test_last is -1"),
        (replace(XOR, test_last=1, test_fraction=0.5), "only one of them"),
        (replace(XOR, sample_names=("a",)), "1 names for 4 samples"),
        (replace(XOR, class_names=("a",)), "class_names: 1 names for 1 targets"),
        (replace(XOR, input_shape=(2, 2)), "2 x 2 pixels do not make 2 inputs"),
        (DataSpec(Inline(frozen([[1.0]]), None)), r"dataset\.targets is missing"),
        (DataSpec(Inline(frozen([[1.0]]), frozen([[1.0], [2.0]]))), "2 targets for 1 inputs"),
        (DataSpec(Inline(frozen([[1.0, np.inf]]), frozen([[1.0]]))), r"dataset\.inputs\[0\]\[1\] is inf"),
        (DataSpec(Inline(frozen(np.zeros((0, 2))), frozen(np.zeros((0, 1))))), "at least one sample"),
        (DataSpec(Images("images", "labels")), "save the network first"),
    ],
)
def test_what_does_not_agree_is_refused_in_a_sentence(spec, says):
    with pytest.raises(BadInput, match=says):
        build(spec, None, 0)


def test_labels_must_match_the_pictures(folder):
    with pytest.raises(BadInput, match="2 labels for 6 images"):
        build(DataSpec(Images("images", "more-labels")), folder, 0)


def test_a_label_that_is_no_digit_is_refused_with_its_byte(folder):
    (folder / "labels").write_bytes(idx(np.array([5, 0, 4, 10, 9, 2])))
    with pytest.raises(BadInput, match=r"byte 11: the label of image 3 is 10"):
        build(IMAGES, folder, 0)


def test_test_files_come_in_pairs(folder):
    with pytest.raises(BadInput, match="belong together"):
        build(DataSpec(Images("images", "labels", "more-images")), folder, 0)


def test_test_pictures_must_be_as_large(folder):
    (folder / "more-images").write_bytes(idx(pictures(2, 3)))
    with pytest.raises(BadInput, match=r"3 x 3.*4 x 4"):
        build(BOTH, folder, 0)


def test_test_files_and_a_test_fraction_exclude_each_other(folder):
    with pytest.raises(BadInput, match="only one of them"):
        build(replace(BOTH, test_fraction=0.5), folder, 0)


@pytest.mark.skipif(not MNIST.is_dir(), reason=f"the MNIST test files are not in {MNIST} (set NNVIZ_MNIST)")
def test_the_ten_thousand_test_pictures_of_mnist_open():
    built = build(DataSpec(Images("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz")), MNIST, 0)
    assert built.inputs.shape == (10_000, 784)
    assert built.targets[:10].argmax(axis=1).tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
    assert (built.inputs.min(), built.inputs.max()) == (0, 1)
