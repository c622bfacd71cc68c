"""The signs on buttons, as shapes in a square of side 1: sharp at any size, in any color, from no font."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF, QTransform


class Icon(Enum):
    """What a button's sign says."""

    RUN = "run"
    PAUSE = "pause"
    STEP = "step"
    BACK = "back"
    RESET = "reset"
    DICE = "dice"
    PLUS = "plus"
    MINUS = "minus"
    CROSS = "cross"
    COPY = "copy"
    FOLDED = "folded"
    UNFOLDED = "unfolded"
    PENCIL = "pencil"
    ENLARGE = "enlarge"
    POINTER = "pointer"
    ERASER = "eraser"
    MOVE = "move"


def shape(icon: Icon) -> QPainterPath:
    """The sign as a filled shape."""
    return _SHAPES[icon]()


def _triangle(left: float, right: float) -> QPainterPath:
    """A triangle that points from ``left`` to ``right``."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(left, 0.1), QPointF(right, 0.5), QPointF(left, 0.9)]))
    path.closeSubpath()
    return path


def _bar(left: float, width: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(left, 0.1, width, 0.8), 0.05, 0.05)
    return path


def _strokes(path: QPainterPath, width: float = 0.14) -> QPainterPath:
    pen = QPainterPathStroker()
    pen.setWidth(width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen.createStroke(path)


def _lines(*ends: tuple[float, float, float, float]) -> QPainterPath:
    path = QPainterPath()
    for from_x, from_y, to_x, to_y in ends:
        path.moveTo(from_x, from_y)
        path.lineTo(to_x, to_y)
    return _strokes(path)


def _reset() -> QPainterPath:
    """A circle that runs back to where it began."""
    arc = QPainterPath()
    circle = QRectF(0.14, 0.16, 0.72, 0.72)
    arc.arcMoveTo(circle, 130)
    arc.arcTo(circle, 130, 285)
    head = QPainterPath()
    head.addPolygon(QPolygonF([QPointF(0.02, 0.06), QPointF(0.47, 0.10), QPointF(0.12, 0.46)]))
    head.closeSubpath()
    return _strokes(arc, 0.13).united(head)


def _dice() -> QPainterPath:
    """The face of a die, its five dots cut out."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(0.04, 0.04, 0.92, 0.92), 0.2, 0.2)
    dots = QPainterPath()
    for x, y in ((0.28, 0.28), (0.72, 0.28), (0.5, 0.5), (0.28, 0.72), (0.72, 0.72)):
        dots.addEllipse(QPointF(x, y), 0.095, 0.095)
    return path.subtracted(dots)


def _pencil() -> QPainterPath:
    """A pencil that writes towards the lower left, its tip apart from its body."""
    path = QPainterPath()
    for corners in (
        ((0.02, 0.98), (0.11, 0.64), (0.36, 0.89)),
        ((0.19, 0.56), (0.60, 0.15), (0.85, 0.40), (0.44, 0.81)),
        ((0.68, 0.07), (0.75, 0.0), (1.0, 0.25), (0.93, 0.32)),
    ):
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        path.closeSubpath()
    return path


def _enlarge() -> QPainterPath:
    """Four corners that are pulled apart."""
    path = QPainterPath()
    for x, y, by in ((0.08, 0.08, 0.3), (0.92, 0.08, -0.3), (0.08, 0.92, 0.3), (0.92, 0.92, -0.3)):
        path.moveTo(x + by, y)
        path.lineTo(x, y)
        path.lineTo(x, y + (0.3 if y < 0.5 else -0.3))
    return _strokes(path, 0.13)


def _pointer() -> QPainterPath:
    """The arrow of the mouse."""
    path = QPainterPath()
    corners = ((0.2, 0.02), (0.2, 0.82), (0.4, 0.64), (0.54, 0.98), (0.69, 0.92), (0.55, 0.59), (0.82, 0.56))
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    path.closeSubpath()
    return path


def _eraser() -> QPainterPath:
    """A piece of rubber in its sleeve, on the line that it wipes."""
    path = QPainterPath()
    for corners in (
        ((0.06, 0.62), (0.26, 0.42), (0.58, 0.74), (0.44, 0.88), (0.3, 0.88)),
        ((0.34, 0.34), (0.66, 0.02), (0.98, 0.34), (0.66, 0.66)),
    ):
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        path.closeSubpath()
    path.addRect(QRectF(0.56, 0.84, 0.4, 0.1))
    return path


def _move() -> QPainterPath:
    """Arrows to all four sides."""
    path = _lines((0.5, 0.16, 0.5, 0.84), (0.16, 0.5, 0.84, 0.5))
    for turn in range(4):
        head = QPainterPath()
        head.addPolygon(QPolygonF([QPointF(0.5, 0.0), QPointF(0.7, 0.24), QPointF(0.3, 0.24)]))
        head.closeSubpath()
        path = path.united(QTransform().translate(0.5, 0.5).rotate(90 * turn).translate(-0.5, -0.5).map(head))
    return path


def _copy() -> QPainterPath:
    """A sheet in front of another."""
    front, behind = QRectF(0.36, 0.3, 0.56, 0.62), QPainterPath(QPointF(0.22, 0.7))
    for x, y in ((0.08, 0.7), (0.08, 0.08), (0.64, 0.08), (0.64, 0.16)):
        behind.lineTo(x, y)
    behind.addRoundedRect(front, 0.06, 0.06)
    return _strokes(behind, 0.11)


_QUARTER_TURN = QTransform(0, 1, -1, 0, 1, 0)

_SHAPES: dict[Icon, Callable[[], QPainterPath]] = {
    Icon.RUN: lambda: _triangle(0.0, 0.52).united(_triangle(0.48, 1.0)),
    Icon.PAUSE: lambda: _bar(0.14, 0.26).united(_bar(0.6, 0.26)),
    Icon.STEP: lambda: _triangle(0.15, 0.85),
    Icon.BACK: lambda: _triangle(0.85, 0.15),
    Icon.RESET: _reset,
    Icon.DICE: _dice,
    Icon.PLUS: lambda: _lines((0.5, 0.12, 0.5, 0.88), (0.12, 0.5, 0.88, 0.5)),
    Icon.MINUS: lambda: _lines((0.12, 0.5, 0.88, 0.5)),
    Icon.FOLDED: lambda: _triangle(0.25, 0.75),
    Icon.UNFOLDED: lambda: _QUARTER_TURN.map(_triangle(0.25, 0.75)),
    Icon.PENCIL: _pencil,
    Icon.ENLARGE: _enlarge,
    Icon.POINTER: _pointer,
    Icon.ERASER: _eraser,
    Icon.MOVE: _move,
    Icon.COPY: _copy,
    Icon.CROSS: lambda: _lines((0.18, 0.18, 0.82, 0.82), (0.82, 0.18, 0.18, 0.82)),
}
