"""Documents of every kind for the property tests, and what two equal ones have in common."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
from hypothesis import strategies as st

from nnviz.core import names
from nnviz.core.activations import ACTIVATIONS, activation
from nnviz.core.arrays import frozen
from nnviz.core.batches import batches_per_epoch
from nnviz.core.checkpoint import Checkpoint, start
from nnviz.core.initializers import INITIALIZERS, initializer
from nnviz.core.losses import LOSSES, suits
from nnviz.core.metrics import METRICS
from nnviz.core.network import Layer, Network
from nnviz.core.optimizers import OPTIMIZERS, Parameters, optimizer
from nnviz.core.recipe import BiasMode, Leftover, Recipe
from nnviz.core.regularization import REGULARIZATIONS, Regularization
from nnviz.data.build import build
from nnviz.data.sources import NETWORK_FILE
from nnviz.data.spec import DataSpec, Generated, Inline
from nnviz.storage.document import Document, Notation, Stop, Symbols, View

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = st.text(st.characters(exclude_categories=["Cs", "Zs", "Cc"]), min_size=1, max_size=6).filter(str.strip)
RATES = st.floats(1e-12, 1e3)
PORTIONS = st.floats(0, 0.999)


def plain(value):
    """``value`` as something that ``==`` compares exactly, the bits of arrays included."""
    if isinstance(value, np.ndarray):
        return value.dtype.name, value.shape, value.tobytes()
    if is_dataclass(value):
        return type(value).__name__, *(plain(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple | list):
        return tuple(map(plain, value))
    return None if callable(value) else value


@st.composite
def arrays(draw, shape, precision):
    numbers = st.floats(allow_nan=False, allow_infinity=False, width=int(precision[-2:]))
    count = int(np.prod(shape))
    return frozen(np.array(draw(st.lists(numbers, min_size=count, max_size=count))).reshape(shape), precision)


@st.composite
def layers(draw, index, depth, sources, precision):
    chosen = draw(st.sampled_from([name for name in ACTIVATIONS if name != "softmax" or index == depth - 1]))
    chosen = activation(chosen)
    units = draw(st.integers(1, 4))
    rows = units * chosen.pieces
    first = draw(st.sampled_from(sorted(INITIALIZERS)))
    labels = draw(st.none() | st.lists(NAMES, min_size=rows, max_size=rows))
    has_bias = draw(st.booleans())
    return Layer(
        draw(NAMES),
        draw(
            st.just(names.unit_names(index, depth, units)) | st.permutations([f"u{i}" for i in range(units)]).map(tuple)
        ),
        draw(arrays((rows, sources), precision)),
        draw(arrays((rows,), precision)) if has_bias else None,
        chosen,
        initializer(first),
        initializer("constant", value=draw(st.floats(-10, 10))),
        None if labels is None else tuple((label,) * sources for label in labels),
        None if labels is None or not has_bias else tuple(labels),
    )


@st.composite
def networks(draw, precision):
    depth = draw(st.integers(1, 3))
    inputs = draw(st.integers(1, 4))
    made, sources = [], inputs
    for index in range(depth):
        made.append(draw(layers(index, depth, sources, precision)))
        sources = made[-1].units
    return Network(names.input_names(inputs), tuple(made))


@st.composite
def optimizers(draw, network):
    threshold = network.depth == 1 and not network.layers[0].activation.trainable
    name = draw(st.sampled_from([name for name in OPTIMIZERS if name != "perceptron" or threshold]))
    ranges = {"epsilon": RATES}
    return optimizer(name, **{key: draw(ranges.get(key, PORTIONS)) for key, _ in OPTIMIZERS[name].defaults})


def column_names(columns):
    """Names of columns, or none."""
    return st.none() | st.just(tuple(f"a {column}" for column in range(columns)))


@st.composite
def data(draw, network, seed):
    if network.inputs == 2 and network.outputs == 1 and draw(st.booleans()):
        noise = draw(st.floats(0, 0.5))
        return DataSpec(Generated("spiral", draw(st.integers(2, 9)), noise, seed), test_fraction=draw(PORTIONS) / 3)
    if network.inputs == 1 and network.outputs == 1 and draw(st.booleans()):
        if draw(st.booleans()):
            over = (("inputs", 1), ("low", draw(st.floats(-9, 0))), ("high", draw(st.floats(1, 9))))
            formula = draw(st.sampled_from(["x^2", "max(x, 0,5)", "exp(-x)"]))
            return DataSpec(Generated("expression", draw(st.integers(2, 9)), 0.1, seed, over, formula))
        own = (("slope", draw(st.floats(-10, 10))), ("intercept", draw(st.floats(-50, 50))))
        return DataSpec(Generated("line", draw(st.integers(2, 9)), 0.1, seed, own))
    rows = draw(st.integers(1, 5))
    inputs = draw(arrays((rows, network.inputs), "float32"))
    if network.inputs == network.outputs and draw(st.booleans()):
        inline = Inline(frozen(inputs), None, input_names=draw(column_names(network.inputs)), origin=NETWORK_FILE)
        return DataSpec(inline, targets_are_inputs=True, extras={"x-from": "a book"})
    targets = draw(arrays((rows, network.outputs), "float32"))
    last = draw(st.none() | st.integers(0, rows - 1))
    called = draw(column_names(network.inputs)), draw(column_names(network.outputs))
    inline = Inline(frozen(inputs), frozen(targets), *called, origin=NETWORK_FILE)
    rest = {"test_last": last, "sample_names": ("a",) * rows}
    if draw(st.booleans()):
        features = tuple(f"x1 - {number}" for number in range(network.inputs))
        wanted = tuple(f"y1*{number}/9" for number in range(network.outputs)) if draw(st.booleans()) else ()
        return DataSpec(inline, features=features, target_features=wanted, **rest)
    return DataSpec(inline, **rest)


@st.composite
def recipes(draw, network, precision):
    output = network.layers[-1].activation.name
    loss = draw(st.sampled_from([loss for loss in LOSSES.values() if suits(loss, output)]))
    name = draw(st.sampled_from(sorted(REGULARIZATIONS)))
    chosen = draw(optimizers(network))
    dead = name == "l1" and chosen.name == "sgd" and draw(st.booleans())
    return Recipe(
        loss,
        chosen,
        draw(RATES),
        Regularization(name, draw(st.floats(0, 10)), draw(st.booleans()), dead),
        draw(st.sampled_from([BiasMode.PER_UNIT, BiasMode.FROZEN])),
        None,
        draw(st.integers(1, 10)),
        draw(st.booleans()),
        draw(st.sampled_from(Leftover)),
        draw(st.integers(0, 2**32 - 1)),
        precision,
    )


@st.composite
def checkpoints(draw, network, recipe):
    memory = []
    for name, kept in start(network, recipe).optimizer_state.memory:
        made = (
            Parameters(
                draw(arrays(layer.weight.shape, recipe.precision)),
                None if layer.bias is None else draw(arrays(layer.bias.shape, recipe.precision)),
            )
            for layer in kept
        )
        memory.append((name, tuple(made)))
    iteration = draw(st.integers(0, 2**40))
    state = replace(start(network, recipe).optimizer_state, count=iteration, memory=tuple(memory))
    batches = 1 if recipe.dataset is None else batches_per_epoch(recipe)
    return Checkpoint(network, state, iteration, draw(st.integers(0, 2**40)), draw(st.integers(0, max(batches, 1) - 1)))


@st.composite
def documents(draw):
    precision = draw(st.sampled_from(["float64", "float32"]))
    network = draw(networks(precision))
    recipe = draw(recipes(network, precision))
    spec = draw(st.none() | data(network, recipe.seed))
    if spec is not None:
        recipe = replace(recipe, dataset=build(spec, None, recipe.seed))
    output = network.layers[-1].activation.name
    known = [*METRICS, *(name for name, loss in LOSSES.items() if suits(loss, output))]
    progress = draw(st.none() | checkpoints(network, recipe))
    before = [layer.with_values(layer.weight * 0, layer.bias) for layer in network.layers]
    return Document(
        draw(TEXTS),
        network,
        recipe,
        spec,
        draw(TEXTS),
        draw(TEXTS),
        tuple(draw(st.lists(st.sampled_from(known), unique=True))),
        Stop(draw(st.none() | st.integers(1, 10**9)), draw(st.none() | RATES), None),
        View(
            draw(st.sampled_from(Notation)),
            draw(st.sampled_from(Symbols)),
            digits=draw(st.none() | st.integers(2, 9)),
            target_loss=draw(st.none() | RATES),
            noise_floor=draw(st.booleans()),
        ),
        progress,
        None if progress is None else Network(network.input_names, tuple(before)),
        {"$": {"x-note": draw(TEXTS)}, "$.layers[0].activation": {"x-why": [draw(RATES)]}, "$.view": {"x-": None}},
    )
