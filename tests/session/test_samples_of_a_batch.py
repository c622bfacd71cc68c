"""The sample chosen and the batch that is walked through: what is told is always of a sample of the batch."""

from nnviz.session.commands import ShowSample, StepBack, StepForward
from nnviz.session.commands.predicting import SetAsking
from nnviz.session.state import StepSize
from nnviz.session.walks import shows_moment, walk_of
from nnviz.walkthrough.predict import Asking, Scope
from tests.session.desk import desk


def beside_the_batch():
    """A walk through a batch of ten that sample 3 is not in."""
    at = desk("blobs-2-6-4")
    outside = next(row for row in range(400) if row not in at.state.work.timeline.moment.batch.rows)
    return at.send(ShowSample(outside)), outside


def test_a_walk_through_a_batch_without_the_sample_chosen_follows_the_first_of_the_batch():
    at, _ = beside_the_batch()
    first = at.state.work.timeline.moment.batch.rows[0]
    at.step(StepSize.VALUE, StepForward())
    assert at.state.sample_shown == first == walk_of(at.state).scene.moment.batch.rows[walk_of(at.state).scene.row]
    assert shows_moment(at.state)
    assert at.state.seen.loss is None


def test_the_sample_chosen_is_shown_again_at_ready():
    at, outside = beside_the_batch()
    assert at.state.sample_shown == outside
    at.step(StepSize.VALUE, StepForward(), StepBack())
    assert at.state.sample_shown == outside
    at.send(StepForward()).step(StepSize.ITERATION, StepForward())
    assert at.state.sample_shown == outside


def test_a_sample_outside_the_batch_that_is_chosen_on_the_walk_waits_for_ready():
    at, outside = beside_the_batch()
    at.step(StepSize.LAYER, StepForward(), ShowSample(outside))
    assert shows_moment(at.state)
    inside = int(at.state.work.timeline.moment.batch.rows[3])
    assert at.send(ShowSample(inside)).state.sample_shown == inside


def test_a_question_at_ready_is_about_the_sample_shown():
    at, outside = beside_the_batch()
    at.step(StepSize.VALUE, SetAsking(Asking(Scope.EVERYTHING)), StepForward())
    assert at.state.work.timeline.position == 0
    assert at.state.sample_shown == at.state.work.timeline.moment.batch.rows[0]
    assert at.send(StepBack()).state.sample_shown == outside
