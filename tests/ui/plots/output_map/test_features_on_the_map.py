"""The map runs over the raw inputs, and goes through the features to the network."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from nnviz.core.activations import activation
from nnviz.core.arrays import frozen
from nnviz.core.recipe import Recipe
from nnviz.data.build import build
from nnviz.data.spec import DataSpec, Generated, Inline
from nnviz.ui.plots.output_map.making import Wish, drawn, ground
from nnviz.ui.plots.output_map.panel import OutputMap
from nnviz.ui.plots.output_map.reading import reading
from nnviz.ui.plots.output_map.subject import subject_of
from nnviz.ui.theme import LIGHT
from tests.ui.states import layered, running, state_of

CLOUD = DataSpec(Generated("xor", 100), features=("x1", "x2", "x1*x2"))


def unit(weight, kind="tanh"):
    """One unit with these weights, hearing as many inputs."""
    net = layered((len(weight), 1), activation(kind))
    return net.with_layer(0, net.layers[0].with_values(frozen([weight]), frozen([0.0])))


def picture(data, network):
    wish = Wish((0, 1), np.zeros(len(data.raw_input_names)), output=0)
    prepared = ground(subject_of(network, data), network, wish)
    return prepared, drawn(prepared, network, row=0)


@pytest.mark.parametrize("standardize", [False, True])
def test_a_unit_that_hears_the_product_answers_in_four_quarters(standardize):
    data = build(replace(CLOUD, standardize=standardize), None, 0)
    _, drawing = picture(data, unit([0.0, 0.0, 1.0]))
    assert drawing.names == ("x1", "x2")
    low, high = drawing.levels[5, 5], drawing.levels[5, -5]
    assert low > 200
    assert high < 60
    assert drawing.marked == tuple(data.raw_inputs[0])


def test_the_reading_names_the_raw_inputs_and_goes_through_the_features():
    data = build(CLOUD, None, 0)
    network = unit([0.0, 0.0, 1.0], "linear")
    prepared, _ = picture(data, network)
    assert reading(prepared, network, (2.0, -3.0), 2) == "x1 = 2.00, x2 = −3.00:  o1 = −6.00"


def test_only_raw_inputs_are_offered_and_held(qtbot):
    inline = Inline(np.random.RandomState(0).uniform(1, 9, (30, 3)), np.ones((30, 1)))
    data = build(DataSpec(inline, features=("x1*x3", "x2^2", "log(x3)", "sin(x1)"), standardize=True), None, 0)
    panel = OutputMap(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(500, 500)
    panel.show()
    panel.render(running(state_of(unit([0.1, 0.2, 0.3, 0.4]), Recipe(dataset=data))))
    assert panel.choices.across.count() == 3
    assert list(panel.held.sliders) == [2]
    before = panel.canvas.drawing.levels.copy()
    qtbot.keyClick(panel.held.sliders[2], Qt.Key.Key_Home)
    panel.grab()
    assert not np.array_equal(before, panel.canvas.drawing.levels)


def test_where_a_feature_has_no_value_the_map_is_neither_blue_nor_orange():
    inline = Inline(np.random.RandomState(0).uniform(1, 9, (30, 2)), np.eye(2)[[0, 1] * 15][:, :1])
    data = build(DataSpec(inline, features=("log(x1)", "x2")), None, 0)
    network, subject = unit([1.0, 0.0]), subject_of(unit([1.0, 0.0]), data)
    wide = tuple(replace(subject.span(column), low=-9.0) for column in (0, 1))
    drawing = drawn(ground(subject, network, Wish((0, 1), np.zeros(2), output=0), spans=wide), network, None)
    assert set(drawing.levels[:, 0].tolist()) <= {127, 128}
    assert np.isfinite(drawing.boundary).all()
    assert len(drawing.boundary)


def test_a_curve_has_a_gap_where_a_feature_has_no_value(qtbot):
    inline = Inline(np.linspace(0.1, 9, 30)[:, np.newaxis], np.ones((30, 1)))
    data = build(DataSpec(inline, features=("sqrt(x)",)), None, 0)
    panel = OutputMap(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(500, 500)
    panel.show()
    panel.render(running(state_of(unit([1.0], "linear"), Recipe(dataset=data))))
    curve = panel.canvas.drawing.curves[0]
    assert np.isnan(curve[0])
    assert np.isfinite(curve[-1])
    panel.grab()
