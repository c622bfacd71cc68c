"""What a line of code names is found in it."""

import pytest

from nnviz.core.regularization import Regularization
from nnviz.ui.formula.references import snippets
from nnviz.walkthrough.quantity import Kind, Quantity, Reference
from tests.core.small_networks import random_network, recipe
from tests.walkthrough.walks import facts, walked

X, CLASSES = [[0.9, -0.4], [-0.3, 0.7]], [[1, 0], [0, 1]]


@pytest.fixture(scope="module")
def walk():
    trained = recipe(X, CLASSES, batch_size=2, regularization=Regularization("l2", 0.1))
    return walked(random_network((2, 3, 2), ("sigmoid", "sigmoid")), trained)


def of_kind(walk, kind, layer=0):
    return next(fact for fact in facts(walk) if (fact.about.kind, fact.about.layer) == (kind, layer))


def named(fact):
    return [snippet.of for snippet in snippets(fact) if snippet.of is not None]


def test_the_parts_of_a_line_are_the_line(walk):
    for fact in facts(walk):
        assert "".join(snippet.code for snippet in snippets(fact)) == fact.code


def test_the_left_side_is_what_the_fact_is_about(walk):
    for fact in facts(walk):
        assert snippets(fact)[0].of == fact.about


def test_single_entries_are_numbers(walk):
    fact = of_kind(walk, Kind.SAMPLE_GRADIENT, 1)
    assert named(fact)[1:] == [Quantity(Kind.DELTA, 1, 0), Quantity(Kind.ACTIVATION, 0, 0)]


def test_the_answers_of_layer_0_are_the_inputs(walk):
    assert named(of_kind(walk, Kind.SAMPLE_GRADIENT))[2] == Quantity(Kind.INPUT, -1, 0)


def test_a_target_belongs_to_the_last_layer(walk):
    assert Quantity(Kind.TARGET, 1, 0) in named(of_kind(walk, Kind.OUTPUT_LOSS, 1))


def test_a_row_holds_its_entries_and_no_others(walk):
    row, inputs, bias = named(of_kind(walk, Kind.NET_INPUT))[1:]
    assert row == Reference((Kind.WEIGHT,), 0, range(1))
    assert row.holds(Quantity(Kind.WEIGHT, 0, 0, 1))
    assert not row.holds(Quantity(Kind.WEIGHT, 0, 1, 1))
    assert not row.holds(Quantity(Kind.WEIGHT, 1, 0, 1))
    assert inputs.holds(Quantity(Kind.INPUT, -1, 1))
    assert bias == Quantity(Kind.BIAS, 0, 0)


def test_a_column_over_the_batch_is_no_single_number(walk):
    column = named(of_kind(walk, Kind.WEIGHT_GRADIENT))[1]
    assert isinstance(column, Reference)
    assert column.holds(Quantity(Kind.DELTA, 0, 0))
    assert not column.holds(Quantity(Kind.DELTA, 0, 1))


def test_every_term_of_a_fact_of_one_sample_that_code_can_name_is_named():
    walk = walked(random_network((2, 3, 2), ("sigmoid", "sigmoid")), recipe(X[:1], CLASSES[:1]))
    fact = of_kind(walk, Kind.WEIGHT_GRADIENT, 1)
    assert set(named(fact)) == set(fact.highlights)
