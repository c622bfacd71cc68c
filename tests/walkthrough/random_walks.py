"""Networks of any kind, and what their facts must agree with: the arrays of the iteration, and measured slopes."""

from dataclasses import dataclass, replace

import hypothesis.strategies as st
import numpy as np

from nnviz.core.activations import activation
from nnviz.core.forward import forward
from nnviz.core.network import Network
from nnviz.core.optimizers import optimizer
from nnviz.core.recipe import BiasMode
from nnviz.core.regularization import NO_REGULARIZATION, Regularization
from nnviz.walkthrough.expression import evaluate
from nnviz.walkthrough.notation import Notation, Symbols
from nnviz.walkthrough.quantity import Kind, Quantity
from tests.core.small_networks import random_network, recipe
from tests.walkthrough.walks import assert_sound, facts, walked

ELEMENTWISE = ["linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "satlin", "radbas"]
ELEMENTWISE += ["piecewise_linear", "bipolar_sigmoid"]
SQUARES = ["half_sse", "sse", "mean_half_sse", "mean_sse", "mse"]
STEP = 1e-6
NEAR = 1e-4
"""Nearer to a kink, or to a tie of maxout, no slope is measured."""


@dataclass(frozen=True)
class Case:
    """A network, its recipe, and how its walk is looked at."""

    network: Network
    recipe: object
    row: int
    steps: int
    view: dict

    def walk(self):
        return walked(self.network, self.recipe, self.row, self.steps, **self.view)


@st.composite
def cases(draw):
    """Any case whose numbers are of ordinary size."""
    by_rule = draw(st.integers(0, 9)) == 0
    kinds = [draw(st.sampled_from(["step", "sign"]))] if by_rule else draw(layers())
    sizes = draw(st.lists(st.integers(1, 4), min_size=len(kinds) + 1, max_size=len(kinds) + 1))
    seed, samples = draw(st.integers(0, 10**6)), draw(st.integers(1, 5))
    mode = draw(st.sampled_from(BiasMode))
    network = random_network(sizes, kinds, seed, draw(st.booleans()))
    if mode is BiasMode.SHARED:
        network = with_one_bias(network)
    how = recipe(
        *draw(numbers(seed, samples, sizes, kinds[-1])),
        loss=draw(st.sampled_from(losses(kinds[-1]))),
        optimizer=optimizer("perceptron" if by_rule else draw(st.sampled_from(OPTIMIZERS))),
        rate=draw(st.sampled_from([0.01, 0.1, 0.5])),
        regularization=draw(penalties()),
        bias_mode=mode,
        batch_size=draw(st.integers(1, samples)),
    )
    view = {name: draw(st.sampled_from(values)) for name, values in VIEWS.items()}
    return Case(network, how, draw(st.integers(0, how.batch_size - 1)), draw(st.integers(0, 2)), view)


OPTIMIZERS = ["sgd", "momentum", "nesterov", "rmsprop", "adam"]
VIEWS = {"notation": list(Notation), "symbols": list(Symbols), "delta_sign": ["+", "-"], "bias_as": ["b", "x0"]}
MAXOUT = [activation("maxout", pieces=2), activation("maxout", pieces=3)]


def layers():
    """The activations of one to three layers."""
    hidden = st.lists(st.sampled_from([*ELEMENTWISE, *MAXOUT]), max_size=2)
    return st.builds(lambda before, last: [*before, last], hidden, st.sampled_from([*ELEMENTWISE, *MAXOUT, "softmax"]))


def losses(last):
    """What goes with an output activation."""
    return SQUARES + {"sigmoid": ["binary_crossentropy"], "softmax": ["categorical_crossentropy"]}.get(str(last), [])


@st.composite
def numbers(draw, seed, samples, sizes, last):
    """Inputs and targets; of classes mostly one-hot."""
    stream = np.random.RandomState(seed)
    x, y = stream.uniform(-1, 1, (samples, sizes[0])), stream.uniform(0, 1, (samples, sizes[-1]))
    if draw(st.booleans()):
        y = np.eye(sizes[-1])[stream.randint(0, sizes[-1], samples)]
    return x, y


def penalties():
    """Mostly none."""
    some = st.builds(Regularization, st.sampled_from(["l1", "l2"]), st.sampled_from([0.01, 0.3]), st.booleans())
    dead = st.builds(Regularization, st.just("l1"), st.sampled_from([0.1, 2.0]), st.booleans(), st.just(True))
    return st.one_of(st.just(NO_REGULARIZATION), some, dead)


def with_one_bias(network):
    """The same with equal biases in each layer."""
    equal = [None if layer.bias is None else 0 * layer.bias + layer.bias[0] for layer in network.layers]
    made = [layer.with_values(layer.weight, bias) for layer, bias in zip(network.layers, equal, strict=True)]
    return Network(network.input_names, tuple(made))


def check(case):
    """All that a walk must be."""
    walk = case.walk()
    assert_sound(walk, 1e-12, 2e-14)
    assert_agrees_with_arrays(walk)
    if case.recipe.optimizer.name != "perceptron":
        assert_agrees_with_measured_slopes(walk)


def assert_agrees_with_arrays(walk):
    """The network sent forward once more, and what the backward pass and the update left."""
    scene = walk.scene
    moment, row = scene.moment, scene.row
    traces = forward(moment.network, moment.batch.x)
    arrays = {
        Kind.NET_INPUT: lambda at: traces[at.layer].z[row, at.unit],
        Kind.ACTIVATION: lambda at: traces[at.layer].a[row, at.unit],
        Kind.DELTA: lambda at: scene.delta_sign * moment.traces[at.layer].delta[row, at.unit],
        Kind.WEIGHT_GRADIENT: lambda at: moment.traces[at.layer].weight_gradient[at.unit, at.source],
        Kind.BIAS_GRADIENT: lambda at: moment.traces[at.layer].bias_gradient[at.unit],
        Kind.NEW_WEIGHT: lambda at: moment.updated.layers[at.layer].weight[at.unit, at.source],
        Kind.NEW_BIAS: lambda at: moment.updated.layers[at.layer].bias[at.unit],
        Kind.LOSS: lambda _: moment.loss,
    }
    told = dict.fromkeys(arrays, 0)
    for fact in facts(walk):
        kind = fact.about.kind
        if kind in arrays:
            assert fact.value == arrays[kind](fact.about), fact.text(9)
            told[kind] += 1
    assert (
        told[Kind.NEW_WEIGHT] == told[Kind.WEIGHT_GRADIENT] == sum(each.weight.size for each in moment.network.layers)
    )
    assert told[Kind.DELTA] == told[Kind.NET_INPUT] == sum(len(each.weight) for each in moment.network.layers)


def assert_agrees_with_measured_slopes(walk):
    """Central differences of the loss, for every weight, bias and input that is not at a kink."""
    scene = walk.scene
    if any(room(layer.activation, trace.z) < NEAR for layer, trace in pairs(scene.moment)):
        return
    noise = 1e-7 + 1e-9 * cost(scene, scene.moment.network, scene.moment.batch.x, everyone=True)
    for fact in facts(walk):
        slope = measured(scene, fact.about)
        if slope is not None:
            np.testing.assert_allclose(fact.value, slope, 1e-5, noise, err_msg=fact.text(9))
    for source in range(scene.moment.network.inputs):
        fact = walk.about(Quantity(Kind.INPUT_GRADIENT, -1, source))
        np.testing.assert_allclose(fact.value, of_input(scene, source), 1e-5, noise, err_msg=fact.text(9))
        np.testing.assert_allclose(evaluate(fact.expression), fact.value, 1e-12, 2e-14, err_msg=fact.text(9))


def pairs(moment):
    return zip(moment.network.layers, moment.traces, strict=True)


def room(kind, z):
    """How far the nearest net input is from a kink, or from a tie of maxout."""
    if kind.pieces > 1:
        ordered = np.sort(z.reshape(len(z), -1, kind.pieces), axis=-1)
        return (ordered[..., -1] - ordered[..., -2]).min()
    return min((np.abs(z - kink).min() for kink in kind.kinks), default=np.inf)


def measured(scene, about):
    """The slope of the loss by a weight or a bias; none for other quantities, and at a kink of the penalty."""
    network, layer, unit, source = scene.moment.network, about.layer, about.unit, about.source
    everyone = about.kind in (Kind.WEIGHT_GRADIENT, Kind.BIAS_GRADIENT)
    if about.kind in (Kind.WEIGHT_GRADIENT, Kind.SAMPLE_GRADIENT):
        value = network.layers[layer].weight[unit, source]
        if abs(value) < NEAR:
            return None
        ends = (network.with_weight(layer, unit, source, value + step) for step in (STEP, -STEP))
    elif about.kind in (Kind.BIAS_GRADIENT, Kind.SAMPLE_BIAS_GRADIENT):
        ends = (moved_bias(scene, layer, unit, step) for step in (STEP, -STEP))
    else:
        return None
    more, less = (cost(scene, end, scene.moment.batch.x, everyone) for end in ends)
    return (more - less) / (2 * STEP)


def moved_bias(scene, layer, unit, step):
    own = scene.moment.network.layers[layer]
    moves = np.full(len(own.bias), step)
    if scene.recipe.bias_mode is not BiasMode.SHARED:
        moves[np.arange(len(moves)) != unit] = 0
    return scene.moment.network.with_layer(layer, own.with_values(own.weight, own.bias + moves))


def of_input(scene, source):
    x = [scene.moment.batch.x.copy() for _ in range(2)]
    x[0][scene.row, source] += STEP
    x[1][scene.row, source] -= STEP
    more, less = (cost(scene, scene.moment.network, end, everyone=False) for end in x)
    return (more - less) / (2 * STEP)


def cost(scene, network, x, everyone):
    """What is made smaller: of the batch with its penalty, or of the sample alone."""
    how, y = scene.recipe, scene.moment.batch.y
    last = forward(network, x)[-1]
    losses = how.loss.value(last.z, last.a, y)
    if not everyone:
        return losses[scene.row]
    penalty = replace(how.regularization, rate=0.0) if how.regularization.dead_weights else how.regularization
    return losses.sum() * how.loss.share(len(y)) + penalty.penalty([each.weight for each in network.layers], len(y))
