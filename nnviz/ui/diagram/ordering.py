"""Which units of a wide layer are shown?  The most active first; the order holds still while the network runs."""

import numpy as np

from nnviz.core.arrays import Array
from nnviz.session.state import Element, Part
from nnviz.ui.diagram.arrangement import Arrangement
from nnviz.ui.diagram.edges import Order
from nnviz.ui.diagram.plan import Plan
from nnviz.ui.diagram.readings import Readings

UNITS = (Part.UNIT, Part.INPUT)


def choose_order(
    arrangement: Arrangement, plan: Plan, readings: Readings, selection: Element | None, before: Order, keep: bool
) -> Order:
    """The units of each column from top to bottom; with ``keep`` those of ``before``, where they still fit."""
    if len(before) != len(plan.columns):
        before = ((),) * len(plan.columns)
    order = []
    for index, (column, reading) in enumerate(zip(plan.columns, readings.columns, strict=True)):
        places = len(arrangement.columns[index].units)
        chosen = _most_active(places, column.units, before[index], reading.a, keep)
        if places and index == len(plan.columns) - 1 and readings.targets is not None:
            _include(chosen, int(np.argmax(readings.targets)))
        if places and selection is not None and selection.layer == index - 1 and selection.part in UNITS:
            _include(chosen, selection.unit)
        order.append(tuple(chosen))
    return tuple(order)


def _most_active(places: int, units: int, before: tuple[int, ...], a: Array | None, keep: bool) -> list[int]:
    if places in (0, units):
        return list(range(places))
    still = len(before) == places and max(before) < units
    if still and (keep or a is None):
        return list(before)
    return list(range(places)) if a is None else np.argsort(-np.abs(a), kind="stable")[:places].tolist()


def _include(chosen: list[int], unit: int) -> None:
    """Put the unit in the last place, where it is not shown yet."""
    if unit not in chosen:
        chosen[-1] = unit
