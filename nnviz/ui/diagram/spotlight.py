"""What stands out in the diagram: what the fact of the moment is about, what it is made of, what is pointed at."""

from dataclasses import dataclass, replace

from nnviz.core.network import Network
from nnviz.core.snapshot import Phase
from nnviz.session.linking import element_of
from nnviz.session.predicting import asked_fact, open_question
from nnviz.session.state import Element, Part, State
from nnviz.session.walks import current_fact, walk_of
from nnviz.walkthrough.notation import has_one_bias
from nnviz.walkthrough.quantity import Kind, Quantity

UNKNOWN = "?"


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
    pointed = None if state.pointed is None else _element(state, state.pointed)
    if state.live or state.trial is not None:
        return Spotlight(pointed=pointed)
    question, walk = open_question(state), walk_of(state)
    if question is not None and walk is not None:
        if asked_fact(state) is None:
            return Spotlight(pointed=pointed)
        symbol = walk.scene.labels.symbol(question.about).text
        callout = Callout(question.about.kind, symbol, UNKNOWN, walk.marks[walk.position(question.index)[0]].phase)
        return Spotlight(_element(state, question.about), pointed=pointed, callout=callout, on=True)
    fact = current_fact(state) if state.work.timeline.fact is not None or state.asked is not None else None
    if fact is None:
        return Spotlight(pointed=pointed)
    terms = (_element(state, quantity) for quantity in fact.highlights[1:])
    found = frozenset(element for element in terms if element is not None)
    callout = Callout(fact.about.kind, fact.symbol.text, fact.shown(state.view.digits), fact.place.mark.phase)
    return Spotlight(_element(state, fact.about), found, pointed, callout, True)


def _element(state: State, quantity: Quantity) -> Element | None:
    """The element of a number in the network seen; the biases of a layer that are one number are one element."""
    network = state.network if state.seen is None else state.seen.network
    if quantity.layer >= network.depth:
        return None
    element = element_of(quantity, network)
    if element is None or element.part is not Part.BIAS:
        return element
    return replace(element, unit=0) if has_one_bias(network.layers[element.layer], state.recipe.bias_mode) else element
