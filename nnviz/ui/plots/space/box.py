"""The box that a space stands in: what each side covers, which faces are behind, where its axes have their marks."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from nnviz.core.arrays import Array
from nnviz.ui.plots.frame import Span, written
from nnviz.ui.plots.space.view import View

CUBE = (1.0, 1.0, 1.0)
MARK = 5.0
"""The length of a mark on an axis, in pixels."""
APART = 2.6
"""Marks stand so far apart at least, in lines of text."""


@dataclass(frozen=True, slots=True)
class Box:
    """Three axes."""

    spans: tuple[Span, Span, Span]
    names: tuple[str, str, str]
    sides: tuple[float, float, float] = CUBE  # half the length of each, in space; the middle is the origin

    def places(self, values: Array) -> Array:
        """Where ``values``, (..., 3), stand in space."""
        low = np.array([span.low for span in self.spans])
        high = np.array([span.high for span in self.spans])
        return np.asarray((2 * (values - low) / (high - low) - 1) * np.array(self.sides))

    def along(self, axis: int, value: float) -> float:
        """Where a value of one axis stands on it."""
        return (2 * self.spans[axis].share(value) - 1) * self.sides[axis]


@dataclass(frozen=True, slots=True)
class Label:
    """A text and its place."""

    text: str
    place: QRectF
    names: bool  # whether it is the name of an axis


@dataclass(frozen=True, slots=True, eq=False)
class Scaffold:
    """What is drawn of a box: pieces of lines on the screen, (k, 4) of x1, y1, x2, y2, and texts."""

    grid: Array  # on the faces behind, at the marks
    edges: Array  # of the faces behind
    marks: Array
    labels: tuple[Label, ...]


def scaffold(box: Box, view: View, room: QRectF, metrics: QFontMetricsF) -> Scaffold:
    """What is drawn of a box; no two texts overlap, and none leaves the ``room``."""
    behind = [-side if toward > 0 else side for side, toward in zip(box.sides, view.camera.axes[2], strict=True)]
    axes = [_axis(box, view, index, metrics) for index in range(3)]
    upright = _lifted(axes[2].name, box, view, room)
    ticks = [axis.ticks for axis in axes]
    return Scaffold(
        _lines(view, [piece for face in range(3) for piece in _grid(box, ticks, face, behind[face])]),
        _lines(view, [piece for face in range(3) for piece in _outline(box.sides, face, behind[face])]),
        np.concatenate([axis.marks for axis in axes]),
        _apart([axes[0].name, axes[1].name, upright, *(label for axis in axes for label in axis.numbers)], room),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Axis:
    ticks: list[float]
    marks: Array
    numbers: list[Label]
    name: Label


def _axis(box: Box, view: View, index: int, metrics: QFontMetricsF) -> _Axis:
    """An axis with its marks, outside of what is seen of the box."""
    ends = axis_edge(box.sides, view, index)
    foot, head = view.screen(ends)
    length, line = float(np.hypot(*(head - foot))), metrics.height()
    outward = _outward(view, foot, head) if index < 2 else np.array([-1.0, 0.0])
    ticks = box.spans[index].ticks(max(2, int(length / (APART * line)))) if length > APART * line else []
    at = np.repeat(ends[:1], len(ticks), axis=0)
    at[:, index] = [box.along(index, tick) for tick in ticks]
    feet = view.screen(at)
    marks = np.concatenate([feet, feet + MARK * outward], axis=1)
    gap = MARK + 0.2 * line
    numbers = [_label(written(tick), tip, outward, gap, metrics) for tick, tip in zip(ticks, feet, strict=True)]
    wide = max((_reach(label.place, outward) for label in numbers), default=0.0)
    if index == 2:  # beside the upper end, above its number
        name = _label(box.names[2], head - np.array([0.0, 1.1 * line]), outward, gap, metrics)
    else:
        name = _label(box.names[index], (foot + head) / 2, outward, gap + 2 * wide + 0.1 * line, metrics)
    return _Axis(ticks, marks, numbers, Label(name.text, name.place, True))


def axis_edge(sides: tuple[float, float, float], view: View, index: int) -> Array:
    """Both ends, (2, 3), of the edge that carries an axis: in front on the floor, or upright at the very left."""
    right, _, toward = view.camera.axes
    end = np.array(sides)
    if index == 2:
        corners = [(x, y) for x in (-end[0], end[0]) for y in (-end[1], end[1])]
        x, y = min(corners, key=lambda corner: _left_and_behind(corner, right, toward))
        return np.array([[x, y, -end[2]], [x, y, end[2]]])
    other = 1 - index
    ends = np.zeros((2, 3))
    ends[:, 2] = -end[2]
    ends[:, other] = end[other] if toward[other] * (1 if toward[2] >= 0 else -1) >= 0 else -end[other]
    ends[:, index] = -end[index], end[index]
    return ends


def _lifted(name: Label, box: Box, view: View, room: QRectF) -> Label:
    """The name of the upright axis; a long one, which reaches over the axis, is above the edges that begin there."""
    place = _within(name.place, room)
    corner = axis_edge(box.sides, view, 2)[1]
    head = view.screen(corner)
    over = place.right() - float(head[0])
    if over > 0:
        across, down = (view.screen(corner * np.array([[-1, 1, 1], [1, -1, 1]])) - head).T
        rises = -down[across > 1] / across[across > 1]
        place.translate(0, -over * max(0.0, float(rises.max(initial=0.0))))
    return Label(name.text, place, True)


def _left_and_behind(corner: tuple[float, float], right: Array, toward: Array) -> tuple[float, float]:
    """Of the upright edges the one at the very left, and behind if there are two."""
    place = np.array(corner)
    return round(float(place @ right[:2]), 6), float(place @ toward[:2])


def _outward(view: View, foot: Array, head: Array) -> Array:
    """Across an edge and away from the middle of the box."""
    away = (foot + head) / 2 - np.array(view.center)
    along = head - foot
    length = float(np.hypot(*along))
    across = np.array([-along[1], along[0]]) / length if length > 1 else away
    across = across if float(across @ away) >= 0 else -across
    return np.asarray(across / max(float(np.hypot(*across)), 1e-9))


def _label(text: str, tip: Array, outward: Array, gap: float, metrics: QFontMetricsF) -> Label:
    """A text beyond the tip of a mark."""
    place = QRectF(0, 0, metrics.horizontalAdvance(text) + 2, metrics.height())
    center = tip + outward * (gap + _reach(place, outward))
    place.moveCenter(QPointF(*center.tolist()))
    return Label(text, place, False)


def _reach(place: QRectF, outward: Array) -> float:
    """From the center of a text to its end in a direction."""
    return float(place.width() / 2 * abs(outward[0]) + place.height() / 2 * abs(outward[1]))


def _apart(labels: list[Label], room: QRectF) -> tuple[Label, ...]:
    """The labels that find a place; those first in the list choose first."""
    placed: list[Label] = []
    for label in labels:
        inside = Label(label.text, _within(label.place, room), label.names) if label.names else label
        free = not any(inside.place.intersects(other.place) for other in placed)
        if free and room.contains(inside.place):
            placed.append(inside)
    return tuple(placed)


def _within(place: QRectF, room: QRectF) -> QRectF:
    """The place moved into the room."""
    left = min(max(place.left(), room.left()), room.right() - place.width())
    top = min(max(place.top(), room.top()), room.bottom() - place.height())
    return QRectF(left, top, place.width(), place.height())


def _grid(box: Box, ticks: list[list[float]], face: int, at: float) -> list[Array]:
    """The lines at the marks on a face, which is square to an axis."""
    found = []
    for axis, other in _pair(face), _pair(face)[::-1]:
        for tick in ticks[axis]:
            ends = np.zeros((2, 3))
            ends[:, face], ends[:, axis] = at, box.along(axis, tick)
            ends[:, other] = -box.sides[other], box.sides[other]
            found.append(ends)
    return found


def _outline(sides: tuple[float, float, float], face: int, at: float) -> list[Array]:
    """The four edges of a face."""
    one, two = _pair(face)
    signs = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    corners = np.zeros((5, 3))
    corners[:, face] = at
    corners[:, one] = [sides[one] * sign for sign, _ in signs]
    corners[:, two] = [sides[two] * sign for _, sign in signs]
    return [corners[index : index + 2] for index in range(4)]


def _pair(face: int) -> tuple[int, int]:
    """The two axes along a face."""
    one, two = (axis for axis in range(3) if axis != face)
    return one, two


def _lines(view: View, pieces: list[Array]) -> Array:
    """Pieces of lines in space, (2, 3) each, on the screen."""
    return view.screen(np.array(pieces).reshape(-1, 2, 3)).reshape(-1, 4)
