"""What the picture of an activation consists of."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.activations import Activation
from nnviz.core.arrays import Array
from nnviz.core.tangent import flat_ranges, secant_slope, slope_at, value_at
from nnviz.ui.plots.frame import Span, spanning

POINTS = 601
"""Of a curve: odd, so that 0 is one of them."""
REACHES = (6, 8, 10, 15, 20, 30, 40, 60, 80, 100)
"""How far the axis of z may reach; it moves on only now and then."""
BARS = 36
"""Of the histogram."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One function with its derivative."""

    activation: Activation
    values: Array  # (n,)
    slopes: Array


@dataclass(frozen=True, slots=True, eq=False)
class ExplorerDrawing:
    """One or two functions, a point on the first with its tangent, and the net inputs of a layer."""

    x: Span
    y: Span
    z: Array  # (n,)
    curves: tuple[Curve, ...]
    at: float
    value: float
    slope: float
    step: float | None  # of the secant; none: no secant
    bars: Array  # (k,) the share of net inputs in each part of the axis, of the largest share; empty: none
    flat: list[tuple[float, float]]  # where the first function is saturated

    @property
    def secant(self) -> float | None:
        """The slope of the secant."""
        return None if self.step is None else secant_slope(self.curves[0].activation, self.at, self.step)


def explored(functions: list[Activation], at: float, step: float | None, net_inputs: Array) -> ExplorerDrawing:
    """The picture of one or two functions; ``net_inputs``, of any shape, are those of a layer, perhaps none."""
    known = net_inputs[np.isfinite(net_inputs)]
    farthest = max(abs(at), float(np.abs(known).max(initial=0.0)))
    reach = next((reach for reach in REACHES if reach >= farthest), REACHES[-1])
    z = np.linspace(-reach, reach, POINTS)
    curves = tuple(Curve(kind, value_at(kind, z), slope_at(kind, z)) for kind in functions)
    heights = np.concatenate([part for curve in curves for part in (curve.values, curve.slopes)])
    value, slope = (float(find(functions[0], np.array([at]))[0]) for find in (value_at, slope_at))
    return ExplorerDrawing(
        Span(-reach, reach),
        spanning(min(0.0, float(heights.min())), float(heights.max())),
        z,
        curves,
        at,
        value,
        slope,
        step,
        _bars(known, reach),
        flat_ranges(z, curves[0].slopes),
    )


def _bars(known: Array, reach: float) -> Array:
    counts = np.histogram(known, BARS, (-reach, reach))[0]
    return counts / counts.max() if counts.any() else np.array([])
