"""TensorFlow Playground's exercise over many seeds: how many ReLU neurons bring the test loss to 0.177?

    python -m tests.campaigns.playground_tasks [seeds]

Each seed draws the samples, the split and the first weights of the second task, with 2, 3 and 4 hidden neurons, and
trains them for its 300 epochs; what counts is the loss at the end. Two runs at a time.
"""

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from statistics import median

from nnviz.core.drawing import draw_weights
from nnviz.core.structure import with_units
from nnviz.data.build import build
from nnviz.resources import networks_folder
from nnviz.storage.document import Document
from nnviz.storage.network_file import read
from nnviz.worker import long_run

WANTED = {2: (0, 2), 3: (10, 32), 4: (24, 40)}
"""Hidden neurons, and in how many of 40 runs they may get there."""
TARGET = 0.177


def document(units: int, seed: int) -> Document:
    """The second task with so many hidden neurons; the seed draws all that can be drawn."""
    task = read(networks_folder() / "playground-task-2.json")
    assert task.data is not None
    data = replace(task.data, source=replace(task.data.source, seed=seed))
    recipe = replace(task.recipe, seed=seed, dataset=build(data, None, seed))
    network = draw_weights(with_units(task.network, 0, units, seed), seed)
    return replace(task, network=network, recipe=recipe, data=data)


def final_test_loss(case: tuple[int, int]) -> float:
    """The test loss at the end of the run with so many hidden neurons, from this seed."""
    task = document(*case)
    found = long_run.run(task, task.stop, lambda _: True).epoch_ends[-1].evaluation.test_loss
    assert found is not None
    return found


def main(seeds: int = 40) -> int:
    """Run every case, and count those that get there."""
    began = time.perf_counter()
    missed = False
    with ProcessPoolExecutor(2) as workers:
        for units, (least, most) in WANTED.items():
            losses = list(workers.map(final_test_loss, [(units, seed) for seed in range(seeds)]))
            there = sum(loss <= TARGET for loss in losses)
            missed |= not least <= there * 40 / seeds <= most
            print(
                f"{units} ReLU neurons: {there:3} of {seeds} at {TARGET} or below, wanted {least} to {most} of 40; "
                f"test loss {min(losses):.3f} to {max(losses):.3f}, median {median(losses):.3f}",
                flush=True,
            )
    print(f"{time.perf_counter() - began:.0f} s")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
