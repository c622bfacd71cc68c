"""In which order do the numbers of an iteration become known?  Found by counting, never by listing.

A moment is a row of blocks, a block a row of equal parts, one for each unit. So the n-th fact of a network with a
hundred thousand weights is found as fast as that of a small one.
"""

from dataclasses import dataclass

from nnviz.core.losses import PAIRS
from nnviz.core.network import Layer
from nnviz.core.recipe import BiasMode
from nnviz.core.snapshot import Mark, Phase
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.update_facts import MEMORIES


@dataclass(frozen=True, slots=True)
class Part:
    """Some quantities of one unit: of rows that follow each other, or of all sources of one row."""

    kind: Kind
    layer: int = -1
    count: int = 1
    pieces: int = 1  # rows of one unit
    piece: int = 0  # the first of them that is meant
    by_source: bool = False

    def quantity(self, unit: int, number: int) -> Quantity:
        """The quantity of a unit and a number in the part."""
        row = unit * self.pieces + self.piece
        if self.by_source:
            return Quantity(self.kind, self.layer, row, number)
        return Quantity(self.kind, self.layer, row + number)

    def rows_from(self, unit: int) -> slice:
        """The rows of a unit and of all after it that are meant."""
        every = self.pieces in (1, self.count)
        return slice(unit * self.pieces + self.piece, None, 1 if every else self.pieces)

    def find(self, quantity: Quantity) -> tuple[int, int] | None:
        """The unit and the number of a quantity; none where it is no one's here."""
        unit, rest = divmod(quantity.unit, self.pieces)
        if (quantity.kind, quantity.layer) != (self.kind, self.layer):
            return None
        if self.by_source:
            return (unit, quantity.source or 0) if rest == self.piece else None
        number = rest - self.piece
        return (unit, number) if 0 <= number < self.count else None


@dataclass(frozen=True, slots=True)
class Matrix:
    """One number of each weight of a layer, taken as units in the order of the file."""

    kind: Kind
    layer: int
    sources: int
    count: int = 1

    def quantity(self, unit: int, _: int) -> Quantity:
        """The quantity of the weight of that number."""
        return Quantity(self.kind, self.layer, unit // self.sources, unit % self.sources)

    def rows_from(self, unit: int) -> slice:
        """The weights from that number on, counted through the matrix."""
        return slice(unit, None)

    def find(self, quantity: Quantity) -> tuple[int, int] | None:
        """The number of the weight that a quantity belongs to; none where it is no one's here."""
        if (quantity.kind, quantity.layer) != (self.kind, self.layer) or quantity.source is None:
            return None
        if quantity.source >= self.sources:
            return None
        return quantity.unit * self.sources + quantity.source, 0


@dataclass(frozen=True, slots=True)
class Block:
    """For each of ``units``, all parts in turn."""

    units: int
    parts: tuple[Part | Matrix, ...]

    @property
    def each(self) -> int:
        """The facts of one unit."""
        return sum(part.count for part in self.parts)

    @property
    def count(self) -> int:
        """All facts."""
        return self.units * self.each

    def quantity(self, number: int) -> Quantity:
        """The quantity of that number."""
        unit, rest = divmod(number, self.each)
        for part in self.parts:
            if rest < part.count:
                return part.quantity(unit, rest)
            rest -= part.count
        raise IndexError(number)

    def index_of(self, quantity: Quantity) -> int | None:
        """The number of a quantity; none where the block does not hold it."""
        before = 0
        for part in self.parts:
            found = part.find(quantity)
            if found is not None and found[0] < self.units and found[1] < part.count:
                return found[0] * self.each + before + found[1]
            before += part.count
        return None


def blocks(scene: Scene, mark: Mark) -> tuple[Block, ...]:
    """What one moment says, in order."""
    match mark.phase:
        case Phase.FORWARD:
            return _forward(scene, mark.step)
        case Phase.LOSS:
            return _loss(scene)
        case Phase.BACKWARD:
            return _backward(scene, scene.last - mark.step)
        case Phase.UPDATE:
            return _update(scene)
    return ()


def _one(kind: Kind, layer: int) -> Part:
    return Part(kind, layer)


def _forward(scene: Scene, layer: int) -> tuple[Block, ...]:
    activation = scene.moment.network.layers[layer].activation
    units, pieces = scene.moment.network.layers[layer].units, activation.pieces
    net_inputs = Part(Kind.NET_INPUT, layer, count=pieces, pieces=pieces)
    if activation.name == "softmax":  # every answer needs every net input
        return Block(units, (net_inputs,)), Block(units, (_one(Kind.ACTIVATION, layer),))
    return (Block(units, (net_inputs, _one(Kind.ACTIVATION, layer))),)


def _loss(scene: Scene) -> tuple[Block, ...]:
    found: list[Block] = []
    if scene.moment.network.outputs > 1:
        found.append(Block(scene.moment.network.outputs, (_one(Kind.OUTPUT_LOSS, scene.last),)))
    if scene.samples > 1:
        found.append(_single(Kind.SAMPLE_LOSS))
    found.append(_single(Kind.LOSS))
    if scene.recipe.regularization.active:
        found += [_single(Kind.PENALTY), _single(Kind.TOTAL)]
    return tuple(found)


def _single(kind: Kind) -> Block:
    return Block(1, (Part(kind),))


def _backward(scene: Scene, layer: int) -> tuple[Block, ...]:
    shown = scene.moment.network.layers[layer]
    pieces = shown.activation.pieces
    own = _blame(scene, layer, pieces)
    rows = [_row_parts(scene, layer, shown, pieces, piece) for piece in range(pieces)]
    parts = (*own, *(part for row in rows for part in row))
    first: tuple[Block, ...] = ()
    if shown.activation.name == "softmax" and not scene.perceptron:
        first = (Block(shown.units, (_one(Kind.OUTPUT_GRADIENT, layer),)),)
    return (*first, Block(shown.units, parts), *_shared_bias(scene, layer, shown))


def _blame(scene: Scene, layer: int, pieces: int) -> tuple[Part, ...]:
    """What is said of a unit before its delta."""
    network = scene.moment.network
    if scene.perceptron or network.layers[layer].activation.name == "softmax":
        return ()
    gradient = _one(Kind.OUTPUT_GRADIENT, layer)
    if layer == scene.last or len(network.layers[layer + 1].weight) == 1:
        return (gradient,)
    behind = len(network.layers[layer + 1].weight)
    return Part(Kind.CONTRIBUTION, layer, count=behind, by_source=True), gradient


def _row_parts(scene: Scene, layer: int, shown: Layer, pieces: int, piece: int) -> tuple[Part, ...]:
    """What is said of one net input of a unit: slope, delta, gradients."""

    def row(kind: Kind) -> Part:
        return Part(kind, layer, pieces=pieces, piece=piece)

    def each(kind: Kind) -> Part:
        return Part(kind, layer, shown.sources, pieces, piece, by_source=True)

    found: list[Part] = []
    if shown.activation.name == "softmax" and not scene.perceptron:
        found.append(Part(Kind.JACOBIAN, layer, shown.units, by_source=True))
    elif not scene.perceptron:
        found.append(row(Kind.SLOPE))
    found.append(row(Kind.DELTA))
    if layer == scene.last and scene.recipe.loss.name in PAIRS and not scene.perceptron:
        found.append(row(Kind.SHORT_DELTA))
    alone = shown.bias is not None and scene.recipe.bias_mode is BiasMode.PER_UNIT
    if scene.samples > 1:
        found += [each(Kind.SAMPLE_GRADIENT), *([row(Kind.SAMPLE_BIAS_GRADIENT)] if alone else [])]
    return (*found, each(Kind.WEIGHT_GRADIENT), *([row(Kind.BIAS_GRADIENT)] if alone else []))


def _shared_bias(scene: Scene, layer: int, shown: Layer) -> tuple[Block, ...]:
    """The one bias of a layer comes after its last unit."""
    if shown.bias is None or scene.recipe.bias_mode is not BiasMode.SHARED:
        return ()
    kinds = (Kind.SAMPLE_BIAS_GRADIENT, Kind.BIAS_GRADIENT) if scene.samples > 1 else (Kind.BIAS_GRADIENT,)
    return (Block(1, tuple(_one(kind, layer) for kind in kinds)),)


def _update(scene: Scene) -> tuple[Block, ...]:
    """Layer by layer: weights in the order of the file, then biases."""
    memories = MEMORIES.get(scene.recipe.optimizer.name, ())
    found: list[Block] = []
    for layer, shown in enumerate(scene.moment.network.layers):
        rows = len(shown.weight)
        weights = tuple(Matrix(kind, layer, shown.sources) for kind in (*memories, Kind.NEW_WEIGHT))
        found.append(Block(shown.weight.size, weights))
        if shown.bias is not None and scene.recipe.bias_mode is not BiasMode.FROZEN:
            count = 1 if scene.recipe.bias_mode is BiasMode.SHARED else rows
            kinds = (*memories, Kind.NEW_BIAS)
            found.append(Block(count, tuple(_one(kind, layer) for kind in kinds)))
    return tuple(found)
