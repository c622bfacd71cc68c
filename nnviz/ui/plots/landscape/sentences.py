"""What a landscape says in words: what its height is, what is under the pointer, and which rate is too large."""

from PySide6.QtCore import QCoreApplication

from nnviz.core.landscape import Measure
from nnviz.ui.names import name_of
from nnviz.ui.plots.landscape.drawing import Place
from nnviz.walkthrough.decimals import format_number, signed

DIGITS = 3
"""Where the view shows numbers rounded to 0 or 1, which would say little here."""


def height_of(measure: Measure) -> str:
    """What the height is."""
    data = measure.recipe.dataset
    assert data is not None
    loss, count, some = name_of(measure.recipe.loss.name), len(data.train_rows), len(measure.batch.rows)
    if measure.strength:
        loss = QCoreApplication.translate("Landscape", "{loss} with penalty").format(loss=loss)
    if some < count:
        return QCoreApplication.translate(
            "Landscape", "{loss}, judged by {some} of the {count} training samples."
        ).format(loss=loss, some=some, count=count)
    if count == 1:
        return QCoreApplication.translate("Landscape", "{loss} of the only training sample.").format(loss=loss)
    return QCoreApplication.translate("Landscape", "{loss} of the {count} training samples.").format(
        loss=loss, count=count
    )


def limit_of(stable: float | None) -> str:
    """From which learning rate on training diverges; empty where nobody knows."""
    if stable is None:
        return ""
    return QCoreApplication.translate("Landscape", "A rate above {rate} diverges.").format(rate=f"{stable:.3g}")


def too_large(rate: float, stable: float | None) -> str:
    """That the learning rate is above the limit; empty where it is not."""
    if stable is None or rate <= stable:
        return ""
    return QCoreApplication.translate("Landscape", "η = {rate} is above {limit}: training diverges here.").format(
        rate=f"{rate:g}", limit=f"{stable:.3g}"
    )


def reading(names: tuple[str, str], place: Place, height: float | None, digits: int | None) -> str:
    """The coordinates of a place and its height; without it where that is to be asked about."""
    at = ", ".join(f"{name} = {signed(f'{value:.4g}')}" for name, value in zip(names, place, strict=True))
    if height is None:
        return at
    return QCoreApplication.translate("Landscape", "{place}: loss {loss}").format(
        place=at, loss=format_number(height, DIGITS if digits is None else digits)
    )
