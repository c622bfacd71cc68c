"""What has been drawn so far: with a pen on many cells, or cell by cell where there are few."""

from dataclasses import dataclass, replace
from math import ceil, hypot

import numpy as np

from nnviz.core.arrays import Array
from nnviz.data.handwriting import centered, inked

COARSE = 12
"""A picture of at most so many cells a side is drawn cell by cell."""
APART = 0.35
"""Points of a stroke that are closer, in cells, are one."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Strokes on a picture of ``shape`` rows and columns; their points are across and down, in cells."""

    shape: tuple[int, int]
    strokes: tuple[Array, ...] = ()

    @property
    def coarse(self) -> bool:
        """Whether cells are filled and emptied one by one."""
        return max(self.shape) <= COARSE

    def begun(self, x: float, y: float) -> "Sheet":
        """With a new stroke."""
        return replace(self, strokes=(*self.strokes, np.array([[x, y]])))

    def led_to(self, x: float, y: float) -> "Sheet":
        """With the last stroke led to a point."""
        last = self.strokes[-1]
        from_x, from_y = last[-1].tolist()
        far = hypot(x - from_x, y - from_y)
        if far < APART:
            return self
        count = ceil(2 * far) if self.coarse else 1  # no cell on the way is left out
        shares = np.arange(1, count + 1)[:, np.newaxis] / count
        led = np.concatenate([last, last[-1] + shares * (np.array([x, y]) - last[-1])])
        return replace(self, strokes=(*self.strokes[:-1], led))

    def without_last(self) -> "Sheet":
        """Without the last stroke."""
        return replace(self, strokes=self.strokes[:-1])

    def ink(self, *, center: bool) -> Array:
        """The ink on every cell, (rows, columns), 0 to 1; ``center``: as MNIST centers its digits."""
        if self.coarse:
            return self._cells()
        return inked(centered(self.strokes, self.shape) if center else self.strokes, self.shape)

    def _cells(self) -> Array:
        """Each stroke fills the cells it passes, or empties them where it begins on a full one."""
        rows, columns = self.shape
        cells = np.zeros(self.shape)
        for stroke in self.strokes:
            place = np.floor(stroke).astype(np.intp)
            inside = ((place >= 0) & (place < (columns, rows))).all(axis=1)
            across, down = place[inside].T
            if len(across):
                cells[down, across] = 1.0 - cells[down[0], across[0]]
        return cells
