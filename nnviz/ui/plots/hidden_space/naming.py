"""What stages and axes are called."""

from PySide6.QtCore import QCoreApplication

from nnviz.core.network import Network
from nnviz.storage.document import View
from nnviz.ui.plots.hidden_space.spaces import Space
from nnviz.ui.plots.hidden_space.stages import INPUT, Stage
from nnviz.walkthrough.notation import Names
from nnviz.walkthrough.symbols import Labels


def stage_name(network: Network, stage: Stage, view: View) -> str:
    """What a stage is called."""
    if stage.layer == INPUT:
        return QCoreApplication.translate("HiddenSpace", "Input")
    name = network.layers[stage.layer].name
    return f"{view.symbols.net_input}: {name}" if stage.net_inputs else name


def heading(network: Network, here: Stage, there: Stage, share: float, view: View) -> str:
    """Where on the way from one stage to the next a picture is."""
    first, second = (stage_name(network, stage, view) for stage in (here, there))
    if share == 0:
        return first
    text = QCoreApplication.translate("HiddenSpace", "{first} → {second}: {share} %")
    return text.format(first=first, second=second, share=round(100 * share))


def axis_names(network: Network, space: Space, view: View) -> tuple[str, ...]:
    """The names of the axes of a space."""
    if space.principal is None:
        return symbols_of(network, space.stage, view)
    across, up = space.principal.shares.tolist()
    if across >= up:
        below = QCoreApplication.translate("HiddenSpace", "first principal axis ({share} % of the variance)")
        above = QCoreApplication.translate("HiddenSpace", "second principal axis ({share} %)")
    else:
        below = QCoreApplication.translate("HiddenSpace", "second principal axis ({share} % of the variance)")
        above = QCoreApplication.translate("HiddenSpace", "first principal axis ({share} %)")
    return below.format(share=round(100 * across)), above.format(share=round(100 * up))


def symbols_of(network: Network, stage: Stage, view: View) -> tuple[str, ...]:
    """What the numbers of a stage are called, as the formulas write them."""
    if stage.layer == INPUT:
        return network.input_names
    labels = Labels(Names(network, notation=view.notation, first_layer=view.first_layer), view.symbols)
    layer = network.layers[stage.layer]
    symbol, count = (labels.net_input, len(layer.weight)) if stage.net_inputs else (labels.activation, layer.units)
    return tuple(symbol(stage.layer, row).text for row in range(count))
