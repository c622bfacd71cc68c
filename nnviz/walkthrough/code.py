"""What do the names in a line of code stand for?  NumPy, and the arrays of one iteration."""

from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.optimizers import OPTIMIZERS, Parameters
from nnviz.walkthrough.scene import Scene


def namespace(scene: Scene) -> dict[str, Any]:
    """Everything that a line of code may name.

    ``x`` (m, n_0) and ``y`` (m, n_L); ``a[0]`` (which is x) to ``a[L]``; ``z, delta, W, b, dW, db``, whose entries run
    from 1 to L; ``n``, the row of the sample shown; ``eta``, the learning rate; ``t``, the number of the optimizer's
    step from 1; and what the optimizer remembers from before it, such as ``velocity_W[2]`` and ``velocity_b[2]``.
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
    for name in OPTIMIZERS[scene.recipe.optimizer.name].memory:
        kept: tuple[Parameters, ...] = moment.optimizer_state.recall(name)
        names[f"{name}_W"] = [None, *(each.weight for each in kept)]
        names[f"{name}_b"] = [None, *(each.bias for each in kept)]
    return names


def _signed(scene: Scene, delta: Array | None) -> Array | None:
    return None if delta is None else np.asarray(scene.delta_sign * delta)
