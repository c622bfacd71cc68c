"""What is still to come is drawn as nothing."""

import numpy as np
import pytest

from nnviz.core.snapshot import Phase
from nnviz.session.state import Element, Part, Shown
from nnviz.session.walking import stand_at
from nnviz.session.walks import walk_of
from nnviz.ui.diagram.inspection import Inspector
from nnviz.ui.diagram.neurons_item import badge_text, big_text, small_text
from nnviz.ui.diagram.readings import largest, read
from nnviz.ui.diagram.surroundings_item import loss_text, total_text
from nnviz.walkthrough.quantity import Kind, Quantity
from tests.ui.diagram.drawings import drawing_of, elements_of, shown_texts
from tests.ui.states import at, example

BY_HAND = "backpropagation-by-hand"

pytestmark = pytest.mark.usefixtures("qapp")


def told(quantity, name=BY_HAND):
    state = at(example(name), Phase.UPDATE)
    walk = walk_of(state)
    return stand_at(state, *walk.position(walk.index_of(quantity)))[0]


def test_a_net_input_stands_alone_before_the_activation():
    drawing = drawing_of(told(Quantity(Kind.NET_INPUT, 0, 1)))
    hidden = drawing.readings.columns[1]
    assert small_text(drawing, hidden, 1, 1) == "net 0.392500000"
    assert (big_text(drawing, hidden, 0), big_text(drawing, hidden, 1)) == ("0.593269992", "–")
    assert small_text(drawing, drawing.readings.columns[2], 0, 2) == ""


def test_a_delta_comes_after_its_factors():
    before = drawing_of(told(Quantity(Kind.SLOPE, 1, 0)))
    assert badge_text(before, 2, 0) == ""
    assert not before.has_badges(2)
    after = drawing_of(told(Quantity(Kind.DELTA, 1, 0)))
    assert badge_text(after, 2, 0) == "δ +0.138498562"
    assert badge_text(after, 2, 1) == ""


def slopes(state):
    """What the units of each column show of dE/da, and the inputs of dE/dx."""
    drawing = drawing_of(state, Shown.GRADIENTS)
    return [
        [big_text(drawing, reading, unit) for unit in range(len(reading.names))] for reading in drawing.readings.columns
    ]


def test_a_slope_by_an_answer_comes_with_its_fact():
    assert slopes(told(Quantity(Kind.LOSS))) == [["–", "–"]] * 3
    assert slopes(told(Quantity(Kind.OUTPUT_GRADIENT, 1, 0))) == [["–", "–"], ["–", "–"], ["+0.741365070", "–"]]
    assert slopes(told(Quantity(Kind.CONTRIBUTION, 0, 0, 1)))[1] == ["–", "–"]
    assert slopes(told(Quantity(Kind.OUTPUT_GRADIENT, 0, 0)))[:2] == [["–", "–"], ["+0.036350306", "–"]]


def test_a_slope_by_an_input_comes_with_the_last_delta():
    assert slopes(told(Quantity(Kind.DELTA, 0, 0)))[0] == ["–", "–"]
    assert slopes(told(Quantity(Kind.DELTA, 0, 1)))[0] == ["+0.003804267", "+0.004740547"]


def test_the_card_of_a_unit_tells_no_slope_ahead():
    def card(quantity):
        return dict(Inspector(read(told(quantity)), 9).inspect(Element(Part.UNIT, 0, 0)).lines)

    assert "∂E/∂out" not in card(Quantity(Kind.WEIGHT_GRADIENT, 1, 1, 1))
    assert card(Quantity(Kind.OUTPUT_GRADIENT, 0, 0))["∂E/∂out"] == "0.036350306"


def test_the_losses_come_one_by_one_and_then_their_sum():
    one = drawing_of(told(Quantity(Kind.OUTPUT_LOSS, 1, 0)))
    assert (loss_text(one, 0), loss_text(one, 1), total_text(one)) == ("E 0.274811083", "E –", "")
    both = drawing_of(told(Quantity(Kind.OUTPUT_LOSS, 1, 1)))
    assert total_text(both) == ""
    assert total_text(drawing_of(told(Quantity(Kind.LOSS)))) == "Σ E = 0.298371109"


def test_the_scales_know_only_what_is_known():
    assert largest(np.array([np.nan, -3.0, 2.0])) == 3.0
    assert largest(np.array([np.nan])) == 0.0


@pytest.mark.parametrize("name", [BY_HAND, "three-three-one"])
@pytest.mark.parametrize("shown", Shown)
def test_no_step_of_the_walk_shows_a_missing_number_as_one(name, shown):
    state = at(example(name), Phase.UPDATE)
    walk = walk_of(state)
    for index in range(len(walk)):
        here = stand_at(state, *walk.position(index))[0]
        drawing = drawing_of(here, shown)
        texts = [*shown_texts(drawing)]
        inspector = Inspector(read(here), 4)
        for element in elements_of(drawing):
            texts += [said for line in inspector.inspect(element).lines for said in line]
        assert not [text for text in texts if "NaN" in text or "nan" in text], walk[index].about


def test_the_inputs_keep_their_numbers():
    drawing = drawing_of(told(Quantity(Kind.NET_INPUT, 0, 0)))
    assert big_text(drawing, drawing.readings.columns[0], 1) == "0.100000000"
    assert {element.part for element in elements_of(drawing)} == set(Part)
