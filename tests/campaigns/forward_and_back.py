"""Step forward n times and back n times, in steps of every size: every array is there again, bit for bit.

    python -m tests.campaigns.forward_and_back [n] [network]

n is 10,000 unless given. Going forward again has to lead to the same bits as before, too. Exit status 1 where
any of them differs.
"""

import sys
import time

from nnviz.session.commands import StepBack, StepForward
from nnviz.session.state import StepSize
from tests.session.bits import bits
from tests.session.desk import desk


def there_and_back(network: str, size: StepSize, count: int) -> bool:
    """Whether the steps back restore the beginning, and the same steps forward again the end."""
    at = desk(network).step(size, StepForward())
    start = bits(at)
    end = bits(at.send(*[StepForward()] * count))
    again = bits(at.send(*[StepBack()] * count))
    return again == start and bits(at.send(*[StepForward()] * count)) == end


def main(count: int, network: str) -> int:
    """Do it in steps of every size."""
    for size in StepSize:
        begun = time.perf_counter()
        if not there_and_back(network, size, count):
            print(f"{network}: {count:,} steps by {size} and back do not restore every bit", file=sys.stderr)
            return 1
        print(f"{network}: {count:,} steps by {size}, back, and forward again in {time.perf_counter() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    number, *names = sys.argv[1:] or ["10000"]
    sys.exit(main(int(number), *(names or ["xor-2-2-1"])))
