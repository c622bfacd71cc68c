"""How does an iteration go, number by number?  A walk knows the order of its facts and makes each when it is asked."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property

from nnviz.core.recipe import BiasMode
from nnviz.core.snapshot import Mark, Phase
from nnviz.walkthrough import backward_facts, forward_facts, gradient_facts, loss_facts, response_facts, update_facts
from nnviz.walkthrough.expression import Expression
from nnviz.walkthrough.fact import Fact, Place
from nnviz.walkthrough.order import Block, blocks
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.scene import Scene
from nnviz.walkthrough.update_facts import MEMORIES

Making = tuple[Callable[[Scene, Quantity], Expression], Callable[[Scene, Quantity], str]]
"""How a kind of number is made: as a formula, and as a line of code."""

MAKING: dict[Kind, Making] = {
    Kind.NET_INPUT: (forward_facts.net_input, forward_facts.net_input_code),
    Kind.ACTIVATION: (forward_facts.activation, forward_facts.activation_code),
    Kind.OUTPUT_LOSS: (loss_facts.output_loss, loss_facts.output_loss_code),
    Kind.SAMPLE_LOSS: (loss_facts.sample_loss, loss_facts.sample_loss_code),
    Kind.LOSS: (loss_facts.loss, loss_facts.loss_code),
    Kind.PENALTY: (loss_facts.penalty, loss_facts.penalty_code),
    Kind.TOTAL: (loss_facts.total, loss_facts.total_code),
    Kind.CONTRIBUTION: (backward_facts.contribution, backward_facts.contribution_code),
    Kind.OUTPUT_GRADIENT: (backward_facts.output_gradient, backward_facts.output_gradient_code),
    Kind.SLOPE: (backward_facts.slope, backward_facts.slope_code),
    Kind.JACOBIAN: (backward_facts.jacobian, backward_facts.jacobian_code),
    Kind.DELTA: (backward_facts.delta, backward_facts.delta_code),
    Kind.SHORT_DELTA: (backward_facts.short_delta, backward_facts.short_delta_code),
    Kind.SAMPLE_GRADIENT: (gradient_facts.sample_gradient, gradient_facts.sample_gradient_code),
    Kind.WEIGHT_GRADIENT: (gradient_facts.weight_gradient, gradient_facts.weight_gradient_code),
    Kind.SAMPLE_BIAS_GRADIENT: (gradient_facts.sample_bias_gradient, gradient_facts.sample_bias_gradient_code),
    Kind.BIAS_GRADIENT: (gradient_facts.bias_gradient, gradient_facts.bias_gradient_code),
    Kind.INPUT_GRADIENT: (gradient_facts.input_gradient, gradient_facts.input_gradient_code),
    Kind.RESPONSE: (response_facts.response, response_facts.response_code),
    Kind.VELOCITY: (update_facts.memory, update_facts.memory_code),
    Kind.MEAN_SQUARE: (update_facts.memory, update_facts.memory_code),
    Kind.FIRST_MOMENT: (update_facts.memory, update_facts.memory_code),
    Kind.SECOND_MOMENT: (update_facts.memory, update_facts.memory_code),
    Kind.CORRECTED_FIRST: (update_facts.corrected, update_facts.corrected_code),
    Kind.CORRECTED_SECOND: (update_facts.corrected, update_facts.corrected_code),
    Kind.NEW_WEIGHT: (update_facts.new_value, update_facts.new_value_code),
    Kind.NEW_BIAS: (update_facts.new_value, update_facts.new_value_code),
}

ASIDE = {
    Kind.OUTPUT_LOSS: Phase.LOSS,  # of the only output
    Kind.SAMPLE_LOSS: Phase.LOSS,  # of the only sample
    Kind.RESPONSE: Phase.LOSS,
    Kind.CONTRIBUTION: Phase.UPDATE,  # of the only unit behind
    Kind.INPUT_GRADIENT: Phase.UPDATE,
}
"""What the walk passes by and can still be asked for, once that phase is reached."""
OF_BIASES = {
    Kind.SAMPLE_BIAS_GRADIENT,
    Kind.BIAS_GRADIENT,
    Kind.NEW_BIAS,
    *(kind for kinds in MEMORIES.values() for kind in kinds),
}
"""What belongs to a bias, where it has no source."""


class Walk:
    """The facts of one iteration in order, ``walk[0]`` to ``walk[len(walk) - 1]``.

    ``position`` counts the moments from READY, which says nothing, as the timeline does.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The moments, READY first, as far as they are known."""
        iteration, last, depth = self.scene.moment.mark.iteration, self.scene.moment.mark, self.scene.last + 1
        every = (
            Mark(iteration),
            *(Mark(iteration, Phase.FORWARD, step) for step in range(depth)),
            Mark(iteration, Phase.LOSS),
            *(Mark(iteration, Phase.BACKWARD, step) for step in range(depth)),
            Mark(iteration, Phase.UPDATE),
        )
        return tuple(mark for mark in every if mark <= last)

    @cached_property
    def _blocks(self) -> tuple[tuple[Block, ...], ...]:
        return tuple(blocks(self.scene, mark) for mark in self.marks)

    def blocks(self, position: int) -> tuple[Block, ...]:
        """What a moment says, in order."""
        return self._blocks[position]

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """The number of facts of each moment."""
        return tuple(sum(block.count for block in moment) for moment in self._blocks)

    def __len__(self) -> int:
        return sum(self.counts)

    def __iter__(self) -> Iterator[Fact]:
        return (self[index] for index in range(len(self)))

    def first(self, position: int) -> int:
        """The index of the first fact of a moment."""
        return sum(self.counts[:position])

    def position(self, index: int) -> tuple[int, int]:
        """The moment of a fact, and its number in it."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        for position, count in enumerate(self.counts):
            if index < count:
                return position, index
            index -= count
        raise IndexError(index)

    def quantity(self, index: int) -> Quantity:
        """What the fact of that index is about."""
        position, number = self.position(index)
        for block in self._blocks[position]:
            if number < block.count:
                return block.quantity(number)
            number -= block.count
        raise IndexError(index)

    def index_of(self, quantity: Quantity) -> int | None:
        """The index of the fact about a quantity; none where the walk does not say it."""
        quantity = self._shared(quantity)
        for position in range(len(self.marks)):
            index = self._find(position, quantity)
            if index is not None:
                return index
        return None

    def _shared(self, quantity: Quantity) -> Quantity:
        """The quantity; of a bias that a whole layer shares, that of its first unit."""
        if quantity.source is None and quantity.kind in OF_BIASES and self.scene.recipe.bias_mode is BiasMode.SHARED:
            return replace(quantity, unit=0)
        return quantity

    def _find(self, position: int, quantity: Quantity) -> int | None:
        start = self.first(position)
        for block in self._blocks[position]:
            found = block.index_of(quantity)
            if found is not None:
                return start + found
            start += block.count
        return None

    def __getitem__(self, index: int) -> Fact:
        position, number = self.position(index)
        return self._make(self.quantity(index), Place(self.marks[position], number))

    def about(self, quantity: Quantity) -> Fact | None:
        """The fact about a quantity, also where the walk passes it by; none for what was given, or is not known."""
        index = self.index_of(quantity)
        if index is not None:
            return self[index]
        known = ASIDE.get(quantity.kind)
        if known is None or self.marks[-1].phase < known:
            return None
        return self._make(quantity, Place(self.marks[-1], 0))

    def _make(self, quantity: Quantity, place: Place) -> Fact:
        formula, code = MAKING[quantity.kind]
        scene = self.scene
        return Fact(
            place,
            quantity,
            scene.labels.symbol(quantity),
            formula(scene, quantity),
            scene.value(quantity),
            code(scene, quantity),
            scene,
        )
