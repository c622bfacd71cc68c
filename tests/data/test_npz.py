import io
import random
import re
import zipfile

import numpy as np
import pytest

from nnviz.data.arrays import guessed
from nnviz.data.build import build
from nnviz.data.npz import Npz
from nnviz.data.spec import Arrays, DataSpec
from nnviz.errors import BadInput

X = np.arange(24, dtype=np.uint8).reshape(6, 2, 2)
LABELS = np.array([0, 2, 1, 1, 0, 2])
TWO = Arrays("data.npz", "x", "y")
FOUR = Arrays("data.npz", "x", "y", "x_test", "y_test")


@pytest.fixture
def save(tmp_path):
    """Save arrays as data.npz, and return their folder."""

    def saved(packed=False, **arrays):
        (np.savez_compressed if packed else np.savez)(tmp_path / "data.npz", **arrays)
        return tmp_path

    return saved


def samples(folder, source=TWO, **more):
    return build(DataSpec(source, **more), folder, 0)


@pytest.mark.parametrize("packed", [False, True])
def test_pixels_and_labels_become_numbers_and_classes(save, packed):
    built = samples(save(packed, x=X, y=LABELS))
    assert built.inputs.shape == (6, 4)
    assert built.inputs[1].tolist() == [4 / 255, 5 / 255, 6 / 255, 7 / 255]
    assert built.input_shape == (2, 2)
    assert built.targets.argmax(axis=1).tolist() == LABELS.tolist()
    assert built.class_names == ("0", "1", "2")
    assert built.name == "data"
    assert "the file data.npz" in built.description


def test_test_arrays_are_the_test_rows(save):
    built = samples(save(x=X, y=LABELS, x_test=X[:2], y_test=np.array([3, 1])), FOUR)
    assert built.test_rows.tolist() == [6, 7]
    assert built.targets.shape == (8, 4)


@pytest.mark.parametrize("kind", ["<f8", ">f4", "<f2", "<i8", ">i2", "|u1", "|b1", "|i1", "<u4"])
@pytest.mark.parametrize("order", ["C", "F"])
def test_every_type_of_number_and_order_is_read_as_numpy_reads_it(save, kind, order):
    array = np.array([[0, 1], [1, 1], [1, 0]]).astype(kind, order=order)
    with Npz(save(x=array) / "data.npz") as npz:
        assert np.array_equal(npz.array("x", "inputs"), array)


def test_numbers_as_targets_stay_numbers(save):
    built = samples(save(x=np.arange(3.0), y=np.array([0.5, 1.5, -2])))
    assert built.inputs.tolist() == [[0], [1], [2]]
    assert built.targets.tolist() == [[0.5], [1.5], [-2]]
    assert built.class_names is None


def test_the_inputs_can_be_the_targets(save):
    built = samples(save(x=X), Arrays("data.npz", "x", None), targets_are_inputs=True)
    assert np.array_equal(built.targets, built.inputs)


def test_pictures_with_one_channel_are_pictures_and_more_channels_are_numbers(save):
    assert samples(save(x=X[..., np.newaxis], y=LABELS[:, np.newaxis])).input_shape == (2, 2)
    colored = samples(save(x=np.zeros((6, 2, 2, 3)), y=LABELS))
    assert colored.input_shape is None
    assert colored.inputs.shape == (6, 12)


@pytest.mark.parametrize(
    ("arrays", "source", "says"),
    [
        ({"x": X, "z": LABELS}, TWO, r"dataset\.targets: .* no array “y”; it has x, z"),
        ({"x": X, "y": LABELS[:5]}, TWO, r"dataset\.targets: 5 targets for 6 inputs"),
        ({"x": X, "y": LABELS}, Arrays("data.npz", "x", "y", "x"), "belong together"),
        ({"x": X, "y": -LABELS}, TWO, r"the class of row 1 is -2; classes are 0 to 999"),
        ({"x": X, "y": LABELS * 1000}, TWO, r"the class of row 1 is 2000"),
        ({"x": np.full((6, 2), np.nan), "y": LABELS}, TWO, "row 0 of “x” .* not finite"),
        ({"x": np.zeros((1, 5000)), "y": LABELS[:1]}, TWO, "5,000 numbers a row"),
        ({"x": X, "y": LABELS, "x_test": X[:, :1], "y_test": LABELS}, FOUR, "rows of 1 x 2 numbers; .* 2 x 2"),
        ({"x": np.float64(3), "y": LABELS}, TWO, "array “x”: it is a single number and has no rows"),
        ({"x": np.zeros((0, 2)), "y": LABELS}, TWO, "it holds 0 numbers"),
        ({"x": np.array(["a"] * 6), "y": LABELS}, TWO, "“x”: it is no array of numbers"),
        ({"x": np.zeros(6, complex), "y": LABELS}, TWO, "“x”: it is no array of numbers"),
        ({"x": X, "y": LABELS}, Arrays("other.npz", "x", "y"), r"other\.npz does not exist"),
    ],
)
def test_what_does_not_agree_is_refused_in_a_sentence(save, arrays, source, says):
    with pytest.raises(BadInput, match=says):
        samples(save(**arrays), source)


class Trap:
    """An object that says when it is unpickled."""

    sprung = False

    def __reduce__(self):
        return setattr, (Trap, "sprung", True)


def test_python_objects_are_refused_and_never_unpickled(save):
    folder = save(x=np.array([Trap(), Trap()], dtype=object), y=LABELS[:2])
    with pytest.raises(BadInput, match="byte 0, array “x”: it is no array of numbers"):
        samples(folder)
    assert not Trap.sprung


def test_an_array_that_promises_more_than_it_holds_is_refused(tmp_path):
    packed = io.BytesIO()
    np.lib.format.write_array_header_1_0(packed, {"descr": "<f8", "fortran_order": False, "shape": (50_000_000,)})
    with zipfile.ZipFile(tmp_path / "data.npz", "w") as archive:
        archive.writestr("x.npy", packed.getvalue())
    with pytest.raises(BadInput, match="it has 128 bytes, its header says 400,000,128"):
        samples(tmp_path, Arrays("data.npz", "x", None), targets_are_inputs=True)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "byte 0: this is no NPZ file .it begins with nothing"),
        (b"\x93NUMPY\x01", "byte 0: this is no NPZ file .it begins with 93 4e 55 4d"),
        (b"PK\x03\x04" + bytes(50), "byte 54: the list of arrays at the end is damaged or missing"),
    ],
)
def test_what_is_no_npz_file_is_refused_with_the_byte(tmp_path, content, says):
    (tmp_path / "data.npz").write_bytes(content)
    with pytest.raises(BadInput, match=says):
        samples(tmp_path)


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "data.npz").mkdir()
    with pytest.raises(BadInput, match=r"data\.npz does not exist"):
        samples(tmp_path)


@pytest.mark.parametrize("packed", [False, True])
def test_damaged_files_are_refused_with_a_place_or_read_as_they_were(save, packed):
    folder = save(packed, x=X, y=LABELS)
    whole, wanted = (folder / "data.npz").read_bytes(), samples(folder)
    dice = random.Random(1)
    for _ in range(300):
        damaged = bytearray(whole)
        if dice.random() < 0.3:
            del damaged[dice.randrange(len(whole)) :]
        for _ in range(dice.randint(1, 4)):
            if damaged:
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        (folder / "data.npz").write_bytes(damaged)
        try:
            built = samples(folder)
        except BadInput as error:
            assert re.search(r"byte [\d,]+", str(error))  # noqa: PT017
        else:
            assert np.array_equal(built.inputs, wanted.inputs)
            assert np.array_equal(built.targets, wanted.targets)


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("y_test", "x_test", "y_train", "x_train"), ("x_train", "y_train", "x_test", "y_test")),
        (("extra", "X", "Y"), ("X", "Y", None, None)),
        (("x_train", "y_train", "x_test"), ("x_train", "y_train", None, None)),
        (("pixels", "kinds", "more"), ("pixels", "kinds", None, None)),
        (("only",), ("only", "x_train", None, None)),
    ],
)
def test_inputs_and_targets_are_found_by_their_names(save, names, wanted):
    path = save(**dict.fromkeys(names, X)) / "data.npz"
    assert guessed(path) == Arrays(str(path), *wanted)
