"""What stages and axes are called."""

from PySide6.QtCore import QCoreApplication

from nnviz.core.network import Network
from nnviz.storage.document import View
from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.hidden_space.drawing import Axis
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


def axes_of(network: Network, space: Space, spans: tuple[Span, ...], view: View) -> tuple[Axis, ...]:
    """The axes of a space; ``spans``: what they cover, in the original units."""
    if space.principal is None:
        names = symbols_of(network, space.stage, view)
        return tuple(Axis(name, name, span) for name, span in zip(names, spans, strict=True))
    translate, shares = QCoreApplication.translate, space.principal.shares.tolist()
    leading = (
        translate("HiddenSpace", "first principal axis ({share} % of the variance)"),
        translate("HiddenSpace", "first principal axis ({share} %)"),
    )
    following = (
        translate("HiddenSpace", "second principal axis ({share} % of the variance)"),
        translate("HiddenSpace", "second principal axis ({share} %)"),
    )
    texts = (leading, following) if shares[0] >= shares[1] else (following, leading)
    return tuple(
        Axis(name.format(share=round(100 * share)), short.format(share=round(100 * share)), span)
        for (name, short), share, span in zip(texts, shares, spans, strict=True)
    )


def symbols_of(network: Network, stage: Stage, view: View) -> tuple[str, ...]:
    """What the numbers of a stage are called, as the formulas write them."""
    if stage.layer == INPUT:
        return network.input_names
    labels = Labels(Names(network, notation=view.notation, first_layer=view.first_layer), view.symbols)
    layer = network.layers[stage.layer]
    symbol, count = (labels.net_input, len(layer.weight)) if stage.net_inputs else (labels.activation, layer.units)
    return tuple(symbol(stage.layer, row).text for row in range(count))
