"""Number by number: one step is one fact, back and forth, and nothing is seen before it is said."""

import json
from pathlib import Path

import numpy as np
import pytest
from desk import NETWORKS, Desk

from nnviz.session.commands import Run, SetSpeed, SetStepSize, ShowSample, StepBack, StepForward, TimePassed
from nnviz.session.commands.walking import GoTo, Point
from nnviz.session.state import StepSize
from nnviz.session.walks import current_fact, current_index, walk_of
from nnviz.storage.network_file import read
from nnviz.walkthrough.quantity import Kind, Quantity

GOLDEN = Path(__file__).parents[1] / "golden" / "golden.json"


def by_hand() -> Desk:
    return Desk(read(NETWORKS / "backpropagation-by-hand.json"))


def symbols(desk: Desk, command: StepForward | StepBack, count: int) -> list[str]:
    found = []
    for _ in range(count):
        fact = current_fact(desk.send(command).state)
        found.append("" if fact is None else fact.symbol.ascii)
    return found


def golden_walk() -> list[dict[str, object]]:
    return json.loads(GOLDEN.read_text(encoding="utf-8"))["mazur_2_2_2"]["walkthrough"]


def test_a_slow_document_is_walked_number_by_number() -> None:
    assert by_hand().state.step_size is StepSize.VALUE


def test_the_example_by_hand_says_its_43_numbers_in_order() -> None:
    desk = by_hand()
    for said in golden_walk():
        fact = current_fact(desk.send(StepForward()).state)
        assert fact is not None
        assert fact.symbol.ascii == said["symbol"]
        assert fact.value == pytest.approx(said["value"], rel=1e-12)
        assert current_index(desk.state) == said["n"] - 1


def test_back_says_them_in_reverse_and_ends_at_the_beginning() -> None:
    desk = by_hand()
    forth = symbols(desk, StepForward(), 43)
    back = symbols(desk, StepBack(), 43)
    assert back == [*reversed(forth[:-1]), ""]
    assert "beginning" in desk.send(StepBack()).state.notice.text


def test_after_the_last_number_the_next_iteration_begins_with_new_weights() -> None:
    desk = by_hand()
    symbols(desk, StepForward(), 44)
    assert desk.state.work.timeline.now.iteration == 1
    assert desk.state.network.layers[1].weight[0, 0] == pytest.approx(0.35891647971788465)
    assert symbols(desk, StepForward(), 1) == ["net_h1"]
    assert symbols(desk, StepBack(), 2) == ["", "w8_new"]


def test_a_number_still_to_come_is_not_seen() -> None:
    desk = by_hand()
    desk.send(StepForward())
    first = desk.state.seen.traces[0]
    assert np.isfinite(first.z[0, 0])
    assert np.isnan([first.z[0, 1], first.a[0, 0], first.a[0, 1]]).all()
    symbols(desk, StepForward(), 8)
    assert desk.state.seen.loss is None
    assert np.isnan(desk.state.seen.output_losses[0, 1])
    symbols(desk, StepForward(), 2)
    assert desk.state.seen.loss == pytest.approx(0.2983711087600027)


def test_new_weights_are_seen_one_by_one() -> None:
    desk = by_hand()
    symbols(desk, StepForward(), 36)
    updated = desk.state.seen.updated
    assert updated.layers[0].weight[0, 0] == pytest.approx(0.1497807161327628)
    assert np.isnan(updated.layers[0].weight[0, 1])
    assert np.isnan(updated.layers[1].weight).all()


def test_a_layer_step_in_the_middle_of_a_layer_completes_it() -> None:
    desk = by_hand()
    desk.send(StepForward(), SetStepSize(StepSize.LAYER), StepForward())
    assert (desk.state.work.timeline.position, desk.state.work.timeline.fact) == (1, None)
    assert np.isfinite(desk.state.seen.traces[0].a).all()
    desk.send(SetStepSize(StepSize.VALUE), StepForward())
    assert current_fact(desk.state).symbol.ascii == "net_o1"


def test_a_value_step_back_after_a_layer_step_takes_back_one_number() -> None:
    desk = by_hand().step(StepSize.LAYER, StepForward())
    desk.send(SetStepSize(StepSize.VALUE), StepBack())
    assert current_fact(desk.state).symbol.ascii == "net_h2"


def test_a_number_that_is_asked_for_is_gone_to() -> None:
    desk = by_hand()
    delta = Quantity(Kind.DELTA, 1, 0)
    desk.send(GoTo(delta))
    assert current_fact(desk.state).symbol.ascii == "delta_o1"
    assert np.isnan(desk.state.seen.traces[1].delta[0, 1])


def test_a_weight_leads_to_the_update_that_made_it() -> None:
    desk = by_hand()
    desk.send(GoTo(Quantity(Kind.WEIGHT, 1, 0, 0)))
    assert "initial" in desk.state.notice.text
    symbols(desk, StepForward(), 44)
    desk.send(GoTo(Quantity(Kind.WEIGHT, 1, 0, 0)))
    assert current_fact(desk.state).symbol.ascii == "w5_new"
    assert desk.state.work.timeline.now.iteration == 0


def test_the_slope_by_an_input_is_shown_outside_the_walk() -> None:
    desk = by_hand()
    symbols(desk, StepForward(), 40)
    desk.send(GoTo(Quantity(Kind.INPUT_GRADIENT, -1, 1)))
    assert current_fact(desk.state).symbol.ascii == "dE/di2"
    assert symbols(desk, StepBack(), 1) == ["w4_new"]


def test_a_number_outside_the_walk_that_is_known_already_moves_nothing() -> None:
    desk = by_hand()
    symbols(desk, StepForward(), 20)
    place = desk.state.work.timeline.place
    desk.send(GoTo(Quantity(Kind.RESPONSE, 1, 0, 1)))
    assert current_fact(desk.state).symbol.text == "∂out(o₁)/∂i₂"
    assert desk.state.work.timeline.place == place
    desk.send(GoTo(Quantity(Kind.INPUT_GRADIENT, -1, 1)))
    assert desk.state.work.timeline.place > place


@pytest.mark.parametrize("kind", [Kind.INPUT, Kind.TARGET])
def test_what_comes_from_the_data_was_not_computed(kind: Kind) -> None:
    desk = by_hand()
    layer = -1 if kind is Kind.INPUT else 1
    desk.send(GoTo(Quantity(kind, layer, 0)))
    assert "comes from the data" in desk.state.notice.text


def test_the_pointer_lights_up_a_number() -> None:
    desk = by_hand().send(Point(Quantity(Kind.WEIGHT, 0, 0, 0)))
    assert desk.state.pointed == Quantity(Kind.WEIGHT, 0, 0, 0)
    assert desk.send(Point(None)).state.pointed is None


def test_running_by_values_says_one_after_the_other() -> None:
    desk = by_hand().send(SetSpeed(2.0), Run())
    said = []
    for tick in range(1, 60):
        desk.send(TimePassed(tick * 0.25))
        index = current_index(desk.state)
        if index is not None and index not in said[-1:]:
            said.append(index)
    assert said == list(range(len(said)))
    assert len(said) > 20


def test_threshold_units_are_walked_as_far_as_the_loss() -> None:
    desk = Desk(read(NETWORKS / "threshold-network.json"))
    desk.send(SetStepSize(StepSize.VALUE))
    count = 0
    while desk.send(StepForward()).state.notice is None:
        count += 1
        assert count < 50
    walk = walk_of(desk.state)
    assert count == len(walk)
    assert current_fact(desk.state).about.kind is Kind.LOSS


def test_the_sample_shown_changes_the_numbers_of_the_walk() -> None:
    desk = Desk(read(NETWORKS / "xor-2-4-1.json"))
    desk.send(SetStepSize(StepSize.VALUE), ShowSample(2), StepForward())
    numbers = [term.value for term in current_fact(desk.state).expression.terms[0].factors]
    assert numbers[1] == desk.state.recipe.dataset.inputs[2, 0]
