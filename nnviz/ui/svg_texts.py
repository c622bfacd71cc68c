"""Texts of an SVG on machines that lack our fonts: other fonts, and as much room as with ours."""

import re
from functools import lru_cache
from html import unescape

from PySide6.QtGui import QFont, QFontMetricsF

from nnviz.ui.style import FAMILY, MONOSPACED

ALIKE = {
    FAMILY: "Bitstream Vera Sans, Verdana, sans-serif",
    MONOSPACED: "Bitstream Vera Sans Mono, Menlo, monospace",
    "STIX Two Math": "STIX Two Text, Cambria Math, Times New Roman, serif",
}
"""Fonts whose letters are about as wide as ours."""
_TEXT = re.compile(
    r'font-family="([^"]*)" font-size="([^"]*)" font-weight="(\d+)" font-style="(\w+)"(\s*)>([^<]*[^<\s][^<]*)</text>'
)


def portable(svg: str) -> str:
    """The SVG with other fonts beside ours, and with the width of every text, which no other font exceeds."""
    return _TEXT.sub(_portable, svg)


def _portable(match: re.Match[str]) -> str:
    family, size, weight, style, space, text = match.groups()
    width = _metrics(family, round(float(size)), int(weight), style).horizontalAdvance(unescape(text))
    families = ", ".join((family, ALIKE[family])) if family in ALIKE else family
    return (
        f'font-family="{families}" font-size="{size}" font-weight="{weight}" font-style="{style}"'
        f' textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"{space}>{text}</text>'
    )


@lru_cache(maxsize=64)
def _metrics(family: str, size: int, weight: int, style: str) -> QFontMetricsF:
    font = QFont(family)
    font.setPixelSize(max(1, size))
    font.setWeight(QFont.Weight(weight))
    font.setItalic(style == "italic")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return QFontMetricsF(font)
