"""Which numbers does the network hear?  The columns themselves, or features: what expressions make of them."""

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
    x, y = Columns(data.input_names), Columns(data.input_names, data.target_names)
    formulas = _formulas("features", features, x, data.samples)
    wanted = _formulas("target_features", target_features, y, data.samples)
    raw = data.inputs
    inputs = _made("features", features, formulas, raw) if formulas else raw
    targets = inputs if data.targets is raw else data.targets
    if wanted:
        both = np.concatenate([raw, data.targets], axis=1)
        targets = _made("target_features", target_features, wanted, both)
    input_names = tuple(name_of(formula, x.names) for formula in formulas) or data.input_names
    return replace(
        data,
        inputs=inputs,
        targets=targets,
        input_names=input_names,
        target_names=tuple(name_of(formula, y.names) for formula in wanted)
        or (input_names if targets is inputs else data.target_names),
        input_shape=None if formulas else data.input_shape,
        features=Features(raw, data.targets, data.input_names, data.target_names, formulas, wanted),
    )


def kept_inputs(old: Dataset, new: Dataset) -> tuple[int | None, ...] | None:
    """For each input of the new data the old one that says the same; None where the two are not to be compared.

    To be compared are features of columns with the same names.
    """
    if (old.features is None and new.features is None) or old.raw_input_names != new.raw_input_names:
        return None
    before, now = (_heard(data) for data in (old, new))
    return tuple(before.index(formula) if formula in before else None for formula in now)


def renumbered(features: Features) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The expressions of inputs and targets, for samples whose columns are called x1, x2, ... and y1, y2, ..."""
    names = [f"x{index + 1}" for index in range(features.inputs.shape[1])]
    both = names + [f"y{index + 1}" for index in range(features.targets.shape[1])]
    inputs, targets = features.formulas, features.target_formulas
    return tuple(text_of(formula, names) for formula in inputs), tuple(text_of(formula, both) for formula in targets)


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


def _formulas(key: str, texts: tuple[str, ...], columns: Columns, samples: int) -> tuple[Formula, ...]:
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
            formula = parse(text, columns)
        except BadInput as error:
            raise BadInput("dataset.{key}[{place}]: {problem}", key=key, place=place, problem=error.args[0]) from error
        if formula in formulas:
            raise BadInput(
                "dataset.{key}[{place}]: “{text}” stands there twice; leave one out.", key=key, place=place, text=text
            )
        formulas.append(formula)
    return tuple(formulas)


def _made(key: str, texts: tuple[str, ...], formulas: tuple[Formula, ...], columns: Array) -> Array:
    made = computed(formulas, columns)
    if not np.isfinite(made).all():
        row, place = np.argwhere(~np.isfinite(made))[0].tolist()
        raise BadInput(
            "dataset.{key}[{place}]: “{text}” has no finite value at sample {row:,}; change it, or leave the sample "
            "out.",
            key=key,
            place=place,
            text=texts[place],
            row=row + 1,
        )
    return frozen(made)
