"""Facts are told in sentences that can be translated."""

from dataclasses import replace

import pytest

from nnviz.core.activations import activation
from nnviz.core.optimizers import optimizer
from nnviz.core.regularization import Regularization
from nnviz.sentence import Sentence
from nnviz.walkthrough.quantity import Kind
from nnviz.walkthrough.telling import EXPLANATIONS, explanation, title
from nnviz.walkthrough.titles import TITLES
from nnviz.walkthrough.walk import MAKING
from tests.core.small_networks import network, random_network, recipe
from tests.golden.test_walkthrough import by_hand
from tests.walkthrough.walks import facts, named, walked


def told(walk, symbol):
    fact = named(walk, symbol)
    return title(fact), explanation(fact)


def test_every_kind_that_is_made_has_a_title_and_an_explanation():
    assert TITLES.keys() == EXPLANATIONS.keys() == MAKING.keys()


@pytest.mark.parametrize(
    ("symbol", "question", "answer"),
    [
        ("net_h1", "What is the net input of h₁?",
         "h₁ multiplies all it hears by its weights, adds it up, and adds its bias b₁."),
        ("E_total", "How wrong is the network?", "The losses of all outputs add up."),
        ("dE/dout_o1", "How much does the answer of o₁ change the error?",
         "o₁ answers too much: a lower answer would lower the error."),
        ("dE/dout_o2", "How much does the answer of o₂ change the error?",
         "o₂ answers too little: a higher answer would lower the error."),
        ("dE/dw5", "How much does w₅ change the error?",
         "The error at o₁ flows back through w₅ in proportion to what h₁ sent forward."),
        ("dE_o1/dout_h1", "How much does h₁ change the error through o₁?",
         "The error at o₁ flows back to h₁ through w₅. The old weights are used until every gradient is known."),
        ("w5_new", "What will w₅ be?", "The gradient is positive: w₅ goes down."),
        ("w7_new", "What will w₇ be?", "The gradient is negative: w₇ goes up."),
    ],
)  # fmt: skip
def test_the_example_by_hand_is_told_in_the_words_of_a_lecture(symbol, question, answer):
    assert told(by_hand(), symbol) == (question, answer)


def test_sentences_keep_their_templates_and_names():
    fact = named(by_hand(), "dE/dw5")
    assert title(fact).template == "How much does {parameter} change the error?"
    assert title(fact).values == {"parameter": "w₅"}
    for each in facts(by_hand()):
        assert isinstance(title(each), Sentence)
        assert isinstance(explanation(each), Sentence)


def test_the_perceptron_rule_says_that_there_is_no_gradient():
    net = network(([[1.0, -1.0]], [0.5], "sign"))
    walk = walked(net, recipe([[1.0, 0.0]], [[-1.0]], optimizer=optimizer("perceptron")))
    assert told(walk, "delta_o1") == (
        "Did o₁ answer right?",
        "No gradient: the slope of a sign unit is 0. The perceptron rule takes the error of o₁ itself.",
    )
    question, answer = told(walk, "g_w1")
    assert question == "What does the perceptron rule want of w₁?"
    assert answer.startswith("No gradient")
    right = walked(net, recipe([[1.0, 0.0]], [[1.0]], optimizer=optimizer("perceptron")))
    assert told(right, "delta_o1")[1] == "o₁ answers right: the perceptron rule changes nothing."
    assert told(walk, "w1_new")[1] == "w₁ moves so that the answer comes nearer to the target."
    assert told(right, "w1_new")[1] == "The perceptron rule wants nothing of w₁: it stays."


def test_a_unit_that_is_a_number_is_called_a_unit():
    net = random_network((2, 2), ("sigmoid",))
    digits = net.with_layer(0, replace(net.layers[0], unit_names=("0", "1")))
    walk = walked(digits, recipe([[0.5, 1.0]], [[1.0, 0.0]]))
    assert told(walk, "z_1")[0] == "What is the net input of unit 1?"


def test_the_piece_of_maxout_that_wins_is_named():
    walk = walked(network(([[1.0], [2.0], [-1.0]], None, activation("maxout", pieces=3))), recipe([[1.0]], [[0.0]]))
    assert told(walk, "a_o1")[1] == "The largest piece wins: piece 2 of o₁."
    assert told(walk, "da_o1/dz_o1_2") == ("Did piece 2 of o₁ win?", "The piece that wins takes all of the error.")
    assert told(walk, "da_o1/dz_o1_3")[1].startswith("A piece that does not win")


def test_a_silent_unit_lets_nothing_through():
    walk = walked(network(([[-1.0]], None, "relu"), ([[1.0]], None, "linear")), recipe([[1.0]], [[1.0]]))
    assert told(walk, "a_h1")[1] == "The net input is not positive: h₁ stays silent."
    assert told(walk, "da_h1/dz_h1")[1] == "The slope is 0 here: nothing of the error gets through h₁."


def test_a_weight_that_hears_nothing_has_no_part():
    walk = walked(random_network((2, 1), ("sigmoid",)), recipe([[0.0, 1.0]], [[1.0]]))
    assert told(walk, "dE/dw1")[1] == "x₁ sent 0: w₁ has no part in the error."


def test_a_batch_is_averaged_or_added_up_and_the_penalty_pulls():
    net = random_network((2, 1), ("sigmoid",))
    x, y = [[1.0, 0.5], [0.3, 0.1]], [[1], [0]]
    mean = walked(net, recipe(x, y, "mse"))
    total = walked(net, recipe(x, y, "sse", regularization=Regularization("l2", 0.1)))
    assert told(mean, "dE/dw1") == (
        "How much does w₁ change the error of the whole batch?", "The average of what the 2 samples of the batch say.",
    )  # fmt: skip
    assert told(total, "dJ/dw1")[1] == "What the 2 samples of the batch say adds up. The penalty pulls towards 0."
    assert told(mean, "E_total")[1] == "The average over the 2 samples of the batch."


def test_a_weight_that_dies_is_told_and_so_is_one_that_is_dead():
    dead = Regularization("l1", 5.0, dead_weights=True)
    how = recipe([[0.01]], [[0.0]], regularization=dead, rate=0.1)
    net = network(([[0.3]], None, "linear"))
    assert told(walked(net, how), "w1_new")[1] == "The penalty would draw w₁ across 0: it becomes 0 for good."
    assert told(walked(net, how, steps=1), "w1_new")[1] == "w₁ is dead: it stays 0."


def test_the_short_way_and_the_true_class():
    how = recipe([[1.0]], [[1, 0]], "categorical_crossentropy")
    walk = walked(network(([[1.0], [0.5]], None, "softmax")), how)
    short = next(fact for fact in facts(walk) if fact.about.kind is Kind.SHORT_DELTA)
    assert title(short) == "Is there a shorter way to the delta of o₁?"
    assert "answer minus target" in explanation(short)
    assert told(walk, "dE/da_o2")[1] == "The target of o₂ is 0: the loss looks only at the true class."
