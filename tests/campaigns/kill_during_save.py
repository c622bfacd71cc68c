"""Killing a process while it saves, many times: the file is always whole, the old one or the new one.

python tests/campaigns/kill_during_save.py [count] [seed]
"""

import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from nnviz.errors import BadInput
from nnviz.storage.document import Document
from nnviz.storage.network_file import decode, read, write

SIDE = 48
LONGEST_WAIT = 0.04  # seconds of saving before the kill
START = f'{{"format": "nnviz-network", "version": 1, "inputs": {SIDE}, "layers": [{{"units": {SIDE}}}]}}'


def version(start: Document, number: int) -> Document:
    """A document that says in its name and in every weight which one it is."""
    layer = start.network.layers[0]
    layer = layer.with_values(np.full_like(layer.weight, number), layer.bias)
    return replace(start, name=str(number), network=start.network.with_layer(0, layer))


def save_for_ever(path: Path, start: Document, number: int, ready: int) -> None:
    """Save one version after the other, until killed."""
    os.write(ready, b"!")
    while True:
        number += 1
        write(path, version(start, number))


def killed_save(path: Path, start: Document, number: int, wait: float) -> None:
    """Let another process save, and kill it after ``wait`` seconds."""
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            save_for_ever(path, start, number, tell)
        finally:
            os._exit(1)
    os.read(ready, 1)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(ready)
    os.close(tell)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the saving process ended by itself")


def whole(path: Path, number: int) -> int | None:
    """Which version the file holds; none if it is damaged, or older than ``number``."""
    try:
        document = read(path)
    except BadInput as error:
        print(error)
        return None
    found = int(document.name)
    return found if found >= number and np.all(document.network.layers[0].weight == found) else None


def main(count: int = 200, seed: int = 0) -> int:
    """Run the campaign and print its figures; 1 where a file was damaged or rubbish stays."""
    start, dice = decode(START.encode(), "the start", None), random.Random(seed)
    number, damaged, hits = 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.json"
        write(path, version(start, number))
        for _ in range(count):
            killed_save(path, start, number, dice.uniform(0, LONGEST_WAIT))
            hits += len(os.listdir(folder)) > 1
            found = whole(path, number)
            damaged += found is None
            number = number if found is None else found
        write(path, version(start, number))
        rubbish = len(os.listdir(folder)) - 1
    print(
        f"{count} kills among {number} saves, {hits} of them while the new file was being written:"
        f" {damaged} files damaged, {rubbish} temporary files left after the next save"
    )
    return 1 if damaged or rubbish else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
