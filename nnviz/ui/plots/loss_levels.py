"""Which losses are worth a line?  The one to be reached, and the one below which noise lets no network come."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPen

from nnviz.data.noise_floor import noise_floor
from nnviz.session.state import State
from nnviz.ui.numbers import write_number
from nnviz.ui.plots.legend import Entry
from nnviz.ui.plots.line import Level
from nnviz.ui.theme import Theme
from nnviz.walkthrough.decimals import format_number

WIDTH = 2.0
DIGITS = 3


def floor_of(state: State) -> float | None:
    """The noise floor of the loss that is trained now, on the samples of now; None where it is not known."""
    return noise_floor(state.data, state.next_recipe.loss)


def loss_levels(state: State, theme: Theme) -> list[Level]:
    """The lines that are wished; without a target the loss at which training stops is one."""
    levels = []
    stop, target = state.work.document.stop, state.view.target_loss
    end = stop.test_loss if stop.train_loss is None else stop.train_loss
    if target is not None:
        text = _tr("target {loss}").format(loss=write_number(target))
        levels.append(Level("target", target, text, QPen(theme.text, WIDTH, _DASHED)))
    elif end is not None:
        text = _tr("stop at {loss}").format(loss=write_number(end))
        levels.append(Level("stop", end, text, QPen(theme.text, WIDTH, _DASHED)))
    floor = floor_of(state) if state.view.noise_floor else None
    if floor is not None:
        text = _tr("noise floor {loss}").format(loss=format_number(floor, DIGITS))
        levels.append(Level("floor", floor, text, QPen(theme.quiet, WIDTH, Qt.PenStyle.DotLine)))
    return levels


def entries_of(levels: list[Level]) -> list[Entry]:
    """The lines in the legend."""
    return [Entry(level.key, level.text, level.pen) for level in levels]


_DASHED = Qt.PenStyle.DashLine


def _tr(text: str) -> str:
    return QCoreApplication.translate("LossPlot", text)
