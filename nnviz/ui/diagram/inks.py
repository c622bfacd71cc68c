"""Fonts and colors of the diagram, made once and used in every frame."""

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from nnviz.ui.theme import Theme, blend

FAINTEST = 0.3
"""The share of its color that even the smallest value keeps."""
LEVELS = 12
"""Shades and widths of the edges of one sign: lines of one shade are drawn in one call."""


class Inks:
    """What a theme and a size of text come to."""

    def __init__(self, theme: Theme, font: QFont, em: float) -> None:
        self.theme = theme
        self.font = font
        self.em = em
        self.second = blend(theme.text, theme.quiet, 0.6)  # of names and small numbers
        self.rim, self.quiet_rim = (theme.faded(theme.text, share) for share in (0.1, 0.55))  # of circles
        self.card_rim = blend(theme.border, theme.text, 0.2)
        self._fonts: dict[tuple[int, bool, bool], tuple[QFont, QFontMetricsF]] = {}
        self._edges = {
            (level, stands_out): self._edge(level, stands_out)
            for level in (*range(-LEVELS - 1, 0), *range(1, LEVELS + 2))
            for stands_out in (True, False)
        }

    def sized(self, factor: float, bold: bool = False, italic: bool = False) -> QFont:
        """The font, so many times as large as the text."""
        return self._sized(factor, bold, italic)[0]

    def width(self, text: str, factor: float = 1.0, bold: bool = False, italic: bool = False) -> float:
        """How wide the text is in that font."""
        return self._sized(factor, bold, italic)[1].horizontalAdvance(text)

    def edge(self, level: int, stands_out: bool) -> QColor:
        """The color of an edge of that level, from +-1 for nothing to +-(LEVELS + 1) for the most."""
        return self._edges[level, stands_out]

    def _sized(self, factor: float, bold: bool, italic: bool) -> tuple[QFont, QFontMetricsF]:
        key = (max(1, round(self.em * factor)), bold, italic)
        if key not in self._fonts:
            font = QFont(self.font)
            font.setPixelSize(key[0])
            font.setBold(bold)
            font.setItalic(italic)
            self._fonts[key] = (font, QFontMetricsF(font))
        return self._fonts[key]

    def _edge(self, level: int, stands_out: bool) -> QColor:
        share = (abs(level) - 1) / LEVELS
        color = edge_color(self.theme, share if level > 0 else -share, 1.0, level < 0)
        return color if stands_out else self.theme.faded(color)


def edge_color(theme: Theme, value: float, scale: float, negative: bool | None = None) -> QColor:
    """Blue for positive, orange for negative, and strong enough to be seen however small it is."""
    share = FAINTEST + (1 - FAINTEST) * min(1.0, abs(value) / scale if scale > 0 else 0.0)
    below = value < 0 if negative is None else negative
    return blend(theme.neutral, theme.negative if below else theme.positive, share)
