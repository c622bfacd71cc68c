"""What edges and units show is what the engine computed."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.snapshot import Phase
from nnviz.session.commands import ShowSample
from nnviz.session.state import Shown
from nnviz.session.update import update
from nnviz.ui.diagram.readings import read, rounded_up
from tests.ui.states import at, example, running


@pytest.fixture
def mazur():
    return at(example("backpropagation-by-hand"), Phase.BACKWARD, 1)


def test_edges_show_what_they_carry_forward(mazur):
    edges = read(replace(mazur, shown_on_edges=Shown.ACTIVATIONS)).edges[0]
    np.testing.assert_allclose(edges, [[0.15 * 0.05, 0.20 * 0.10], [0.25 * 0.05, 0.30 * 0.10]])


def test_edges_show_what_they_carry_back(mazur):
    readings = read(replace(mazur, shown_on_edges=Shown.DELTAS))
    assert readings.edges[1][0, 0] == pytest.approx(0.4 * 0.138498562)


def test_a_file_may_mean_the_negative_slope_by_delta(mazur):
    view = replace(mazur.view, delta_sign="-")
    readings = read(replace(mazur, view=view, shown_on_edges=Shown.DELTAS))
    assert readings.columns[2].delta[0] == pytest.approx(-0.138498562)
    assert readings.edges[1][0, 0] == pytest.approx(-0.4 * 0.138498562)


def test_edges_show_gradients(mazur):
    assert read(replace(mazur, shown_on_edges=Shown.GRADIENTS)).edges[1][0, 0] == pytest.approx(0.082167041)


def test_what_is_still_to_come_is_not_shown():
    readings = read(replace(at(example("backpropagation-by-hand"), Phase.READY), shown_on_edges=Shown.GRADIENTS))
    assert readings.edges == (None, None)
    assert readings.columns[1].shown is None
    assert readings.losses is None


def test_units_show_the_slope_of_the_loss_by_their_output(mazur):
    columns = read(replace(mazur, shown_on_units=Shown.GRADIENTS)).columns
    assert columns[2].shown[0] == pytest.approx(0.741365070)
    assert columns[1].shown[0] == pytest.approx(0.036350306)


def test_units_show_their_deltas(mazur):
    column = read(replace(mazur, shown_on_units=Shown.DELTAS)).columns[2]
    assert column.shown[0] == pytest.approx(0.138498562)


@pytest.mark.parametrize(
    ("phase", "column", "layers", "losses"),
    [
        (Phase.READY, None, None, False),
        (Phase.FORWARD, 1, {0}, False),
        (Phase.LOSS, None, set(), True),
        (Phase.BACKWARD, 2, {1}, False),
        (Phase.UPDATE, None, None, False),
    ],
)
def test_what_the_moment_is_about_stands_out(phase, column, layers, losses):
    emphasis = read(at(example("backpropagation-by-hand"), phase)).emphasis
    assert (emphasis.column, emphasis.layers, emphasis.losses) == (column, layers, losses)


def test_nothing_steps_back_while_running():
    assert read(running(example("backpropagation-by-hand"))).emphasis.layers is None


def test_nothing_steps_back_for_a_sample_outside_the_batch():
    chosen, _ = update(example("spiral-2-8-8-1"), ShowSample(499))
    assert chosen.sample_shown == 499
    assert read(chosen).emphasis.layers is None


def test_new_weights_are_pending_until_the_update():
    assert read(at(example("backpropagation-by-hand"), Phase.LOSS)).coming is None
    pending, new = (
        read(at(example("backpropagation-by-hand"), phase)).coming for phase in (Phase.BACKWARD, Phase.UPDATE)
    )
    assert pending.weight(1, 0, 0).value == new.weight(1, 0, 0).value == pytest.approx(0.358916480)
    assert (pending.weight(1, 0, 0).pending, new.weight(1, 0, 0).pending) == (True, False)
    assert pending.weight(0, 0, 0) is None
    assert new.bias(0, 0) is None


@pytest.mark.parametrize(("value", "scale"), [(0.55, 1), (1, 1), (1.01, 2), (0.0, 1), (3e-4, 5e-4), (float("nan"), 1)])
def test_scales_are_round(value, scale):
    assert rounded_up(value) == pytest.approx(scale)
