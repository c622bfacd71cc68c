"""The names of the columns of samples that stand in the network file: notes beside them, a name for each column.

``"x-input_names": ["length", "width"], "x-target_names": ["weight"]``. Who does not know these notes keeps them, as all
that begin with x-, and counts the columns.
"""

from dataclasses import replace

from nnviz.core.arrays import Array
from nnviz.core.names import input_names, target_names
from nnviz.data.spec import Inline
from nnviz.storage.json_tree import JsonObject

INPUTS, TARGETS = "x-input_names", "x-target_names"


def with_names(source: Inline, notes: JsonObject) -> Inline:
    """The samples with their names, which are taken out of the notes; notes that are no such names stay."""
    inputs = _taken(notes, INPUTS, source.inputs)
    targets = None if source.targets is None else _taken(notes, TARGETS, source.targets)
    return replace(source, input_names=inputs, target_names=targets)


def names_of(source: Inline) -> JsonObject:
    """The notes that hold the names, where the columns are more than counted."""
    inputs, targets = source.input_names or (), source.target_names or ()
    kept = ((INPUTS, inputs, input_names), (TARGETS, targets, target_names))
    return {key: list(names) for key, names, counted in kept if names != counted(len(names))}


def _taken(notes: JsonObject, key: str, columns: Array) -> tuple[str, ...] | None:
    """A name of its own for each of the columns (N, names); none where the note is something else."""
    names = notes.get(key)
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        return None
    if columns.ndim != 2 or not len(names) == len(set(names)) == columns.shape[1]:
        return None
    del notes[key]
    return tuple(names)
