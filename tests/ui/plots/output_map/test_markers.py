"""Samples that train and samples that test, told apart on any ground."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from nnviz.ui.plots.output_map.markers import ink_of, paint_sample
from nnviz.ui.theme import DARK, LIGHT

RADIUS = 12.0


def painted(color, ground, test, theme):
    """The colors of a sample from its middle to the right, on a ground."""
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    paint_sample(painter, QPointF(20, 20), 0, RADIUS, ink_of(color, test, theme))
    painter.end()
    return [QColor.fromRgb(image.pixel(20 + across, 20)) for across in range(15)]


def apart(one, other):
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue()))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("of_class", [0, 1, 2])
def test_on_the_ground_of_its_class_a_sample_is_full_or_has_a_hole_and_both_have_an_edge(theme, of_class):
    color = theme.class_color(of_class)
    for ground in (color, theme.canvas):
        train, test = (painted(color, ground, is_test, theme) for is_test in (False, True))
        assert train[0] == color
        assert test[0] == theme.canvas
        assert train[8] == test[8] == color
        assert train[12] == test[12]
        assert apart(train[12], ground) > 60
