"""Which NumPy calls move every weight at once?  Penalty, optimizer and bias mode, on whole vectors.

The formulas are those of ``optimizers`` and ``regularization``; vectors are those of a ``FlatState``.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.flat import FlatState
from nnviz.core.kernels import Call, constant
from nnviz.core.optimizers import ALIVE
from nnviz.core.recipe import BiasMode, Recipe

_RATE_IN_GRADIENT = {"sgd", "momentum", "nesterov", "perceptron"}
"""Their steps are proportional to rate times gradient, so the rate can be multiplied into the few deltas before."""


def gradient_factor(recipe: Recipe) -> float:
    """What the gradient is multiplied with before it reaches the optimizer's calls."""
    return recipe.rate if recipe.optimizer.name in _RATE_IN_GRADIENT else 1.0


def move_calls(state: FlatState, recipe: Recipe, samples: int) -> list[Call]:
    """One step of every weight and bias, from the gradient of the loss in ``state.gradient``."""
    step = _STEPS[recipe.optimizer.name](state, recipe)
    if not recipe.regularization.dead_weights:
        return _bias_calls(state, recipe.bias_mode) + _penalty_calls(state, recipe, samples) + step
    return _bias_calls(state, recipe.bias_mode) + _shrink_calls(state, recipe, samples, step)


def _bias_calls(state: FlatState, mode: BiasMode) -> list[Call]:
    g, columns = state.gradient, state.bias_columns(state.gradient)
    if mode is BiasMode.FROZEN and columns:
        return [partial(np.multiply, g, state.is_weight, g)]
    calls: list[Call] = []
    if mode is BiasMode.SHARED:
        for column in columns:
            total = constant(0, column)
            calls += [partial(np.add.reduce, column, 0, None, total), partial(np.copyto, column, total)]
    return calls


def _penalty_calls(state: FlatState, recipe: Recipe, samples: int) -> list[Call]:
    if not recipe.regularization.active:
        return []
    w, g, slope = state.values, state.gradient, state.scratch
    factors = state.is_weight * constant(recipe.regularization.strength(samples) * gradient_factor(recipe), w)
    adding: list[Call] = [partial(np.multiply, slope, factors, slope), partial(np.add, g, slope, g)]
    if recipe.regularization.name == "l1":
        return [partial(np.sign, w, slope), *adding]
    return [partial(np.multiply, w, factors, slope), adding[1]]


def _shrink_calls(state: FlatState, recipe: Recipe, samples: int, step: list[Call]) -> list[Call]:
    """After the step, every weight moves towards 0 from the side it was on before; one that passes 0 dies."""
    w, alive, zero = state.values, state.memory[ALIVE], constant(0, state.values)
    shrink, product, died = np.empty_like(w), np.empty_like(w), np.empty(w.shape, np.bool_)
    factors = state.is_weight * constant(recipe.rate * recipe.regularization.strength(samples), w)
    return [
        partial(np.sign, w, shrink),
        partial(np.multiply, shrink, factors, shrink),
        *step,
        partial(np.multiply, w, alive, w),
        partial(np.subtract, w, shrink, shrink),
        partial(np.multiply, w, shrink, product),
        partial(np.less, product, zero, died),
        partial(np.copyto, alive, zero, where=died),
        partial(np.multiply, shrink, alive, w),
    ]


def _sgd(state: FlatState, _: Recipe) -> list[Call]:
    w, g = state.values, state.gradient
    return [partial(np.subtract, w, g, w)]


def _velocity_calls(state: FlatState, momentum: Array) -> list[Call]:
    v = state.memory["velocity"]
    return [partial(np.multiply, v, momentum, v), partial(np.subtract, v, state.gradient, v)]


def _momentum(state: FlatState, recipe: Recipe) -> list[Call]:
    w, v = state.values, state.memory["velocity"]
    momentum = constant(dict(recipe.optimizer.parameters)["momentum"], w)
    return [*_velocity_calls(state, momentum), partial(np.add, w, v, w)]


def _nesterov(state: FlatState, recipe: Recipe) -> list[Call]:
    w, g, v, step = state.values, state.gradient, state.memory["velocity"], state.scratch
    momentum = constant(dict(recipe.optimizer.parameters)["momentum"], w)
    return [
        *_velocity_calls(state, momentum),
        partial(np.multiply, v, momentum, step),
        partial(np.subtract, step, g, step),
        partial(np.add, w, step, w),
    ]


def _average_calls(mean: Array, kept: float, value: Array) -> list[Call]:
    """Mean <- kept * mean + (1 - kept) * value; ``value`` is used up."""
    return [
        partial(np.multiply, mean, constant(kept, mean), mean),
        partial(np.multiply, value, constant(1 - kept, mean), value),
        partial(np.add, mean, value, mean),
    ]


def _rmsprop(state: FlatState, recipe: Recipe) -> list[Call]:
    p = dict(recipe.optimizer.parameters)
    w, g, s, step = state.values, state.gradient, state.memory["mean_square"], state.scratch
    return [
        partial(np.multiply, g, g, step),
        *_average_calls(s, p["rho"], step),
        partial(np.sqrt, s, step),
        partial(np.add, step, constant(p["epsilon"], w), step),
        partial(np.divide, g, step, step),
        partial(np.multiply, step, constant(recipe.rate, w), step),
        partial(np.subtract, w, step, w),
    ]


def _adam(state: FlatState, recipe: Recipe) -> list[Call]:
    """The corrections of both moments are folded into two numbers of this step: its rate and its epsilon."""
    p = dict(recipe.optimizer.parameters)
    w, g, step = state.values, state.gradient, state.scratch
    first, second = state.memory["first_moment"], state.memory["second_moment"]
    rate, epsilon = constant(0, w), constant(0, w)

    def correct() -> None:
        state.count += 1
        root = (1 - p["beta_2"] ** state.count) ** 0.5
        rate[...] = recipe.rate * root / (1 - p["beta_1"] ** state.count)
        epsilon[...] = p["epsilon"] * root

    return [
        correct,
        partial(np.multiply, g, g, step),
        *_average_calls(first, p["beta_1"], g),
        *_average_calls(second, p["beta_2"], step),
        partial(np.sqrt, second, step),
        partial(np.add, step, epsilon, step),
        partial(np.divide, first, step, step),
        partial(np.multiply, step, rate, step),
        partial(np.subtract, w, step, w),
    ]


_STEPS: dict[str, Callable[[FlatState, Recipe], list[Call]]] = {
    "sgd": _sgd,
    "momentum": _momentum,
    "nesterov": _nesterov,
    "rmsprop": _rmsprop,
    "adam": _adam,
    "perceptron": _sgd,
}
