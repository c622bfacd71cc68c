"""Numbers and the things of the diagram find each other."""

import pytest

from nnviz.core.activations import activation
from nnviz.core.snapshot import Phase
from nnviz.session.linking import element_of, quantity_of
from nnviz.session.state import Element, Part, Shown
from nnviz.session.walks import walk_of
from nnviz.walkthrough.quantity import Kind, Quantity
from tests.ui.states import at, example, layered

NETWORK = example("backpropagation-by-hand").network
ELEMENTS = [
    Element(Part.INPUT, -1, 1),
    Element(Part.UNIT, 0, 1),
    Element(Part.UNIT, 1, 0),
    Element(Part.WEIGHT, 1, 0, 1),
    Element(Part.BIAS, 0, 1),
    Element(Part.TARGET, 1, 1),
]
NOWHERE = {Kind.LOSS, Kind.SAMPLE_LOSS, Kind.PENALTY, Kind.TOTAL}


@pytest.mark.parametrize("shown", Shown)
@pytest.mark.parametrize("element", ELEMENTS, ids=str)
def test_the_number_that_a_thing_shows_belongs_to_it(element, shown):
    assert element_of(quantity_of(element, NETWORK, shown), NETWORK) == element


@pytest.mark.parametrize("name", ["backpropagation-by-hand", "three-three-one"])
def test_every_fact_but_the_loss_has_a_place_in_the_diagram(name):
    walk = walk_of(at(example(name), Phase.UPDATE))
    assert walk is not None
    for index in range(len(walk)):
        about = walk[index].about
        assert (element_of(about, walk.scene.moment.network) is None) == (about.kind in NOWHERE), about


def test_a_contribution_comes_back_through_the_edge_to_the_unit_behind():
    found = element_of(Quantity(Kind.CONTRIBUTION, 0, 1, 0), NETWORK)
    assert found == Element(Part.WEIGHT, 1, 0, 1)


def test_the_pieces_of_a_maxout_unit_are_one_unit():
    network = layered((2, 3, 1), activation("maxout", pieces=2))
    assert element_of(Quantity(Kind.NET_INPUT, 0, 5), network) == Element(Part.UNIT, 0, 2)
    assert element_of(Quantity(Kind.ACTIVATION, 0, 2), network) == Element(Part.UNIT, 0, 2)
    assert quantity_of(Element(Part.UNIT, 0, 2), network, Shown.DELTAS) == Quantity(Kind.DELTA, 0, 4)
