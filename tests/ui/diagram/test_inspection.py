"""Pointing at an element tells everything about it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QWidget

from nnviz.core.activations import activation
from nnviz.core.dataset import dataset
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Phase
from nnviz.session.state import Element, Part
from nnviz.ui.diagram.inspection import Inspector
from nnviz.ui.diagram.inspector_card import InspectorCard
from nnviz.ui.diagram.readings import read
from nnviz.ui.theme import LIGHT
from tests.ui.states import at, example, layered, running, state_of


def inspected(state, element, digits=4):
    inspection = Inspector(read(state), digits).inspect(element)
    return inspection.title, [f"{word} {text}".strip() for word, text in inspection.lines]


@pytest.fixture
def done():
    return at(example("backpropagation-by-hand"), Phase.UPDATE)


def test_a_neuron_tells_its_weighted_sum_with_names_and_with_numbers(done):
    title, lines = inspected(done, Element(Part.UNIT, 0, 0))
    assert title == "h₁ · hidden · sigmoid"
    assert lines[:3] == [
        "net w₁ · i₁ + w₂ · i₂ + b₁",
        "= 0.1500 · 0.0500 + 0.2000 · 0.1000 + 0.3500",
        "= 0.3775",
    ]
    assert "out 1/(1 + e^-net)  =  0.5933" in lines
    assert "∂E/∂out 0.0364" in lines
    assert "δ = ∂E/∂net 0.0088" in lines


def test_a_sum_of_long_numbers_has_a_line_for_each_term(done):
    _, lines = inspected(done, Element(Part.UNIT, 0, 0), 9)
    assert lines[1:5] == [
        "= 0.150000000 · 0.050000000",
        "+ 0.200000000 · 0.100000000",
        "+ 0.350000000",
        "= 0.377500000",
    ]


def test_the_card_sets_powers_as_powers(qtbot, done):
    parent = QWidget()
    qtbot.addWidget(parent)
    card = InspectorCard(LIGHT, parent)
    inspection = Inspector(read(done), 4).inspect(Element(Part.UNIT, 0, 0))
    card.show_inspection(inspection, "", lambda _: QPointF())
    assert "1/(1 + e<sup>−net</sup>)  =  0.5933" in card.text()


def test_a_weight_tells_its_gradient_and_its_new_value(done):
    title, lines = inspected(done, Element(Part.WEIGHT, 1, 0, 0))
    assert title == "w₅ · h₁ → o₁"
    assert lines == [
        "w₅ 0.4000",
        "w₅ · h₁ 0.4000 · 0.5933 = 0.2373",
        "∂E/∂w₅ δ(o₁) · h₁  =  0.1385 · 0.5933  =  0.0822",
        "new w₅ 0.3589",
    ]


def test_a_delta_that_is_the_negative_slope_says_so(done):
    done = replace(done, view=replace(done.view, delta_sign="-"))
    assert "δ = −∂E/∂net −0.1385" in inspected(done, Element(Part.UNIT, 1, 0))[1]
    product = "∂E/∂w₅ −δ(o₁) · h₁  =  −(−0.1385) · 0.5933  =  0.0822"
    assert product in inspected(done, Element(Part.WEIGHT, 1, 0, 0))[1]


def test_a_frozen_bias_says_so(done):
    assert inspected(done, Element(Part.BIAS, 0, 0))[1][0] == "b₁ 0.3500  (frozen)"


def test_a_target_tells_error_and_loss(done):
    title, lines = inspected(done, Element(Part.TARGET, 1, 0))
    assert title == "target of o₁"
    assert lines[:4] == ["target 0.0100", "o₁ 0.7514", "error 0.7414", "E 0.2748"]


def test_an_input_tells_how_the_loss_changes_with_it(done):
    assert inspected(done, Element(Part.INPUT, -1, 0))[1][1].startswith("∂E/∂i₁ ")


def test_negative_factors_stand_in_brackets():
    lines = inspected(at(example("three-three-one"), Phase.UPDATE), Element(Part.UNIT, 0, 0))[1]
    assert " ".join(lines[1:5]) == "= 0.2000 · 1.0000 + (−0.3000) · 0.0000 + 0.4000 · 1.0000 + 0.1000 · 1"


def test_a_long_sum_is_shortened_and_names_its_largest_terms(qapp):
    lines = inspected(running(example("glyph-digits-784-128-10"), 7), Element(Part.UNIT, 0, 5))[1]
    assert " + … + " in lines[0]
    assert lines[3].startswith("largest terms ")
    assert lines[3].count(" = ") == 3


def test_a_maxout_unit_tells_every_piece():
    data = dataset("test", np.ones((1, 2)), np.ones((1, 1)))
    state = state_of(layered((2, 2, 1), activation("maxout"), activation("linear")), Recipe(dataset=data))
    lines = inspected(at(state, Phase.UPDATE), Element(Part.UNIT, 0, 1))[1]
    assert [line for line in lines if line.startswith(("z 1", "z 2"))] == [
        "z 1 w₅ · x₁ + w₆ · x₂ + b₃",
        "z 2 w₇ · x₁ + w₈ · x₂ + b₄",
    ]


@pytest.mark.parametrize("part", [Part.INPUT, Part.UNIT, Part.WEIGHT, Part.BIAS, Part.TARGET])
def test_everything_can_be_asked_before_anything_is_known(part):
    state = at(example("backpropagation-by-hand"), Phase.READY)
    assert inspected(state, Element(part, -1 if part is Part.INPUT else 1, 0))[0]
