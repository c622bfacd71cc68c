"""``progress`` of a network file: where training stood, so that it goes on tomorrow as if it had never stopped."""

import numpy as np

from nnviz.core.arrays import frozen
from nnviz.core.batches import batches_per_epoch
from nnviz.core.checkpoint import NO_ROWS, Checkpoint, fresh_state
from nnviz.core.network import Layer, Network
from nnviz.core.optimizers import OptimizerState, Parameters
from nnviz.core.recipe import Leftover, Recipe
from nnviz.errors import BadInput
from nnviz.storage.array_part import matrix, numbers, vector
from nnviz.storage.json_tree import JsonObject
from nnviz.storage.schema import ArraysFile, Count, ProgressFile, check_keys, converted, present, typed

MOST_PARAMETERS = 250_000
"""The progress of larger networks is not written."""

PATH = "$.progress"


def read_progress(value: JsonObject, network: Network, recipe: Recipe) -> tuple[Checkpoint, Network]:
    """Where training stood, and the network before training."""
    file = typed(value, ProgressFile, PATH)
    _check_batch(file, recipe)
    state = _read_state(file.optimizer_state, network, recipe)
    initial = _read_layers(file.initial, network, f"{PATH}.initial")
    layers = (layer.with_values(kept.weight, kept.bias) for layer, kept in zip(network.layers, initial, strict=True))
    carried = frozen(file.carried, np.intp) if file.carried else NO_ROWS
    checkpoint = Checkpoint(network, state, file.iteration, file.epoch, file.batch, carried)
    return checkpoint, Network(network.input_names, tuple(layers))


def write_progress(progress: Checkpoint, initial: Network) -> JsonObject:
    """The progress as the file holds it."""
    state = progress.optimizer_state
    kept = {name: [_write_arrays(layer) for layer in layers] for name, layers in state.memory}
    file = ProgressFile(
        epoch=progress.epoch,
        iteration=progress.iteration,
        batch=progress.batch,
        carried=progress.carried.tolist(),
        optimizer_state={"count": state.count, **kept},
        initial=[_write_arrays(layer) for layer in initial.layers],
    )
    return present(file)


def _check_batch(file: ProgressFile, recipe: Recipe) -> None:
    if recipe.dataset is None:
        if file.batch or file.carried:
            raise BadInput("at {path}, expected batch 0 and no carried rows, because there is no dataset", path=PATH)
        return
    batches = batches_per_epoch(recipe)
    if file.batch >= max(batches, 1):
        raise BadInput(
            "at {path}.batch, expected less than the {batches} batches of an epoch, found {batch}",
            path=PATH,
            batches=batches,
            batch=file.batch,
        )
    if file.carried and recipe.leftover is not Leftover.CARRY:
        raise BadInput('at {path}.carried, expected no rows, because leftover is not "carry"', path=PATH)
    rows = set(recipe.dataset.train_rows.tolist())
    for index, row in enumerate(file.carried):
        if row not in rows:
            raise BadInput(
                "at {path}.carried[{index}], expected a training row, found {row}", path=PATH, index=index, row=row
            )


def _read_state(value: JsonObject, network: Network, recipe: Recipe) -> OptimizerState:
    path = f"{PATH}.optimizer_state"
    names = [name for name, _ in fresh_state(network, recipe).memory]
    check_keys(value, ["count", *names], path)
    for name in ("count", *names):
        if name not in value:
            raise BadInput('at {path}, the name "{name}" is missing', path=path, name=name)
    memory = []
    for name in names:
        layers = converted(value[name], list[JsonObject], f"{path}.{name}")
        memory.append((name, _read_layers(layers, network, f"{path}.{name}", fixed_biases=True)))
    return OptimizerState(converted(value["count"], Count, f"{path}.count"), tuple(memory))


def _read_layers(
    values: list[JsonObject], network: Network, path: str, fixed_biases: bool = False
) -> tuple[Parameters, ...]:
    """One value for each weight and bias; those of ``fixed_biases`` may be missing."""
    if len(values) != network.depth:
        raise BadInput(
            "at {path}, expected one entry for each of the {depth} layers, found {found}",
            path=path,
            depth=network.depth,
            found=len(values),
        )
    read = []
    for index, (value, layer) in enumerate(zip(values, network.layers, strict=True)):
        file = typed(value, ArraysFile, f"{path}[{index}]")
        if (file.bias is None) != (layer.bias is None) and not (fixed_biases and file.bias is None):
            raise BadInput(
                "at {path}[{index}], expected a bias where the layer has one, and none where it has none",
                path=path,
                index=index,
            )
        read.append(_read_arrays(file, layer, f"{path}[{index}]"))
    return tuple(read)


def _read_arrays(file: ArraysFile, layer: Layer, path: str) -> Parameters:
    rows, columns = layer.weight.shape
    dtype = layer.weight.dtype.name
    weight = matrix(file.weight, rows, columns, f"{path}.weight", dtype)
    return Parameters(weight, None if file.bias is None else vector(file.bias, rows, f"{path}.bias", dtype))


def _write_arrays(arrays: Parameters | Layer) -> JsonObject:
    bias = None if arrays.bias is None else numbers(arrays.bias)
    return present(ArraysFile(weight=numbers(arrays.weight), bias=bias))
