"""Pictures in IDX and NPZ files, and what can happen to their bytes."""

import gzip
import random
from pathlib import Path

import numpy as np

from nnviz.data.generators import generate
from nnviz.data.spec import Arrays, DataSpec, Generated, Images
from tests.campaigns.damaged_file import DamagedFile

PACKED = b"\x1f\x8b"
WAYS = ("cut off", "bytes lost", "bytes doubled", "bytes of nothing", "other bytes")


def damaged_idx(folder: Path, dice: random.Random) -> DamagedFile:
    """Images with labels, gzipped or not, and what became of one of the files."""
    pictures, labels = _pictures(dice)
    pack = gzip.compress if dice.random() < 0.5 else bytes
    for name, values in (("images", pictures), ("labels", labels)):
        (folder / name).write_bytes(pack(idx(values)))
    spec = DataSpec(Images(str(folder / "images"), str(folder / "labels")))
    return _damaged(spec, folder / dice.choice(["images", "labels"]), dice)


def damaged_npz(folder: Path, dice: random.Random) -> DamagedFile:
    """Arrays, packed or not, and what became of their file."""
    pictures, labels = _pictures(dice)
    save = np.savez_compressed if dice.random() < 0.5 else np.savez
    save(folder / "data.npz", x=pictures, y=labels)
    return _damaged(DataSpec(Arrays(str(folder / "data.npz"), "x", "y")), folder / "data.npz", dice)


def idx(values: np.ndarray) -> bytes:
    """The bytes of an IDX file."""
    return bytes((0, 0, 8, values.ndim)) + np.array(values.shape, ">u4").tobytes() + values.astype(np.uint8).tobytes()


def _pictures(dice: random.Random) -> tuple[np.ndarray, np.ndarray]:
    inputs, targets = generate(Generated("digits", 20, seed=dice.randrange(100)))
    return inputs.reshape(-1, 28, 28), targets.argmax(axis=1)


def _damaged(spec: DataSpec, path: Path, dice: random.Random) -> DamagedFile:
    data, way = path.read_bytes(), dice.choice(WAYS)
    checked = path.suffix == ".npz" or data[:2] == PACKED
    return DamagedFile(spec, path, data, changed(data, way, dice), checked, way)


def changed(data: bytes, way: str, dice: random.Random) -> bytes:
    """The bytes, some of them missing, doubled, of nothing, or others."""
    found = bytearray(data)
    begin = dice.randrange(len(data))
    if way == "cut off":
        del found[begin:]
    elif way == "bytes lost":
        del found[begin : begin + dice.randint(1, 40)]
    elif way == "bytes doubled":
        found[begin:begin] = found[begin : begin + dice.randint(1, 40)]
    elif way == "bytes of nothing":
        found[begin : begin + dice.randint(1, 400)] = bytes(dice.randint(1, 400))
    else:
        for _ in range(dice.randint(1, 8)):
            found[dice.choice([dice.randrange(len(data)), dice.randrange(min(40, len(data)))])] = dice.randrange(256)
    return bytes(found)
