import math

import pytest

from nnviz.core.optimizers import optimizer
from nnviz.core.recipe import BiasMode
from nnviz.core.regularization import Regularization
from nnviz.walkthrough.predict import KINDS, Asking, Form, Question, Scope, is_right, judge, last_digit, question_at
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.slips import Slip
from nnviz.walkthrough.walk import Walk
from tests.core.small_networks import network, random_network, recipe
from tests.walkthrough.scenes import by_hand, scene_of

W5 = Quantity(Kind.WEIGHT_GRADIENT, 1, 0, 0)
X = [[0.5, -0.4], [-0.7, 0.3], [0.9, 0.8]]


def asked(scene, scope, form=Form.NUMBER):
    """What is asked on the way through the whole walk."""
    walk = Walk(scene)
    found = [question_at(walk, index, Asking(scope, form)) for index in range(len(walk))]
    return [question for question in found if question is not None]


def names(scene, scope, form=Form.NUMBER):
    return [scene.labels.symbol(question.about).ascii for question in asked(scene, scope, form)]


def verdict(scene, about, answer, form=Form.NUMBER, digits=4):
    return judge(scene, Question(form, about, 0), answer, digits)


def value(scene, kind, *place):
    return scene.value(Quantity(kind, *place))


@pytest.mark.parametrize(
    ("answer", "right"), [(0.0822, True), (0.0823, True), (0.0827, False), (-0.0822, False), (math.inf, False)]
)
def test_a_number_is_right_within_half_a_percent(answer, right):
    assert verdict(by_hand(), W5, answer, digits=9).right is right


def test_a_number_is_right_within_one_unit_of_the_last_digit_shown():
    assert verdict(by_hand(), W5, 0.09, digits=2).right
    assert not verdict(by_hand(), W5, 0.1, digits=2).right
    assert is_right(0.15 + 0.1, 0.15, 1)


def test_the_last_digit_of_a_number_with_an_exponent_is_small():
    assert last_digit(0.5, 4) == 1e-4
    assert last_digit(3.21e-7, 4) == 1e-9
    assert not is_right(0, 3.21e-7, 4)
    assert is_right(0, 0, 4)


def test_rounded_to_0_or_1_a_number_is_right_that_rounds_so():
    assert is_right(1, 0.8, None)
    assert not is_right(0, 0.8, None)
    assert [is_right(answer, 0.593, None) for answer in (0.2, 0.6, 1.4, 1.6)] == [False, True, True, False]
    assert is_right(20.05, 20.6, None) is False
    assert is_right(0.5001, 0.4999, None)


def test_a_wrong_number_says_how_far_it_is_off():
    found = verdict(by_hand(), W5, 0.0800)
    assert found.off == pytest.approx(0.0264, abs=1e-4)
    assert found.close
    assert not verdict(by_hand(), W5, 0.2).close
    assert not verdict(by_hand(), W5, 0.0822).close


def test_signs_and_directions():
    scene = by_hand()
    w7 = Quantity(Kind.WEIGHT_GRADIENT, 1, 1, 0)
    assert [verdict(scene, w7, answer, Form.SIGN).right for answer in (1.0, -1.0, 0.0)] == [False, True, False]
    new = Quantity(Kind.NEW_WEIGHT, 1, 1, 0)
    assert [verdict(scene, new, answer, Form.CHANGE).right for answer in (1.0, -1.0, 0.0)] == [True, False, False]
    assert verdict(scene, Quantity(Kind.SAMPLE_LOSS), -1.0, Form.CHANGE).right
    assert verdict(scene, Quantity(Kind.ACTIVATION, 1, 0), -1.0, Form.CHANGE).right
    assert verdict(scene, Quantity(Kind.ACTIVATION, 1, 1), 1.0, Form.CHANGE).right


def test_the_weight_that_changes_most_is_w6():
    scene = by_hand()
    found = {
        source: verdict(scene, Quantity(Kind.WEIGHT, 0, 0, 0), Quantity(Kind.WEIGHT, 1, 0, source), Form.LARGEST)
        for source in (0, 1)
    }
    assert (found[0].right, found[1].right) == (False, True)
    assert found[0].truth == Quantity(Kind.WEIGHT, 1, 0, 1)


def test_where_several_weights_change_most_each_is_right():
    net = network(([[0.5, 0.5]], None, "linear"))
    scene = scene_of(net, recipe([[1, 1]], [[0]]))
    for source in (0, 1):
        assert verdict(scene, Quantity(Kind.WEIGHT), Quantity(Kind.WEIGHT, 0, 0, source), Form.LARGEST).right


def test_a_scope_asks_about_its_kinds_alone():
    scene = by_hand()
    assert names(scene, Scope.NOTHING) == []
    assert names(scene, Scope.DELTAS) == ["delta_o1", "delta_o2", "delta_h1", "delta_h2"]
    assert names(scene, Scope.LOSSES) == ["E_o1", "E_o2", "E_total"]
    assert len(names(scene, Scope.GRADIENTS)) == 8
    assert len(names(scene, Scope.EVERYTHING)) == 43
    assert names(scene, Scope.NET_INPUTS, Form.SIGN) == ["z_h1", "z_h2", "z_o1", "z_o2"]
    assert [about.about.kind for about in asked(scene, Scope.CONTRIBUTIONS)] == [Kind.CONTRIBUTION] * 4
    assert [about.about.kind for about in asked(scene, Scope.FACTORS)] == [Kind.OUTPUT_GRADIENT, Kind.SLOPE] * 4


@pytest.mark.parametrize("name", ["sgd", "adam", "nesterov"])
def test_every_number_of_a_walk_is_of_one_scope(name):
    scene = batch_of(optimizer=optimizer(name))
    of_one_kind = set(Scope) - {Scope.NOTHING, Scope.NEXT, Scope.EVERYTHING}
    for question in asked(scene, Scope.EVERYTHING):
        assert len([scope for scope in of_one_kind if question.about.kind in KINDS[scope]]) == 1


def test_directions_are_asked_of_updates_and_before_anyone_is_blamed_of_loss_and_outputs():
    scene = by_hand()
    assert names(scene, Scope.NEW_VALUES, Form.CHANGE) == [f"w{number}_new" for number in range(1, 9)]
    assert [question.about.kind for question in asked(scene, Scope.LOSSES, Form.CHANGE)] == [Kind.SAMPLE_LOSS]
    assert names(scene, Scope.ACTIVATIONS, Form.CHANGE) == ["a_o1"]
    assert names(scene, Scope.DELTAS, Form.CHANGE) == []
    first = asked(scene, Scope.EVERYTHING, Form.CHANGE)[0]
    assert Walk(scene).quantity(first.index) == Quantity(Kind.OUTPUT_GRADIENT, 1, 0)


def test_the_largest_change_is_asked_once_and_only_where_weights_change():
    assert [question.index for question in asked(by_hand(), Scope.EVERYTHING, Form.LARGEST)] == [11]
    right = scene_of(network(([[1.0]], None, "linear")), recipe([[1]], [[1]]))
    assert asked(right, Scope.EVERYTHING, Form.LARGEST) == []


def test_the_short_delta_is_not_asked_about_again():
    scene = scene_of(random_network((2, 2), ("sigmoid",)), recipe(X, [[0, 1]] * 3, "binary_crossentropy"))
    kinds = [question.about.kind for question in asked(scene, Scope.EVERYTHING)]
    assert Kind.DELTA in kinds
    assert Kind.SHORT_DELTA not in kinds


def batch_of(loss="mean_half_sse", **rest):
    net = random_network((2, 3, 2), ("tanh", "sigmoid"), seed=3)
    return scene_of(net, recipe(X, [[0, 1], [1, 0], [1, 0]], loss, **rest))


def _slips_by_hand():
    scene, o1, w5 = by_hand(), (1, 0), Quantity(Kind.WEIGHT, 1, 0, 0)
    blame, a_h1, a_o1 = value(scene, Kind.DELTA, *o1), value(scene, Kind.ACTIVATION, 0, 0), 0.7513650695523157
    net = Quantity(Kind.NET_INPUT, 0, 0)
    delta, hidden = Quantity(Kind.DELTA, *o1), Quantity(Kind.DELTA, 0, 0)
    first = value(scene, Kind.CONTRIBUTION, 0, 0, 0)
    at_output = 1 / (1 + math.exp(-a_o1)) * (1 - 1 / (1 + math.exp(-a_o1)))
    new_w5, slope = value(scene, Kind.NEW_WEIGHT, 1, 0, 0), value(scene, Kind.SLOPE, 0, 0)
    second = value(scene, Kind.CONTRIBUTION, 0, 0, 1)
    assert scene.value(w5) == 0.4
    return [
        (net, 0.0275, Slip.BIAS),
        (net, 0.05 * 0.15 + 0.1 * 0.25 + 0.35, Slip.EXCHANGED),
        (Quantity(Kind.OUTPUT_LOSS, *o1), 2 * 0.274811083, Slip.HALF),
        (Quantity(Kind.LOSS), 0.274811083, Slip.ONE_OUTPUT),
        (Quantity(Kind.OUTPUT_GRADIENT, *o1), 2 * 0.741365069, Slip.HALF),
        (Quantity(Kind.OUTPUT_GRADIENT, *o1), -0.741365069, Slip.SIGNS),
        (Quantity(Kind.OUTPUT_GRADIENT, 0, 0), first, Slip.ONE_OUTPUT),
        (Quantity(Kind.CONTRIBUTION, 0, 0, 0), blame * new_w5, Slip.UPDATED_WEIGHT),
        (Quantity(Kind.SLOPE, *o1), at_output, Slip.SLOPE_AT_OUTPUT),
        (delta, 0.741365069 * at_output, Slip.SLOPE_AT_OUTPUT),
        (delta, 0.741365069, Slip.NO_SLOPE),
        (delta, 0.741365069 + 0.186815602, Slip.ADDED),
        (hidden, first * slope, Slip.ONE_OUTPUT),
        (hidden, abs(first) * slope + abs(second) * slope, Slip.SIGNS),
        (W5, blame + a_h1, Slip.ADDED),
        (W5, 0.741365069 * a_h1, Slip.NO_SLOPE),
        (Quantity(Kind.WEIGHT_GRADIENT, 1, 1, 0), 0.0226025, Slip.SIGNS),
        (Quantity(Kind.NEW_WEIGHT, 1, 0, 0), 0.4 + 0.5 * 0.0821670, Slip.SIGNS),
        (Quantity(Kind.NEW_WEIGHT, 1, 0, 0), 0.4 - 0.0821670, Slip.NO_RATE),
    ]


@pytest.mark.parametrize(("about", "answer", "slip"), _slips_by_hand())
def test_a_typical_slip_in_the_example_of_the_decks_is_named(about, answer, slip):
    found = verdict(by_hand(), about, round(answer, 6), digits=6)
    assert (found.right, found.slip) == (False, slip)


def test_samples_that_are_added_and_a_bias_that_is_regularized_are_named():
    scene = batch_of(regularization=Regularization("l2", 0.6))
    about = Quantity(Kind.WEIGHT_GRADIENT, 1, 0, 1)
    pull = 0.2 * value(scene, Kind.WEIGHT, 1, 0, 1)
    found = verdict(scene, about, 3 * (scene.value(about) - pull) + pull, digits=6)
    assert found.slip is Slip.NOT_AVERAGED
    assert verdict(scene, Quantity(Kind.LOSS), 3 * value(scene, Kind.LOSS)).slip is Slip.NOT_AVERAGED
    bias = Quantity(Kind.BIAS_GRADIENT, 0, 1)
    wrong = scene.value(bias) + 0.2 * value(scene, Kind.BIAS, 0, 1)
    assert verdict(scene, bias, wrong, digits=6).slip is Slip.BIAS_REGULARIZED


def test_a_missing_logarithm_is_named():
    net = random_network((2, 2), ("softmax",), seed=1)
    scene = scene_of(net, recipe(X[:1], [[0, 1]], "categorical_crossentropy"))
    wrong = -value(scene, Kind.ACTIVATION, 0, 1)
    assert verdict(scene, Quantity(Kind.LOSS), wrong, digits=6).slip is Slip.NO_LOGARITHM


def test_a_wrong_number_that_nothing_leads_to_has_no_slip():
    assert verdict(by_hand(), W5, 7.5).slip is None


@pytest.mark.parametrize("mode", BiasMode)
@pytest.mark.parametrize("name", ["sgd", "adam", "nesterov"])
def test_every_number_of_a_walk_can_be_asked_about_and_answered(mode, name):
    scene = batch_of(bias_mode=mode, optimizer=optimizer(name))
    for form in (Form.NUMBER, Form.SIGN, Form.CHANGE):
        for question in asked(scene, Scope.EVERYTHING, form):
            right = judge(scene, question, 0.123456, 6).truth
            assert judge(scene, question, right, 6).right


def test_numbers_of_unusual_networks_can_be_judged():
    nets = [
        scene_of(random_network((2, 3), ("softmax",)), recipe(X, [[1, 0, 0]] * 3, "categorical_crossentropy")),
        scene_of(network(([[0.5, 1.0]], [0.1], "sign")), recipe(X, [[1]] * 3, optimizer=optimizer("perceptron"))),
        scene_of(random_network((2, 3, 1), ("relu", "linear")), recipe(X, [[1]] * 3), delta_sign=-1),
    ]
    for scene in nets:
        for question in asked(scene, Scope.EVERYTHING):
            assert not judge(scene, question, 123.0, 4).right
