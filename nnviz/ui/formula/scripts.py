"""How is a symbol taken apart?  Into single signs with what stands above and below them.

So the symbols of a network with a hundred thousand weights are put together from some dozens of drawings.
"""

import re
from dataclasses import dataclass

GREEK = "alpha|beta|gamma|delta|epsilon|varepsilon|eta|theta|lambda|mu|rho|sigma|tau|phi|omega"
TOKEN = re.compile(rf"\\(?:mathrm|hat)\{{[^{{}}]*\}}|\\(?:{GREEK})(?![A-Za-z]) ?|[A-Za-z0-9,()]")
"""A command with a name in braces, a Greek letter, or one sign; anything else is not taken apart."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of LaTeX with its scripts, in LaTeX too."""

    tex: str
    below: str = ""
    above: str = ""


def taken_apart(tex: str) -> tuple[Sign, ...]:
    """The signs of a symbol, in order; none where it holds more than signs and scripts."""
    found: list[Sign] = []
    while tex:
        base = _base(tex)
        if base is None:
            return ()
        tex = tex[len(base) :]
        scripts = {"_": "", "^": ""}
        while tex[:1] in scripts and tex:
            inside = braced(tex[1:]) if tex[1:2] == "{" else (tex[1:2], tex[2:])
            scripts[tex[0]], tex = inside
        found.append(Sign(base.strip(), scripts["_"], scripts["^"]))
    return tuple(found)


def braced(tex: str) -> tuple[str, str]:
    """What stands in the braces at the beginning, and what comes after them."""
    depth = 0
    for index, sign in enumerate(tex):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return tex[1:index], tex[index + 1 :]
    raise AssertionError(tex)


def _base(tex: str) -> str | None:
    """The first sign, or a whole symbol in braces."""
    if tex.startswith("{"):
        return tex[: len(braced(tex)[0]) + 2]
    match = TOKEN.match(tex)
    return None if match is None else match[0]
