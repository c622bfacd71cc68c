"""Which page stands in the formula panel?  Of a value that is tried out: what keeping it would lead to."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.dataset import dataset
from nnviz.session.commands import KeepTrial, ShowSample, StepForward, TryValue
from nnviz.session.commands.walking import GoTo
from nnviz.session.state import Element, Part, StepSize
from nnviz.session.walking import stand_at
from nnviz.session.walks import walk_of
from nnviz.storage.network_file import read
from nnviz.ui.formula.paging import page_of
from nnviz.walkthrough.quantity import Kind, Quantity
from tests.session.desk import NETWORKS, Desk, desk

WEIGHT = Element(Part.WEIGHT, 1, 0, 0)


def begun(name: str, sample: int = 0) -> Desk:
    """A lecture at its first value, with a sample on view."""
    return desk(name).step(StepSize.VALUE, ShowSample(sample), StepForward())


@pytest.mark.parametrize(
    "element", [WEIGHT, Element(Part.BIAS, 0, 0), Element(Part.INPUT, -1, 1), Element(Part.TARGET, 1, 0)]
)
@pytest.mark.parametrize(("name", "sample"), [("backpropagation-by-hand", 0), ("three-three-one", 2)])
def test_every_page_of_a_trial_tells_what_keeping_the_value_leads_to(name, sample, element):
    given, kept = begun(name, sample), begun(name, sample)
    kept.send(TryValue(element, 0.9), KeepTrial(), StepForward())
    calm, wanted = given.state, walk_of(kept.state)
    for index, fact in enumerate(wanted):
        given.state = stand_at(calm, *wanted.position(index))[0]
        page = page_of(given.send(TryValue(element, 0.9)).state)
        assert page.fact.about == fact.about
        assert page.fact.value == pytest.approx(fact.value, rel=1e-12, abs=1e-15)
        assert page.fact.text(6) == fact.text(6)


def test_a_gradient_of_a_batch_stays_an_average_with_its_share_of_the_penalty():
    given = begun("three-three-one").send(GoTo(Quantity(Kind.WEIGHT_GRADIENT, 0, 1, 0)))
    assert page_of(given.state).fact.shown(4) == "−0.0204"
    page = page_of(given.send(TryValue(Element(Part.WEIGHT, 0, 1, 0), 0.9)).state)
    assert "1/4" in page.fact.text(4)
    assert page.fact.shown(4) == "−0.0071"


def test_a_sample_outside_the_batch_waits_while_a_value_is_tried():
    given = desk("spiral-2-8-8-1").step(StepSize.VALUE, StepForward())
    rows = given.state.work.timeline.moment.batch.rows.tolist()
    given.send(ShowSample(next(row for row in range(100) if row not in rows)), TryValue(WEIGHT, 0.9))
    assert given.state.trial is not None
    assert given.state.sample_shown in rows
    assert page_of(given.state) is not None


def test_of_a_batch_that_would_take_long_the_sample_alone_is_tried():
    document = read(NETWORKS / "glyph-digits-784-128-10.json")
    data = document.recipe.dataset
    many = dataset("many", np.tile(data.inputs, (6, 1)), np.tile(data.targets, (6, 1)))
    given = Desk(replace(document, recipe=replace(document.recipe, dataset=many, batch_size=60)))
    given.step(StepSize.VALUE, ShowSample(7), StepForward(), TryValue(WEIGHT, 0.9))
    assert given.state.seen.batch.rows.tolist() == [7]
    assert page_of(given.state) is None
