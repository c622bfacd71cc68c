"""Formulas of the tables as rich text: powers raised, indices lowered, true signs."""

import re
from html import escape

_POWER = re.compile(r"\^(−?(?:[A-Za-z]+|\d+)(?:_\w)?|\([^()]*\))")
_INDEX = re.compile(r"([A-Za-z]+)_(\w)\b")
_WORD = re.compile(r"[^\s()]+(?:\([^()]*\))?")
_LOWERED = str.maketrans("0123456789aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_SIGNS = {"<=": "≤", ">=": "≥", "-": "−", "alpha": "α", "negative_slope": "slope", "^2": "²"}


def rich_formula(formula: str) -> str:
    """The formula as HTML: ``e^-z_k`` with -z_k raised, and k lowered in it (by its sign: tags would not nest)."""
    for written, sign in _SIGNS.items():
        formula = formula.replace(written, sign)
    return _marked(escape(formula, quote=False)).replace("sum", "Σ")


def raised(line: str) -> str:
    """A line of symbols and numbers as HTML: ``e^(−net(h₁))`` with −net(h₁) raised, ``e^z(o₁)`` with z(o₁)."""
    before, power, after = line.partition("^")
    if not power:
        return escape(line, quote=False)
    word = _WORD.match(after)
    end = word.end() if word else _closing(after[1:]) + 2
    exponent = word.group() if word else after[1 : end - 1]
    return f"{escape(before, quote=False)}<sup>{raised(exponent)}</sup>{raised(after[end:])}"


def _closing(text: str) -> int:
    """Where the parenthesis closes that was open before the text."""
    depth = 1
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place
    return len(text)


def _marked(text: str) -> str:
    raised = _POWER.sub(lambda match: f"<sup>{_marked(_bare(match.group(1)))}</sup>", text)
    return _INDEX.sub(lambda match: match.group(1) + match.group(2).translate(_LOWERED), raised)


def _bare(power: str) -> str:
    return power[1:-1] if power.startswith("(") else power
