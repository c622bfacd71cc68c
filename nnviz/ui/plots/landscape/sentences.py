"""What a landscape says in words: what its height is, what is under the pointer, and which rate is too large."""

from PySide6.QtCore import QCoreApplication

from nnviz.core.landscape import Measure
from nnviz.ui.names import name_of
from nnviz.ui.plots.landscape.drawing import Place
from nnviz.walkthrough.decimals import format_number, signed

DIGITS = 3
"""Where the view shows numbers rounded to 0 or 1, which would say little here."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Landscape", text)


def height_of(measure: Measure) -> str:
    """What the height is."""
    data = measure.recipe.dataset
    assert data is not None
    loss, count, some = name_of(measure.recipe.loss.name), len(data.train_rows), len(measure.batch.rows)
    if measure.strength:
        loss = _tr("{loss} with penalty").format(loss=loss)
    if some < count:
        return _tr("{loss}, judged by {some} of the {count} training samples.").format(
            loss=loss, some=some, count=count
        )
    return _tr("{loss} of the {count} training samples.").format(loss=loss, count=count)


def limit_of(stable: float | None) -> str:
    """From which learning rate on training diverges; empty where nobody knows."""
    return "" if stable is None else _tr("A rate above {rate} diverges.").format(rate=f"{stable:.3g}")


def too_large(rate: float, stable: float | None) -> str:
    """That the learning rate is above the limit; empty where it is not."""
    if stable is None or rate <= stable:
        return ""
    return _tr("η = {rate} is above {limit}: training diverges here.").format(rate=f"{rate:g}", limit=f"{stable:.3g}")


def reading(names: tuple[str, str], place: Place, height: float | None, digits: int | None) -> str:
    """The coordinates of a place and its height; without it where that is to be asked about."""
    at = ", ".join(f"{name} = {signed(f'{value:.4g}')}" for name, value in zip(names, place, strict=True))
    if height is None:
        return at
    return _tr("{place}: loss {loss}").format(
        place=at, loss=format_number(height, DIGITS if digits is None else digits)
    )
