"""Edits of the network's shape and names. What throws trained weights away asks first; undo brings them back."""

from collections.abc import Callable
from dataclasses import replace

from nnviz.core.activations import ACTIVATIONS
from nnviz.core.checkpoint import under
from nnviz.core.losses import LOSSES, suits
from nnviz.core.names import input_names
from nnviz.core.network import Layer, Network
from nnviz.core.recipe import Recipe
from nnviz.core.structure import (
    with_activation,
    with_biases,
    with_hidden_layer,
    with_inputs,
    with_units,
    without_layer,
)
from nnviz.sentence import Sentence
from nnviz.session.commands import (
    AddLayer,
    Command,
    RemoveLayer,
    RenameLayer,
    RenameUnit,
    SetActivation,
    SetInputs,
    SetUnits,
    SetUseBias,
)
from nnviz.session.commands.editing import SetInitializers
from nnviz.session.editing import edited, rebuilt, refused_recipe
from nnviz.session.effects import Ask
from nnviz.session.next import Handlers, Next, told
from nnviz.session.state import State, Work

MOST_LAYERS, MOST_UNITS, MOST_PARAMETERS = 32, 4096, 1_000_000
"""The limits of a network file."""

_LOSING = Sentence("This throws trained weights away. Undo brings them back.")

Change = Callable[[Network], Network]


def _reshaped(state: State, label: str, change: Change, losing: Command | None = None) -> Next:
    """Change the shape of the network, and of the one to which Reset returns, in the same way.

    ``losing``: the confirmed command, where trained weights are thrown away.
    """
    if losing is not None and state.work.timeline.now.iteration > 0:
        return state, (Ask(_LOSING, Sentence("Go on"), losing),)
    network = change(state.network)
    refused = _too_large(network)
    recipe = fitting_recipe(network, state.next_recipe)
    refused = refused or refused_recipe(network, recipe)
    if refused:
        return told(state, refused, serious=True)
    work = rebuilt(state, network, change(state.work.initial), recipe)
    return replace(edited(state, label, work), selection=None), ()


def fitting_recipe(network: Network, recipe: Recipe) -> Recipe:
    """The recipe with a loss that goes with the output layer: cross-entropies need their own activation."""
    if suits(recipe.loss, network.layers[-1].activation.name):
        return recipe
    return replace(recipe, loss=LOSSES["mean_half_sse"])


def _too_large(network: Network) -> Sentence | None:
    if network.depth > MOST_LAYERS:
        return Sentence("A network has at most {layers} layers.", layers=MOST_LAYERS)
    if any(layer.units > MOST_UNITS for layer in network.layers):
        return Sentence("A layer has at most {units:,} units.", units=MOST_UNITS)
    if network.parameters > MOST_PARAMETERS:
        return Sentence(
            "This network has {parameters:,} parameters; at most {most:,} are possible.",
            parameters=network.parameters,
            most=MOST_PARAMETERS,
        )
    return None


def add_layer(state: State, command: AddLayer) -> Next:
    """Put a hidden layer before layer ``index``; it takes over the activation of the hidden layers, or sigmoid."""
    hidden = state.network.layers[:-1]
    activation = hidden[-1].activation if hidden else ACTIVATIONS["sigmoid"]()
    seed = state.next_recipe.seed
    return _reshaped(
        state,
        Sentence("Add layer"),
        lambda network: with_hidden_layer(network, command.index, command.units, activation, seed),
        None if command.confirmed else replace(command, confirmed=True),
    )


def remove_layer(state: State, command: RemoveLayer) -> Next:
    """Take a hidden layer out."""
    if command.index >= state.network.depth - 1:
        return told(state, Sentence("The output layer cannot be removed."))
    seed = state.next_recipe.seed
    return _reshaped(
        state,
        Sentence("Remove layer"),
        lambda network: without_layer(network, command.index, seed),
        None if command.confirmed else replace(command, confirmed=True),
    )


def set_units(state: State, command: SetUnits) -> Next:
    """Add or remove units at the end of a layer; those of the output layer follow the data."""
    if command.units < 1:
        return told(state, Sentence("A layer has at least one unit."))
    last = command.layer == state.network.depth - 1
    if last and state.recipe.dataset is not None:
        return told(state, Sentence("The output layer has one unit for each target; choose other data to change it."))
    fewer = command.units < state.network.layers[command.layer].units
    seed = state.next_recipe.seed
    return _reshaped(
        state,
        Sentence("Change units"),
        lambda network: with_units(network, command.layer, command.units, seed),
        replace(command, confirmed=True) if fewer and not command.confirmed else None,
    )


def set_inputs(state: State, command: SetInputs) -> Next:
    """Add or remove inputs; with data they follow the data."""
    if command.inputs < 1:
        return told(state, Sentence("A network has at least one input."))
    if state.recipe.dataset is not None:
        return told(
            state,
            Sentence(
                "The network has one input for each column or feature of the data; choose others in the Data panel."
            ),
        )
    fewer = command.inputs < state.network.inputs
    names = (*state.network.input_names, *input_names(command.inputs)[state.network.inputs :])[: command.inputs]
    seed = state.next_recipe.seed
    return _reshaped(
        state,
        Sentence("Change inputs"),
        lambda network: with_inputs(network, names, seed),
        replace(command, confirmed=True) if fewer and not command.confirmed else None,
    )


def set_activation(state: State, command: SetActivation) -> Next:
    """Give a layer another activation; the weights stay."""
    if command.activation.name == "softmax" and command.layer != state.network.depth - 1:
        return told(state, Sentence("Softmax belongs in the last layer."))
    seed = state.next_recipe.seed
    other_pieces = command.activation.pieces != state.network.layers[command.layer].activation.pieces
    return _reshaped(
        state,
        Sentence("Change activation"),
        lambda network: with_activation(network, command.layer, command.activation, seed),
        replace(command, confirmed=True) if other_pieces and not command.confirmed else None,
    )


def set_use_bias(state: State, command: SetUseBias) -> Next:
    """Give a layer biases, or take them away."""
    return _reshaped(
        state,
        Sentence("Change biases"),
        lambda network: with_biases(network, command.layer, command.use_bias),
        replace(command, confirmed=True) if not command.use_bias and not command.confirmed else None,
    )


def rename_layer(state: State, command: RenameLayer) -> Next:
    """Call a layer something else."""
    name = command.name.strip()
    if not name or any(
        layer.name == name for index, layer in enumerate(state.network.layers) if index != command.layer
    ):
        return told(state, Sentence("Every layer needs a name of its own."))

    def renamed(network: Network) -> Network:
        return network.with_layer(command.layer, replace(network.layers[command.layer], name=name))

    return edited(state, Sentence("Rename layer"), _renamed(state, renamed)), ()


def rename_unit(state: State, command: RenameUnit) -> Next:
    """Call a unit or an input something else."""
    name = command.name.strip()
    if not name:
        return told(state, Sentence("A name cannot be empty."))

    def renamed(network: Network) -> Network:
        if command.layer < 0:
            return replace(network, input_names=_put(network.input_names, command.unit, name))
        layer = network.layers[command.layer]
        return network.with_layer(command.layer, replace(layer, unit_names=_put(layer.unit_names, command.unit, name)))

    return edited(state, Sentence("Rename unit"), _renamed(state, renamed)), ()


def set_initializers(state: State, command: SetInitializers) -> Next:
    """Draw weights or biases another way from the next time on; those of now stay."""
    for drawn in (command.weights, command.biases):
        bounds = dict(drawn.parameters) if drawn else {}
        if bounds.get("low", 0) > bounds.get("high", 0) or bounds.get("std", 0) < 0:
            return told(state, Sentence("From low to high: low must not be above high, and no deviation is below 0."))

    def redrawn(layer: Layer) -> Layer:
        weights, biases = command.weights or layer.initializer, command.biases or layer.bias_initializer
        return replace(layer, initializer=weights, bias_initializer=biases)

    def changed(network: Network) -> Network:
        return replace(network, layers=tuple(redrawn(layer) for layer in network.layers))

    return edited(state, Sentence("Change initial weights"), _renamed(state, changed)), ()


def _put(names: tuple[str, ...], index: int, name: str) -> tuple[str, ...]:
    return (*names[:index], name, *names[index + 1 :])


def _renamed(state: State, change: Change) -> Work:
    """The work with other names and the same numbers, as a change at the cursor."""
    now = under(state.work.timeline.now, state.recipe, state.next_recipe)
    at = replace(now, network=change(now.network))
    timeline = state.work.timeline.edited(at, state.next_recipe, initial=change(state.work.initial))
    return replace(state.work, timeline=timeline, curve=state.work.curve.cut(now.iteration))


HANDLERS: Handlers = {
    AddLayer: add_layer,
    RemoveLayer: remove_layer,
    SetUnits: set_units,
    SetInputs: set_inputs,
    SetActivation: set_activation,
    SetUseBias: set_use_bias,
    RenameLayer: rename_layer,
    RenameUnit: rename_unit,
    SetInitializers: set_initializers,
}
