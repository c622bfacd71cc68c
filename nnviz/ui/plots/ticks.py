"""Where an axis of whole numbers has its marks, and how they are written."""

import math

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


_LIMITS = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)


def _step(least: float) -> int:
    if least <= 1:
        return 1
    power = int(10 ** math.floor(math.log10(least)))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least)
