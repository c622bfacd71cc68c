"""What does the network hear instead of the columns themselves?  Features: numbers computed from every sample."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.formula import Column, Formula


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """The samples before features were made of them, and the formulas that make them."""

    inputs: Array  # (N, raw inputs), in their original units
    targets: Array  # (N, raw targets)
    input_names: tuple[str, ...]
    target_names: tuple[str, ...]
    formulas: tuple[Formula, ...] = ()  # over the raw inputs; none: each of them is an input
    target_formulas: tuple[Formula, ...] = ()  # over the raw inputs, then the raw targets; none: each is a target

    def inputs_of(self, raw: Array) -> Array:
        """The features (m, n_0) of raw inputs (m, raw inputs)."""
        return computed(self.formulas, raw) if self.formulas else raw

    def raw_names(self, inputs: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the raw inputs beside those of the inputs, (n_0,): a column that is an input is called so."""
        if not self.formulas:
            return inputs
        called = {
            formula.place: name
            for formula, name in zip(self.formulas, inputs, strict=True)
            if isinstance(formula, Column)
        }
        return tuple(called.get(place, name) for place, name in enumerate(self.input_names))

    @property
    def made_inputs(self) -> tuple[int, ...]:
        """The inputs that are no columns themselves."""
        return _made(self.formulas)

    @property
    def made_targets(self) -> tuple[int, ...]:
        """The targets that are no columns themselves."""
        return _made(self.target_formulas)


def computed(formulas: tuple[Formula, ...], columns: Array) -> Array:
    """Every feature (m, formulas) of samples (m, columns)."""
    return np.stack([formula.values(columns) for formula in formulas], axis=1)


def _made(formulas: tuple[Formula, ...]) -> tuple[int, ...]:
    return tuple(place for place, formula in enumerate(formulas) if not isinstance(formula, Column))
