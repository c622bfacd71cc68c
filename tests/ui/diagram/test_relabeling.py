"""Another notation relabels the diagram, and hides no number."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont

from nnviz.core.snapshot import Phase
from nnviz.session.state import Element, Part
from nnviz.storage.document import View
from nnviz.ui.diagram.arranging import Canvas
from nnviz.ui.diagram.biases import bias_text
from nnviz.ui.diagram.composer import Composer
from nnviz.ui.diagram.inspection import Inspector
from nnviz.ui.diagram.neurons_item import small_text
from nnviz.ui.theme import LIGHT
from nnviz.walkthrough.conventions import CONVENTIONS
from tests.ui.states import at, example

SMALL = QSizeF(676, 587)
"""The diagram in a window of 1280 x 800."""


def drawn(name, convention, size=SMALL):
    state = at(example(name), Phase.BACKWARD)
    view = View(convention.notation, convention.symbols, convention.first_layer, convention.delta_sign)
    state = replace(state, view=replace(view, bias_as=convention.bias_as))
    return Composer().compose(state, Canvas(LIGHT, QFont("DejaVu Sans"), 14, size), None)


def by_name(name):
    return next(convention for convention in CONVENTIONS if convention.name == name)


@pytest.mark.parametrize("convention", CONVENTIONS, ids=lambda convention: convention.name)
@pytest.mark.parametrize("network", ["backpropagation-by-hand", "xor-2-2-1"])
def test_every_weight_keeps_its_number_in_a_small_window(qapp, network, convention):
    drawing = drawn(network, convention)
    assert all(len(places) == len(bundle.lines) for places, bundle in zip(drawing.labels, drawing.bundles, strict=True))


@pytest.mark.parametrize(
    ("convention", "weight", "bias", "small", "delta"),
    [
        ("w₁ w₂", "w₆", "b₃", "net 0.0702", 0.5175),
        ("000", "w₁₂⁽²⁾", "b₁⁽²⁾", "a 0.0702", -0.5175),
        ("001", "w₂₁⁽²⁾", "w₀₁⁽²⁾", "z 0.0702", 0.5175),
        ("002", "W₁₂⁽²⁾", "W₁₀⁽²⁾", "z 0.0702", 0.5175),
        ("003", "w₂₁⁽²⁾", "b₁⁽²⁾", "net 0.0702", -0.5175),
        ("004", "w₁₂⁽²⁾", "b₁⁽²⁾", "net 0.0702", 0.5175),
    ],
)
def test_everything_is_called_as_in_the_deck(qapp, convention, weight, bias, small, delta):
    drawing = drawn("xor-2-2-1", by_name(convention))
    output = drawing.readings.columns[2]
    assert drawing.edge_text(1, 0, 1)[0] == weight
    assert bias_text(drawing, 1, 0)[0] == bias
    assert small_text(drawing, output, 0, 2) == small
    assert output.delta[0] == pytest.approx(delta, abs=5e-5)


def test_pointing_tells_the_sum_as_in_the_deck(qapp):
    drawing = drawn("xor-2-2-1", by_name("002"))
    lines = Inspector(drawing.readings, 4).inspect(Element(Part.UNIT, 1, 0)).lines
    assert lines[0] == ("z", "W₁₁⁽²⁾ · h₁ + W₁₂⁽²⁾ · h₂ + W₁₀⁽²⁾ · 1")
    assert lines[3][1].startswith("1/(1 + e^-z)")
