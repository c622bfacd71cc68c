"""Would the diagram of another state look the same, and is what the pointer was on still there?"""

from nnviz.session.state import Element, Part, State


def looks_like(before: State, now: State) -> bool:
    """Whether the diagram of both states is the same."""
    same = before.seen is now.seen and before.network is now.network and before.recipe is now.recipe
    chosen = (before.sample, before.row, before.live, before.playing, before.selection, before.focused, before.view)
    shown = (before.shown_on_edges, before.shown_on_units)
    return (
        same
        and chosen == (now.sample, now.row, now.live, now.playing, now.selection, now.focused, now.view)
        and shown == (now.shown_on_edges, now.shown_on_units)
        and before.work.timeline.moment is now.work.timeline.moment
        and _lit(before) == _lit(now)
    )


def _lit(state: State) -> tuple[object, ...]:
    """What the spotlight depends on."""
    return state.work.timeline.fact, state.asked, state.pointed, state.asking, state.prediction, state.trial


def exists(element: Element | None, state: State) -> bool:
    """Whether the network has this element; a smaller one may have lost what the pointer was on."""
    if element is None:
        return False
    network = state.network_seen
    if element.layer >= network.depth:
        return False
    if element.layer < 0:
        return element.unit < network.inputs
    layer = network.layers[element.layer]
    if element.part in (Part.UNIT, Part.TARGET):
        return element.unit < layer.units
    if element.part is Part.BIAS:
        return layer.bias is not None and element.unit < len(layer.bias)
    return element.unit < layer.weight.shape[0] and element.source < layer.sources
