"""While training runs a picture may be put off: until then all that the user does with it is about what it shows."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox

from nnviz.session.state import Element, Part
from nnviz.ui.export import Format, Ground, content
from nnviz.ui.plots.drawing_pad.panel import DrawingPad
from nnviz.ui.plots.explorer.panel import ActivationExplorer
from nnviz.ui.plots.hidden_space.panel import HiddenSpace
from nnviz.ui.plots.history_plot import HistoryPlot
from nnviz.ui.plots.landscape.panel import LossLandscape
from nnviz.ui.plots.loss_plot import LossPlot
from nnviz.ui.plots.output_map.panel import OutputMap
from nnviz.ui.plots.outputs.panel import Outputs
from nnviz.ui.plots.surface.panel import OutputSurface
from nnviz.ui.plots.weights.panel import WeightsPanel
from nnviz.ui.theme import DARK, LIGHT
from tests.session.desk import desk

PANELS = [
    ActivationExplorer,
    DrawingPad,
    HiddenSpace,
    HistoryPlot,
    LossLandscape,
    LossPlot,
    OutputMap,
    OutputSurface,
    Outputs,
    WeightsPanel,
]
PAIRS = [
    ("digits-784-64-10", "moons-2-8-1"),
    ("moons-2-8-1", "digits-784-64-10"),
    ("house-prices", "xor-2-2-1"),
    ("blobs-2-6-4", "moons-2-8-1"),
    ("auto-associative-8-3-8", "linear-regression"),
]


def running(name):
    """A network that trains, with a unit selected that few others have."""
    state = desk(name).state
    return replace(state, playing=True, selection=Element(Part.UNIT, 0, state.network.layers[0].units - 1))


@pytest.fixture
def show(qtbot):
    def shown(kind):
        panel = kind(LIGHT)
        qtbot.addWidget(panel)
        panel.resize(480, 560)
        panel.show()
        qtbot.waitExposed(panel)
        panel._pace._interval = 3600  # no second redraw comes by itself
        return panel

    return shown


@pytest.mark.parametrize(("before", "after"), PAIRS)
@pytest.mark.parametrize("kind", PANELS)
def test_what_is_done_while_another_network_is_put_off_is_about_the_one_shown(qtbot, show, kind, before, after):
    panel = show(kind)
    panel.render(running(before))
    panel.render(running(after))
    for field in panel.findChildren(QComboBox):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    for field in panel.findChildren(QCheckBox):
        field.click()
    for down in range(10, panel.height(), 20):
        place = QPoint(panel.width() // 2, down)
        part = panel.childAt(place) or panel
        qtbot.mouseMove(part, part.mapFrom(panel, place))
    panel.resize(400, 500)
    content(panel.picture(DARK), Format.SVG, Ground.DARK.color)


@pytest.mark.parametrize(("before", "after"), PAIRS)
@pytest.mark.parametrize("kind", PANELS)
def test_another_network_takes_the_place_of_the_one_shown(show, kind, before, after):
    panel = show(kind)
    panel.resize(420, 560)
    panel.render(desk(before).state)
    panel.render(desk(after).state)
    panel.resize(460, 500)
    content(panel.picture(DARK), Format.SVG, Ground.DARK.color)
