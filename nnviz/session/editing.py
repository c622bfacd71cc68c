"""Edits of weights and of the recipe. Each is one undo step, and cuts the future where it is made in the past."""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import frozen
from nnviz.core.checkpoint import Checkpoint, fresh_state, start, under
from nnviz.core.drawing import draw_weights
from nnviz.core.losses import PAIRS, suits
from nnviz.core.network import Network
from nnviz.core.recipe import BiasMode, Recipe
from nnviz.data.build import divided
from nnviz.data.spec import DataSpec
from nnviz.sentence import Sentence
from nnviz.session.commands import ChangeRecipe, EditBias, EditParameters, EditWeight, NewWeights, Reset, SetReport
from nnviz.session.curve import LossCurve
from nnviz.session.effects import Ask
from nnviz.session.jobbing import idle
from nnviz.session.memory import OF_UNDO, remembered
from nnviz.session.next import Handlers, Next, settled, told
from nnviz.session.state import State, Work
from nnviz.session.stretch import Stretch
from nnviz.session.timeline import Timeline
from nnviz.session.trying import network_with
from nnviz.walkthrough.notation import has_one_bias


def edited(state: State, label: str, work: Work) -> State:
    """The state with the work changed by an edit; the work before it can be brought back."""
    undo = remembered((*state.undo, (label, state.work)), OF_UNDO)
    playing = state.playing
    state = idle(state)
    live = state.live and (playing or state.drawn is not None)
    return settled(replace(state, work=work, undo=undo, redo=(), live=live, playing=playing, notice=None))


def edited_at_cursor(
    state: State, checkpoint: Checkpoint, recipe: Recipe, data: DataSpec | None = None, initial: Network | None = None
) -> Work:
    """The work with another network or recipe at READY of the cursor's iteration; what came after it is cut.

    ``data``, ``initial``: the source of other samples, and another network to which Reset returns; none: as before.
    """
    timeline = state.work.timeline.edited(checkpoint, recipe, data, initial)
    curve = state.work.curve.cut(checkpoint.iteration) if checkpoint.iteration else LossCurve()
    return replace(state.work, timeline=timeline, curve=curve)


def edit_weight(state: State, command: EditWeight) -> Next:
    """Give one weight another value."""
    network = state.network.with_weight(command.layer, command.unit, command.source, command.value)
    return _with_network(state, network, Sentence("Edit weight")), ()


def edit_bias(state: State, command: EditBias) -> Next:
    """Give one bias another value; where one number is the bias of every unit, all of the layer."""
    layer = state.network.layers[command.layer]
    if layer.bias is None:
        return told(state, Sentence('Layer "{layer}" has no biases.', layer=layer.name))
    if has_one_bias(layer, state.next_recipe.bias_mode):
        whole = layer.with_values(layer.weight, np.full_like(layer.bias, command.value))
        network = state.network.with_layer(command.layer, whole)
    else:
        network = state.network.with_bias(command.layer, command.unit, command.value)
    return _with_network(state, network, Sentence("Edit bias")), ()


def edit_parameters(state: State, command: EditParameters) -> Next:
    """Give several weights and biases other values at once."""
    network = state.network
    for element, value in command.values:
        network = network_with(network, state.next_recipe, element, value)
    return _with_network(state, network, Sentence("Choose start point")), ()


def _with_network(state: State, network: Network, label: str) -> State:
    """Other numbers in the same network; before training they are also those to which Reset returns."""
    recipe = state.next_recipe
    now = under(replace(state.work.timeline.now, network=network), state.recipe, recipe)
    initial = None if now.iteration else now.network
    return edited(state, label, edited_at_cursor(state, now, recipe, initial=initial))


def reset(state: State, _: Reset) -> Next:
    """Return to the initial weights, epoch 0."""
    return edited(state, Sentence("Reset"), restarted(state.work, state.work.initial, state.next_recipe)), ()


def new_weights(state: State, command: NewWeights) -> Next:
    """Draw new initial weights from this seed."""
    recipe = replace(state.next_recipe, seed=command.seed)
    if state.data is not None and state.data.test_fraction is not None and recipe.dataset is not None:
        recipe = replace(recipe, dataset=divided(recipe.dataset, state.data.test_fraction, command.seed))
    network = draw_weights(state.work.initial, command.seed, recipe.bias_mode is BiasMode.SHARED)
    return edited(state, Sentence("New weights"), restarted(state.work, network, recipe)), ()


def restarted(work: Work, network: Network, recipe: Recipe, data: DataSpec | None = None) -> Work:
    """The work at epoch 0 with these initial weights.

    ``data``: the source of other samples; none where they are those under the cursor.
    """
    at = start(_sharing(network, recipe), recipe)
    stretch = Stretch(recipe, (at,), at.network, data or work.timeline.data)
    return replace(work, timeline=Timeline((stretch,), at), curve=LossCurve())


def change_recipe(state: State, command: ChangeRecipe) -> Next:
    """Train differently from the next iteration on, with the weights of now."""
    changes = {name: getattr(command, name) for name in _RECIPE_FIELDS if getattr(command, name) is not None}
    recipe = replace(state.next_recipe, **changes)
    reason = refused_recipe(state.network, recipe)
    if reason is not None:
        return told(state, reason, serious=True)
    if recipe.dataset is not None:
        recipe = replace(recipe, batch_size=min(recipe.batch_size, len(recipe.dataset.train_rows)))
    if recipe.bias_mode is BiasMode.SHARED and not _level(state.network):
        if not command.confirmed:
            question = Sentence(
                "The biases within a layer differ. Set them to their mean, so that the units can share one?"
            )
            return state, (Ask(question, Sentence("Set to the mean"), replace(command, confirmed=True)),)
        level = _with_network(state, _levelled(state.network), Sentence("Share biases"))
        return edited(state, Sentence("Change training"), _with_recipe(level, recipe)), ()
    return edited(state, Sentence("Change training"), _with_recipe(state, recipe)), ()


_RECIPE_FIELDS = (
    "loss",
    "optimizer",
    "rate",
    "regularization",
    "bias_mode",
    "batch_size",
    "shuffle",
    "leftover",
    "precision",
)


def _with_recipe(state: State, recipe: Recipe) -> Work:
    timeline = state.work.timeline
    ahead = timeline.ahead.checkpoint if timeline.position and timeline.ahead else None
    if ahead is None or (recipe.bias_mode is BiasMode.SHARED and not _level(ahead.network)):
        return edited_at_cursor(state, under(timeline.now, state.recipe, recipe), recipe)
    after = under(ahead, state.recipe, recipe)
    curve = state.work.curve.cut(after.iteration)
    return replace(state.work, timeline=timeline.changed_ahead(after, recipe), curve=curve)


def refused_recipe(network: Network, recipe: Recipe) -> Sentence | None:
    """Why this network and this recipe do not go together; None where they do."""
    if not 0 < recipe.rate < float("inf"):
        return Sentence("The learning rate must be a number above 0.")
    if recipe.batch_size < 1:
        return Sentence("The batch size must be at least 1.")
    output = network.layers[-1].activation.name
    if not suits(recipe.loss, output):
        needed = PAIRS[recipe.loss.name].activation
        return Sentence(
            "{loss} needs {needed} units in the last layer; they are {output} units now.",
            loss=recipe.loss.name,
            needed=needed,
            output=output,
        )
    if recipe.optimizer.name == "perceptron" and (network.depth != 1 or output not in ("step", "sign")):
        return Sentence("The perceptron rule trains one layer of step or sign units.")
    dead = recipe.regularization.dead_weights
    if dead and (recipe.regularization.name != "l1" or recipe.optimizer.name != "sgd"):
        return Sentence("Dead weights go with l1 and plain sgd only.")
    return None


def _level(network: Network) -> bool:
    return all(layer.bias is None or (layer.bias == layer.bias[0]).all() for layer in network.layers)


def _levelled(network: Network) -> Network:
    for index, layer in enumerate(network.layers):
        if layer.bias is not None:
            mean = np.full_like(layer.bias, layer.bias.mean())
            network = network.with_layer(index, layer.with_values(layer.weight, frozen(mean, mean.dtype)))
    return network


def _sharing(network: Network, recipe: Recipe) -> Network:
    """Where biases are shared, the network in which new units have the bias of their layer."""
    if recipe.bias_mode is not BiasMode.SHARED:
        return network
    for index, layer in enumerate(network.layers):
        if layer.bias is not None:
            bias = np.full_like(layer.bias, layer.bias[0])
            network = network.with_layer(index, layer.with_values(layer.weight, bias))
    return network


def rebuilt(state: State, network: Network, initial: Network, recipe: Recipe, data: DataSpec | None = None) -> Work:
    """The work with a network of another shape at the cursor: the run goes on with fresh optimizer state."""
    now = state.work.timeline.now
    if now.iteration == 0:
        return restarted(state.work, network, recipe, data)
    network = _sharing(network, recipe).as_precision(recipe.precision)
    at = replace(under(now, state.recipe, recipe), network=network)
    at = replace(at, optimizer_state=fresh_state(at.network, recipe))
    return edited_at_cursor(state, at, recipe, data, initial.as_precision(recipe.precision))


def set_report(state: State, command: SetReport) -> Next:
    """Choose which measures are plotted beside the trained loss."""
    document = replace(state.work.document, report=command.names)
    return replace(state, work=replace(state.work, document=document)), ()


HANDLERS: Handlers = {
    EditWeight: edit_weight,
    EditBias: edit_bias,
    EditParameters: edit_parameters,
    Reset: reset,
    NewWeights: new_weights,
    ChangeRecipe: change_recipe,
    SetReport: set_report,
}
