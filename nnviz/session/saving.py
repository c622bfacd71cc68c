"""From the state to the document that is saved."""

from dataclasses import replace

from nnviz.core.checkpoint import under
from nnviz.session.opening import speed_text
from nnviz.session.state import State
from nnviz.storage.document import Document


def document_of(state: State) -> Document:
    """What is worth keeping: the network under the cursor, its recipe, how far it was trained, and how it is shown."""
    recipe = state.next_recipe
    now = under(state.work.timeline.now, state.recipe, recipe)
    trained = now.iteration > 0
    return replace(
        state.work.document,
        network=now.network,
        recipe=recipe,
        data=state.data,
        view=replace(state.view, speed=speed_text(state.speed)),
        progress=now if trained else None,
        initial=state.work.initial if trained else None,
    )
