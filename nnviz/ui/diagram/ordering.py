"""Which units of a wide layer are shown?  The most active first; the order holds still while the network runs."""

from collections.abc import Iterable

import numpy as np

from nnviz.core.arrays import Array
from nnviz.session.state import Element, Part
from nnviz.ui.diagram.arrangement import Arrangement
from nnviz.ui.diagram.edges import Order
from nnviz.ui.diagram.plan import Plan
from nnviz.ui.diagram.readings import Readings

UNITS = (Part.UNIT, Part.INPUT)


def choose_order(
    arrangement: Arrangement, plan: Plan, readings: Readings, wanted: Iterable[Element], before: Order, keep: bool
) -> Order:
    """The units of each column from top to bottom, ``wanted`` among them; with ``keep`` those of ``before``."""
    if len(before) != len(plan.columns):
        before = ((),) * len(plan.columns)
    units = [(element.layer + 1, element.unit) for element in wanted if element.part in UNITS]
    if readings.targets is not None:
        units.insert(0, (len(plan.columns) - 1, int(np.argmax(readings.targets))))
    order = []
    for index, (column, reading) in enumerate(zip(plan.columns, readings.columns, strict=True)):
        places = len(arrangement.columns[index].units)
        chosen = _most_active(places, column.units, before[index], reading.a, keep)
        order.append(_including(chosen, [unit for own, unit in units if own == index]))
    return tuple(order)


def _most_active(places: int, units: int, before: tuple[int, ...], a: Array | None, keep: bool) -> list[int]:
    if places in (0, units):
        return list(range(places))
    still = len(before) == places and max(before) < units
    if still and (keep or a is None):
        return list(before)
    return list(range(places)) if a is None else np.argsort(-np.abs(a), kind="stable")[:places].tolist()


def _including(chosen: list[int], wanted: list[int]) -> tuple[int, ...]:
    """The units with the wanted ones in the last places, where they are not shown yet; the last of them matter most."""
    free = [place for place, unit in enumerate(chosen) if unit not in wanted]
    for unit in reversed(wanted):
        if unit not in chosen and free:
            chosen[free.pop()] = unit
    return tuple(chosen)
