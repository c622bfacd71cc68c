"""Does an edit change anything?  What was chosen already can be chosen again: nothing comes of it."""

from dataclasses import fields, is_dataclass

import numpy as np

from nnviz.session.state import Work


def changes_nothing(before: Work, after: Work) -> bool:
    """Whether an edit led to the same network, learning in the same way from the same samples."""
    return before is not after and alike(_chosen(before), _chosen(after))


def _chosen(work: Work) -> tuple[object, ...]:
    timeline = work.timeline
    return timeline.now.network, timeline.next_recipe, timeline.data, work.initial, work.document


def alike(one: object, other: object) -> bool:
    """Whether two values are equal, arrays number by number, dataclasses field by field."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other)
    if is_dataclass(one):
        return all(alike(getattr(one, it.name), getattr(other, it.name)) for it in fields(one) if it.compare)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    return bool(one == other)
