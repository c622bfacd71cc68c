import gzip
import random

import numpy as np
import pytest

from nnviz.data.idx import read_images, read_labels
from nnviz.errors import BadInput


def idx(values: np.ndarray) -> bytes:
    """The bytes of an IDX file of these unsigned bytes."""
    header = bytes((0, 0, 8, values.ndim)) + np.array(values.shape, ">u4").tobytes()
    return header + values.astype(np.uint8).tobytes()


def pictures(count: int = 6, side: int = 4) -> np.ndarray:
    """Pictures whose pixels count up from 0."""
    return np.arange(count * side * side, dtype=np.uint8).reshape(count, side, side)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "some-images"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_pictures_are_read_packed_or_not(file, pack):
    file.write_bytes(pack(idx(pictures())))
    assert np.array_equal(read_images(file), pictures())


def test_labels_are_read(file):
    file.write_bytes(idx(np.array([3, 1, 4])))
    assert read_labels(file).tolist() == [3, 1, 4]


@pytest.mark.parametrize(
    ("damaged", "says"),
    [
        (b"", "byte 0"),
        (b"\x89PNG\r\n\x1a\n", "byte 0.*89 50 4e 47"),
        (idx(np.array([1, 2])), "byte 0.*no IDX file of images"),
        (idx(pictures())[:9], "byte 9.*header"),
        (idx(pictures())[:-1], "byte 111.*only 111"),
        (idx(pictures()) + b"x", "byte 112.*more"),
        (bytes((0, 0, 8, 3)) + b"\xff" * 12, "byte 4.*4294967295"),
        (bytes((0, 0, 8, 3)) + b"\0" * 12, "byte 4"),
        (gzip.compress(idx(pictures()), mtime=0)[:-9], "unpacked byte"),
        (gzip.compress(idx(pictures()), mtime=0)[:40] + b"\0" * 20, "unpacked byte"),
    ],
)
def test_a_damaged_file_is_refused_with_the_place(file, damaged, says):
    file.write_bytes(damaged)
    with pytest.raises(BadInput, match=f"some-images.*{says}"):
        read_images(file)


def test_a_file_that_is_not_there_is_named(file):
    with pytest.raises(BadInput, match=r"some-images does not exist"):
        read_images(file)


@pytest.mark.parametrize("name", ["", "x" * 5000, "a\0b"])
def test_what_cannot_be_a_file_is_refused(tmp_path, name):
    with pytest.raises(BadInput, match=r"does not exist|cannot be read"):
        read_images(tmp_path / name)


def test_a_header_that_claims_much_allocates_nothing(file):
    file.write_bytes(bytes((0, 0, 8, 3)) + (50_000).to_bytes(4) + (28).to_bytes(4) * 2)
    with pytest.raises(BadInput, match="only 16"):
        read_images(file)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_mutated_files_are_read_or_refused_but_never_crash(file, pack):
    whole = pack(idx(pictures()))
    chance = random.Random(1)
    refusals = []
    for _ in range(250):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        file.write_bytes(damaged[: chance.choice([len(damaged), chance.randrange(len(damaged))])])
        try:
            assert read_images(file).dtype == np.uint8
        except BadInput as error:
            refusals.append(str(error))
    assert len(refusals) > 100
    assert all("byte " in refusal for refusal in refusals)
