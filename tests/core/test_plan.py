"""A plan makes the iterations that step mode explains, and the same bits however its run is sliced."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from nnviz.core.activations import ACTIVATIONS, activation
from nnviz.core.checkpoint import Checkpoint, start
from nnviz.core.dataset import dataset
from nnviz.core.drawing import draw_weights
from nnviz.core.initializers import initializer
from nnviz.core.losses import LOSSES, PAIRS
from nnviz.core.network import Layer, Network
from nnviz.core.optimizers import OPTIMIZERS, Optimizer, optimizer
from nnviz.core.plan import Plan
from nnviz.core.recipe import BiasMode, Leftover, Recipe
from nnviz.core.regularization import NO_REGULARIZATION, Regularization
from nnviz.core.training import explain

TRAINABLE = [name for name, make in ACTIVATIONS.items() if make().trainable]
HIDDEN = [name for name in TRAINABLE if name != "softmax"]
GRADIENT_OPTIMIZERS = [name for name in OPTIMIZERS if name != "perceptron"]
PENALTIES = [
    NO_REGULARIZATION,
    Regularization("l2", 0.1),
    Regularization("l1", 0.1, divide_by_samples=False),
    Regularization("l1", 0.05, dead_weights=True),
]


def network(
    sizes: tuple[int, ...], activations: tuple[str, ...], *, biased: tuple[bool, ...] = (), seed: int = 1
) -> Network:
    layers = []
    for index, name in enumerate(activations):
        units = sizes[index + 1]
        rows = units * activation(name).pieces
        bias = np.zeros(rows) if not biased or biased[index] else None
        names = tuple(f"u{i}" for i in range(units))
        weight = np.zeros((rows, sizes[index]))
        wide = initializer("uniform", low=-1.0, high=1.0)
        layers.append(Layer(f"l{index}", names, weight, bias, activation(name), wide, wide))
    return draw_weights(Network(tuple(f"x{i}" for i in range(sizes[0])), tuple(layers)), seed, shared_biases=True)


def samples(count: int, inputs: int, outputs: int, seed: int = 0, tests: int = 2):
    draw = np.random.RandomState(seed)
    targets = draw.uniform(0, 1, (count, outputs))
    return dataset("random", draw.uniform(-1, 1, (count, inputs)), targets, np.arange(tests))


def parameters(at: Checkpoint) -> list[np.ndarray]:
    kept = [(layer.weight, layer.bias) for layer in at.network.layers]
    kept += [(layer.weight, layer.bias) for _, layers in at.optimizer_state.memory for layer in layers]
    return [array for pair in kept for array in pair if array is not None]


def assert_same_place(one: Checkpoint, other: Checkpoint) -> None:
    assert (one.iteration, one.epoch, one.batch) == (other.iteration, other.epoch, other.batch)
    assert one.optimizer_state.count == other.optimizer_state.count
    np.testing.assert_array_equal(one.carried, other.carried)
    for left, right in zip(parameters(one), parameters(other), strict=True):
        np.testing.assert_array_equal(left, right)


def assert_agrees(at: Checkpoint, recipe: Recipe) -> Checkpoint:
    """One iteration of the plan is the iteration that step mode explains; return where it leads."""
    explained = explain(at, recipe)[-1]
    plan = Plan(at, recipe)
    losses = plan.run(1)
    reached = plan.checkpoint()
    close = {"rtol": 1e-12, "atol": 1e-14} if recipe.precision == "float64" else {"rtol": 1e-5, "atol": 1e-5}
    expected = parameters(replace(at, network=explained.updated, optimizer_state=explained.updated_state))
    for left, right in zip(parameters(reached), expected, strict=True):
        assert left.dtype == right.dtype == np.dtype(recipe.precision)
        np.testing.assert_allclose(left, right, **close)
    np.testing.assert_allclose(losses, [explained.loss], **close)
    assert reached.optimizer_state.count == explained.updated_state.count
    assert [name for name, _ in reached.optimizer_state.memory] == [n for n, _ in explained.updated_state.memory]
    return reached


def output_for(loss: str) -> str:
    return PAIRS[loss].activation if loss in PAIRS else "tanh"


def steady(name: str) -> Optimizer:
    """With an epsilon that keeps g / (|g| + epsilon) from turning the rounding of a gradient of 0 into a step."""
    return optimizer(name, epsilon=1e-3) if "epsilon" in dict(OPTIMIZERS[name].defaults) else optimizer(name)


@some.composite
def runs(draw) -> tuple[Checkpoint, Recipe]:
    loss = draw(some.sampled_from(sorted(LOSSES)))
    output = PAIRS[loss].activation if loss in PAIRS else draw(some.sampled_from(TRAINABLE))
    hidden = draw(some.lists(some.sampled_from(HIDDEN), max_size=3))
    sizes = (*(draw(some.integers(1, 4)) for _ in range(len(hidden) + 1)), draw(some.integers(1, 3)))
    biased = tuple(draw(some.booleans()) for _ in range(len(hidden) + 1))
    recipe = Recipe(
        LOSSES[loss],
        steady(draw(some.sampled_from(GRADIENT_OPTIMIZERS))),
        0.1,
        draw(some.sampled_from(PENALTIES)),
        draw(some.sampled_from(list(BiasMode))),
        samples(draw(some.integers(3, 9)), sizes[0], sizes[-1]),
        draw(some.integers(1, 4)),
        draw(some.booleans()),
        draw(some.sampled_from(list(Leftover))),
        draw(some.integers(0, 3)),
        draw(some.sampled_from(["float64", "float32"])),
    )
    return start(network(sizes, (*hidden, output), biased=biased, seed=draw(some.integers(0, 99))), recipe), recipe


@given(runs())
@settings(max_examples=150)
def test_one_iteration_is_the_one_that_step_mode_explains(run):
    at, recipe = run
    for _ in range(3):
        at = assert_agrees(at, recipe)


@given(runs(), some.lists(some.integers(1, 7), min_size=1, max_size=5))
@settings(max_examples=60)
def test_a_run_has_the_same_bits_however_it_is_sliced(run, slices):
    at, recipe = run
    whole, sliced = Plan(at, recipe), Plan(at, recipe)
    losses = whole.run(sum(slices))
    parts = []
    for count in slices:
        parts.append(sliced.run(count))
        sliced = Plan(sliced.checkpoint(), recipe)
    np.testing.assert_array_equal(losses, np.concatenate(parts))
    assert_same_place(whole.checkpoint(), sliced.checkpoint())


@pytest.mark.parametrize("name", TRAINABLE)
@pytest.mark.parametrize("loss", sorted(LOSSES))
@pytest.mark.parametrize("bias_mode", list(BiasMode))
def test_every_activation_agrees_with_step_mode_under_every_loss(name, loss, bias_mode):
    hidden = "tanh" if name == "softmax" else name
    output = PAIRS[loss].activation if loss in PAIRS else name
    recipe = Recipe(LOSSES[loss], bias_mode=bias_mode, dataset=samples(6, 3, 2), batch_size=4)
    assert_agrees(start(network((3, 4, 2), (hidden, output)), recipe), recipe)


@pytest.mark.parametrize("name", GRADIENT_OPTIMIZERS)
@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("bias_mode", list(BiasMode))
def test_every_optimizer_agrees_with_step_mode_under_every_penalty(name, penalty, bias_mode):
    recipe = Recipe(LOSSES["mse"], optimizer(name), 0.1, penalty, bias_mode, samples(8, 3, 2), 4)
    at = start(network((3, 4, 2), ("tanh", "sigmoid")), recipe)
    for _ in range(4):
        at = assert_agrees(at, recipe)


@pytest.mark.parametrize("name", ["step", "sign"])
def test_the_perceptron_rule_agrees_with_step_mode(name):
    recipe = Recipe(LOSSES["mean_half_sse"], optimizer("perceptron"), 0.3, dataset=samples(6, 3, 2), batch_size=3)
    assert_agrees(start(network((3, 2), (name,)), recipe), recipe)


def test_a_weight_that_passes_zero_under_l1_is_dead_for_good():
    penalty = Regularization("l1", 2.0, divide_by_samples=False, dead_weights=True)
    recipe = Recipe(LOSSES["mse"], rate=0.1, regularization=penalty, dataset=samples(8, 3, 1), batch_size=8)
    plan = Plan(start(network((3, 1), ("linear",)), recipe), recipe)
    plan.run(20)
    reached = plan.checkpoint()
    np.testing.assert_array_equal(reached.network.layers[0].weight, np.zeros((1, 3)))
    np.testing.assert_array_equal(reached.optimizer_state.recall("alive")[0].weight, np.zeros((1, 3)))


def test_an_activation_or_loss_that_no_table_of_calls_knows_trains_all_the_same():
    recipe = Recipe(LOSSES["mse"], dataset=samples(6, 3, 2), batch_size=4)
    at = start(network((3, 4, 2), ("tanh", "tanh")), recipe)
    renamed = tuple(replace(layer, activation=replace(layer.activation, name="new")) for layer in at.network.layers)
    new_recipe = replace(recipe, loss=replace(recipe.loss, name="new"))
    assert_agrees(replace(at, network=replace(at.network, layers=renamed)), new_recipe)


@pytest.mark.parametrize("shuffle", [False, True])
@pytest.mark.parametrize("leftover", list(Leftover))
@pytest.mark.parametrize("wide", [3, 5000])
def test_epochs_are_those_of_step_mode_over_many_blocks(shuffle, leftover, wide):
    data = samples(47, wide, 1)
    recipe = Recipe(LOSSES["mse"], rate=1e-4, dataset=data, batch_size=7, shuffle=shuffle, leftover=leftover)
    plan = Plan(start(network((wide, 1), ("linear",)), recipe), recipe)
    for _ in range(25):
        at = plan.checkpoint()
        explained = explain(at, recipe)[-1]
        np.testing.assert_allclose(plan.run(1), [explained.loss], rtol=1e-10)
        np.testing.assert_allclose(
            plan.checkpoint().network.layers[0].weight, explained.updated.layers[0].weight, rtol=1e-10, atol=1e-13
        )
    assert (plan.iteration, plan.epoch, plan.batch) == (25, *divmod(25, plan.iterations_per_epoch))


@pytest.mark.parametrize("name", ["momentum", "adam"])
def test_long_runs_keep_their_bits_over_flushes_and_blocks(name):
    recipe = Recipe(
        LOSSES["mse"],
        optimizer(name),
        0.01,
        dataset=samples(25, 2, 1),
        batch_size=10,
        shuffle=True,
        precision="float32",
    )
    at = start(network((2, 3, 1), ("relu", "tanh")), recipe)
    whole, sliced = Plan(at, recipe), Plan(at, recipe)
    losses = whole.run(1000)
    parts = [sliced.run(count) for count in (1, 254, 2, 300, 43, 400)]
    np.testing.assert_array_equal(losses, np.concatenate(parts))
    assert_same_place(whole.checkpoint(), sliced.checkpoint())


def test_memory_too_small_to_matter_is_forgotten():
    recipe = Recipe(
        LOSSES["mse"], optimizer("adam"), dataset=samples(5, 2, 1, tests=0), batch_size=5, precision="float32"
    )
    at = start(network((2, 1), ("tanh",)), recipe)
    tiny = tuple(
        (name, tuple(replace(kept, weight=np.full_like(kept.weight, 1e-36)) for kept in layers))
        for name, layers in at.optimizer_state.memory
    )
    data = dataset("silent", np.zeros((5, 2)), np.zeros((5, 1)))
    silent = replace(recipe, dataset=data)
    plan = Plan(replace(at, optimizer_state=replace(at.optimizer_state, memory=tiny)), silent)
    plan.run(255)
    assert plan.checkpoint().optimizer_state.recall("second_moment")[0].weight.all()
    plan.run(1)
    assert not plan.checkpoint().optimizer_state.recall("second_moment")[0].weight.any()


@pytest.mark.parametrize("loss", ["mse", *PAIRS])
@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_losses_and_weights_stay_finite_at_huge_net_inputs(loss, precision):
    inputs = np.array([[1e4, -1e4], [-1e4, 1e4]])
    data = dataset("huge", inputs, np.eye(2))
    recipe = Recipe(LOSSES[loss], rate=1e-9, dataset=data, batch_size=2, precision=precision)
    output = PAIRS[loss].activation if loss in PAIRS else "sigmoid"
    plan = Plan(start(network((2, 2), (output,)), recipe), recipe)
    assert np.isfinite(plan.run(2)).all()
    assert plan.finite()


def test_weights_that_are_no_numbers_any_more_are_noticed():
    recipe = Recipe(LOSSES["sse"], rate=1e6, dataset=samples(6, 2, 1), batch_size=2)
    plan = Plan(start(network((2, 1), ("linear",)), recipe), recipe)
    assert plan.finite()
    plan.run(100)
    assert not plan.finite()


def test_a_plan_goes_back_to_a_checkpoint_and_makes_the_same_run_again():
    recipe = Recipe(LOSSES["mse"], optimizer("momentum"), dataset=samples(11, 2, 1), batch_size=2, shuffle=True)
    plan = Plan(start(network((2, 3, 1), ("tanh", "tanh")), recipe), recipe)
    plan.run(7)
    at = plan.checkpoint()
    first, there = plan.run(13), plan.checkpoint()
    plan.load(at)
    np.testing.assert_array_equal(plan.run(13), first)
    assert_same_place(plan.checkpoint(), there)


def test_a_checkpoint_does_not_change_when_the_plan_runs_on():
    recipe = Recipe(LOSSES["mse"], dataset=samples(6, 2, 1), batch_size=2)
    plan = Plan(start(network((2, 1), ("tanh",)), recipe), recipe)
    at = plan.checkpoint()
    before = at.network.layers[0].weight.copy()
    plan.run(5)
    np.testing.assert_array_equal(at.network.layers[0].weight, before)
    assert (plan.checkpoint().network.layers[0].weight != before).all()


def test_biases_frozen_half_way_rest_in_spite_of_their_velocity():
    recipe = Recipe(LOSSES["mse"], optimizer("momentum"), dataset=samples(6, 2, 1), batch_size=2)
    plan = Plan(start(network((2, 1), ("tanh",)), recipe), recipe)
    plan.run(5)
    at = plan.checkpoint()
    frozen = Plan(at, replace(recipe, bias_mode=BiasMode.FROZEN))
    frozen.run(5)
    np.testing.assert_array_equal(frozen.checkpoint().network.layers[0].bias, at.network.layers[0].bias)
