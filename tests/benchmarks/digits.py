"""How fast are digits made, and how well are they read?

    python -m tests.benchmarks.digits

Makes 10,000 hand-like digits, and trains 784-10 and 784-64-10 on 8,000 of them for ten epochs; MNIST's 10,000 test
pictures likewise, where they are at hand. Each network is tested with the 2,000 it has not seen.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from nnviz.data.generators import generate
from nnviz.data.spec import Generated
from tests.data.test_build import MNIST

DIGITS = {"generator": "digits", "samples": 10_000, "test_fraction": 0.2}
PICTURES = {
    "images": str(MNIST / "t10k-images-idx3-ubyte.gz"),
    "labels": str(MNIST / "t10k-labels-idx1-ubyte.gz"),
    "test_last": 2000,
}
SECONDS = 5.0


def network(hidden: tuple[int, ...], dataset: dict) -> dict:
    """A network file: relu in the hidden layers, softmax over ten classes."""
    layers = [{"units": units, "activation": "relu", "initializer": "he_uniform"} for units in hidden]
    return {
        "format": "nnviz-network",
        "version": 1,
        "inputs": 784,
        "layers": [*layers, {"units": 10, "activation": "softmax"}],
        "loss": "categorical_crossentropy",
        "optimizer": {"name": "sgd", "learning_rate": 0.1},
        "batch_size": 32,
        "shuffle": True,
        "precision": "float32",
        "dataset": dataset,
    }


def share_read(file: dict) -> float:
    """The share of test pictures that are read, after ten epochs on the command line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.json"
        path.write_text(json.dumps(file), "utf-8")
        command = [sys.executable, "-m", "nnviz", "train", str(path), "--epochs", "10", "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)["metrics"]["test_accuracy"]


def main() -> None:
    began = time.perf_counter()
    generate(Generated("digits", 10_000))
    took = time.perf_counter() - began
    print(f"10,000 hand-like digits   {took:6.2f} s, wanted {SECONDS} s{'' if took <= SECONDS else '  MISSED'}")
    works = [("hand-like digits", (), DIGITS, 0.85), ("hand-like digits", (64,), DIGITS, 0.95)]
    if MNIST.is_dir():
        works.append(("MNIST", (64,), PICTURES, 0.92))
    for name, hidden, dataset, wanted in works:
        found = share_read(network(hidden, dataset))
        shape = "-".join(str(units) for units in (784, *hidden, 10))
        print(
            f"{name:18}{shape:12}{found:8.2%}, wanted {wanted:.0%}{'' if found >= wanted else '  MISSED'}", flush=True
        )


if __name__ == "__main__":
    main()
