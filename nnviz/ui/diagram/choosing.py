"""How are the units drawn, and how large is the text?  The largest text that fits decides.

Large circles are tried first; where they would become small, cards; where even
those are too many, a column shows as many as fit and leaves room to say how many more there are.
"""

from math import sqrt

from PySide6.QtCore import QSizeF

from nnviz.ui.diagram.plan import Measures, Plan
from nnviz.ui.diagram.room import Gap, Room, cards, circles

LARGEST_CIRCLES = 1.5
LARGEST_CARDS = 1.4
READABLE = 0.92
PLAIN = 14
"""Dots of the screen: the size of the text while it is not enlarged."""
LABELED = 0.8
"""So small may the text of circles be, where numbers stand on the edges: cards have no room for them."""
LEAST_SHARE = 0.9
"""Circles are taken even where cards could show their text larger, down to this share."""
SMALLEST = 0.7
"""Text becomes no smaller, units are left out instead."""
FEW = 10
"""At least so many units of a wide layer are shown, as long as the text stays readable."""


def choose(plan: Plan, measures: Measures, view: QSizeF, density: float = 1.0) -> tuple[Room, float]:
    """The shape of the units, and the scale of the text; ``density``: dots of the screen for each pixel."""
    most = plan.most_units
    plain = min(1.0, sqrt(PLAIN / (measures.em * density)))  # large text gives back half of what it is more
    least = LABELED * plain if any(measures.labels) else READABLE
    large = _circles(plan, measures, view, least)
    fits = 0.0 if plan.maps else large.scale(most, view)  # a map stands on a card
    card = _card(plan, measures, most, view, least)
    card_fits = min(LARGEST_CARDS, card.scale(most, view))
    if not plan.picture and max(fits, card_fits) >= SMALLEST * (plain if most <= FEW else 1.0):
        round_enough = fits >= least or fits > LEAST_SHARE * card_fits
        return (large, min(LARGEST_CIRCLES, fits)) if round_enough else (card, card_fits)
    few = most if most <= FEW else FEW + 1
    card = _card(plan, measures, few, view, least)
    return card, max(SMALLEST, min(LARGEST_CARDS, card.scale(few, view)))


def _circles(plan: Plan, measures: Measures, view: QSizeF, least: float) -> Room:
    """The circles with the widest gaps for which there is room: wide ones must not make the text smaller."""
    ways = ((Gap.WIDE, 1.0), (Gap.STACKED, least))
    rooms = ((circles(plan, measures, gap), scale) for gap, scale in ways)
    fitting = (room for room, scale in rooms if room.scale(plan.most_units, view) >= scale)
    return next(fitting, circles(plan, measures, Gap.NARROW))


def _card(plan: Plan, measures: Measures, units: int, view: QSizeF, labeled: float) -> Room:
    """The richest card that is readable, with numbers on the edges from the scale ``labeled`` on.

    Else the low card or the slim one, whichever shows its text larger.
    """
    if plan.maps:
        return _mapped_card(plan, measures, units, view)
    ways = ((3, True, labeled), (2, True, labeled), (3, False, READABLE))
    rich = ((cards(plan, measures, lines, labels), least) for lines, labels, least in ways)
    fitting = (room for room, least in rich if room.scale(units, view) >= least)
    low, slim = cards(plan, measures, 2, False), cards(plan, measures, 3, False, slim=True)
    return next(fitting, max((low, slim), key=lambda room: room.scale(units, view)))


def _mapped_card(plan: Plan, measures: Measures, units: int, view: QSizeF) -> Room:
    """The same with a map on each card: above its text, or beside it where that makes the text larger; or slim."""
    ways = ((lines, labels, crown) for lines, labels in ((3, True), (3, False), (2, False)) for crown in (True, False))
    rooms = [*(cards(plan, measures, *way) for way in ways), cards(plan, measures, 3, False, crown=True, slim=True)]
    fitting = (room for room in rooms if room.scale(units, view) >= READABLE)
    return next(fitting, max(rooms, key=lambda room: room.scale(units, view)))
