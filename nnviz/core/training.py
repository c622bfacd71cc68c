"""What is one iteration of training?  Forward, loss, backward, update: a walk through moments.

``advance`` goes from one moment to the next and changes nothing that was given. No weight moves before every gradient
of the iteration is known. This is the lecture; ``plan`` makes the same iterations fast, and the weights that go on.
"""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array, frozen, read_only
from nnviz.core.backward import backward_layer
from nnviz.core.batches import epoch_batches
from nnviz.core.checkpoint import Checkpoint
from nnviz.core.forward import forward_layer
from nnviz.core.network import Network
from nnviz.core.optimizers import ALIVE, OptimizerState, Parameters
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.core.snapshot import Batch, Mark, Phase, Snapshot, Trace
from nnviz.sentence import Sentence


def refusal(network: Network, recipe: Recipe) -> Sentence | None:
    """Why this network cannot be trained by this recipe, or None where it can."""
    if recipe.dataset is None:
        return Sentence("This network has no data to learn from: choose data first.")
    if recipe.optimizer.name == "perceptron":
        return None
    for layer in network.layers:
        if not layer.activation.trainable:
            return Sentence(
                'Layer "{layer}" has {activation} units, whose slope is 0: no gradient trains them. '
                "Use the perceptron rule (one layer), or another activation.",
                layer=layer.name,
                activation=layer.activation.name,
            )
    return None


def take_batch(recipe: Recipe, rows: Array) -> Batch:
    """The samples of these rows, in the recipe's precision."""
    data = recipe.dataset
    assert data is not None
    return Batch(
        frozen(rows, np.intp), frozen(data.inputs[rows], recipe.precision), frozen(data.targets[rows], recipe.precision)
    )


def ready(at: Checkpoint, recipe: Recipe) -> Snapshot:
    """The first moment of the iteration that begins at this checkpoint."""
    batches, _ = epoch_batches(recipe, at.epoch, at.carried)
    return ready_for(at, take_batch(recipe, batches[at.batch]))


def ready_for(at: Checkpoint, batch: Batch) -> Snapshot:
    """The moment before ``batch`` is sent through the network."""
    traces = tuple(Trace() for _ in at.network.layers)
    return Snapshot(Mark(at.iteration), at.network, batch, traces, at.optimizer_state)


def advance(now: Snapshot, recipe: Recipe) -> Snapshot:
    """The next moment of the same iteration; there is none after UPDATE."""
    depth, phase, step = now.network.depth, now.mark.phase, now.mark.step
    if phase is Phase.READY:
        return forward_layer(now, 0)
    if phase is Phase.FORWARD:
        return forward_layer(now, step + 1) if step + 1 < depth else measure(now, recipe)
    if phase is Phase.LOSS:
        return backward_layer(now, depth - 1, recipe)
    if phase is Phase.BACKWARD:
        return backward_layer(now, depth - 2 - step, recipe) if step + 1 < depth else update(now, recipe)
    raise ValueError("an iteration ends with its update")


def measure(now: Snapshot, recipe: Recipe) -> Snapshot:
    """The moment at which the loss of the batch is known."""
    z, a, y = now.traces[-1].z, now.traces[-1].a, now.batch.y
    assert z is not None
    assert a is not None
    parts = recipe.loss.parts(z, a, y)
    losses = parts.sum(axis=1)
    return replace(
        now,
        mark=Mark(now.mark.iteration, Phase.LOSS),
        output_losses=read_only(parts),
        sample_losses=read_only(losses),
        loss=float(losses.sum(dtype=np.float64) * recipe.loss.share(len(y))),
        penalty=recipe.regularization.penalty([layer.weight for layer in now.network.layers], len(y)),
    )


def update(now: Snapshot, recipe: Recipe) -> Snapshot:
    """The moment at which every weight has moved, all at once."""
    gradients = []
    for trace in now.traces:
        assert trace.weight_gradient is not None
        bias_gradient = None if recipe.bias_mode is BiasMode.FROZEN else trace.bias_gradient
        gradients.append(Parameters(trace.weight_gradient, bias_gradient))
    network, state = recipe.optimizer.step(now.network, tuple(gradients), now.optimizer_state, recipe.rate)
    if recipe.regularization.dead_weights:
        network, state = _shrink(now, network, state, recipe)
    return replace(now, mark=Mark(now.mark.iteration, Phase.UPDATE), updated=network, updated_state=state)


def _shrink(now: Snapshot, network: Network, state: OptimizerState, recipe: Recipe) -> tuple[Network, OptimizerState]:
    """Move every weight towards 0 after its gradient step; one that would flip its sign dies, as in Playground."""
    strength = recipe.rate * recipe.regularization.strength(len(now.batch.rows))
    alive_now = []
    for index, (layer, kept) in enumerate(zip(network.layers, state.recall(ALIVE), strict=True)):
        moved = layer.weight * kept.weight
        shrunk = moved - strength * np.sign(now.network.layers[index].weight)
        alive = kept.weight * (moved * shrunk >= 0)
        network = network.with_layer(index, layer.with_values(shrunk * alive, layer.bias))
        alive_now.append(Parameters(frozen(alive, layer.weight.dtype), None))
    others = tuple(entry for entry in state.memory if entry[0] != ALIVE)
    return network, replace(state, memory=(*others, (ALIVE, tuple(alive_now))))


def explain(at: Checkpoint, recipe: Recipe) -> tuple[Snapshot, ...]:
    """Every moment of the iteration that begins at this checkpoint, from READY to UPDATE."""
    moments = [ready(at, recipe)]
    while moments[-1].mark.phase is not Phase.UPDATE:
        moments.append(advance(moments[-1], recipe))
    return tuple(moments)


def look(at: Checkpoint, recipe: Recipe, row: int) -> Snapshot:
    """Sample ``row`` sent forward, and backward where the network can be trained; it need not be in the batch."""
    return look_at(at, recipe, take_batch(recipe, np.array([row])))


def look_at(at: Checkpoint, recipe: Recipe, batch: Batch) -> Snapshot:
    """The same for samples of any values."""
    now = ready_for(at, batch)
    last = Phase.LOSS if refusal(at.network, recipe) else Phase.BACKWARD
    while (now.mark.phase, now.mark.step) < (last, at.network.depth - 1 if last is Phase.BACKWARD else 0):
        now = advance(now, recipe)
    return now
