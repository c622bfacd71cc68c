"""Which columns of a table does the network learn from?  Inputs and targets, without the rows that have gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from nnviz.core.arrays import Array
from nnviz.data.columns import DECIMALS, MISSING, Picked, check, picked
from nnviz.data.spec import Table
from nnviz.data.text_table import DELIMITERS, TextTable
from nnviz.errors import BadInput
from nnviz.sentence import Sentence


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """The columns in use, as numbers."""

    inputs: Array  # (N, n_0)
    targets: Array | None  # (N, n_L); none where no column is a target
    input_names: tuple[str, ...]
    target_names: tuple[str, ...]
    class_names: tuple[str, ...] | None  # where the targets are the different texts of one column
    left_out: int  # rows that have gaps
    filled: int  # gaps that became the mean of their column


def chosen(table: TextTable, source: Table) -> Chosen:
    """The columns that ``source`` names; unknown ones, and cells that are no numbers, raise BadInput."""
    check_source(source, table.names)
    inputs = [picked(table, name, source) for name in source.inputs]
    targets = [picked(table, name, source) for name in source.targets]
    check([*inputs, *targets])
    filled = 0
    if source.missing == "mean":
        filled = sum(int(column.gaps.sum()) for column in inputs if not column.texts)
        inputs = [_filled(column) for column in inputs]
    gaps = np.any([column.gaps for column in (*inputs, *targets)], axis=0)
    if gaps.all():
        raise BadInput("Every row has a gap; choose other columns, or fill gaps with the mean of their column.")
    classes = targets[0].texts if len(targets) == 1 and len(targets[0].texts) > 1 else None
    return Chosen(
        _together(inputs)[~gaps],
        _together(targets)[~gaps] if targets else None,
        _names(inputs),
        _names(targets),
        classes,
        int(gaps.sum()),
        filled,
    )


def gaps_told(found: Chosen) -> Sentence | None:
    """What became of gaps, in a sentence; none where there are none."""
    left_out, filled = _left_out(found.left_out), _told_filled(found.filled)
    if found.left_out and found.filled:
        return Sentence("{left_out}; {filled}", left_out=left_out, filled=filled)
    return left_out if found.left_out else filled if found.filled else None


def _left_out(rows: int) -> Sentence:
    if rows == 1:
        return Sentence("1 row has a gap and is left out")
    return Sentence("{count:,} rows have gaps and are left out", count=rows)


def _told_filled(gaps: int) -> Sentence:
    if gaps == 1:
        return Sentence("1 gap is filled with the mean of its column")
    return Sentence("{count:,} gaps are filled with the mean of their column", count=gaps)


def check_source(source: Table, names: Sequence[str]) -> None:
    """Refuse what no table has, and columns that this one, with columns of these ``names``, does not have."""
    for key, value, known in (
        ("delimiter", source.delimiter, DELIMITERS),
        ("decimal", source.decimal, DECIMALS),
        ("missing", source.missing, MISSING),
    ):
        if value not in known:
            raise BadInput(
                "dataset.{key} is “{value}”; choose one of {known}.",
                key=key,
                value=value,
                known=", ".join(f"“{choice}”" for choice in known).replace("\t", "\\t"),
            )
    if not source.inputs:
        raise BadInput("dataset.inputs names no column; give at least one.")
    for key, columns in (("inputs", source.inputs), ("targets", source.targets), ("one_hot", source.one_hot)):
        for place, name in enumerate(columns):
            _check_column(f"{key}[{place}]", name, names, columns[:place])


def _check_column(place: str, name: str, names: Sequence[str], before: Sequence[str]) -> None:
    if name in before:
        raise BadInput("dataset.{place}: the column “{name}” is named twice.", place=place, name=name)
    if name not in names:
        meant = get_close_matches(name, names, 1)
        hint = (
            Sentence("did you mean “{name}”?", name=meant[0])
            if meant
            else Sentence("it has {names}.", names=", ".join(names[:40]))
        )
        raise BadInput("dataset.{place}: the table has no column “{name}”; {hint}", place=place, name=name, hint=hint)


def _filled(column: Picked) -> Picked:
    """The column with its mean in its gaps; texts keep theirs."""
    known = ~np.isnan(column.values)
    if column.texts or known.all() or not known.any():
        return column
    return Picked(column.names, np.where(known, column.values, column.values[known].mean()))


def _together(columns: list[Picked]) -> Array:
    return np.concatenate([column.values for column in columns], axis=1)


def _names(columns: list[Picked]) -> tuple[str, ...]:
    return tuple(name for column in columns for name in column.names)
