"""What do the kinds of sources give?  The samples as they are, before rows are chosen and a test part is kept."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nnviz.core.arrays import Array
from nnviz.data.arrays import gathered
from nnviz.data.generator import Generator
from nnviz.data.generators import generate, generator_of
from nnviz.data.idx import MOST_VALUES, read_images, read_labels
from nnviz.data.spec import Arrays, Generated, Images, Inline, Source, Table
from nnviz.data.table import chosen, gaps_told
from nnviz.data.text_table import read_text, table_of
from nnviz.errors import BadInput
from nnviz.sentence import Sentence

DIGITS = tuple("0123456789")
MOST_PIXELS = 4096
NETWORK_FILE, CLIPBOARD = Sentence("the table of the network file"), Sentence("the clipboard")
"""Where samples that stand for themselves may come from."""


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Every sample of a source; pixels are still bytes here."""

    name: str
    origin: str  # where they come from, to follow "from"
    inputs: Array  # (N, n_0), numbers, or pixels as unsigned bytes
    targets: Array | None  # (N, n_L); none where the source has none
    tests: int = 0  # how many of the last samples come from test files
    input_shape: tuple[int, int] | None = None
    class_names: tuple[str, ...] | None = None
    input_names: tuple[str, ...] | None = None  # x1, x2, ... where the source has none
    target_names: tuple[str, ...] | None = None


def samples_of(source: Source, folder: Path | None) -> Samples:
    """Every sample of ``source``; paths are relative to ``folder``. What cannot be used raises BadInput."""
    if isinstance(source, Inline):
        return _inline(source)
    if isinstance(source, Generated):
        return _generated(source)
    if isinstance(source, Table):
        return _table(source, folder)
    if isinstance(source, Arrays):
        return _arrays(source, folder)
    return _images(source, folder)


def _inline(source: Inline) -> Samples:
    for name, array in (("inputs", source.inputs), ("targets", source.targets)):
        if array is not None and (array.ndim != 2 or array.size == 0):
            raise BadInput(
                "dataset.{name}: give one list of numbers for each sample, and at least one sample.", name=name
            )
        if array is not None and not np.isfinite(array).all():
            row, column = np.argwhere(~np.isfinite(array))[0]
            raise BadInput(
                "dataset.{name}[{row}][{column}] is {number}; give a finite number.",
                name=name,
                row=row,
                column=column,
                number=array[row, column],
            )
    if source.targets is not None and len(source.targets) != len(source.inputs):
        raise BadInput(
            "dataset.targets: {targets} targets for {inputs} inputs; give one for each sample.",
            targets=len(source.targets),
            inputs=len(source.inputs),
        )
    return Samples(
        "Table",
        _told_inline(source),
        source.inputs,
        source.targets,
        input_names=source.input_names,
        target_names=source.target_names,
    )


def origin_of(source: Source) -> str | None:
    """Where the samples of ``source`` began, in short, to follow "from"; none where they were made here."""
    if isinstance(source, Inline):
        return source.origin
    if isinstance(source, Generated):
        return Sentence("the generator “{name}”", name=source.generator)
    path = source.file if isinstance(source, Table) else source.npz if isinstance(source, Arrays) else source.images
    return _file(Path(path))


def _file(path: Path) -> Sentence:
    return Sentence("the file {name}", name=path.name)


def _told_inline(source: Inline) -> str:
    if source.origin is None:
        return Sentence("your own table")
    return Sentence("your own table, begun from {origin}", origin=source.origin) if source.edited else source.origin


def _generated(source: Generated) -> Samples:
    inputs, targets = generate(source)
    generator = generator_of(source)
    return Samples(
        generator.title,
        Sentence(
            "the generator “{name}” ({formula}; {source})",
            name=generator.name,
            formula=_definition(generator, source),
            source=Sentence(generator.source),
        ),
        inputs,
        targets,
        input_shape=generator.input_shape,
        class_names=generator.class_names,
        input_names=generator.input_names,
        target_names=generator.target_names,
    )


def _definition(generator: Generator, source: Generated) -> Sentence:
    """How the samples are made; where a formula was typed, that one."""
    if not generator.own_formula:
        return Sentence(generator.formula)
    numbers = dict(generator.filled(source.parameters))
    return Sentence(
        "y = {formula}, each input from {low:g} to {high:g}; noise is the deviation of y",
        formula=source.formula or generator.own_formula,
        low=numbers["low"],
        high=numbers["high"],
    )


def _table(source: Table, folder: Path | None) -> Samples:
    path = _place(source.file, folder)
    try:
        table = table_of(read_text(path), source.delimiter, source.header)
        found = chosen(table, source)
    except BadInput as error:
        if str(error).startswith("dataset"):
            raise
        raise BadInput("{file}: {problem}", file=path.name, problem=error.args[0]) from error
    origin, gaps = _file(path), gaps_told(found)
    return Samples(
        path.stem,
        Sentence("{origin} ({note})", origin=origin, note=gaps) if gaps else origin,
        found.inputs,
        found.targets,
        class_names=found.class_names,
        input_names=found.input_names,
        target_names=found.target_names,
    )


def _arrays(source: Arrays, folder: Path | None) -> Samples:
    path = _place(source.npz, folder)
    found = gathered(source, path)
    return Samples(
        path.stem,
        _file(path),
        found.inputs,
        found.targets,
        found.tests,
        found.input_shape,
        found.class_names,
    )


def _images(source: Images, folder: Path | None) -> Samples:
    pictures, labels = _pair(source.images, source.labels, folder)
    if (source.test_images is None) != (source.test_labels is None):
        raise BadInput("dataset: test_images and test_labels belong together; give both or neither.")
    tests = 0
    if source.test_images is not None and source.test_labels is not None:
        more, more_labels = _pair(source.test_images, source.test_labels, folder)
        pictures, labels = _joined(pictures, more), np.concatenate([labels, more_labels])
        tests = len(more)
    return Samples(
        Path(source.images).name,
        _file(Path(source.images)),
        pictures.reshape(len(pictures), -1),
        np.eye(len(DIGITS))[labels],
        tests,
        (pictures.shape[1], pictures.shape[2]),
        DIGITS,
    )


def _joined(pictures: Array, more: Array) -> Array:
    if pictures.shape[1:] != more.shape[1:]:
        raise BadInput(
            "dataset.test_images: pictures of {test_size} pixels; those of images are {size}.",
            test_size=_size(more),
            size=_size(pictures),
        )
    if pictures.size + more.size > MOST_VALUES:
        raise BadInput(
            "dataset: {pixels:,} pixels in all; up to {most_values:,} can be read.",
            pixels=pictures.size + more.size,
            most_values=MOST_VALUES,
        )
    return np.concatenate([pictures, more])


def _size(pictures: Array) -> str:
    return f"{pictures.shape[1]} x {pictures.shape[2]}"


def _pair(images: str, labels: str, folder: Path | None) -> tuple[Array, Array]:
    """Pictures (N, rows, columns) and labels (N,) that belong together."""
    image_path, label_path = _place(images, folder), _place(labels, folder)
    pictures, marks = read_images(image_path), read_labels(label_path)
    if pictures[0].size > MOST_PIXELS:
        raise BadInput(
            "{image_path}, byte 8: {size:,} pixels a picture; up to {most_pixels:,} can be used.",
            image_path=image_path,
            size=pictures[0].size,
            most_pixels=MOST_PIXELS,
        )
    if len(pictures) != len(marks):
        raise BadInput(
            "{label_path}, byte 4: {labels:,} labels for {images:,} images; choose files that belong together.",
            label_path=label_path,
            labels=len(marks),
            images=len(pictures),
        )
    if (marks >= len(DIGITS)).any():
        at = int(np.argmax(marks >= len(DIGITS)))
        raise BadInput(
            "{label_path}, byte {byte:,}: the label of image {at:,} is {label}; labels are 0 to 9.",
            label_path=label_path,
            byte=8 + at,
            at=at,
            label=marks[at],
        )
    return pictures, marks


def _place(path: str, folder: Path | None) -> Path:
    if folder is None and not Path(path).is_absolute():
        raise BadInput(
            "dataset: {path} is relative to the network file, which has no folder yet; save the network first.",
            path=path,
        )
    return (folder or Path()) / path
