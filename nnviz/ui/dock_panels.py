"""Which panel stands in which dock; what takes long to load comes later."""

from collections.abc import Iterator

from nnviz.ui.dock import Dock
from nnviz.ui.docks import Docks
from nnviz.ui.formula.matrix_panel import MatrixPanel
from nnviz.ui.panel import Panel
from nnviz.ui.panels.algorithm_panel import AlgorithmPanel
from nnviz.ui.panels.data_panel import DataPanel
from nnviz.ui.panels.health_panel import HealthPanel
from nnviz.ui.panels.network_panel import NetworkPanel
from nnviz.ui.panels.notation_panel import NotationPanel
from nnviz.ui.panels.training_panel import TrainingPanel
from nnviz.ui.theme import Theme


def panels_of(docks: Docks, theme: Theme) -> Iterator[tuple[Dock, Panel]]:
    """Each dock with its new panel."""
    yield docks.network, NetworkPanel(theme)
    yield docks.training, TrainingPanel(theme)
    yield docks.notation, NotationPanel(theme)
    yield docks.data, DataPanel(theme)
    yield docks.gradients, HealthPanel(theme)
    yield docks.matrices, MatrixPanel(theme)
    yield docks.algorithm, AlgorithmPanel(theme)


def plots_of(docks: Docks, theme: Theme) -> Iterator[tuple[Dock, Panel]]:
    """Each dock with its new plot: pyqtgraph takes half a second to load, so they come after the window was seen."""
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

    yield docks.loss, LossPlot(theme)
    yield docks.history, HistoryPlot(theme)
    yield docks.landscape, LossLandscape(theme)
    yield docks.outputs, Outputs(theme)
    yield docks.weights, WeightsPanel(theme)
    yield docks.output_map, OutputMap(theme)
    yield docks.surface, OutputSurface(theme)
    yield docks.hidden_space, HiddenSpace(theme)
    yield docks.explorer, ActivationExplorer(theme)
    yield docks.drawing_pad, DrawingPad(theme)
