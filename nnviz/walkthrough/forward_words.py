"""Why is a net input or an answer what it is, in one sentence?"""

from collections.abc import Callable

import numpy as np

from nnviz.sentence import Sentence
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.subject import Subject


def net_input(it: Subject) -> Sentence:
    """A weighted sum, and the bias."""
    if it.layer.bias is None:
        return Sentence("{unit} multiplies all it hears by its weights and adds it up.", unit=it.row)
    return Sentence(
        "{unit} multiplies all it hears by its weights, adds it up, and adds its bias {bias}.",
        unit=it.row,
        bias=it.bias,
    )


def activation(it: Subject) -> Sentence:
    """What the activation does with a net input of this size."""
    return ANSWERS[it.layer.activation.name](it)


def _z(it: Subject) -> float:
    return it.scene.value(Quantity(Kind.NET_INPUT, it.about.layer, it.about.unit))


def _relu(it: Subject) -> Sentence:
    if _z(it) > 0:
        return Sentence("The net input is positive: {unit} passes it on as it is.", unit=it.unit)
    return Sentence("The net input is not positive: {unit} stays silent.", unit=it.unit)


def _leaky(it: Subject) -> Sentence:
    if _z(it) > 0:
        return Sentence("The net input is positive: {unit} passes it on as it is.", unit=it.unit)
    return Sentence("The net input is not positive: {unit} lets only a part of it through.", unit=it.unit)


def _elu(it: Subject) -> Sentence:
    if _z(it) > 0:
        return Sentence("The net input is positive: {unit} passes it on as it is.", unit=it.unit)
    return Sentence("The net input is not positive: {unit} bends it smoothly towards a lowest answer.", unit=it.unit)


def _step(it: Subject) -> Sentence:
    if _z(it) >= 0:
        return Sentence("The net input reaches the threshold 0: {unit} fires.", unit=it.unit)
    return Sentence("The net input stays below the threshold 0: {unit} does not fire.", unit=it.unit)


def _sign(it: Subject) -> Sentence:
    if _z(it) >= 0:
        return Sentence("The net input reaches the threshold 0: {unit} says +1.", unit=it.unit)
    return Sentence("The net input stays below the threshold 0: {unit} says −1.", unit=it.unit)


def _cut(it: Subject) -> Sentence:
    if 0 < it.value < 1:
        return Sentence("{unit} is in the straight part of its activation, between 0 and 1.", unit=it.unit)
    return Sentence("The answer of {unit} is cut off: it never leaves 0 to 1.", unit=it.unit)


def _maxout(it: Subject) -> Sentence:
    pieces = it.layer.activation.pieces
    own = [it.scene.value(Quantity(Kind.NET_INPUT, it.about.layer, it.about.unit * pieces + n)) for n in range(pieces)]
    return Sentence("The largest piece wins: piece {piece} of {unit}.", piece=int(np.argmax(own)) + 1, unit=it.unit)


ANSWERS: dict[str, Callable[[Subject], Sentence]] = {
    "linear": lambda it: Sentence("{unit} answers its net input as it is.", unit=it.unit),
    "sigmoid": lambda _: Sentence("The sigmoid squeezes the net input between 0 and 1; at 0 it is one half."),
    "tanh": lambda _: Sentence("The hyperbolic tangent squeezes the net input between −1 and 1; 0 stays 0."),
    "relu": _relu,
    "leaky_relu": _leaky,
    "elu": _elu,
    "softplus": lambda _: Sentence("Softplus is ReLU without its corner: the answer is always positive."),
    "softmax": lambda it: Sentence(
        "Softmax turns all net inputs of the layer into shares that add up to 1; {unit} gets this one.", unit=it.unit
    ),
    "step": _step,
    "sign": _sign,
    "satlin": _cut,
    "radbas": lambda it: Sentence(
        "{unit} answers 1 where its net input is 0, and less the farther from it.", unit=it.unit
    ),
    "piecewise_linear": _cut,
    "bipolar_sigmoid": lambda _: Sentence("The bipolar sigmoid squeezes the net input between −1 and 1; 0 stays 0."),
    "maxout": _maxout,
}
"""Activation name -> what it does with a net input, in one sentence."""
