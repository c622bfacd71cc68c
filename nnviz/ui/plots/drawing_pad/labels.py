"""As what can a drawing be added to the samples?"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.session.own_samples import MOST_EDITABLE
from nnviz.ui.numbers import write_number
from nnviz.ui.panels.answers import judge_for
from nnviz.ui.plots.drawing_pad.answer import Paper


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """The names to choose from and the targets they stand for, or why a drawing cannot be added."""

    names: tuple[str, ...] = ()
    targets: Array | None = None  # (names, n_L); none where the target is the picture itself
    refusal: str = ""

    def targets_of(self, inputs: Array, chosen: int) -> Array:
        """The targets (1, n_L) of a drawing with these inputs (1, n_0)."""
        return inputs if self.targets is None else self.targets[chosen : chosen + 1]


def labels_of(data: Dataset, paper: Paper) -> Labels:
    """What a drawing can be called among these samples."""
    x, y = data.raw_inputs, data.raw_targets
    if x.size + y.size + x.shape[1] + y.shape[1] > MOST_EDITABLE:
        samples = MOST_EDITABLE // (x.shape[1] + y.shape[1])
        text = _tr("{found} samples are too many to add one: at most {most}. Choose fewer in the data panel.")
        return Labels(refusal=text.format(found=f"{data.samples:,}", most=f"{samples:,}"))
    if data.features is not None:
        return Labels(refusal=_tr("The network hears features, not the picture itself."))
    if paper.rebuilt:
        return Labels()
    if judge_for(y) is None:
        return Labels(refusal=_tr("The targets are no classes: add rows in the table of samples."))
    if y.shape[1] == 1:
        values = np.unique(y[:, 0])
        return Labels(tuple(map(write_number, values.tolist())), values[:, np.newaxis])
    names = data.class_names or data.target_names
    return Labels(names, np.eye(len(names)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DrawingPad", text)
