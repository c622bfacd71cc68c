"""Hundreds of damaged IDX and NPZ files: each is refused with its place, or holds what it held.

python tests/campaigns/damaged_data.py [count] [seed]
"""

import gzip
import random
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from nnviz.core.dataset import Dataset
from nnviz.data.build import build
from nnviz.data.generators import generate
from nnviz.data.spec import Arrays, DataSpec, Generated, Images
from nnviz.errors import BadInput

LONGEST = 2.0  # seconds that one file may take
PLACE = re.compile(r"byte [\d,]+|has no array “|(labels|targets) for [\d,]+|row [\d,]+|dataset\.\w+")
IMAGES, PIXELS = DataSpec(Images("images", "labels")), DataSpec(Arrays("data.npz", "x", "y"))


def idx(values: np.ndarray) -> bytes:
    """The bytes of an IDX file."""
    return bytes((0, 0, 8, values.ndim)) + np.array(values.shape, ">u4").tobytes() + values.astype(np.uint8).tobytes()


def lay_out(folder: Path, dice: random.Random) -> tuple[DataSpec, Path]:
    """A whole set of pictures in files of some kind, and the one of them to damage."""
    inputs, targets = generate(Generated("digits", 20, seed=dice.randrange(100)))
    pictures, labels = inputs.reshape(-1, 28, 28), targets.argmax(axis=1)
    if dice.random() < 0.5:
        pack = gzip.compress if dice.random() < 0.5 else bytes
        (folder / "images").write_bytes(pack(idx(pictures)))
        (folder / "labels").write_bytes(pack(idx(labels)))
        return IMAGES, folder / dice.choice(["images", "labels"])
    save = np.savez_compressed if dice.random() < 0.5 else np.savez
    save(folder / "data.npz", x=pictures, y=labels)
    return PIXELS, folder / "data.npz"


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The bytes, some of them changed, missing, doubled, or of nothing."""
    changed = bytearray(data)
    way = dice.randrange(5)
    begin = dice.randrange(len(data))
    if way == 0:
        del changed[begin:]
    elif way == 1:
        del changed[begin : begin + dice.randint(1, 40)]
    elif way == 2:
        changed[begin:begin] = changed[begin : begin + dice.randint(1, 40)]
    elif way == 3:
        changed[begin : begin + dice.randint(1, 400)] = bytes(dice.randint(1, 400))
    else:
        for _ in range(dice.randint(1, 8)):
            changed[dice.choice([dice.randrange(len(data)), dice.randrange(min(40, len(data)))])] = dice.randrange(256)
    return bytes(changed)


def verdict(spec: DataSpec, folder: Path, whole: Dataset) -> str:
    """What becomes of one damaged file."""
    began = time.process_time()
    try:
        found = build(spec, folder, 0)
        same = np.array_equal(found.inputs, whole.inputs) and np.array_equal(found.targets, whole.targets)
        outcome = "as it was" if same else "other numbers"
    except BadInput as error:
        outcome = "refused" if PLACE.search(str(error)) else f"refused without a place: {str(error)[:200]}"
    except Exception as error:  # noqa: BLE001  a crash of whatever kind is what is looked for
        outcome = f"crashed: {type(error).__name__}: {str(error)[:200]}"
    seconds = time.process_time() - began
    return outcome if seconds <= LONGEST else f"took {seconds:.1f} s"


def main(count: int = 500, seed: int = 0) -> int:
    """Damage so many files, and count what becomes of them."""
    dice = random.Random(seed)
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for _ in range(count):
            spec, victim = lay_out(folder, dice)
            whole = build(spec, folder, 0)
            victim.write_bytes(damaged(victim.read_bytes(), dice))
            checked = spec is PIXELS or victim.read_bytes()[:2] == b"\x1f\x8b"  # plain pixels have no checksum
            outcome = verdict(spec, folder, whole)
            found["as it was" if outcome == "other numbers" and not checked else outcome] += 1
    for outcome, times in found.most_common():
        print(f"{times:6} {outcome}")
    return 0 if set(found) <= {"refused", "as it was"} else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
