"""What of the diagram does a number belong to, and which number does a thing of the diagram show?"""

from collections.abc import Iterator

from nnviz.core.network import Network
from nnviz.session.state import Element, Part, Shown
from nnviz.walkthrough.quantity import Kind, Quantity

_OF_INPUTS = (Kind.INPUT, Kind.INPUT_GRADIENT)
_OF_TARGETS = (Kind.TARGET, Kind.OUTPUT_LOSS)
_OF_ROWS = (Kind.NET_INPUT, Kind.SLOPE, Kind.JACOBIAN, Kind.DELTA, Kind.SHORT_DELTA)
_OF_UNITS = (Kind.ACTIVATION, Kind.OUTPUT_GRADIENT, Kind.RESPONSE)
_OF_PARAMETERS = (
    Kind.WEIGHT,
    Kind.BIAS,
    Kind.SAMPLE_GRADIENT,
    Kind.WEIGHT_GRADIENT,
    Kind.SAMPLE_BIAS_GRADIENT,
    Kind.BIAS_GRADIENT,
    Kind.VELOCITY,
    Kind.MEAN_SQUARE,
    Kind.FIRST_MOMENT,
    Kind.SECOND_MOMENT,
    Kind.CORRECTED_FIRST,
    Kind.CORRECTED_SECOND,
    Kind.NEW_WEIGHT,
    Kind.NEW_BIAS,
)


def element_of(quantity: Quantity, network: Network) -> Element | None:  # noqa: PLR0911 - one case a kind
    """The thing that a number belongs to; none for the loss of all outputs, the penalty and settings."""
    kind, layer, unit = quantity.kind, quantity.layer, quantity.unit
    if kind in _OF_INPUTS:
        return Element(Part.INPUT, -1, unit)
    if kind in _OF_TARGETS:
        return Element(Part.TARGET, layer, unit)
    if kind in _OF_ROWS:
        return Element(Part.UNIT, layer, unit // network.layers[layer].activation.pieces)
    if kind in _OF_UNITS:
        return Element(Part.UNIT, layer, unit)
    if kind is Kind.CONTRIBUTION:  # it comes back through the weight of the unit behind
        return Element(Part.WEIGHT, layer + 1, quantity.source or 0, unit)
    if kind in _OF_PARAMETERS:
        part = Part.BIAS if quantity.source is None else Part.WEIGHT
        return Element(part, layer, unit, quantity.source or 0)
    return None


def paths(response: Quantity, network: Network) -> Iterator[Element]:
    """The input of an entry of the Jacobian, and all that lies between it and the output; the many edges last."""
    source, last = response.source or 0, network.depth - 1
    yield Element(Part.INPUT, -1, source)
    for layer, own in enumerate(network.layers[:-1]):
        yield from (Element(Part.UNIT, layer, unit) for unit in range(own.units))
    for layer, own in sorted(enumerate(network.layers), key=lambda found: found[1].weight.size):
        pieces = own.activation.pieces
        every = layer < last or own.activation.name == "softmax"
        rows = range(len(own.weight)) if every else range(response.unit * pieces, (response.unit + 1) * pieces)
        sources = range(own.sources) if layer else (source,)
        yield from (Element(Part.WEIGHT, layer, row, heard) for row in rows for heard in sources)


def quantity_of(element: Element, network: Network, shown: Shown) -> Quantity:
    """The number that a thing of the diagram shows; of a unit with several net inputs the first of them."""
    layer, unit, pieces = element.layer, element.unit, network.layers[element.layer].activation.pieces
    match element.part:
        case Part.INPUT:
            slopes = shown in (Shown.DELTAS, Shown.GRADIENTS)
            return Quantity(Kind.INPUT_GRADIENT if slopes else Kind.INPUT, -1, unit)
        case Part.TARGET:
            return Quantity(Kind.TARGET, layer, unit)
        case Part.BIAS:
            return Quantity(Kind.BIAS, layer, unit)
        case Part.WEIGHT:
            kind = Kind.WEIGHT_GRADIENT if shown is Shown.GRADIENTS else Kind.WEIGHT
            return Quantity(kind, layer, unit, element.source)
    if shown is Shown.DELTAS:
        return Quantity(Kind.DELTA, layer, unit * pieces)
    return Quantity(Kind.OUTPUT_GRADIENT if shown is Shown.GRADIENTS else Kind.ACTIVATION, layer, unit)
