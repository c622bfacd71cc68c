"""A drawing in the place of a sample: the diagram shows what it comes to, but no target, loss or delta."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from nnviz.session.commands import ShowDrawing, ShowSample
from nnviz.session.state import Shown
from nnviz.ui.diagram.inspection import Inspector
from nnviz.ui.diagram.sample_bar import SampleBar
from nnviz.ui.diagram.surroundings_item import loss_text, target_text, total_text
from nnviz.ui.theme import LIGHT
from tests.session.desk import desk
from tests.ui.diagram.drawings import drawing_of, elements_of, shown_texts

DRAWING = ShowDrawing(np.array([[0.25, 0.75]]))

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def drawn():
    """XOR with a drawing in the place of a sample."""
    return desk("xor-2-2-1").send(DRAWING)


def test_the_inputs_and_activations_are_those_of_the_drawing(drawn):
    columns = drawing_of(drawn.state).readings.columns
    assert columns[0].a.tolist() == [0.25, 0.75]
    np.testing.assert_array_equal(columns[1].a, drawn.state.seen.traces[0].a[0])


def test_there_is_no_target_and_no_loss(drawn):
    drawing = drawing_of(drawn.state)
    assert (target_text(drawing, 0), loss_text(drawing, 0), total_text(drawing)) == ("target –", "E –", "")


@pytest.mark.parametrize("shown", Shown)
def test_nothing_unknown_is_written_as_a_number(drawn, shown):
    drawing = drawing_of(drawn.state, shown)
    inspector = Inspector(drawing.readings, 4)
    told = [str(inspector.inspect(element)) for element in elements_of(drawing)]
    assert not any("nan" in text.lower() for text in [*shown_texts(drawing), *told])


def test_the_bar_names_the_drawing_and_leads_back_to_the_samples(drawn, qtbot):
    drawn.send(ShowSample(2), DRAWING)
    bar = SampleBar(LIGHT)
    qtbot.addWidget(bar)
    bar.show()
    bar.commanded.connect(lambda command: bar.render(drawn.send(command).state))
    bar.render(drawn.state)
    assert bar.description == "the drawing"
    assert bar.number.text() == ""
    qtbot.mouseClick(bar.after, Qt.MouseButton.LeftButton)
    assert drawn.state.sample_shown == 2
    assert bar.number.text() == "3"
