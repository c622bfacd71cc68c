"""Samples that were typed in or painted: they go on as a table of one's own, with all that was known of them."""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.data.build import build
from nnviz.data.features import renumbered
from nnviz.data.sources import origin_of
from nnviz.data.spec import DataSpec, Generated, Inline
from nnviz.errors import BadInput
from nnviz.sentence import Sentence
from nnviz.session.editing import edited
from nnviz.session.fitting_data import with_data
from nnviz.session.next import Next, told
from nnviz.session.state import State

MOST_EDITABLE = 200_000
"""Values; larger data are opened from files, not typed."""


def retyped(state: State, label: str, x: Array, y: Array, test_rows: Array, *, made: bool = False) -> Next:
    """The samples as typed in or painted, raw inputs and targets; test samples come last, the one shown stays shown.

    ``made``: the targets are those that the target features make, which are not needed any more.
    """
    if x.size + y.size > MOST_EDITABLE:
        return told(state, Sentence("Data of more than {most:,} values cannot be edited here.", most=MOST_EDITABLE))
    order = np.concatenate([np.setdiff1d(np.arange(len(x)), test_rows), test_rows]).astype(np.intp)
    old, data = state.data, state.recipe.dataset
    begun = DataSpec(Inline(x, y)) if old is None or data is None else _own(old, data, x, y, made=made)
    spec = replace(_in_order(begun, order), test_last=len(test_rows) or None)
    shown = None if state.sample is None else int(np.flatnonzero(order == state.sample)[0])
    try:
        built = build(spec, None, state.next_recipe.seed)
    except BadInput as error:  # a feature has no value there
        return told(state, str(error), serious=True)
    after = edited(replace(state, sample=shown), label, with_data(state, built, spec, chosen=False))
    return (after, ()) if old is None or isinstance(old.source, Inline) else told(after, _now_own(old))


def _own(old: DataSpec, data: Dataset, x: Array, y: Array, *, made: bool) -> DataSpec:
    """These samples instead of those that were, with the names of their columns and what any source may add."""
    themselves = old.targets_are_inputs and np.array_equal(x, y)
    names = data.target_names if made else data.raw_target_names
    source = Inline(
        x,
        None if themselves else y,
        data.raw_input_names,
        None if data.output_names is None else names,
        origin_of(old.source),
        edited=True,
    )
    features, target_features = renumbered(data.features) if data.features else ((), ())
    return replace(
        old,
        source=source,
        rows=None,
        test_fraction=None,
        targets_are_inputs=themselves,
        class_names=data.class_names,
        input_shape=data.input_shape,
        features=features,
        target_features=() if made else target_features,
    )


def _in_order(spec: DataSpec, order: Array) -> DataSpec:
    """The same samples in another order; names that are not one for each sample are left out."""
    source, names = spec.source, spec.sample_names or ()
    assert isinstance(source, Inline)
    targets = None if source.targets is None else source.targets[order]
    return replace(
        spec,
        source=replace(source, inputs=source.inputs[order], targets=targets),
        sample_names=tuple(names[row] for row in order) if len(names) == len(order) else None,
    )


def _now_own(old: DataSpec) -> Sentence:
    """That the samples do not follow their source any more."""
    if isinstance(old.source, Generated):
        return Sentence("The samples are now your own; Undo brings the generator back.")
    return Sentence("The samples are now your own; Undo brings the file back.")
