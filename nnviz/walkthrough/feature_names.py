"""How is a computed input written?  x1·x2 as x₁·x₂ on the screen, as LaTeX in formulas, as x1*x2 in plain text."""

import re

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_COMPUTED = re.compile(rf"[·{_RAISED}<>≤≥−^]|\w\(")
_LETTERS = rf"[^\W\d_{_RAISED}₀₁₂₃₄₅₆₇₈₉]+"
_NUMBERED = re.compile(rf"({_LETTERS})(\d+)(?![^\W{_RAISED}]|\()")
_TO_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_TO_NUMBERS = str.maketrans(f"{_RAISED}₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2)
_PIECES = re.compile(
    rf"(?P<word>{_LETTERS})(?P<low>[₀₁₂₃₄₅₆₇₈₉]*)|(?P<high>[{_RAISED}]+)|\^(?P<power>\([^()]*\)|[\d.]+)|(?P<sign>.)"
)
_SIGNS = {
    "·": r"\cdot ",
    "−": "-",
    "≤": r"\le ",
    "≥": r"\ge ",
    "^": r"\,\hat{}\,",
    " ": r"\ ",
    "_": r"\_",
}
_KNOWN = set("0123456789.,()+-/<>=")


def is_computed(name: str) -> bool:
    """Whether a name says how to compute what it names."""
    return _COMPUTED.search(name) is not None


def lowered(name: str) -> str:
    """The name with the numbers of its columns below the line."""
    return _NUMBERED.sub(lambda found: found[1] + found[2].translate(_TO_LOWERED), name)


def plain(name: str) -> str:
    """The name as an expression is typed."""
    typed = re.sub(f"[{_RAISED}]+", lambda raised: "^" + raised[0].translate(_TO_NUMBERS), name)
    return typed.replace("·", "*").replace("−", "-").replace("π", "pi")


def latex(name: str) -> str:
    """The name, its numbers lowered, as LaTeX."""
    close = re.sub(" *([+−<>≤≥]) *", r"\1", name)  # LaTeX has its own spaces around these
    return "".join(map(_piece, _PIECES.finditer(close)))


def _piece(found: re.Match[str]) -> str:
    if word := found["word"]:
        letter = r"\pi" if word == "π" else word if len(word) == 1 else rf"\mathrm{{{word}}}"
        return letter + (f"_{{{found['low'].translate(_TO_NUMBERS)}}}" if found["low"] else " " if word == "π" else "")
    if found["high"]:
        return f"^{{{found['high'].translate(_TO_NUMBERS)}}}"
    if power := found["power"]:
        return f"^{{{latex(power)}}}"
    sign = found["sign"]
    return _SIGNS.get(sign) or (sign if sign in _KNOWN else r"\ ")
