"""Which cell of the samples stands behind a number of the network, and what would have to stand there?"""

from nnviz.core.dataset import Dataset
from nnviz.core.formula import Column, Formula


def input_cell(data: Dataset, unit: int, heard: float) -> tuple[int, float] | None:
    """The raw input and its number where the network is to hear this; None where it hears what is computed."""
    standard = data.standardization
    number = heard if standard is None else float(heard * standard.input_deviation[unit] + standard.input_mean[unit])
    column = _column(data.features.formulas if data.features else (), unit)
    return None if column is None else (column, number)


def target_cell(data: Dataset, unit: int, wanted: float) -> tuple[int, float] | None:
    """The raw target and its number where the network is to answer this; None where that is computed."""
    standard = data.standardization
    number = (
        wanted if standard is None else float(wanted * standard.target_deviation[unit] + standard.target_mean[unit])
    )
    if data.features is None or not data.features.target_formulas:
        return unit, number
    column, inputs = _column(data.features.target_formulas, unit), data.raw_inputs.shape[1]
    return None if column is None or column < inputs else (column - inputs, number)


def _column(formulas: tuple[Formula, ...], place: int) -> int | None:
    if not formulas:
        return place
    formula = formulas[place]
    return formula.place if isinstance(formula, Column) else None
