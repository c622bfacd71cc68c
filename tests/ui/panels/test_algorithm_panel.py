"""The line lit is the one that makes the number of the moment."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QPalette

from nnviz.core.snapshot import Phase
from nnviz.session.commands import SetStepSize, SetView, StepForward
from nnviz.session.commands.walking import GoTo
from nnviz.session.state import StepSize
from nnviz.ui.panels.algorithm_panel import AlgorithmPanel
from nnviz.ui.theme import DARK
from nnviz.walkthrough.algorithm import Line
from nnviz.walkthrough.notation import Notation
from nnviz.walkthrough.quantity import Kind, Quantity

BY_HAND = "backpropagation-by-hand"


@pytest.fixture
def panel(seat):
    taken = seat(AlgorithmPanel, BY_HAND)
    taken.take(SetStepSize(StepSize.VALUE))
    return taken


def lit(seat):
    return {line for line, label in seat.panel.lines.items() if label.lit}


def test_nothing_is_lit_before_the_first_step(seat):
    assert lit(seat(AlgorithmPanel, BY_HAND)) == set()


def test_the_first_step_lights_the_way_forward(panel):
    panel.take(StepForward())
    assert lit(panel) == {Line.FORWARD}
    assert [phase for phase, label in panel.panel.phases.items() if label.lit] == [Phase.FORWARD]


def test_a_hidden_delta_is_inside_the_loop(panel):
    panel.take(GoTo(Quantity(Kind.DELTA, 0, 1)))
    assert lit(panel) == {Line.LOOP, Line.HIDDEN_DELTA}


def test_the_last_gradient_ends_the_loop(panel):
    panel.take(GoTo(Quantity(Kind.WEIGHT_GRADIENT, 0, 1, 1)))
    assert lit(panel) == {Line.LOOP, Line.GRADIENTS, Line.END}


def test_the_update_is_outside_of_the_lines(panel):
    panel.take(GoTo(Quantity(Kind.NEW_WEIGHT, 0, 0, 0)))
    assert lit(panel) == set()
    assert panel.panel.phases[Phase.UPDATE].lit


def test_the_lines_are_written_in_the_notation_of_the_view(panel):
    assert "Net<sub>l</sub>" in panel.panel.lines[Line.FORWARD].text()
    panel.take(SetView(replace(panel.desk.state.view, notation=Notation.LAYERED)))
    assert "Net<sup>(l)</sup>" in panel.panel.lines[Line.FORWARD].text()


def test_frozen_biases_have_no_gradient(panel):
    assert "∂E/∂b" not in panel.panel.lines[Line.GRADIENTS].text()


def test_the_penalty_is_part_of_the_gradient_and_a_mean_of_its_factor(seat):
    panel = seat(AlgorithmPanel, "three-three-one").panel
    text = panel.lines[Line.GRADIENTS].text()
    assert "1/m" in text
    assert "λ/m" in text
    assert "∂J/∂W" in text


def test_the_weights_stand_as_the_notation_says(panel):
    def write(**fields):
        panel.take(SetView(replace(panel.desk.state.view, **fields)))
        return [panel.panel.lines[line].text() for line in (Line.FORWARD, Line.HIDDEN_DELTA, Line.GRADIENTS)]

    forward, hidden, gradients = write(notation=Notation.TO_FROM)
    assert "Out<sub>l−1</sub> · W<sub>l</sub>ᵀ + b<sub>l</sub>" in forward
    assert "δ<sub>l+1</sub> · W<sub>l+1</sub>)" in hidden
    assert "δ<sub>l</sub>ᵀ · Out<sub>l−1</sub>" in gradients
    forward, hidden, gradients = write(notation=Notation.FROM_TO)
    assert "Out<sub>l−1</sub> · W<sub>l</sub> + b<sub>l</sub>" in forward
    assert "δ<sub>l+1</sub> · W<sub>l+1</sub>ᵀ)" in hidden
    assert "Out<sub>l−1</sub>ᵀ · δ<sub>l</sub>" in gradients


def test_biases_that_are_weights_stand_among_them(seat):
    panel = seat(AlgorithmPanel, "three-three-one").panel
    forward, hidden, gradients = (
        panel.lines[line].text() for line in (Line.FORWARD, Line.HIDDEN_DELTA, Line.GRADIENTS)
    )
    assert "[1 A<sup>(l−1)</sup>] · W<sup>(l)</sup>ᵀ,  W<sup>(l)</sup> = [w₀ W̲<sup>(l)</sup>]" in forward
    assert "W̲<sup>(l+1)</sup>)" in hidden
    assert "· [1 A<sup>(l−1)</sup>] + λ/m · [0 W̲<sup>(l)</sup>]" in gradients


def test_a_lit_line_can_be_read_in_the_dark(panel):
    panel.take(StepForward())
    panel.panel.restyle(DARK)
    palette = panel.panel.lines[Line.FORWARD].palette()
    ground, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    assert ground.lightness() - text.lightness() > 100
