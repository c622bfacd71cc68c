"""Steps forwards and backwards, as a lecturer makes them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.core.optimizers import optimizer
from nnviz.core.snapshot import Phase
from nnviz.session.commands import ChangeRecipe, EditWeight, Seek, ShowSample, StepBack, StepForward
from nnviz.session.effects import Ask
from nnviz.session.state import StepSize
from tests.session.bits import bits
from tests.session.desk import desk

FORWARD, BACK = StepForward(), StepBack()
MOMENTS = [
    (Phase.READY, 0),
    (Phase.FORWARD, 0),
    (Phase.FORWARD, 1),
    (Phase.LOSS, 0),
    (Phase.BACKWARD, 0),
    (Phase.BACKWARD, 1),
    (Phase.UPDATE, 0),
]


def where(at):
    mark = at.state.work.timeline.mark
    return mark.iteration, mark.phase, mark.step


def test_layer_steps_walk_through_every_moment():
    at = desk("backpropagation-by-hand")
    seen = [where(at)]
    for _ in range(8):
        at.step(StepSize.LAYER, FORWARD)
        seen.append(where(at))
    assert seen == [(0, *moment) for moment in MOMENTS] + [(1, *MOMENTS[0]), (1, *MOMENTS[1])]


def test_stepping_back_shows_every_moment_again():
    at = desk("backpropagation-by-hand").step(StepSize.LAYER, *[FORWARD] * 9)
    back = []
    for _ in range(9):
        at.send(BACK)
        back.append(where(at))
    expected = [(1, *moment) for moment in MOMENTS[:2]][::-1] + [(0, *moment) for moment in MOMENTS][::-1]
    assert back == expected


def test_back_at_the_beginning_stays_there():
    at = desk("backpropagation-by-hand").step(StepSize.LAYER, BACK)
    assert where(at) == (0, Phase.READY, 0)


def test_pass_steps_stop_after_loss_backward_and_update():
    at = desk("backpropagation-by-hand")
    seen = []
    for _ in range(4):
        at.step(StepSize.PASS, FORWARD)
        seen.append(where(at))
    assert seen == [(0, *MOMENTS[3]), (0, *MOMENTS[5]), (0, *MOMENTS[6]), (1, *MOMENTS[3])]


def test_pass_steps_go_back_the_same_way():
    at = desk("backpropagation-by-hand").step(StepSize.PASS, *[FORWARD] * 4)
    seen = []
    for _ in range(4):
        at.send(BACK)
        seen.append(where(at))
    assert seen == [(0, *MOMENTS[6]), (0, *MOMENTS[5]), (0, *MOMENTS[3]), (0, *MOMENTS[0])]


def test_an_iteration_makes_the_weights_of_the_lecture():
    at = desk("backpropagation-by-hand").step(StepSize.ITERATION, FORWARD)
    expected = [0.14978072, 0.19956143, 0.24975114, 0.29950229, 0.35, 0.35]
    np.testing.assert_allclose(at.weights[:6], expected, atol=5e-9)


def test_an_epoch_is_as_many_iterations_as_there_are_batches():
    at = desk("spiral-2-8-8-1").step(StepSize.EPOCH, FORWARD)
    assert (at.iteration, at.state.work.timeline.now.epoch) == (25, 1)


def test_an_epoch_back_is_the_begin_of_this_or_the_last_epoch():
    at = desk("spiral-2-8-8-1").step(StepSize.EPOCH, FORWARD, FORWARD).step(StepSize.ITERATION, FORWARD)
    reached = []
    for _ in range(3):
        at.step(StepSize.EPOCH, BACK)
        reached.append(at.iteration)
    assert reached == [50, 25, 0]


@pytest.mark.parametrize("size", list(StepSize))
@pytest.mark.parametrize("count", [1, 10, 1000])
def test_as_many_steps_back_as_forward_restore_every_bit(size, count):
    at = desk("xor-2-2-1").step(size, FORWARD)
    before = where(at), bits(at)
    at.send(*[FORWARD] * count, *[BACK] * count)
    assert (where(at), bits(at)) == before
    assert where(at.send(BACK)) == (0, Phase.READY, 0)


@settings(max_examples=15)
@given(
    name=st.sampled_from(["backpropagation-by-hand", "xor-2-2-1", "spiral-2-8-8-1", "perceptron-rule-and"]),
    kind=st.sampled_from(["momentum", "adam"]),
    steps=st.lists(st.tuples(st.sampled_from(StepSize), st.sampled_from([FORWARD, FORWARD, BACK])), max_size=30),
)
def test_a_place_shows_the_same_bits_however_it_was_reached(name, kind, steps):
    at = desk(name)
    if name != "perceptron-rule-and":
        at.send(ChangeRecipe(optimizer=optimizer(kind), rate=0.01))
    seen = {}
    for size, step in steps:
        at.step(size, step)
        if not at.state.live:
            assert bits(at) == seen.setdefault(at.state.work.timeline.place, bits(at))
    for place, shown in seen.items():
        assert bits(at.send(Seek(place.iteration, place.position, place.fact))) == shown


def test_stepping_and_running_make_the_same_weights():
    by_layers = desk("xor-2-2-1").step(StepSize.LAYER, *[FORWARD] * 7 * 5)
    by_iterations = desk("xor-2-2-1").step(StepSize.ITERATION, *[FORWARD] * 5)
    assert by_layers.iteration == by_iterations.iteration == 5
    assert by_layers.weights.tobytes() == by_iterations.weights.tobytes()


def test_the_update_shows_the_weights_that_go_on():
    at = desk("xor-2-2-1").step(StepSize.LAYER, *[FORWARD] * 6)
    updated = at.state.seen.updated
    at.send(FORWARD)
    assert at.state.network is updated


def test_a_threshold_network_walks_to_its_loss_and_says_why_it_stops():
    at = desk("threshold-network").step(StepSize.LAYER, *[FORWARD] * 4)
    assert at.state.seen.mark.phase is Phase.LOSS
    assert "slope is 0" in at.state.notice.text
    assert not at.state.notice.serious
    assert at.step(StepSize.EPOCH, FORWARD).state.notice.serious


def test_one_layer_of_sign_units_is_offered_the_perceptron_rule():
    at = desk("perceptron-rule-and")
    at.send(ChangeRecipe(optimizer=at.state.recipe.optimizer.__class__("sgd"))).step(StepSize.ITERATION, FORWARD)
    assert isinstance(at.effects[-1], Ask)
    at.say_yes().step(StepSize.EPOCH, FORWARD)
    assert at.state.work.timeline.now.epoch == 1


def test_a_rate_changed_in_the_middle_holds_from_the_next_iteration():
    at = desk("backpropagation-by-hand").step(StepSize.LAYER, *[FORWARD] * 4, ChangeRecipe(rate=5.0))
    assert where(at) == (0, *MOMENTS[4])
    assert (at.state.recipe.rate, at.state.next_recipe.rate) == (0.5, 5.0)
    at.send(*[FORWARD] * 3)
    assert at.state.recipe.rate == 5.0


def test_back_passes_over_an_edit_to_the_weights_before_it():
    at = desk("xor-2-2-1").step(StepSize.ITERATION, FORWARD, FORWARD)
    before = at.weights
    at.send(EditWeight(0, 0, 0, 3.0), FORWARD)
    at.send(BACK)
    assert at.state.network.layers[0].weight[0, 0] == 3.0
    at.send(BACK, FORWARD)
    assert at.iteration == 2
    assert at.state.network.layers[0].weight[0, 0] == 3.0
    at.step(StepSize.LAYER, BACK)
    assert at.iteration == 1
    assert at.state.seen.updated.layers[0].weight[0, 0] == before[0]


def test_at_ready_a_sample_outside_the_batch_is_sent_through_by_itself():
    at = desk("spiral-2-8-8-1")
    outside = next(row for row in range(500) if row not in at.state.seen.batch.rows)
    at.send(ShowSample(outside))
    assert at.state.sample_shown == outside
    assert at.state.seen.loss is not None
