"""Where does the frame of a callout stand?  Near what it belongs to, where it hides nothing."""

import numpy as np
from PySide6.QtCore import QRectF

from nnviz.core.arrays import Array
from nnviz.ui.diagram.biases import waiting_biases
from nnviz.ui.diagram.callouts import Said
from nnviz.ui.diagram.drawing import Drawing

AROUND = ((0, -1), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1), (-1, 0), (1, 0))
"""Where the frame may stand, seen from what it belongs to."""
FAR = (0.9, 2.2, 3.5, 5.0)
"""In em: how far from what it belongs to."""
GRID = 16
"""So many places across and down the whole diagram are tried, too."""
DISTANCE = 0.05
"""So many square em hidden are as bad as a distance of one em."""
ACROSS = 0.6
"""Of a distance to the side, compared with one up or down: frames are wide."""
AIR = 0.25
"""In em: how far from all else."""
LINE, MARGIN = 1.3, 0.15
"""In em: the height of a line in the frame, and the room above and below all of them."""


def frame_of(drawing: Drawing, said: Said, anchor: QRectF) -> QRectF:
    """The frame of a callout: as near to its anchor as it can be without hiding anything, else where it hides least."""
    em, content = drawing.em, drawing.arrangement.size
    width = max(drawing.inks.width(text, bold=index == 0) for index, text in enumerate(said.lines))
    size = np.array([width + 1.2 * em, (2 * MARGIN + LINE * len(said.lines)) * em])
    room = np.array([content.width(), content.height()])
    taken = _taken(drawing, anchor)
    corners = np.concatenate([_near(anchor, size, em), _grid(size, room)])
    corners = np.clip(corners, 0.0, np.maximum(room - size, 0.0))
    far = np.hypot(*((corners + size / 2 - np.array(anchor.center().toTuple())) * [ACROSS, 1.0]).T)
    best = corners[int((_hidden(corners, size, taken) / em**2 + DISTANCE * far / em).argmin())]
    return QRectF(best[0], best[1], size[0], size[1])


def _taken(drawing: Drawing, anchor: QRectF) -> Array:
    """All that is not to be hidden, (n, 4): left, top, right, bottom."""
    air, place = AIR * drawing.em, drawing.arrangement
    found = [rect.adjusted(-air, -air, air, air) for rect in (*place.obstacles(), *place.captions)]
    found += [*(rect for places in drawing.labels for rect in places), anchor]
    found += [frame for _, frame in waiting_biases(drawing).values()]
    return np.array([rect.getCoords() for rect in found])


def _near(anchor: QRectF, size: Array, em: float) -> Array:
    """The upper left corners of the frame around the anchor, (k, 2)."""
    middle = np.array(anchor.center().toTuple())
    apart = (np.array(anchor.size().toTuple()) + size) / 2
    return np.array([middle + np.array(way) * (apart + far * em) - size / 2 for far in FAR for way in AROUND])


def _grid(size: Array, room: Array) -> Array:
    """Corners all over the diagram, (k, 2)."""
    steps = np.linspace(0.0, 1.0, GRID)[:, np.newaxis]
    across, down = np.meshgrid(*(steps * np.maximum(room - size, 0.0)).T)
    return np.stack([across.ravel(), down.ravel()], axis=1)


def _hidden(corners: Array, size: Array, taken: Array) -> Array:
    """How much of what is taken a frame at each corner hides, (k,)."""
    low = np.maximum(corners[:, np.newaxis], taken[:, :2])
    high = np.minimum((corners + size)[:, np.newaxis], taken[:, 2:])
    return np.asarray(np.maximum(high - low, 0.0).prod(axis=2).sum(axis=1))
