"""From what a network file says about its samples to the samples themselves."""

from dataclasses import replace
from math import prod
from pathlib import Path

import numpy as np

from nnviz.core.arrays import Array, frozen, read_only
from nnviz.core.dataset import Dataset
from nnviz.core.names import input_names, target_names
from nnviz.data.card import card
from nnviz.data.features import told, with_features
from nnviz.data.sources import Samples, samples_of
from nnviz.data.spec import DataSpec
from nnviz.data.standardize import standardized
from nnviz.errors import BadInput
from nnviz.sentence import Sentence


def build(spec: DataSpec, folder: Path | None, seed: int) -> Dataset:
    """The samples that ``spec`` describes.

    ``folder`` is where the network file is, none before it was saved; ``seed`` is the recipe's and draws the test part.
    A source that cannot be read, and lengths that do not agree, raise BadInput.
    """
    samples = samples_of(spec.source, folder)
    rows = _rows(spec.rows, len(samples.inputs))
    inputs = _numbers(samples.inputs[rows])
    targets = inputs if spec.targets_are_inputs else _targets(samples, rows)
    test = _test_rows(samples, rows, spec, seed)
    own_targets = not spec.targets_are_inputs and not spec.target_features
    classes = spec.class_names or (samples.class_names if own_targets else None)
    shape = spec.input_shape or samples.input_shape
    _check_names(spec, len(rows), len(spec.target_features) or targets.shape[1])
    if shape and prod(shape) != inputs.shape[1]:
        raise BadInput(
            "dataset.input_shape: {rows} x {columns} pixels do not make {inputs} inputs.",
            rows=shape[0],
            columns=shape[1],
            inputs=inputs.shape[1],
        )
    names = samples.input_names or input_names(inputs.shape[1])
    data = Dataset(
        samples.name,
        inputs,
        targets,
        names,
        names if spec.targets_are_inputs else samples.target_names or target_names(targets.shape[1]),
        frozen(np.setdiff1d(np.arange(len(rows)), test), np.intp),
        frozen(test, np.intp),
        card(samples.origin, inputs, targets, len(test)),
        shape,
        classes,
        spec.sample_names,
    )
    if spec.features or spec.target_features:
        data = _featured(data, spec)
    return _standardized(data) if spec.standardize else data


def _featured(data: Dataset, spec: DataSpec) -> Dataset:
    made = with_features(data, spec.features, spec.target_features)
    return replace(made, description=Sentence("{card} {features}", card=data.description, features=told(made)))


def _standardized(data: Dataset) -> Dataset:
    told = Sentence(
        "{card} Each column is standardized by the mean and deviation of its training rows.", card=data.description
    )
    return standardized(replace(data, description=told))


def divided(dataset: Dataset, test_fraction: float, seed: int) -> Dataset:
    """The same samples, with the test part that another seed of the recipe draws."""
    test = drawn_tests(test_fraction, dataset.samples, seed)
    train = np.setdiff1d(np.arange(dataset.samples), test)
    parted = replace(dataset, train_rows=frozen(train, np.intp), test_rows=frozen(test, np.intp))
    return parted if dataset.standardization is None else standardized(parted)


def _rows(rows: tuple[int, ...] | None, count: int) -> Array:
    """The samples in use, as indices into those of the source."""
    if rows is None:
        return np.arange(count)
    if not rows:
        raise BadInput("dataset.rows is empty; name at least one row, or leave it out to use them all.")
    for position, row in enumerate(rows):
        if not 0 <= row < count:
            raise BadInput(
                "dataset.rows[{position}] is {row}; the {count:,} samples have the rows 0 to {last:,}.",
                position=position,
                row=row,
                count=count,
                last=count - 1,
            )
    return np.array(rows, dtype=np.intp)


def _numbers(values: Array) -> Array:
    """The values as float64; the bytes of pixels become 0 to 1."""
    if values.dtype == np.uint8:
        return read_only(np.divide(values, 255.0))
    return frozen(values)


def _targets(samples: Samples, rows: Array) -> Array:
    if samples.targets is None:
        raise BadInput('dataset.targets is missing; give the targets, or "inputs" where they are the inputs.')
    return frozen(samples.targets[rows])


def _test_rows(samples: Samples, rows: Array, spec: DataSpec, seed: int) -> Array:
    """Which of the samples in use only test, in order."""
    ways = (samples.tests > 0, spec.test_fraction is not None, spec.test_last is not None)
    if sum(ways) > 1:
        raise BadInput(
            "dataset: the test part comes from test files, test_fraction or test_last; give only one of them."
        )
    if samples.tests:
        test = np.flatnonzero(rows >= len(samples.inputs) - samples.tests)
    elif spec.test_fraction is not None:
        test = drawn_tests(spec.test_fraction, len(rows), seed)
    else:
        test = _last(spec.test_last or 0, len(rows))
    if len(test) == len(rows):
        raise BadInput(
            "dataset: all {found:,} samples would be test samples; keep at least one to train with.", found=len(rows)
        )
    return test


def drawn_tests(fraction: float, count: int, seed: int) -> Array:
    """Which of so many samples the seed draws to test, in order."""
    if not 0 <= fraction < 1:
        raise BadInput(
            "dataset.test_fraction is {fraction}; give a number from 0 up to, but not including, 1.", fraction=fraction
        )
    stream = np.random.RandomState([seed % 2**32, 3, 0])
    return np.sort(stream.permutation(count)[: round(count * fraction)])


def _last(number: int, count: int) -> Array:
    if not 0 <= number < count:
        raise BadInput(
            "dataset.test_last is {number:,}; of {count:,} samples 0 to {last:,} can test.",
            number=number,
            count=count,
            last=count - 1,
        )
    return np.arange(count - number, count)


def _check_names(spec: DataSpec, count: int, outputs: int) -> None:
    if spec.sample_names is not None and len(spec.sample_names) != count:
        raise BadInput(
            "dataset.sample_names: {names} names for {count:,} samples; give one for each.",
            names=len(spec.sample_names),
            count=count,
        )
    if spec.class_names is not None and len(spec.class_names) != max(outputs, 2):
        raise BadInput(
            "dataset.class_names: {count} names for {outputs} targets; give one for each target, or two "
            "where there is one target.",
            count=len(spec.class_names),
            outputs=outputs,
        )
