"""Formulas of the tables as rich text: powers raised, indices lowered, true signs."""

import re
from html import escape

_POWER = re.compile(r"\^(−?(?:[A-Za-z]+|\d+)(?:_\w)?|\([^()]*\))")
_INDEX = re.compile(r"([A-Za-z]+)_(\w)\b")
_LOWERED = str.maketrans("0123456789aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_SIGNS = {"<=": "≤", ">=": "≥", "-": "−", "alpha": "α", "negative_slope": "slope", "^2": "²"}


def rich_formula(formula: str) -> str:
    """The formula as HTML: ``e^-z_k`` with -z_k raised, and k lowered in it (by its sign: tags would not nest)."""
    for written, sign in _SIGNS.items():
        formula = formula.replace(written, sign)
    return _marked(escape(formula, quote=False)).replace("sum", "Σ")


def _marked(text: str) -> str:
    raised = _POWER.sub(lambda match: f"<sup>{_marked(_bare(match.group(1)))}</sup>", text)
    return _INDEX.sub(lambda match: match.group(1) + match.group(2).translate(_LOWERED), raised)


def _bare(power: str) -> str:
    return power[1:-1] if power.startswith("(") else power
