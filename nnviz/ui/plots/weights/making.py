"""From the network to the pictures of its weights."""

import numpy as np

from nnviz.core.network import Network
from nnviz.core.spread import Spread
from nnviz.session.state import Element, Part, State
from nnviz.ui.diagram.readings import largest
from nnviz.ui.plots.weights.matrix import Matrix
from nnviz.ui.plots.weights.streams import Streams, Strip, Words
from nnviz.ui.plots.weights.wall import Wall
from nnviz.walkthrough.notation import subscripted

DIGITS = 4
"""Where the view shows numbers rounded to 0 or 1."""


def sees_pictures(state: State) -> bool:
    """Whether the weights of the first layer are pictures, as its inputs are."""
    data = state.recipe.dataset
    shape = None if data is None else data.input_shape
    return shape is not None and shape[0] * shape[1] == state.network.inputs


def wall_of(state: State) -> Wall:
    """The weights of the first layer as pictures."""
    network, data = state.network_seen, state.recipe.dataset
    assert data is not None
    assert data.input_shape is not None
    weight, pieces = network.layers[0].weight, network.layers[0].activation.pieces
    chosen = state.selection
    selected = chosen.unit if chosen is not None and chosen.layer == 0 and chosen.part is Part.UNIT else None
    pictures = weight.reshape(-1, *data.input_shape)
    return Wall(pictures, row_names(network, 0), largest(weight), selected, pieces)


def matrix_of(state: State, layer: int) -> Matrix:
    """The weights and biases of a layer."""
    network = state.network_seen
    own = network.layers[layer]
    before = network.input_names if layer == 0 else network.layers[layer - 1].unit_names
    reach = largest(own.weight) if own.bias is None else max(largest(own.weight), largest(own.bias))
    columns = tuple(subscripted(name) for name in before)
    digits = DIGITS if state.view.digits is None else state.view.digits
    return Matrix(
        own.weight, own.bias, layer, row_names(network, layer), columns, reach, digits, _row(state.selection, network)
    )


def _row(selection: Element | None, network: Network) -> Element | None:
    """The selection with the row of the matrix in which its unit begins."""
    if selection is None or selection.part is not Part.UNIT or not 0 <= selection.layer < network.depth:
        return selection
    pieces = network.layers[selection.layer].activation.pieces
    return Element(Part.UNIT, selection.layer, selection.unit * pieces)


def row_names(network: Network, layer: int) -> tuple[str, ...]:
    """The names of the rows of a weight matrix: of the units, and of their pieces where a unit has several."""
    own = network.layers[layer]
    names = [subscripted(name) for name in own.unit_names]
    if own.activation.pieces == 1:
        return tuple(names)
    return tuple(f"{name} · {piece + 1}" for name in names for piece in range(own.activation.pieces))


def streams_of(places: list[tuple[int, Spread]], what: str, names: list[str], ink: str, words: Words) -> Streams:
    """The strips of one kind of number, ``what``: an attribute of Spread."""
    iterations = np.array([iteration for iteration, _ in places])
    strips = []
    for layer, name in enumerate(names):
        found = [getattr(spread, what) for _, spread in places]
        rows = [values[layer] if layer < len(values) else np.full(101, np.nan) for values in found]
        strips.append(Strip(name, np.array(rows)))
    return Streams(iterations, tuple(strips), ink, what == "gradients", words)
