"""How does a symbol in LaTeX become a drawing?  ziamath draws it once; every size and color of it is the same drawing.

Only symbols are drawn this way, each of them once for a network: formulas are put together from them.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPainterPath

if TYPE_CHECKING:
    from ziamath.zmath import Latex

EM = 100.0
"""The size in which everything is typeset; what is painted is scaled."""
KEPT = 8192
"""Symbols that are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """A drawing whose baseline begins at the origin; y grows downwards."""

    path: QPainterPath
    width: float
    ascent: float
    descent: float


@lru_cache(maxsize=KEPT)
def typeset(tex: str) -> Glyphs:
    """Draw a piece of LaTeX."""
    drawn = _engine()(tex, size=EM, margin=0)
    box = drawn.node.bbox
    return Glyphs(_path(drawn.svgxml()), box.xmax + max(0.0, box.xmin), box.ymax, -box.ymin)


@lru_cache(maxsize=1)
def number_font() -> QFont:
    """The font of the symbols, for numbers beside them."""
    data = files("ziamath").joinpath("fonts", "STIXTwoMath-Regular.ttf").read_bytes()
    font = QFont(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFontFromData(QByteArray(data))))
    font.setPixelSize(round(EM))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=1)
def _engine() -> "type[Latex]":
    from ziamath.config import config  # a fifth of a second: after the window has been seen
    from ziamath.zmath import Latex

    config.svg2 = False  # else every glyph is a reference to a symbol
    return Latex


def _path(drawing: ET.Element) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for part in drawing:
        if part.tag == "rect":
            path.addRect(*(float(part.attrib[name]) for name in ("x", "y", "width", "height")))
        elif part.tag == "path":
            _trace(path, iter(part.attrib["d"].split()))
    return path


def _trace(path: QPainterPath, tokens: Iterator[str]) -> None:
    """Follow the outline of a glyph: of a TrueType font it has lines and quadratic curves."""

    def number() -> float:
        return float(next(tokens))

    for token in tokens:
        match token:
            case "M":
                path.moveTo(number(), number())
            case "L":
                path.lineTo(number(), number())
            case "Q":
                path.quadTo(number(), number(), number(), number())
            case "Z":
                path.closeSubpath()
            case _:
                raise AssertionError(f"an outline with {token}")
