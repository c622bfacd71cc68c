"""Network files: one JSON text a network and its recipe, with every float exact.

Reading refuses in one sentence that names the file, the JSON path (or the line or byte) and the reason; nothing of a
refused file is used. Writing puts every value in use into the file.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from nnviz.core.network import Network
from nnviz.errors import BadInput, NotSaved
from nnviz.sentence import Sentence
from nnviz.storage import dataset_part, json_tree
from nnviz.storage.atomic import write_atomically
from nnviz.storage.dataset_part import build_data, read_data, write_data
from nnviz.storage.document import Document
from nnviz.storage.json_layout import laid_out, with_extras
from nnviz.storage.json_tree import Extras, JsonObject, quoted
from nnviz.storage.named_part import write_optimizer
from nnviz.storage.network_part import read_network, write_inputs, write_layer
from nnviz.storage.progress_part import MOST_PARAMETERS, read_progress, write_progress
from nnviz.storage.recipe_part import check_recipe, read_recipe, read_report, write_regularization, write_report
from nnviz.storage.schema import NetworkFile, present, typed
from nnviz.storage.view_part import read_stop, read_view, write_stop, write_view

FORMAT = "nnviz-network"
VERSION = 1
LARGEST = 100  # MB
_OTHER_FORMATS = {"nnviz-expression": Sentence("an expression"), "nnviz-lesson": Sentence("a lesson")}


def read(path: Path) -> Document:
    """The document in the file; a file that cannot be used raises BadInput."""
    try:
        if not path.is_file():
            raise BadInput("Cannot open {path}: there is no such file.", path=path)
        size = path.stat().st_size
        if size > LARGEST * 10**6:
            raise BadInput(
                "{path} is {size:.0f} MB; at most {largest} MB can be opened.",
                path=path,
                size=size / 10**6,
                largest=LARGEST,
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BadInput("Cannot open {path}: {reason}.", path=path, reason=reason) from error
    return decode(data, str(path), path.parent)


def decode(data: bytes, where: str, folder: Path | None) -> Document:
    """The document that ``data`` is.

    ``where`` names the file in refusals, BadInput; ``folder`` is where its data files are looked for.
    """
    try:
        tree, extras = json_tree.parse(data)
        _check_header(tree)
        return _document(typed(tree, NetworkFile, "$"), extras, folder)
    except BadInput as error:
        end = "" if str(error).endswith(("?", ".")) else "."
        raise BadInput("Cannot open {where}: {error}{end}", where=where, error=str(error), end=end) from error


def encode(document: Document) -> bytes:
    """The text of the document; numbers that are not finite raise NotSaved.

    Progress is left out where it does not fit (``progress_fits``).
    """
    for network in (document.network, document.initial):
        _check_finite(network)
    return laid_out(with_extras(_tree(document), document.extras))


def write(path: Path, document: Document) -> None:
    """Save the document, wholly or not at all: NotSaved leaves the file that was there as it was."""
    write_atomically(path, encode(document))


def progress_fits(document: Document) -> bool:
    """Whether saving keeps where training stands; larger networks keep their weights only."""
    return document.network.parameters <= MOST_PARAMETERS


def relocated(document: Document, old: Path, new: Path) -> Document:
    """The same document for a file that moves from folder ``old`` to ``new``: its data files are still found."""
    if document.data is None:
        return document
    return replace(document, data=dataset_part.relocated(document.data, old, new))


def _check_header(tree: JsonObject) -> None:
    found = tree.get("format")
    if isinstance(found, str) and found in _OTHER_FORMATS:
        raise BadInput(
            "at $.format, it is {what}; this version of nnviz opens networks only", what=_OTHER_FORMATS[found]
        )
    if found != FORMAT:
        raise BadInput('at $.format, expected "{format}", found {found}', format=FORMAT, found=quoted(found))
    version = tree.get("version")
    if isinstance(version, int) and version > VERSION:
        raise BadInput(
            "at $.version, it was written by a newer nnviz (format {found}). Update nnviz to open it.",
            found=quoted(version),
        )
    if isinstance(version, bool) or version != VERSION:
        raise BadInput("at $.version, expected {version}, found {found}", version=VERSION, found=quoted(version))


def _document(file: NetworkFile, extras: Extras, folder: Path | None) -> Document:
    recipe = read_recipe(file)
    network = read_network(file, recipe.bias_mode)
    check_recipe(recipe, network)
    data = None
    if file.dataset is not None:
        data = read_data(file.dataset, extras)
        recipe = replace(recipe, dataset=build_data(data, folder, file, network))
    progress, initial = None, None
    if file.progress is not None:
        progress, initial = read_progress(file.progress, network, recipe)
    return Document(
        file.name,
        network,
        recipe,
        data,
        file.description,
        file.topic,
        read_report(file, network),
        read_stop(file.stop),
        read_view(file.view),
        progress,
        initial,
        extras,
    )


def _tree(document: Document) -> JsonObject:
    network, recipe = document.network, document.recipe
    progress = None
    if document.progress is not None and progress_fits(document):
        progress = write_progress(document.progress, _initial(document))
    file = NetworkFile(
        format=FORMAT,
        version=VERSION,
        name=document.name,
        description=document.description,
        topic=document.topic,
        inputs=write_inputs(network),
        layers=[write_layer(network, index) for index in range(network.depth)],
        loss=recipe.loss.name,
        report=write_report(document.report, network),
        optimizer=write_optimizer(recipe.optimizer, recipe.rate),
        regularization=write_regularization(recipe.regularization),
        train_bias=recipe.bias_mode.value,
        batch_size=recipe.batch_size,
        shuffle=recipe.shuffle,
        leftover=recipe.leftover.value,
        seed=recipe.seed,
        precision=recipe.precision,
        stop=write_stop(document.stop),
        dataset=None if document.data is None else write_data(document.data),
        view=write_view(document.view),
        progress=progress,
    )
    return present(file)


def _initial(document: Document) -> Network:
    """The network to which Reset returns; the saved one itself, where the one kept has another shape."""
    initial, network = document.initial, document.network
    return network if initial is None or _shapes(initial) != _shapes(network) else initial


def _shapes(network: Network) -> list[tuple[tuple[int, ...], bool]]:
    return [(layer.weight.shape, layer.bias is None) for layer in network.layers]


def _check_finite(network: Network | None) -> None:
    for layer in () if network is None else network.layers:
        for name, array in (("weight", layer.weight), ("bias", layer.bias)):
            if array is not None and not np.isfinite(array).all():
                place = "".join(f"[{index}]" for index in np.argwhere(~np.isfinite(array))[0])
                raise NotSaved(
                    "Not saved: {name}{place} of the layer {layer} is no longer a number. Go back to the last good "
                    "moment first.",
                    name=name,
                    place=place,
                    layer=layer.name,
                )
