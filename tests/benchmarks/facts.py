"""How long does one fact take?  Milliseconds for a fact of 784-128-10 with all its texts, and for finding its place.

Run with ``python -m tests.benchmarks.facts``; wanted: any fact within 50 ms. The numbers hold on a quiet machine.
"""

from collections import defaultdict
from dataclasses import replace
from statistics import median
from time import perf_counter

import numpy as np

from nnviz.core.checkpoint import start
from nnviz.core.optimizers import optimizer
from nnviz.core.regularization import Regularization
from nnviz.core.training import explain
from nnviz.resources import networks_folder
from nnviz.storage.network_file import read
from nnviz.walkthrough.staging import staged
from nnviz.walkthrough.telling import explanation, title
from nnviz.walkthrough.walk import Walk

FACTS = 2000
WANTED = 50


def wide() -> Walk:
    """Digits, in a batch of 60, with a penalty, by Adam: the most that an iteration can say."""
    document = read(networks_folder() / "glyph-digits-784-128-10.json")
    how = replace(document.recipe, batch_size=60, optimizer=optimizer("adam"), regularization=Regularization("l2", 0.1))
    return Walk(staged(explain(start(document.network, how), how)[-1], how, 3, document.view))


def indices(walk: Walk) -> set[int]:
    """The first and the last fact of every moment, and others anywhere."""
    stream = np.random.RandomState(0)
    ends = {walk.first(position) + offset for position in range(1, len(walk.marks)) for offset in (-1, 0, 1, 2, 300)}
    return {index for index in ends if 0 <= index < len(walk)} | set(stream.randint(0, len(walk), FACTS).tolist())


def main() -> None:
    begun = perf_counter()
    walk = wide()
    made, count = 1e3 * (perf_counter() - begun), len(walk)
    print(f"{count:,} facts; the iteration and its walk: {made:.0f} ms")
    making, finding = defaultdict(list), defaultdict(list)
    for index in indices(walk):
        begun = perf_counter()
        fact = walk[index]
        _ = fact.text(4), fact.latex(), fact.code, title(fact), explanation(fact)
        done = perf_counter()
        assert walk.index_of(fact.about) == index
        making[fact.about.kind.value].append(1e3 * (done - begun))
        finding[fact.about.kind.value].append(1e3 * (perf_counter() - done))
    print(f"{'kind':24}{'median ms':>12}{'worst ms':>12}{'to find it':>12}")
    for kind, times in making.items():
        mark = "" if max(times) <= WANTED else "  MISSED"
        print(f"{kind:24}{median(times):12.2f}{max(times):12.2f}{max(finding[kind]):12.3f}{mark}")


main()
