"""How fast is training?  ``python -m tests.benchmarks`` times the plan beside other ways, and prints a table.

Competitors take turns, round by round, so that both meet the same machine; the ratio is the median over the rounds.
The plan's side holds what the app adds: every batch loss, and a look for numbers that are not finite every few
milliseconds.
"""

import importlib.util
import statistics
import time

import numpy as np
from threadpoolctl import threadpool_limits

from nnviz.core.checkpoint import start
from nnviz.core.network import Network
from nnviz.core.plan import Plan
from nnviz.core.recipe import Recipe
from tests.benchmarks.textbook import textbook
from tests.benchmarks.works import Train, works

ROUNDS = 11
SECONDS = 0.2
SLICE = 0.004


def planned(network: Network, recipe: Recipe) -> Train:
    plan = Plan(start(network, recipe), recipe)
    piece = iterations_in(SLICE, plan.run)

    def train(iterations: int) -> None:
        for begin in range(0, iterations, piece):
            losses = plan.run(min(piece, iterations - begin))
            if not (np.isfinite(losses).all() and plan.finite()):
                raise ArithmeticError("the benchmark diverged")

    return train


def iterations_in(seconds: float, train: Train) -> int:
    """How many iterations take so long; the first ones, which find everything cold, do not count."""
    timed(train, 100)
    count = 1
    while (took := min(timed(train, count) for _ in range(3))) < seconds:
        count = max(2 * count, int(count * seconds / max(took, 1e-6)))
    return max(1, int(count * seconds / took))


def timed(train: Train, iterations: int) -> float:
    begun = time.perf_counter()
    train(iterations)
    return time.perf_counter() - begun


def compare(ours: Train, other: Train) -> tuple[float, float]:
    """Iterations a second of ours, and how many times as fast as the other it is: medians over the rounds."""
    counts = iterations_in(SECONDS, ours), iterations_in(SECONDS, other)
    paces = [(counts[0] / timed(ours, counts[0]), counts[1] / timed(other, counts[1])) for _ in range(ROUNDS)]
    return statistics.median(one for one, _ in paces), statistics.median(one / two for one, two in paces)


def main() -> None:
    competitors = {"textbook": textbook}
    if importlib.util.find_spec("torch"):
        from tests.benchmarks.pytorch import eager

        competitors["torch"] = eager
    print(f"{'work':46}{'competitor':12}{'iterations/s':>14}{'times as fast':>15}{'wanted':>8}")
    for work in works():
        for name, competitor in competitors.items():
            pace, ratio = compare(planned(work.network, work.recipe), competitor(work.network, work.recipe))
            wanted = getattr(work, name)
            mark = "" if ratio >= wanted else "  MISSED"
            print(f"{work.name:46}{name:12}{pace:14,.0f}{ratio:15.2f}{wanted:8.1f}{mark}", flush=True)


with threadpool_limits(1):
    main()
