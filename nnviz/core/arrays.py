"""What is an array of numbers here?

Rows are samples: m = samples in the batch, n_l = units of layer l. Arrays in anything frozen are read-only.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def frozen(values: npt.ArrayLike, dtype: npt.DTypeLike = np.float64) -> Array:
    """Return a read-only, C-contiguous copy of ``values``."""
    array = np.array(values, dtype=dtype, order="C")
    array.setflags(write=False)
    return array


def read_only(array: Array) -> Array:
    """Return ``array`` itself, after forbidding to write to it."""
    array.setflags(write=False)
    return array
