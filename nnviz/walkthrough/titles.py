"""Which question does a fact answer?"""

from collections.abc import Callable

from nnviz.sentence import Sentence
from nnviz.walkthrough.quantity import Kind
from nnviz.walkthrough.subject import Subject


def _loss(it: Subject) -> Sentence:
    if it.samples == 1:
        return Sentence("How wrong is the network?")
    return Sentence("How wrong is the network on the whole batch?")


def _slope(it: Subject) -> Sentence:
    if it.layer.activation.pieces > 1:
        return Sentence("Did {piece} win?", piece=it.row)
    return Sentence("How strongly does {unit} react to its net input?", unit=it.unit)


def _delta(it: Subject) -> Sentence:
    if it.scene.perceptron:
        return Sentence("Did {unit} answer right?", unit=it.unit)
    return Sentence("How much is {unit} to blame for the error?", unit=it.row)


def _sample_gradient(it: Subject) -> Sentence:
    if it.scene.perceptron:
        return Sentence("What does this sample want of {parameter}?", parameter=it.parameter)
    return Sentence("How much does {parameter} change the error of this sample?", parameter=it.parameter)


def _gradient(it: Subject) -> Sentence:
    if it.scene.perceptron:
        return Sentence("What does the perceptron rule want of {parameter}?", parameter=it.parameter)
    if it.samples == 1:
        return Sentence("How much does {parameter} change the error?", parameter=it.parameter)
    return Sentence("How much does {parameter} change the error of the whole batch?", parameter=it.parameter)


def _average(it: Subject) -> Sentence:
    return Sentence("Which way did the gradients of {parameter} point lately?", parameter=it.parameter)


def _squares(it: Subject) -> Sentence:
    return Sentence("How large were the gradients of {parameter} lately?", parameter=it.parameter)


def _corrected(it: Subject) -> Sentence:
    return Sentence("What would this average of {parameter} be without its start at 0?", parameter=it.parameter)


def _new(it: Subject) -> Sentence:
    return Sentence("What will {parameter} be?", parameter=it.parameter)


TITLES: dict[Kind, Callable[[Subject], Sentence]] = {
    Kind.NET_INPUT: lambda it: Sentence("What is the net input of {unit}?", unit=it.row),
    Kind.ACTIVATION: lambda it: Sentence("What does {unit} answer?", unit=it.unit),
    Kind.OUTPUT_LOSS: lambda it: Sentence("How wrong is {unit}?", unit=it.unit),
    Kind.SAMPLE_LOSS: lambda _: Sentence("How wrong is the network on this sample?"),
    Kind.LOSS: _loss,
    Kind.PENALTY: lambda _: Sentence("What do the weights cost for being large?"),
    Kind.TOTAL: lambda _: Sentence("What does training make smaller?"),
    Kind.CONTRIBUTION: lambda it: Sentence(
        "How much does {unit} change the error through {behind}?", unit=it.unit, behind=it.behind
    ),
    Kind.OUTPUT_GRADIENT: lambda it: Sentence("How much does the answer of {unit} change the error?", unit=it.unit),
    Kind.SLOPE: _slope,
    Kind.JACOBIAN: lambda it: Sentence(
        "How much does the net input of {unit} change the answer of {other}?", unit=it.unit, other=it.other
    ),
    Kind.DELTA: _delta,
    Kind.SHORT_DELTA: lambda it: Sentence("Is there a shorter way to the delta of {unit}?", unit=it.unit),
    Kind.SAMPLE_GRADIENT: _sample_gradient,
    Kind.SAMPLE_BIAS_GRADIENT: _sample_gradient,
    Kind.WEIGHT_GRADIENT: _gradient,
    Kind.BIAS_GRADIENT: _gradient,
    Kind.INPUT_GRADIENT: lambda it: Sentence("How much does the input {unit} change the error?", unit=it.unit),
    Kind.RESPONSE: lambda it: Sentence(
        "How much does {input} change the answer of {unit}?", input=it.input, unit=it.unit
    ),
    Kind.VELOCITY: lambda it: Sentence("How fast does {parameter} move?", parameter=it.parameter),
    Kind.MEAN_SQUARE: _squares,
    Kind.FIRST_MOMENT: _average,
    Kind.SECOND_MOMENT: _squares,
    Kind.CORRECTED_FIRST: _corrected,
    Kind.CORRECTED_SECOND: _corrected,
    Kind.NEW_WEIGHT: _new,
    Kind.NEW_BIAS: _new,
}
"""Kind -> the question."""
