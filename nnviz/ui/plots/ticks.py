"""Where an axis of whole numbers has its marks, and how they are written."""

import math

from nnviz.ui.numbers import write_number
from nnviz.ui.plots.frame import Span, written
from nnviz.ui.plots.round_numbers import decades

THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"


def whole_ticks(low: float, high: float, most: int) -> range:
    """At most about ``most`` multiples of 1, 2 or 5 times a power of ten, from ``low`` to ``high``."""
    step = _step(0.95 * (high - low) / max(1, most))
    return range(math.ceil(low / step) * step, math.floor(high / step) * step + 1, step)


def calm_limit(end: int) -> int:
    """The end of an axis that covers ``end`` and moves on only now and then, while ``end`` grows."""
    power = int(10 ** max(0, len(str(max(end, 1))) - 2))
    return next(round(share * power) for share in _LIMITS if share * power >= end)


def write_whole(number: int) -> str:
    """The number with thin spaces between thousands: no comma, which half of the world reads as a decimal sign."""
    return f"{number:,}".replace(",", THIN_SPACE).replace("-", "\N{MINUS SIGN}")


def value_ticks(low: float, high: float, most: float) -> list[tuple[float, str]]:
    """At most about ``most`` round numbers from ``low`` to ``high``, with their texts."""
    return [(tick, written(tick)) for tick in Span(low, high).ticks(max(2, int(most)))]


def power_ticks(low: float, high: float, most: float) -> list[tuple[float, str]]:
    """The same for a logarithmic axis: places and limits are logarithms to the base of ten, texts are not."""
    powers = decades(low, high)
    coarser = [[10.0**power for power in powers if power % step == 0] for step in (1, 2, 3, 5, 10, 20, 50, 100)]
    finer = [[share * 10.0**power for power in powers for share in shares] for shares in _SHARES]
    choices = [
        [(math.log10(value), write_number(float(f"{value:g}"))) for value in values] for values in (*finer, *coarser)
    ]
    seen = [[tick for tick in ticks if low <= tick[0] <= high] for ticks in choices]
    return next((ticks for ticks in seen if len(ticks) <= most), seen[-1])


_SHARES = (tuple(range(1, 10)), (1, 2, 5), (1, 3))
_LIMITS = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)


def _step(least: float) -> int:
    if least <= 1:
        return 1
    power = int(10 ** math.floor(math.log10(least)))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least)
