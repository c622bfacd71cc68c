"""The colors of the classes."""

from itertools import combinations

import numpy as np
import pytest

from nnviz.ui.theme import DARK, LIGHT

SEEN = {
    "everyone": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}
"""How colors look to color-blind viewers, in linear light (Machado, Oliveira and Fernandes 2009)."""
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(color, seen):
    """The color in CIE L*a*b*, where distances are differences that people see."""
    rgb = np.array(color.getRgbF()[:3])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(np.array(seen) @ linear, 0, 1) / [0.9505, 1.0, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("seen", SEEN)
def test_the_classes_are_told_apart(theme, seen):
    colors = [lab(color, SEEN[seen]) for color in theme.classes]
    assert min(np.linalg.norm(one - other) for one, other in combinations(colors[:6], 2)) > 15
    assert min(np.linalg.norm(one - other) for one, other in combinations(colors, 2)) > 7


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_no_class_looks_like_the_ground(theme):
    ground = lab(theme.canvas, np.eye(3))
    assert min(np.linalg.norm(lab(color, np.eye(3)) - ground) for color in theme.classes) > 30


def test_the_colors_of_classes_begin_anew():
    assert LIGHT.class_color(10) == LIGHT.class_color(0)
