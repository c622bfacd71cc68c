"""How is a fact told to a class?  A question for a title, and one sentence that explains the answer."""

from collections.abc import Callable

from nnviz.sentence import Sentence
from nnviz.walkthrough import backward_words, forward_words, loss_words, update_words
from nnviz.walkthrough.fact import Fact
from nnviz.walkthrough.quantity import Kind
from nnviz.walkthrough.subject import Subject
from nnviz.walkthrough.titles import TITLES

EXPLANATIONS: dict[Kind, Callable[[Subject], Sentence]] = {
    Kind.NET_INPUT: forward_words.net_input,
    Kind.ACTIVATION: forward_words.activation,
    Kind.OUTPUT_LOSS: loss_words.output_loss,
    Kind.SAMPLE_LOSS: loss_words.sample_loss,
    Kind.LOSS: loss_words.loss,
    Kind.PENALTY: loss_words.penalty,
    Kind.TOTAL: loss_words.total,
    Kind.CONTRIBUTION: backward_words.contribution,
    Kind.OUTPUT_GRADIENT: backward_words.output_gradient,
    Kind.SLOPE: backward_words.slope,
    Kind.JACOBIAN: backward_words.jacobian,
    Kind.DELTA: backward_words.delta,
    Kind.SHORT_DELTA: backward_words.short_delta,
    Kind.SAMPLE_GRADIENT: backward_words.sample_gradient,
    Kind.WEIGHT_GRADIENT: backward_words.weight_gradient,
    Kind.SAMPLE_BIAS_GRADIENT: backward_words.sample_bias_gradient,
    Kind.BIAS_GRADIENT: backward_words.bias_gradient,
    Kind.INPUT_GRADIENT: backward_words.input_gradient,
    Kind.RESPONSE: backward_words.response,
    Kind.VELOCITY: update_words.velocity,
    Kind.MEAN_SQUARE: update_words.squares,
    Kind.FIRST_MOMENT: update_words.average,
    Kind.SECOND_MOMENT: update_words.squares,
    Kind.CORRECTED_FIRST: update_words.corrected,
    Kind.CORRECTED_SECOND: update_words.corrected,
    Kind.NEW_WEIGHT: update_words.new_value,
    Kind.NEW_BIAS: update_words.new_value,
}
"""Kind -> what makes the number what it is."""


def title(fact: Fact) -> Sentence:
    """The question that the fact answers."""
    return TITLES[fact.about.kind](Subject(fact.scene, fact.about))


def explanation(fact: Fact) -> Sentence:
    """Where the answer comes from, in words."""
    return EXPLANATIONS[fact.about.kind](Subject(fact.scene, fact.about))
