"""What part of a landscape is seen: all of the way and some room around it, or what the user has chosen."""

import math

import numpy as np

from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.landscape.drawing import Descent, Place

REACH, RANDOM_REACH = 4.0, 1.0
"""Room around the way: in a weight, and along a random direction, which is as long as the weights themselves."""
MARGIN = 0.3
"""The same as a share of a long way."""
EDGE = 0.04
"""How near to the edge the network may come, as a share of the view, before more is shown."""
UNEVEN = 5.0
NARROWEST, WIDEST = 1e-6, 1e9

View = tuple[Span, Span]


def around(descent: Descent, reach: float) -> View:
    """A view of all of the way."""
    places = np.concatenate([np.array([descent.now]), *descent.ways])
    places = places[np.isfinite(places).all(axis=1)]
    if not len(places):
        return Span(-reach, reach), Span(-reach, reach)
    low, high = places.min(axis=0), places.max(axis=0)
    room = np.maximum(reach, MARGIN * (high - low))
    across, up = zip((low - room).tolist(), (high + room).tolist(), strict=True)
    return Span(*across), Span(*up)


def holds(view: View, descent: Descent) -> bool:
    """Whether the network stands well inside a view; one that stands nowhere needs no other."""
    shares = [span.share(value) for span, value in zip(view, descent.now, strict=True)]
    return not np.isfinite(shares).all() or all(EDGE <= share <= 1 - EDGE for share in shares)


def even(view: View, shape: float) -> View:
    """The view widened so that a unit is as long up as across: then the gradient is at right angles to the lines.

    ``shape``: how much wider than high the map is. Where the view is far longer one way it stays as it is.
    """
    x, y = view
    wanted = shape * (y.high - y.low) / (x.high - x.low)
    if not 1 / UNEVEN < wanted < UNEVEN:
        return view
    return (_widened(x, wanted), y) if wanted > 1 else (x, _widened(y, 1 / wanted))


def _widened(span: Span, factor: float) -> Span:
    more = (factor - 1) * (span.high - span.low) / 2
    return Span(span.low - more, span.high + more)


def shifted(view: View, across: float, up: float) -> View:
    """The view when the map is pulled so far."""
    x, y = view
    return Span(x.low - across, x.high - across), Span(y.low - up, y.high - up)


def scaled(view: View, factor: float, still: Place) -> View:
    """The view of ``factor`` times as much, in which one place stays where it is."""
    made = [
        Span(at + factor * (span.low - at), at + factor * (span.high - at))
        for span, at in zip(view, still, strict=True)
    ]
    sizes = [span.high - span.low for span in made]
    return (made[0], made[1]) if min(sizes) > NARROWEST and max(sizes) < WIDEST else view


def rounded(view: View, place: Place) -> Place:
    """A place that was pointed at, in numbers as short as the view allows."""
    across, up = (
        round(value, 2 - math.floor(math.log10(span.high - span.low))) for span, value in zip(view, place, strict=True)
    )
    return across, up
