"""How do columns of very different size become comparable?  Each loses its mean and is divided by its deviation.

Both are those of the training rows: the test rows are to be new to the network. What stands for a class stays as it is:
columns of 0 and 1, and targets of two values; so does a column that is the same in every training row.
"""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array, frozen
from nnviz.core.dataset import Dataset, Standardization


def standardized(data: Dataset) -> Dataset:
    """The same samples, with standardized columns; data that are standardized already are so anew."""
    x, y = data.original_inputs, data.original_targets
    input_mean, input_deviation = _measured(x, x[data.train_rows])
    if y is x:
        target_mean, target_deviation = input_mean, input_deviation
    else:
        target_mean, target_deviation = _measured(y, y[data.train_rows], values=2)
    return replace(
        data,
        inputs=frozen((x - input_mean) / input_deviation),
        targets=frozen((y - target_mean) / target_deviation),
        standardization=Standardization(x, y, input_mean, input_deviation, target_mean, target_deviation),
    )


def _measured(columns: Array, train: Array, values: int = 0) -> tuple[Array, Array]:
    """Mean and deviation of each column; 0 and 1 where it stays, as those of at most so many ``values`` do."""
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    flags = ((columns == 0) | (columns == 1)).all(axis=0)
    few = np.array([len(np.unique(column)) <= values for column in columns.T])
    stays = flags | few | ~(deviation > 1e-12 * np.abs(mean))
    return frozen(np.where(stays, 0.0, mean)), frozen(np.where(stays, 1.0, deviation))
