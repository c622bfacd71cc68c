"""Places as points on a line, and the ticks and words for them."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from nnviz.core.snapshot import Phase
from nnviz.session.commands import ChangeRecipe, EditWeight, Seek, SetUnits, StepForward
from nnviz.session.state import StepSize
from nnviz.session.timeline import WHOLE, Place
from nnviz.session.walks import fact_counts
from nnviz.ui.panels.timeline_labels import labels
from nnviz.ui.panels.timeline_marks import Line, nice, ticks
from nnviz.ui.panels.timeline_ruler import Detail, Ruler, Sight, phase_of
from tests.session.desk import desk

COUNTS = st.lists(st.integers(1, 90), min_size=3, max_size=9).map(lambda counts: (0, *counts))
FORWARD = StepForward()


def places_of(counts, iteration=3):
    """Every place of an iteration, in order."""
    found = [Place(iteration)]
    for position, count in enumerate(counts[1:], start=1):
        found += [Place(iteration, position, number) for number in range(count - 1)] + [Place(iteration, position)]
    return found


def line_of(at):
    return Line(at.state.work.timeline, Ruler(fact_counts(at.state)))


@given(COUNTS)
def test_places_lie_in_order_and_are_found_again(counts):
    ruler, places = Ruler(counts), places_of(counts)
    times = [ruler.time(place) for place in places]
    assert times == sorted(set(times))
    assert times[0] == 3
    assert times[-1] < 4
    assert [ruler.fact_at(time) for time in times] == places
    assert ruler.fact_at(3.999999) == Place(4)


@given(COUNTS)
def test_whole_moments_are_found_again(counts):
    ruler = Ruler(counts)
    wholes = [Place(5, position) for position in range(len(counts))]
    assert [ruler.moment_at(ruler.time(place)) for place in wholes] == wholes
    assert ruler.moment_at(5.999999) == Place(6)


@given(COUNTS, st.floats(1, 2000), st.floats(0.02, 50), st.floats(0, 1))
def test_what_is_under_the_pointer_stays_there_while_zooming(counts, width, factor, share):
    sight = Sight(begin=7.0, span=12.0, left=10.0, width=width)
    at = sight.begin + share * sight.span
    zoomed = sight.zoomed(factor, at, Ruler(counts))
    if zoomed.span != 1:
        assert zoomed.x(at) == pytest.approx(sight.x(at))
    else:
        assert zoomed.begin <= at <= zoomed.end


@given(st.floats(-50, 500), st.floats(0.01, 500), st.integers(0, 40), st.integers(1, 300))
def test_the_sight_never_leaves_the_run(begin, span, first, length):
    last = first + length
    sight = Sight(begin, span).within(first, last)
    assert sight.begin >= first
    assert sight.end <= last + 1 + 1e-9
    assert sight.span <= max(1, length)


def test_the_sight_turns_over_like_a_page():
    sight = Sight(0.0, 10.0)
    assert sight.following(4.0) is sight
    assert sight.following(12.0).begin == pytest.approx(11.0)
    assert sight.following(-2.0).end == pytest.approx(-1.0)
    assert Sight(3.0, 1.0).following(8.7).begin == 8.0


def test_the_walk_of_the_example_has_43_ticks_in_the_colors_of_its_phases():
    line = line_of(desk("backpropagation-by-hand"))
    found = ticks(line, Sight(0.0, 1.0, 0.0, 500.0))
    phases = [tick.phase for tick in found if tick.phase is not Phase.READY]
    assert len(phases) == 43
    assert phases == sorted(phases)
    assert [phases.count(phase) for phase in (Phase.FORWARD, Phase.LOSS, Phase.BACKWARD, Phase.UPDATE)] == [8, 3, 24, 8]


def test_ticks_are_facts_then_moments_then_iterations_then_epochs():
    at = desk("spiral-2-8-8-1").step(StepSize.EPOCH, *[FORWARD] * 200)
    line = line_of(at)

    def seen(span):
        return ticks(line, Sight(3000.0, span, 0.0, 600.0))

    assert len(seen(0.5)) > 35
    assert [tick.phase for tick in seen(9.0)][:9] == [phase_of(position, 3)[0] for position in range(9)]
    assert [tick.time for tick in seen(100.0)] == list(range(3000, 3101))
    assert [tick.time for tick in seen(100.0) if tick.tall] == [3000, 3025, 3050, 3075, 3100]
    assert [tick.time for tick in seen(1000.0)] == list(range(3000, 4001, 25))


def test_ticks_are_never_too_close_and_never_too_many():
    at = desk("glyph-digits-784-128-10").step(StepSize.ITERATION, *[FORWARD] * 50)
    line = line_of(at)
    for span in (50.0, 9.0, 1.0, 1e-2, 1e-4):
        found = [float(tick.time) for tick in ticks(line, Sight(1.0, span, 0.0, 600.0))]
        assert len(found) < 300
        assert np.diff(found).min(initial=np.inf) * 600 / span > 1.9


def test_facts_of_a_wide_layer_come_apart_by_zooming_in():
    line = line_of(desk("glyph-digits-784-128-10"))
    sight = Sight(0.0, 1.0, 0.0, 600.0)
    at = line.ruler.time(Place(0, 6, 50_000))
    for _ in range(40):
        sight = sight.zoomed(0.5, at, line.ruler)
    assert 20 < len(ticks(line, sight)) < 200
    assert sight.detail(line.ruler) is Detail.FACT


def test_a_network_of_another_shape_earlier_in_the_run_is_not_counted_with_the_facts_of_now():
    at = desk("xor-2-2-1").step(StepSize.ITERATION, *[FORWARD] * 3, SetUnits(0, 5), *[FORWARD] * 3)
    line = line_of(at)
    assert line.ruler_at(1).counts == (0, 1, 1, 1, 1, 1, 1)
    assert line.ruler_at(4) is line.ruler


def test_the_end_of_the_line_is_the_end_of_what_was_reached():
    at = desk("xor-2-2-1").step(StepSize.ITERATION, *[FORWARD] * 8)
    assert line_of(at).last == 8
    assert line_of(at.step(StepSize.LAYER, FORWARD)).last == 9
    assert line_of(at.send(Seek(2))).last == 9


@pytest.mark.parametrize("name", ["backpropagation-by-hand", "spiral-2-8-8-1", "glyph-digits-784-128-10"])
def test_words_never_touch_each_other(qapp, name):
    at = desk(name).step(StepSize.ITERATION, *[FORWARD] * 40, ChangeRecipe(rate=0.01), *[FORWARD] * 60)
    line, metrics = line_of(at), QFontMetrics(QApplication.font())
    for width in (100.0, 300.0, 700.0, 1700.0):
        for span in (0.01, 0.3, 1.0, 2.5, 7.0, 30.0, 100.0):
            found = labels(line, Sight(10.2, span, 8.0, width), metrics)
            assert all(one.right < other.left for one, other in pairwise(found))
            assert all(label.left >= 0 and label.right <= width + 16 + 1e-6 for label in found)
            assert found or width < 300


def test_away_from_the_cursor_the_iteration_in_sight_is_named(qapp):
    line, metrics = line_of(desk("xor-2-2-1").step(StepSize.ITERATION, *[FORWARD] * 8)), QFontMetrics(qapp.font())

    def words(begin, span=1.0):
        return [label.text for label in labels(line, Sight(begin, span, 8.0, 900.0), metrics)]

    assert words(3.0) == ["iteration 3", "forward", "loss", "backward", "update"]
    assert words(3.4, 0.5)[0] == "iteration 3"
    assert words(8.0) == ["forward", "loss", "backward", "update"]


def test_an_edit_begins_no_epoch_of_its_own():
    at = desk("spiral-2-8-8-1").step(StepSize.ITERATION, *[FORWARD] * 30, EditWeight(0, 0, 0, 1.0), *[FORWARD] * 40)
    tall = [tick.time for tick in ticks(line_of(at), Sight(0.0, 70.0, 0.0, 600.0)) if tick.tall]
    assert tall == [0, 25, 50]


@pytest.mark.parametrize(("least", "step"), [(0.2, 1), (1.0, 1), (1.1, 2), (4, 5), (6, 10), (201, 500)])
def test_steps_are_round_numbers(least, step):
    assert nice(least) == step


def test_the_phases_of_three_layers():
    words = [(phase.name, layer) for phase, layer in (phase_of(position, 2) for position in range(7))]
    assert words == [
        ("READY", None),
        ("FORWARD", 0),
        ("FORWARD", 1),
        ("LOSS", None),
        ("BACKWARD", 1),
        ("BACKWARD", 0),
        ("UPDATE", None),
    ]
    assert Place(1, 2, WHOLE).fact is None
