"""What is said below a picture of the hidden space."""

from PySide6.QtCore import QCoreApplication

from nnviz.storage.document import View
from nnviz.ui.plots.hidden_space.ground import sample
from nnviz.ui.plots.hidden_space.making import Shots
from nnviz.ui.plots.hidden_space.naming import symbols_of
from nnviz.ui.plots.hidden_space.stages import INPUT, values_of
from nnviz.walkthrough.decimals import format_number

DIGITS = 3
"""Where the view shows numbers rounded to 0 or 1, which would say little here."""


def explanation(shots: Shots, position: float) -> str:
    """What is seen, and what can be done."""
    space, marks, data = shots.spaces[round(position)], shots.ground.marks, shots.ground.subject.data
    said = []
    if space.principal is not None:
        text = QCoreApplication.translate(
            "HiddenSpace", "{count} numbers a sample, seen along the two directions in which they differ most."
        )
        said.append(text.format(count=len(space.principal.center)))
    if data is not None and marks.count < data.samples:
        text = QCoreApplication.translate("HiddenSpace", "{shown} of {all} samples are drawn.")
        said.append(text.format(shown=marks.count, all=data.samples))
    if space.deep:
        said.append(QCoreApplication.translate("HiddenSpace", "Drag to turn; click a sample to show it."))
    elif marks.count and not said:
        said.append(QCoreApplication.translate("HiddenSpace", "Click a sample to show it."))
    return " ".join(said)


def reading(shots: Shots, position: float, row: int, view: View) -> str:
    """A sample, and its numbers where they are the axes."""
    data, space = shots.ground.subject.data, shots.spaces[int(position)]
    assert data is not None
    name = QCoreApplication.translate("HiddenSpace", "Sample {number}").format(number=row + 1)
    if data.sample_names is not None:
        name = data.sample_names[row]
    if position != int(position) or space.principal is not None:
        return name
    values = values_of(shots.network, sample(shots.ground, row), (space.stage,))[0][:, 0]
    if space.stage.layer == INPUT:
        values = data.original_inputs[row]
    digits = DIGITS if view.digits is None else view.digits
    numbers = zip(symbols_of(shots.network, space.stage, view), values.tolist(), strict=True)
    return f"{name}: " + ", ".join(f"{symbol} = {format_number(value, digits)}" for symbol, value in numbers)
