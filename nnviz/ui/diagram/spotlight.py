"""What stands out in the diagram: what the fact of the moment is about, what it is made of, what is pointed at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from nnviz.core.network import Network
from nnviz.core.snapshot import Phase
from nnviz.session.linking import element_of, paths
from nnviz.session.predicting import asked_fact, open_question
from nnviz.session.state import Element, Part, State
from nnviz.session.walks import current_fact, shows_moment, walk_of
from nnviz.walkthrough.fact import Fact
from nnviz.walkthrough.notation import has_one_bias
from nnviz.walkthrough.quantity import Kind, Quantity, What
from nnviz.walkthrough.walk import Walk

UNKNOWN = "?"
MOST = 4096
"""Numbers that light up together; more of them are the whole picture, and would take long."""


@dataclass(frozen=True, slots=True)
class Callout:
    """The number of the fact, to be said beside what it belongs to where it does not stand there anyway."""

    kind: Kind
    symbol: str
    value: str
    phase: Phase


@dataclass(frozen=True, slots=True)
class Spotlight:
    """The elements that stand out."""

    about: Element | None = None
    terms: frozenset[Element] = frozenset()
    pointed: Element | None = None
    pointed_terms: frozenset[Element] = frozenset()  # what that number is made of, or several that are pointed at
    callout: Callout | None = None
    on: bool = False  # a fact is told, so that its elements stand out, not its whole layer

    def ends(self, network: Network) -> tuple[Element, ...]:
        """The units that must be seen: what the fact is about, or both ends of its edge."""
        about = self.about
        if about is None or about.part is Part.TARGET:
            return ()
        if about.part in (Part.INPUT, Part.UNIT):
            return (about,)
        own = Element(Part.UNIT, about.layer, about.unit // network.layers[about.layer].activation.pieces)
        if about.part is Part.BIAS:
            return (own,)
        return Element(Part.UNIT if about.layer else Part.INPUT, about.layer - 1, about.source), own


NO_SPOTLIGHT = Spotlight()


def spotlight_of(state: State) -> Spotlight:
    """What stands out; the fact only while the walk goes number by number."""
    walk = walk_of(state) if shows_moment(state) else None
    found = _pointed(state, walk, state.pointed)
    if walk is None:
        return found
    if open_question(state) is not None:
        coming = asked_fact(state)
        return found if coming is None else _told(state, found, coming, UNKNOWN)
    fact = current_fact(state) if state.work.timeline.fact is not None or state.asked is not None else None
    if fact is None:
        return found
    return replace(_told(state, found, fact, fact.shown(state.view.digits)), terms=_terms(state, fact))


def _pointed(state: State, walk: Walk | None, what: What | None) -> Spotlight:
    """The light on what the pointer is on: one number and what it is made of, or several."""
    if what is None:
        return NO_SPOTLIGHT
    if isinstance(what, Quantity):
        behind = None if walk is None else walk.about(what)
        return Spotlight(pointed=_element(state, what), pointed_terms=_terms(state, behind))
    network = state.network_seen
    several = tuple(islice(what.quantities(network), MOST + 1)) if what.layer < network.depth else ()
    return Spotlight(pointed_terms=_elements(state, several if len(several) <= MOST else ()))


def _told(state: State, found: Spotlight, fact: Fact, value: str) -> Spotlight:
    """The same with the light on what a fact is about."""
    callout = Callout(fact.about.kind, fact.symbol.text, value, fact.place.mark.phase)
    return replace(found, about=_element(state, fact.about), callout=callout, on=True)


def _terms(state: State, fact: Fact | None) -> frozenset[Element]:
    """The elements that a fact is made of."""
    if fact is not None and fact.about.kind is Kind.RESPONSE:
        return frozenset(islice(paths(fact.about, state.network_seen), MOST))
    return _elements(state, () if fact is None else fact.highlights[1:])


def _elements(state: State, quantities: Iterable[Quantity]) -> frozenset[Element]:
    found = (_element(state, quantity) for quantity in quantities)
    return frozenset(element for element in found if element is not None)


def _element(state: State, quantity: Quantity) -> Element | None:
    """The element of a number in the network seen; the biases of a layer that are one number are one element."""
    network = state.network_seen
    if quantity.layer >= network.depth:
        return None
    element = element_of(quantity, network)
    if element is None or element.part is not Part.BIAS:
        return element
    return replace(element, unit=0) if has_one_bias(network.layers[element.layer], state.recipe.bias_mode) else element
