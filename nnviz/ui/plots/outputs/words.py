"""What is said below a picture of the outputs."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnviz.core.classes import Confusion
from nnviz.core.metrics import r2
from nnviz.ui.plots.outputs.answering import Answer
from nnviz.ui.plots.outputs.matrix import share_text
from nnviz.ui.plots.outputs.subject import Subject
from nnviz.ui.plots.ticks import write_whole
from nnviz.walkthrough.decimals import LARGE, exact, format_number, scientific


def chosen(shown: int, every: int) -> str:
    """That not all samples are shown; nothing where they are."""
    text = _tr("{shown} of {count} samples, evenly chosen.")
    return "" if shown == every else text.format(shown=write_whole(shown), count=write_whole(every))


def largest(shown: int, every: int) -> str:
    """That not all outputs are shown; nothing where they are."""
    text = _tr("The {shown} largest of {count}.")
    return "" if shown == every else text.format(shown=write_whole(shown), count=write_whole(every))


def worst(shown: int, every: int) -> str:
    """That not all samples have a bar; nothing where they have."""
    text = _tr("{shown} of {count} samples: the largest errors and the one shown.")
    return "" if shown == every else text.format(shown=write_whole(shown), count=write_whole(every))


def accuracy(found: Confusion) -> str:
    """The share of right answers, and of how many."""
    right, every = int(np.trace(found.counts)), int(found.counts.sum())
    return _tr("Accuracy {share}: {right} of {count} right.").format(
        share=share_text(found.accuracy), right=write_whole(right), count=write_whole(every)
    )


def fit(subject: Subject, answer: Answer) -> str:
    """R² and the mean squared error of each part, over all outputs, in original units."""
    names = {"train": _tr("train"), "test": _tr("test")}
    parts = []
    for part, rows in reversed(subject.parts):
        own = np.isin(answer.rows, rows)
        a, y = answer.values[own], subject.data.original_targets[answer.rows[own]]
        if not len(y):
            continue
        share, error = r2(a, y), float(((a - y) ** 2).mean())
        texts = {"part": names[part], "r2": "–" if share is None else f"{share:.4g}", "mse": _short(error)}
        parts.append(_tr("{part}: R² {r2}, MSE {mse}").format(**texts))
    said = " · ".join(parts)
    return f"{said}." if answer.values.shape[1] == 1 else _tr("{measures}, over all outputs.").format(measures=said)


def _short(value: float) -> str:
    """Four digits that matter."""
    if not np.isfinite(value):
        return format_number(value, 0)
    return exact(float(f"{value:.4g}")) if value == 0 or 1e-3 <= value < LARGE else scientific(value, 3)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Outputs", text)
