"""How can ten digits be shown where no file of digits is at hand?  Drawn on 5 by 7 dots and enlarged."""

import numpy as np

from nnviz.core.arrays import Array

SIDE = 28

GLYPHS = (
    "01110 10001 10011 10101 11001 10001 01110",
    "00100 01100 00100 00100 00100 00100 01110",
    "01110 10001 00001 00110 01000 10000 11111",
    "01110 10001 00001 00110 00001 10001 01110",
    "00010 00110 01010 10010 11111 00010 00010",
    "11111 10000 11110 00001 00001 10001 01110",
    "00110 01000 10000 11110 10001 10001 01110",
    "11111 00001 00010 00100 01000 01000 01000",
    "01110 10001 10001 01110 10001 10001 01110",
    "01110 10001 10001 01111 00001 00010 01100",
)


def glyph_digits(_: int, __: float, ___: np.random.RandomState) -> tuple[Array, Array]:
    """The ten pictures in order, ink 1 on 0, (10, 784), and one-hot targets (10, 10); nothing is drawn at random."""
    return np.stack([_picture(glyph).ravel() for glyph in GLYPHS]), np.eye(len(GLYPHS))


def _picture(glyph: str) -> Array:
    dots = np.array([[float(dot) for dot in line] for line in glyph.split()])
    picture = np.zeros((SIDE, SIDE))
    picture[3:24, 6:21] = np.kron(dots, np.ones((3, 3)))
    return picture
