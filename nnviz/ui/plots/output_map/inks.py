"""What can be painted on a map: samples of a class, of a value, or at a height."""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.network import Network
from nnviz.ui.plots.frame import written
from nnviz.ui.plots.output_map.making import Ground, original_value
from nnviz.ui.plots.output_map.scale import FROM_0_TO_1, FROM_MINUS_1_TO_1

FEW = 4
"""With fewer samples, two different targets of an output without limits need not be two classes."""


class Way(Enum):
    """What decides the target of a sample that is painted."""

    NOTHING = "nothing"  # nothing can be painted here
    CLASS = "class"  # one of a few that are chosen by name
    VALUE = "value"  # a number
    HEIGHT = "height"  # where the sample is put beside a curve


@dataclass(frozen=True, slots=True)
class Inks:
    """What can be chosen to be painted."""

    way: Way
    names: tuple[str, ...] = ()  # of the classes
    values: tuple[float, ...] = ()  # the targets of two classes; of a number the least and the largest


def inks_of(ground: Ground, network: Network) -> Inks:
    """What can be painted on this ground."""
    subject, wish, scale = ground.subject, ground.wish, ground.scale
    if subject.data is not None and subject.data.features and subject.data.features.target_formulas:
        return Inks(Way.NOTHING)
    if subject.classes:
        return Inks(Way.CLASS, subject.classes)
    if wish.output is None:
        return Inks(Way.NOTHING)
    limited = network.layers[-1].activation.name in FROM_0_TO_1 | FROM_MINUS_1_TO_1
    two = scale.parts and (limited or (subject.data is not None and subject.data.samples >= FEW))
    low, high = (original_value(subject, wish.output, value) for value in (scale.low, scale.high))
    if len(wish.columns) == 1:
        return Inks(Way.HEIGHT, values=(low, high) if two else ())
    names = (written(low), written(high)) if two else ()
    return Inks(Way.CLASS if two else Way.VALUE, names, (low, high))


def inputs_at(ground: Ground, places: Array) -> Array:
    """The raw inputs (k, n) of samples painted at places (k, 2), the other inputs as they are held."""
    columns = list(ground.wish.columns)
    x = np.tile(ground.wish.held, (len(places), 1))
    x[:, columns] = places[:, : len(columns)]
    return x


def targets_at(ground: Ground, inks: Inks, chosen: float, places: Array) -> Array:
    """The targets (k, n_L) of samples painted at places (k, 2); ``chosen``: the number of the class, or the value.

    Of several outputs that are no classes one is painted; the others are those of the nearest sample.
    """
    outputs = len(ground.subject.outputs)
    if inks.way is Way.CLASS and not inks.values:
        return np.tile(np.eye(outputs)[int(chosen)], (len(places), 1))
    y = _nearest_targets(ground, places)
    wanted: float | Array = chosen
    if inks.way is Way.CLASS:
        wanted = inks.values[int(chosen)]
    elif inks.way is Way.HEIGHT:
        wanted = _at_height(inks, places[:, 1])
    y[:, ground.wish.output or 0] = wanted
    return y


def _at_height(inks: Inks, heights: Array) -> Array:
    """The heights themselves, or the nearer of two targets."""
    if not inks.values:
        return heights
    low, high = inks.values
    return np.where(heights > (low + high) / 2, high, low)


def _nearest_targets(ground: Ground, places: Array) -> Array:
    data, outputs = ground.subject.data, len(ground.subject.outputs)
    if data is None or outputs == 1:
        return np.zeros((len(places), outputs))
    columns = list(ground.wish.columns)
    apart = data.raw_inputs[:, columns] - places[:, np.newaxis, : len(columns)]
    return np.asarray(data.raw_targets[np.square(apart).sum(axis=2).argmin(axis=1)])
