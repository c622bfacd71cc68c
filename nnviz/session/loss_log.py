"""How does the loss so far become a table that others can read?  CSV text: one row for every number of iterations made.

The loss of a batch stands in the row of the iterations made before it, and is kept for the last ones only; what was
measured over whole parts stands in the rows where epochs ended. What is not known is empty.
"""

import csv
import io
import math

from nnviz.session.curve import LossCurve


def loss_log(curve: LossCurve) -> str:
    """Every known loss and measure, exactly."""
    ends = {iteration: index for index, iteration in enumerate(curve.epoch_iterations.tolist())}
    names = ["loss", *curve.names[1:]]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    measures = [f"{part}_{name}" for name in names for part in ("train", "test")]
    writer.writerow(["iteration", "epoch", "batch_loss", *measures])
    batches = dict(enumerate(curve.recent.tolist(), curve.recent_begin))
    for iteration in sorted(ends.keys() | batches.keys()):
        end = ends.get(iteration)
        measured: list[object] = [""] * (1 + len(measures)) if end is None else _measured(curve, end)
        writer.writerow([iteration, measured[0], _written(batches.get(iteration, math.nan)), *measured[1:]])
    return text.getvalue()


def _measured(curve: LossCurve, end: int) -> list[object]:
    """The epoch that ended, and each measure over both parts."""
    pairs = zip(curve.train[end].tolist(), curve.test[end].tolist(), strict=True)
    return [int(curve.epochs[end]), *(_written(value) for pair in pairs for value in pair)]


def _written(value: float) -> str:
    """The shortest text that is exactly this number; nothing where it is not known."""
    return "" if math.isnan(value) else repr(value)
