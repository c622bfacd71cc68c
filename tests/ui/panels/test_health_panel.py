"""A bar of gradient sizes for each layer, with a sign where they vanish or explode."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.activations import activation
from nnviz.core.health import Flow
from nnviz.core.recipe import Recipe
from nnviz.core.snapshot import Phase
from nnviz.ui.panels.gradient_bars import Bar, GradientBars
from nnviz.ui.panels.health_panel import HealthPanel
from nnviz.ui.theme import DARK, LIGHT
from tests.ui.states import at, example, layered, points, running, state_of


@pytest.fixture
def panel(qtbot):
    panel = HealthPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(420, 300)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def deep(kind="sigmoid"):
    return running(state_of(layered((2, *(4,) * 8, 1), activation(kind)), Recipe(dataset=points())))


def test_every_layer_has_a_bar_of_its_mean_gradient(panel):
    state = running(example("backpropagation-by-hand"))
    panel.render(state)
    sizes = [np.abs(trace.weight_gradient).mean() for trace in state.seen.traces]
    assert [(bar.layer, bar.size) for bar in panel.bars.bars] == list(zip(["hidden", "output"], sizes, strict=True))


def test_bars_appear_as_the_way_back_goes_on(panel):
    state = example("backpropagation-by-hand")
    panel.render(at(state, Phase.LOSS))
    assert [bar.size for bar in panel.bars.bars] == [None, None]
    assert "way back" in panel.note.text()
    panel.render(at(state, Phase.BACKWARD))
    assert [bar.size is None for bar in panel.bars.bars] == [True, False]


def test_vanishing_gradients_are_called_so(panel):
    panel.render(deep())
    assert panel.bars.bars[0].flow is Flow.VANISHING
    assert panel.note.text().startswith("Vanishing gradient")


def test_exploding_gradients_are_called_so(panel):
    state = deep("linear")
    layers = [replace(layer, weight=30 * layer.weight) for layer in state.network.layers]
    panel.render(running(state_of(replace(state.network, layers=tuple(layers)), state.recipe)))
    assert panel.bars.bars[0].flow is Flow.EXPLODING
    assert panel.note.text().startswith("Exploding gradient")


def test_a_sign_and_another_color_stand_at_the_layer(panel):
    panel.render(deep())
    picture = panel.grab().toImage()
    colors = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert {LIGHT.highlight.rgb(), LIGHT.error.rgb()} <= colors


def test_a_bar_is_as_long_as_its_power_of_ten(qtbot):
    bars = GradientBars(LIGHT)
    qtbot.addWidget(bars)
    bars.resize(500, bars.sizeHint().height())
    bars.show_bars([Bar("first", 1e-3), Bar("second", 1e-1)])
    bars.resize(500, bars.sizeHint().height())
    picture = bars.grab().toImage()
    ground = picture.pixel(250, 1)
    lengths = []
    for line in (0.5, 1.5):
        y = round(picture.height() * line / 3)
        lengths.append(sum(picture.pixel(x, y) not in (ground, LIGHT.border.rgb()) for x in range(90, 330)))
    assert lengths[1] > 1.5 * lengths[0] > 0


@pytest.mark.parametrize("size", [0.0, float("nan"), float("inf"), 1e-300, 1e300])
def test_every_size_can_be_shown(qtbot, size):
    bars = GradientBars(DARK)
    qtbot.addWidget(bars)
    bars.show_bars([Bar("first", size), Bar("second", 1e-1), Bar("third", None)])
    assert not bars.grab().isNull()


def test_a_network_without_data_has_none(panel):
    state = example("backpropagation-by-hand")
    panel.render(replace(state, seen=None))
    assert [bar.size for bar in panel.bars.bars] == [None, None]
