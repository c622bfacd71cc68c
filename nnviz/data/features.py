"""Which numbers does the network hear?  The columns themselves, or features: what expressions make of them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations_with_replacement
from math import comb

import numpy as np

from nnviz.core.arrays import Array, frozen
from nnviz.core.dataset import Dataset
from nnviz.core.features import Features, computed
from nnviz.core.formula import Column, Formula
from nnviz.data.expression import Columns, parse
from nnviz.data.formula_text import name_of, quoted, text_of
from nnviz.errors import BadInput
from nnviz.sentence import Sentence

MOST_FEATURES, MOST_VALUES = 256, 20_000_000
SHOWN = 20
"""Features that are named in a sentence."""


def with_features(data: Dataset, features: tuple[str, ...], target_features: tuple[str, ...]) -> Dataset:
    """The samples with what these expressions make of their columns; none: the columns stay.

    An expression that cannot be read, that stands there twice or has no finite value raises BadInput.
    """
    raw, x, y = data.inputs, Columns(data.input_names), Columns(data.input_names, data.target_names)
    both = np.concatenate([raw, data.targets], axis=1) if target_features else raw
    formulas = _formulas("features", features, x, raw)
    wanted = _formulas("target_features", target_features, y, both)
    inputs = frozen(computed(formulas, raw)) if formulas else raw
    targets = inputs if data.targets is raw else data.targets
    input_names = tuple(name_of(formula, x.shown, factor=True) for formula in formulas) or data.input_names
    target_names = input_names if targets is inputs else data.target_names
    return replace(
        data,
        inputs=inputs,
        targets=frozen(computed(wanted, both)) if wanted else targets,
        input_names=input_names,
        target_names=tuple(name_of(formula, y.shown) for formula in wanted) or target_names,
        input_shape=None if formulas else data.input_shape,
        features=Features(raw, data.targets, data.input_names, data.target_names, formulas, wanted),
    )


def usable(text: str, columns: Columns, values: Array, others: Sequence[Formula] = ()) -> Formula:
    """The formula that is written, if it has a finite value at every sample, (N, columns), and is none of the others.

    Else BadInput says what to do.
    """
    formula = parse(text, columns)
    if formula in others:
        raise BadInput("“{text}” is there already; leave one of them out.", text=text)
    known = np.isfinite(formula.values(values))
    if not known.all():
        raise BadInput(
            "“{text}” has no finite value at sample {row:,}; change it, or leave the sample out.",
            text=text,
            row=int(known.argmin()) + 1,
        )
    return formula


def columns_of(data: Dataset, *, targets: bool = False) -> tuple[Columns, Array]:
    """What an expression over these data can name, for ``targets`` or for inputs, and the values, (N, columns)."""
    if not targets:
        return Columns(data.raw_input_names), data.raw_inputs
    names = Columns(data.raw_input_names, data.raw_target_names)
    return names, np.concatenate([data.raw_inputs, data.raw_targets], axis=1)


def kept_inputs(old: Dataset, new: Dataset) -> tuple[int | None, ...] | None:
    """For each input of the new data the old one that says the same; None where the two are not to be compared.

    To be compared are features of columns with the same names.
    """
    if (old.features is None and new.features is None) or old.raw_input_names != new.raw_input_names:
        return None
    before, now = (_heard(data) for data in (old, new))
    return tuple(before.index(formula) if formula in before else None for formula in now)


def renumbered(features: Features) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The expressions of inputs and targets, which call the columns x1, x2, ... and y1, y2, ...

    So they can be read without the names of the columns. One of which the number is the name of another has its own.
    """
    columns = Columns(features.input_names, features.target_names)
    numbers = [f"x{index + 1}" for index in range(len(columns.inputs))]
    numbers += [f"y{index + 1}" for index in range(len(columns.targets))]
    known = columns.places()
    both = [
        number if known[number] == place else name
        for place, (number, name) in enumerate(zip(numbers, columns.names, strict=True))
    ]
    inputs, targets = features.formulas, features.target_formulas
    return tuple(text_of(formula, both) for formula in inputs), tuple(text_of(formula, both) for formula in targets)


def told(data: Dataset) -> Sentence | None:
    """That the network hears features, and which; none where it hears the columns themselves."""
    features = data.features
    if features is None:
        return None
    heard = Sentence("The network hears {features}.", features=_listed(data.input_names))
    learned = Sentence("It is to answer {features}.", features=_listed(data.target_names))
    if features.formulas and features.target_formulas:
        return Sentence("{heard} {learned}", heard=heard, learned=learned)
    return heard if features.formulas else learned


def _heard(data: Dataset) -> tuple[Formula, ...]:
    """What the network hears, each input as a formula of the columns."""
    made = () if data.features is None else data.features.formulas
    return made or tuple(Column(place) for place in range(data.raw_inputs.shape[1]))


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")


def playground(names: tuple[str, ...]) -> tuple[str, ...]:
    """The columns, their squares, the products of two, and their sines: for x1 and x2 the seven of the Playground."""
    columns = [quoted(name) for name in names]
    return (
        *columns,
        *(f"{column}^2" for column in columns),
        *(f"{one}*{other}" for place, one in enumerate(columns) for other in columns[place + 1 :]),
        *(f"sin({column})" for column in columns),
    )


def count_monomials(inputs: int, degree: int) -> int:
    """C(n + d, d): the number of monomials of ``inputs`` variables up to ``degree``, the constant 1 among them."""
    return comb(inputs + degree, degree)


def monomials(names: tuple[str, ...], degree: int) -> tuple[str, ...]:
    """Every monomial of degree 1 to ``degree``, the constant left out: that is what the bias is for."""
    columns = [quoted(name) for name in names]
    chosen = (choice for power in range(1, degree + 1) for choice in combinations_with_replacement(columns, power))
    return tuple(_monomial(choice) for choice in chosen)


def _monomial(choice: tuple[str, ...]) -> str:
    powers = {column: choice.count(column) for column in choice}
    return "*".join(column if power == 1 else f"{column}^{power}" for column, power in powers.items())


def _formulas(key: str, texts: tuple[str, ...], columns: Columns, values: Array) -> tuple[Formula, ...]:
    samples = len(values)
    if len(texts) > MOST_FEATURES or len(texts) * samples > MOST_VALUES:
        raise BadInput(
            "dataset.{key}: {found:,} features of {samples:,} samples are too many; up to {most} are possible.",
            key=key,
            found=len(texts),
            samples=samples,
            most=min(MOST_FEATURES, MOST_VALUES // samples),
        )
    formulas: list[Formula] = []
    for place, text in enumerate(texts):
        try:
            formulas.append(usable(text, columns, values, formulas))
        except BadInput as error:
            raise BadInput("dataset.{key}[{place}]: {problem}", key=key, place=place, problem=error.args[0]) from error
    return tuple(formulas)
