"""The ``dataset`` of a network file to the source of its samples, and back."""

import os
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, cast

import numpy as np
from msgspec import Meta

from nnviz.core.dataset import Dataset
from nnviz.core.network import Network
from nnviz.data.build import build
from nnviz.data.columns import DECIMALS, MISSING
from nnviz.data.generator import MOST_NOISE, Parameter
from nnviz.data.generators import GENERATORS
from nnviz.data.sources import NETWORK_FILE
from nnviz.data.spec import Arrays, DataSpec, Generated, Images, Inline, Source, Table
from nnviz.data.text_table import DELIMITERS
from nnviz.errors import BadInput
from nnviz.storage.array_part import numbers, rows_of
from nnviz.storage.column_names import names_of, with_names
from nnviz.storage.json_tree import Extras, JsonObject, quoted
from nnviz.storage.schema import (
    AnyDataFile,
    GeneratedFile,
    ImagesFile,
    InlineFile,
    NetworkFile,
    NpzFile,
    TableFile,
    check_choice,
    check_keys,
    converted,
    typed,
)

PATH = "$.dataset"
INPUTS = "inputs"
"""What ``targets`` is where the targets are the inputs."""


def read_data(value: JsonObject, extras: Extras) -> DataSpec:
    """Where the samples come from; takes the notes to the data out of ``extras``."""
    source, file = _read_source(value)
    notes = dict(extras.pop(PATH, {}))
    if isinstance(source, Inline):
        source = with_names(source, notes)
    targets = getattr(file, "targets", None)
    if isinstance(targets, str) and targets != INPUTS and not isinstance(source, Arrays):
        raise BadInput(
            'at {path}.targets, expected rows of numbers or "{inputs}", found {found}',
            path=PATH,
            inputs=INPUTS,
            found=quoted(targets),
        )
    return DataSpec(
        source,
        None if file.rows is None else tuple(file.rows),
        file.test_fraction,
        file.test_last,
        targets == INPUTS,
        None if file.class_names is None else tuple(file.class_names),
        None if file.sample_names is None else tuple(file.sample_names),
        None if file.input_shape is None else (file.input_shape[0], file.input_shape[1]),
        file.standardize,
        tuple(file.features or ()),
        tuple(file.target_features or ()),
        notes,
    )


def build_data(spec: DataSpec, folder: Path | None, file: NetworkFile, network: Network) -> Dataset:
    """The samples; those that do not fit the network, or cannot be read, raise BadInput."""
    try:
        samples = build(spec, folder, file.seed)
    except BadInput as error:
        problem = str(error)
        if problem.startswith("dataset"):
            raise BadInput("at $.{problem}", problem=problem) from error
        raise BadInput("at {path}, {problem}", path=PATH, problem=problem) from error
    for name, array, units in (
        ("inputs", samples.inputs, network.inputs),
        ("targets", samples.targets, network.outputs),
    ):
        if array.shape[1] != units:
            raise BadInput(
                "at {path}, expected {units} {name} a sample for this network, found {found}",
                path=PATH,
                units=units,
                name=name,
                found=array.shape[1],
            )
        if file.precision == "float32" and np.abs(array).max() > np.finfo(np.float32).max:
            raise BadInput(
                "at {path}, expected {name} that float32 can hold, found {found}",
                path=PATH,
                name=name,
                found=np.abs(array).max(),
            )
    return samples


def write_data(spec: DataSpec) -> JsonObject:
    """The data as the file holds it, with its notes."""
    added = {
        "rows": None if spec.rows is None else list(spec.rows),
        "test_fraction": spec.test_fraction,
        "test_last": spec.test_last,
        "class_names": None if spec.class_names is None else list(spec.class_names),
        "sample_names": None if spec.sample_names is None else list(spec.sample_names),
        "input_shape": None if spec.input_shape is None else list(spec.input_shape),
        "standardize": spec.standardize or None,
        "features": list(spec.features) or None,
        "target_features": list(spec.target_features) or None,
    }
    return _write_source(spec) | {key: value for key, value in added.items() if value is not None} | spec.extras


def relocated(spec: DataSpec, old: Path, new: Path) -> DataSpec:
    """The same data for a network file that moves from folder ``old`` to folder ``new``."""
    return _with_paths(spec, lambda path: _moved(path, old, new))


def anchored(spec: DataSpec, folder: Path) -> DataSpec:
    """The same data for a network that has no file yet; ``folder`` is where its paths begin."""
    return _with_paths(spec, lambda path: (folder.resolve() / path).as_posix())


def _with_paths(spec: DataSpec, changed: Callable[[str], str]) -> DataSpec:
    """The data with every path of a file changed."""
    if isinstance(spec.source, Table):
        return replace(spec, source=replace(spec.source, file=changed(spec.source.file)))
    if isinstance(spec.source, Arrays):
        return replace(spec, source=replace(spec.source, npz=changed(spec.source.npz)))
    if not isinstance(spec.source, Images):
        return spec
    paths = {
        name: changed(path)
        for name in ("images", "labels", "test_images", "test_labels")
        if (path := getattr(spec.source, name)) is not None
    }
    return replace(spec, source=replace(spec.source, **paths))


def _moved(path: str, old: Path, new: Path) -> str:
    target = (old / path).resolve()
    try:
        return Path(os.path.relpath(target, new.resolve())).as_posix()
    except ValueError:  # another drive
        return target.as_posix()


def _read_source(value: JsonObject) -> tuple[Source, AnyDataFile]:
    if "generator" in value:
        return _read_generated(value)
    if "images" in value:
        images = typed(value, ImagesFile, PATH)
        return Images(images.images, images.labels, images.test_images, images.test_labels), images
    if "npz" in value:
        npz = typed(value, NpzFile, PATH)
        wanted = None if npz.targets == INPUTS else npz.targets
        return Arrays(npz.npz, npz.inputs, wanted, npz.test_inputs, npz.test_targets), npz
    if "file" in value:
        table = typed(value, TableFile, PATH)
        return _table(table), table
    inline = typed(value, InlineFile, PATH)
    targets = None if isinstance(inline.targets, str) else rows_of(inline.targets, f"{PATH}.targets")
    return Inline(rows_of(inline.inputs, f"{PATH}.inputs"), targets, origin=NETWORK_FILE), inline


def _read_generated(value: JsonObject) -> tuple[Generated, GeneratedFile]:
    """The generator with its numbers, and what any data may add."""
    generator = GENERATORS[check_choice(value["generator"], GENERATORS, f"{PATH}.generator")]
    own = {parameter.name: parameter for parameter in generator.parameters}
    known = {*GeneratedFile.__struct_fields__, *own} - (set() if generator.own_formula else {"formula"})
    check_keys(value, sorted(known), PATH)
    given = tuple((key, _number(value[key], own[key])) for key in own if key in value)
    file = typed({key: value[key] for key in value if key not in own}, GeneratedFile, PATH)
    samples = generator.samples if file.samples is None else file.samples
    if not 2 <= samples <= generator.most_samples:
        raise BadInput(
            "at {path}.samples, expected 2 to {most_samples}, found {found}",
            path=PATH,
            most_samples=generator.most_samples,
            found=quoted(samples),
        )
    if file.noise > MOST_NOISE:
        raise BadInput(
            "at {path}.noise, expected a number from 0 to {most_noise}, found {noise}",
            path=PATH,
            most_noise=MOST_NOISE,
            noise=file.noise,
        )
    formula = generator.own_formula if file.formula is None else file.formula
    return Generated(generator.name, samples, file.noise, file.seed, generator.filled(given), formula), file


def _number(value: object, parameter: Parameter) -> float:
    """The number given for a parameter of a generator, in its range."""
    kind = int if parameter.whole else float
    bounds = Meta(ge=parameter.least, le=parameter.most)
    return cast(float, converted(value, Annotated[kind, bounds], f"{PATH}.{parameter.name}"))


def _table(file: TableFile) -> Table:
    return Table(
        file.file,
        tuple(file.inputs),
        () if isinstance(file.targets, str) else tuple(file.targets),
        check_choice(file.delimiter, DELIMITERS, f"{PATH}.delimiter"),
        check_choice(file.decimal, DECIMALS, f"{PATH}.decimal"),
        file.header,
        check_choice(file.missing, MISSING, f"{PATH}.missing"),
        tuple(file.one_hot),
    )


def _write_source(spec: DataSpec) -> JsonObject:
    source = spec.source
    if isinstance(source, Inline):
        written: JsonObject = {"inputs": numbers(source.inputs)} | names_of(source)
    else:
        values = {key: value for key, value in asdict(source).items() if value not in (None, "")}
        written = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
        written |= dict(written.pop("parameters", ()))
    if spec.targets_are_inputs:
        written["targets"] = INPUTS
    elif isinstance(source, Inline) and source.targets is not None:
        written["targets"] = numbers(source.targets)
    return written
