"""What parts the classes: a straight cut through the space before a single output, and its picture everywhere else."""

from itertools import product

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.forward import net_input
from nnviz.core.network import Network
from nnviz.core.response import responses
from nnviz.ui.plots.contour import contour
from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.hidden_space.ground import FINENESS, Ground, at_shares, heard
from nnviz.ui.plots.hidden_space.spaces import Space
from nnviz.ui.plots.output_map.scale import leads

RISING = frozenset({"softmax", "sigmoid", "tanh"})
"""The largest net input gives the largest answer, and changes more evenly: its boundary is found more exactly."""
NONE = np.empty((0, 3))


def cut(ground: Ground, network: Network, space: Space) -> Array:
    """The ends (2, 3) of the line, or the corners (k, 3) of the plane, that parts the classes: w1 a1 + w2 a2 + b = z.

    It goes through the space of up to three units right before a single output, and through that of the output itself;
    elsewhere there is none, (0, 3).
    """
    output, stage = network.layers[-1], space.stage
    level = ground.threshold
    if level is None or not ground.scale.parts or space.principal is not None or len(output.weight) != 1:
        return NONE
    if stage.layer == network.depth - 1:
        return _in_frame(np.ones(1), -(level if stage.net_inputs else ground.scale.middle), space.spans)
    if stage.net_inputs or stage.layer != network.depth - 2:
        return NONE
    bias = 0.0 if output.bias is None else float(output.bias[0])
    return _in_frame(output.weight[0].astype(np.float64), bias - level, space.spans)


def _in_frame(weight: Array, constant: float, spans: tuple[Span, ...]) -> Array:
    """Where a line or plane goes through the frame from -1 to 1."""
    low = np.array([span.low for span in spans])
    high = np.array([span.high for span in spans])
    slope, at_middle = weight * (high - low) / 2, constant + float(weight @ (low + high)) / 2
    if len(spans) == 1:
        x = -at_middle / slope[0] if abs(at_middle) <= abs(slope[0]) > 0 else None
        return NONE if x is None else np.array([[x, -1.0, 0.0], [x, 1.0, 0.0]])
    corners = np.array(list(product((-1.0, 1.0), repeat=len(spans))))
    found = [
        _between(one, other, slope, at_middle)
        for number, one in enumerate(corners)
        for other in corners[number + 1 :]
        if np.abs(one - other).sum() == 2
    ]
    ends = np.array([end for end in found if end is not None]).reshape(-1, len(spans))
    return _around(np.unique(ends.round(12), axis=0), slope)


def _between(one: Array, other: Array, slope: Array, constant: float) -> Array | None:
    """Where the cut crosses an edge of the frame."""
    first, second = float(slope @ one) + constant, float(slope @ other) + constant
    if (first > 0) == (second > 0):
        return None
    return np.asarray(one + (other - one) * first / (first - second))


def _around(corners: Array, normal: Array) -> Array:
    """Corners (k, 2 or 3) in their order around the middle, with three numbers each."""
    if len(corners) < 2:
        return NONE
    if corners.shape[1] == 2:
        return np.pad(corners, ((0, 0), (0, 1)))
    away = corners - corners.mean(axis=0)
    first = away[0] / np.linalg.norm(away[0])
    second = np.cross(normal / np.linalg.norm(normal), first)
    return np.asarray(corners[np.argsort(np.arctan2(away @ second, away @ first))])


def curve(ground: Ground, network: Network) -> Array:
    """The boundary over the plane of two inputs, as the network hears it: the ends of pieces, (n_0, 2 k)."""
    if len(ground.plane) != 2 or not (ground.subject.classes or ground.scale.parts):
        return np.empty((network.inputs, 0))
    output = network.layers[-1]
    before, answers = [ground.fine, *responses(network, ground.fine)][-2:]
    known = np.where(np.isfinite(ground.fine).all(axis=0), 1.0, np.nan)  # features have no value everywhere
    net_inputs = (net_input(output, before.T).T * known).reshape(-1, FINENESS, FINENESS)
    answers = (answers * known).reshape(-1, FINENESS, FINENESS)
    if ground.output is None:
        compared = net_inputs if output.activation.name in RISING else answers
        pieces = np.concatenate([contour(lead) for lead in leads(compared)])
    elif ground.threshold is None:
        pieces = contour(answers[ground.output], ground.scale.middle)
    else:
        pieces = contour(net_inputs[ground.output], ground.threshold)
    return heard(ground.subject, at_shares(ground.plane, pieces.reshape(-1, 2)))
