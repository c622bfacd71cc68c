"""A number that is edited in the diagram is the number that changes."""

import pytest

from nnviz.core.recipe import BiasMode
from nnviz.core.snapshot import Phase
from nnviz.session.commands import EditBias, EditInput
from nnviz.session.state import Element, Part
from nnviz.session.update import update
from nnviz.ui.diagram.editing import edit, number_of
from nnviz.ui.diagram.readings import read
from tests.ui.states import at, example, small


@pytest.mark.parametrize("mode", [BiasMode.FROZEN, BiasMode.SHARED])
def test_one_box_for_a_layer_changes_the_bias_of_every_unit(mode):
    state = example("backpropagation-by-hand") if mode is BiasMode.FROZEN else small(2, 2, 1, bias_mode=mode)
    changed, _ = update(state, EditBias(0, 0, 0.5))
    assert changed.network.layers[0].bias.tolist() == [0.5, 0.5]


def test_a_unit_with_its_own_bias_changes_alone():
    changed, _ = update(small(2, 2, 1), EditBias(0, 1, 0.75))
    assert changed.network.layers[0].bias[1] == 0.75
    assert changed.network.layers[0].bias[0] != 0.75


def test_an_input_is_edited_in_the_sample_on_view():
    state = at(example("xor-2-4-1"), Phase.FORWARD, row=2)
    assert edit(state, Element(Part.INPUT, -1, 1), 0.25) == EditInput(2, 1, 0.25, heard=True)


def test_a_neuron_has_no_number_to_edit():
    state = at(example("xor-2-4-1"), Phase.FORWARD)
    assert number_of(read(state), Element(Part.UNIT, 0, 1)) is None
    assert edit(state, Element(Part.UNIT, 0, 1), 0.25) is None
