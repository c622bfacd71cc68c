"""How is a number written?  With a true minus sign, and an exponent only where decimals would mislead."""

import math

MINUS = "\u2212"
LARGE = 1e6
"""From here on numbers are written with an exponent."""


def format_number(value: float, digits: int | None) -> str:
    """The number with ``digits`` decimals, or rounded to a whole number where ``digits`` is None.

    It is written with an exponent where it would look like zero but is not, or where it is very large.
    """
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return f"{MINUS}∞" if value < 0 else "∞"
    if digits is None and abs(value) < LARGE:
        return signed(f"{value:.0f}")
    decimals = digits or 0
    fixed = f"{value:.{decimals}f}"
    if abs(value) >= LARGE or (value != 0 and float(fixed) == 0):
        return scientific(value, max(1, decimals - 2))
    return signed(fixed)


def scientific(value: float, decimals: int) -> str:
    """The number as mantissa and exponent."""
    mantissa, exponent = f"{value:.{decimals}e}".split("e")
    return signed(f"{mantissa}e{int(exponent)}")


def signed(text: str) -> str:
    """The text with a true minus sign, and no sign before a zero."""
    return text.lstrip("-") if not text.strip("-0.") else text.replace("-", MINUS)


def exact(value: float) -> str:
    """A number of a formula or a chosen one as it is, however many digits it takes."""
    mantissa, sign, exponent = f"{value:.12g}".partition("e")
    return signed(f"{mantissa}e{int(exponent)}" if sign else mantissa)


def written_like(value: float, text: str) -> str:
    """The number with the decimals of another number's text, and with an exponent where that has one."""
    if not math.isfinite(value):
        return format_number(value, None)
    mantissa, exponent, _ = text.partition("e")
    decimals = len(mantissa.partition(".")[2])
    return scientific(value, decimals) if exponent else signed(f"{value:.{decimals}f}")


def shown_value(value: float, digits: int | None) -> float:
    """The value that a reader takes from the text of ``format_number``."""
    if not math.isfinite(value):
        return value
    return float(format_number(value, digits).replace(MINUS, "-"))
