"""How can a network learn to read where no file of digits is at hand?  Digits as if written by hand, each another.

A digit is strokes of a pen. Every point of them is moved a little; the strokes are rounded off, made wide or narrow,
slanted, turned and moved on the paper, and drawn with a pen of some thickness. Only uniform numbers are drawn, and only
added, multiplied, divided and put under square roots, so that every machine makes the same pictures.
"""

import numpy as np

from nnviz.core.arrays import Array
from nnviz.data.digit_strokes import STROKES
from nnviz.data.toy import Samples

SIDE = 28
WIDTH, HEIGHT = 12.0, 18.0
"""The size of a digit in pixels, before it is made wider or narrower."""
WOBBLE = 0.1
"""How far a point is moved at most, as a part of the width and of the height."""
HANDS = np.array([(0.7, 1.3), (0.75, 1.15), (-0.45, 0.45), (-0.2, 0.2), (-2.5, 2.5), (-1.5, 1.5), (0.6, 1.6)])
"""From where to where: width, height, slant, turn, shift to the right, shift down, half the thickness in pixels."""
MOST_POINTS = max(len(way.replace(";", " ").split()) for ways in STROKES for way in ways)
MOST_SAMPLES = 20_000
TOGETHER = 100
"""So many pictures are drawn at once, which keeps them close to the processor."""


def digits(samples: int, noise: float, stream: np.random.RandomState) -> Samples:
    """Pictures as unsigned bytes, (samples, 784), ink 255 on 0, and one-hot targets (samples, 10).

    Every digit comes as often as the next, or once more. Noise changes every pixel by up to so much of full ink.
    """
    label = stream.permutation(np.arange(samples) % len(STROKES))
    ways = np.array([len(ways) for ways in STROKES])[label]
    way = (stream.uniform(size=samples) * ways).astype(np.intp)
    hands = stream.uniform(HANDS[:, 0], HANDS[:, 1], (samples, len(HANDS)))
    wobbles = stream.uniform(-WOBBLE, WOBBLE, (samples, MOST_POINTS, 2))
    pictures = np.empty((samples, SIDE, SIDE))
    for digit, index in {(digit, index) for digit, index in zip(label, way, strict=True)}:
        same = np.flatnonzero((label == digit) & (way == index))
        for rows in np.split(same, range(TOGETHER, len(same), TOGETHER)):
            pictures[rows] = _drawn(STROKES[digit][index], hands[rows], wobbles[rows])
    if noise:
        pictures += stream.uniform(-noise, noise, pictures.shape)
    pixels = np.rint(255 * np.clip(pictures, 0.0, 1.0)).astype(np.uint8)
    return pixels.reshape(samples, -1), np.eye(len(STROKES))[label]


def _drawn(way: str, hands: Array, wobbles: Array) -> Array:
    """Pictures (m, 28, 28) of digits written one way by hands (m, 7) that wobble (m, points, 2); ink is 0 to 1."""
    nearest = np.full((len(hands), SIDE, SIDE), np.inf, np.float32)
    begin = 0
    for stroke in way.split(";"):
        points = _points(stroke)
        written = _written(_rounded(points + wobbles[:, begin : begin + len(points)]), hands)
        begin += len(points)
        for piece in range(written.shape[1] - 1):
            np.minimum(nearest, _distance(written[:, piece], written[:, piece + 1]), out=nearest)
    return np.clip(hands[:, 6, np.newaxis, np.newaxis] + 0.5 - np.sqrt(nearest), 0.0, 1.0)


def _points(stroke: str) -> Array:
    """The points of a stroke, (points, 2), each coordinate from 0 to 1."""
    return np.array([["abcdefghijk".index(letter) / 10 for letter in point] for point in stroke.split()])


def _rounded(points: Array) -> Array:
    """Strokes (m, points, 2) with their corners cut: two points on every piece instead of its ends (Chaikin)."""
    first, second = points[:, :-1], points[:, 1:]
    cut = np.stack([0.75 * first + 0.25 * second, 0.25 * first + 0.75 * second], axis=2)
    middle = cut.reshape(len(points), -1, 2)[:, 1:-1]
    return np.concatenate([points[:, :1], middle, points[:, -1:]], axis=1)


def _written(points: Array, hands: Array) -> Array:
    """The points where the hands put them on the paper, in pixels."""
    width, height, slant, turn, right, down = hands.T[:6, :, np.newaxis]
    x, y = (points[..., 0] - 0.5) * WIDTH * width, (points[..., 1] - 0.5) * HEIGHT * height
    x = x - slant * y
    return (np.stack([x + right, y + turn * x + down], axis=2) + (SIDE - 1) / 2).astype(np.float32)


def _distance(begin: Array, end: Array) -> Array:
    """The squared distance of every pixel (m, 28, 28) from pieces that lead from ``begin`` to ``end``, (m, 2) each."""
    along = end - begin
    squared = np.maximum((along * along).sum(axis=1), 1e-12)[:, np.newaxis]
    pixel = np.arange(SIDE, dtype=np.float32)
    across, down = pixel - begin[:, :1], pixel - begin[:, 1:]
    foot = (across * along[:, :1] / squared)[:, np.newaxis] + (down * along[:, 1:] / squared)[:, :, np.newaxis]
    reached = np.clip(foot, 0.0, 1.0)
    squares = (across * across)[:, np.newaxis] + (down * down)[:, :, np.newaxis]
    distance: Array = squares + squared[:, :, np.newaxis] * reached * (reached - 2 * foot)
    return np.maximum(distance, 0.0, out=distance)
