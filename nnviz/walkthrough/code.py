"""What do the names in a line of code stand for?  NumPy, and the arrays of one iteration."""

from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.optimizers import OPTIMIZERS, OptimizerState
from nnviz.walkthrough.quantity import Kind
from nnviz.walkthrough.scene import NAMES, Scene


def namespace(scene: Scene) -> dict[str, Any]:
    """Everything that a line of code may name.

    ``x`` (m, n_0) and ``y`` (m, n_L); ``a[0]`` (which is x) to ``a[L]``; ``z, delta, W, b, dW, db``, whose entries run
    from 1 to L; ``n``, the row of the sample shown; ``eta``, the learning rate; ``t``, the number of the optimizer's
    step from 1; and what the optimizer remembers, such as ``velocity_W[2]`` from before the step, ``velocity_W_new[2]``
    after it, and ``first_moment_b_corrected[2]``.
    """
    moment = scene.moment
    names: dict[str, Any] = {
        "np": np,
        "x": moment.batch.x,
        "y": moment.batch.y,
        "a": [moment.batch.x, *(trace.a for trace in moment.traces)],
        "z": [None, *(trace.z for trace in moment.traces)],
        "delta": [None, *(_signed(scene, trace.delta) for trace in moment.traces)],
        "W": [None, *(layer.weight for layer in moment.network.layers)],
        "b": [None, *(layer.bias for layer in moment.network.layers)],
        "dW": [None, *(trace.weight_gradient for trace in moment.traces)],
        "db": [None, *(trace.bias_gradient for trace in moment.traces)],
        "n": scene.row,
        "eta": scene.recipe.rate,
        "t": scene.count,
    }
    names |= _remembered(scene, moment.optimizer_state, "")
    if moment.updated_state is not None:
        names |= _remembered(scene, moment.updated_state, "_new") | _corrected(scene, moment.updated_state)
    return names


def _signed(scene: Scene, delta: Array | None) -> Array | None:
    return None if delta is None else np.asarray(scene.delta_sign * delta)


def _remembered(scene: Scene, state: OptimizerState, which: str, divided: float = 1.0) -> dict[str, Any]:
    names: dict[str, Any] = {}
    for name in OPTIMIZERS[scene.recipe.optimizer.name].memory:
        kept = state.recall(name)
        names[f"{name}_W{which}"] = [None, *(each.weight / divided for each in kept)]
        names[f"{name}_b{which}"] = [None, *(None if each.bias is None else each.bias / divided for each in kept)]
    return names


def _corrected(scene: Scene, state: OptimizerState) -> dict[str, Any]:
    """Adam's averages without the pull towards their start at 0."""
    names: dict[str, Any] = {}
    if scene.recipe.optimizer.name == "adam":
        for kind in (Kind.CORRECTED_FIRST, Kind.CORRECTED_SECOND):
            divided = _remembered(scene, state, "_corrected", 1 - scene.decay(kind) ** scene.count)
            names |= {name: arrays for name, arrays in divided.items() if name.startswith(NAMES[kind])}
    return names
