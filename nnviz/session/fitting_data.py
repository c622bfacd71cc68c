"""What becomes of the network where it learns from other samples?  It takes on their widths, and is called as they are.

Names given by hand stay where neither these data nor those before have names of their own.
"""

from dataclasses import replace

from nnviz.core.checkpoint import under
from nnviz.core.dataset import Dataset
from nnviz.core.names import unit_names
from nnviz.core.network import Network
from nnviz.core.structure import with_chosen_inputs, with_inputs, with_units
from nnviz.data.features import kept_inputs
from nnviz.data.spec import DataSpec
from nnviz.session.editing import edited_at_cursor, rebuilt
from nnviz.session.editing_network import fitting_recipe
from nnviz.session.state import State, Work


def with_data(state: State, data: Dataset, spec: DataSpec, *, chosen: bool) -> Work:
    """The work with these samples, and a network of their widths and names; ``chosen`` as in ``_called_as``."""
    before, old = state.recipe.dataset, state.next_recipe
    recipe = replace(old, dataset=data, batch_size=_batch_size(old.batch_size, before, data))

    def shaped(network: Network) -> Network:
        return _with_widths(network, before, data, recipe.seed)

    def called(network: Network) -> Network:
        return _called_as(network, before, data, chosen=chosen)

    network, initial = shaped(state.network), called(shaped(state.work.initial))
    if network is not state.network:
        return rebuilt(state, called(network), initial, fitting_recipe(network, recipe), spec)
    now = under(state.work.timeline.now, state.recipe, recipe)
    return edited_at_cursor(state, replace(now, network=called(now.network)), recipe, spec, initial)


def _batch_size(size: int, old: Dataset | None, new: Dataset) -> int:
    """The batch size, never above the rows; a full batch stays a full batch."""
    count = len(new.train_rows)
    full = old is not None and size == len(old.train_rows) and size > 1
    return count if full and count <= 256 else min(size, count)


def _with_widths(network: Network, old: Dataset | None, data: Dataset, seed: int) -> Network:
    """The network with as many inputs and outputs as the data have columns; what is heard as before keeps its weights.

    New inputs are called as the data call them. A network that fits is given back itself.
    """
    inputs, outputs = data.inputs.shape[1], data.targets.shape[1]
    kept = None if old is None else kept_inputs(old, data)
    if kept is not None and kept != tuple(range(network.inputs)):
        network = with_chosen_inputs(network, kept, _chosen_names(network, data, kept), seed)
    elif inputs != network.inputs:
        names = (*network.input_names, *data.input_names[network.inputs :])[:inputs]
        network = with_inputs(network, names, seed)
    return network if outputs == network.outputs else with_units(network, network.depth - 1, outputs, seed)


def _chosen_names(network: Network, data: Dataset, kept: tuple[int | None, ...]) -> tuple[str, ...]:
    """The names of inputs that stay are those of the network, the others are those of the data."""
    return tuple(
        name if old is None else network.input_names[old] for old, name in zip(kept, data.input_names, strict=True)
    )


def _called_as(network: Network, old: Dataset | None, data: Dataset, *, chosen: bool) -> Network:
    """The network with the names of the data, which has their widths; itself where it is called so.

    ``chosen``: the samples come from elsewhere; else they are those of ``old`` that were edited or heard otherwise.
    """
    inputs = _input_names(network, old, data) if chosen else network.input_names
    last, outputs = network.layers[-1], _output_names(network, old, data, chosen=chosen)
    if outputs != last.unit_names:
        network = network.with_layer(network.depth - 1, replace(last, unit_names=outputs))
    return network if inputs == network.input_names else replace(network, input_names=inputs)


def _input_names(network: Network, old: Dataset | None, data: Dataset) -> tuple[str, ...]:
    named = data.named or (old is not None and old.named)
    counted_alike = old is not None and data.counted and data.raw_input_names == old.raw_input_names
    return data.input_names if named and not counted_alike else network.input_names


def _output_names(network: Network, old: Dataset | None, data: Dataset, *, chosen: bool) -> tuple[str, ...]:
    before = None if old is None else old.output_names
    if data.output_names == before and (before is None or not chosen):
        return network.layers[-1].unit_names
    return data.output_names or unit_names(network.depth - 1, network.depth, network.outputs)
