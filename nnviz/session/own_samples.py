"""Samples that were typed in or painted: they go on as a table of one's own, with all that was known of them."""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.data.build import build, drawn_tests
from nnviz.data.features import renumbered
from nnviz.data.sources import origin_of
from nnviz.data.spec import DataSpec, Generated, Inline
from nnviz.errors import BadInput
from nnviz.sentence import Sentence
from nnviz.session.editing import edited
from nnviz.session.fitting_data import with_data
from nnviz.session.next import Next, told
from nnviz.session.sameness import alike
from nnviz.session.state import State

MOST_EDITABLE = 200_000
"""Values; larger data are opened from files, not typed."""


def retyped(state: State, label: str, x: Array, y: Array, test_rows: Array, *, made: bool = False) -> Next:
    """The samples as typed in or painted, raw inputs and targets; the one shown stays shown.

    ``made``: the targets are those that the target features make, which are not needed any more.
    """
    if x.size + y.size > MOST_EDITABLE:
        return told(state, Sentence("Data of more than {most:,} values cannot be edited here.", most=MOST_EDITABLE))
    old, data, seed = state.data, state.recipe.dataset, state.next_recipe.seed
    if data is not None and not made and alike((x, y), (data.raw_inputs, data.raw_targets)):
        return state, ()
    begun = DataSpec(Inline(x, y)) if old is None or data is None else _own(old, data, x, y, made=made)
    spec, order = _divided(begun, test_rows, seed)
    shown = None if state.sample is None else int(np.flatnonzero(order == state.sample)[0])
    try:
        built = build(spec, None, seed)
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
        test_last=None,
        targets_are_inputs=themselves,
        class_names=data.class_names,
        input_shape=data.input_shape,
        features=features,
        target_features=() if made else target_features,
    )


def _divided(spec: DataSpec, test_rows: Array, seed: int) -> tuple[DataSpec, Array]:
    """The samples with a test part, and which of the old rows each is now.

    They stay where they are if the seed draws the same test part again; else the test samples come last.
    """
    source, names = spec.source, spec.sample_names or ()
    assert isinstance(source, Inline)
    count, fraction = len(source.inputs), spec.test_fraction
    if len(names) != count:
        spec = replace(spec, sample_names=None)
    if fraction is not None and np.array_equal(drawn_tests(fraction, count, seed), test_rows):
        return spec, np.arange(count)
    order = np.concatenate([np.setdiff1d(np.arange(count), test_rows), test_rows]).astype(np.intp)
    ordered = replace(
        source,
        inputs=source.inputs[order],
        targets=None if source.targets is None else source.targets[order],
    )
    named = spec.sample_names and tuple(spec.sample_names[row] for row in order)
    return replace(
        spec, source=ordered, sample_names=named, test_fraction=None, test_last=len(test_rows) or None
    ), order


def _now_own(old: DataSpec) -> Sentence:
    """That the samples do not follow their source any more."""
    if isinstance(old.source, Generated):
        return Sentence("The samples are now your own; Undo brings the generator back.")
    return Sentence("The samples are now your own; Undo brings the file back.")
