"""Every number of a unit stands inside its circle, also where the unit has several net inputs."""

import pytest

from nnviz.core.activations import activation
from nnviz.session.commands import SetActivation, SetDigits, StepForward
from nnviz.session.state import StepSize
from nnviz.ui.diagram.circle_lines import chord, circle_lines
from nnviz.ui.diagram.linking import number_at
from nnviz.ui.diagram.neurons_item import small_text
from nnviz.ui.diagram.room import Shape
from nnviz.walkthrough.quantity import Kind, Quantity
from tests.session.desk import desk
from tests.ui.diagram.drawings import drawing_of

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(params=[2, 3, 4])
def forward(request):
    """A network whose hidden units have several net inputs, after its forward pass."""
    given = desk("xor-2-2-1").send(SetActivation(0, activation("maxout", pieces=request.param)), SetDigits(4))
    return drawing_of(given.step(StepSize.LAYER, StepForward(), StepForward()).state)


def test_the_net_inputs_of_a_unit_stand_below_each_other_inside_its_circle(forward):
    texts = small_text(forward, forward.readings.columns[1], 0, 1).split("\n")
    circle, pieces = forward.arrangement.columns[1].units[0], forward.plan.columns[1].pieces
    lines = circle_lines(circle, forward.em, pieces).small
    assert forward.arrangement.shape is Shape.CIRCLES
    assert len(texts) == len(lines) == pieces
    for text, line in zip(texts, lines, strict=True):
        assert circle.contains(line)
        assert forward.inks.width(text, 0.75) < chord(circle, line.center().y())


def test_each_net_input_is_pointed_at_on_its_own(forward):
    lines = circle_lines(forward.arrangement.columns[1].units[1], forward.em, forward.plan.columns[1].pieces).small
    pointed = [number_at(forward, line.center()) for line in lines]
    assert pointed == [Quantity(Kind.NET_INPUT, 0, len(lines) + piece) for piece in range(len(lines))]
