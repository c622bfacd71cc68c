"""Thousands of random networks: every fact of a walk agrees with its rule, its code, the arrays and measured slopes.

python -m tests.campaigns.random_walks [count]
"""

import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings

from tests.walkthrough.random_walks import cases, check

SEEN: Counter[str] = Counter()


def campaign(count: int) -> None:
    """Check so many walks; the first that fails is shrunk and shown."""

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def walk(case: object) -> None:
        check(case)
        SEEN["walks"] += 1
        SEEN["facts"] += len(case.walk())  # type: ignore[attr-defined]

    walk()


if __name__ == "__main__":
    began = time.monotonic()
    campaign(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    print(f"{SEEN['walks']:,} walks with {SEEN['facts']:,} facts in {time.monotonic() - began:.0f} s: all agree.")
