"""What is looked at, and how: nothing here touches the network or its run."""

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import frozen
from nnviz.core.snapshot import Batch
from nnviz.sentence import Sentence
from nnviz.session.commands import (
    HideDrawing,
    Select,
    SetDigits,
    SetFocus,
    ShowDrawing,
    ShowOnEdges,
    ShowOnUnits,
    ShowSample,
)
from nnviz.session.next import Handlers, Next, settled, told
from nnviz.session.state import Drawn, State


def select(state: State, command: Select) -> Next:
    """Select one thing in the diagram, or nothing, which ends the focus."""
    return replace(state, selection=command.element, focused=state.focused and command.element is not None), ()


def set_focus(state: State, command: SetFocus) -> Next:
    """Show clearly only what is selected and what feeds it, or everything again."""
    if command.on and state.selection is None:
        return told(state, Sentence("Select a neuron or an edge first: the focus is on it and on what feeds it."))
    return replace(state, focused=command.on, notice=None), ()


def show_on_edges(state: State, command: ShowOnEdges) -> Next:
    """Choose what the edges show."""
    return replace(state, shown_on_edges=command.shown), ()


def show_on_units(state: State, command: ShowOnUnits) -> Next:
    """Choose what the units show."""
    return replace(state, shown_on_units=command.shown), ()


def show_sample(state: State, command: ShowSample) -> Next:
    """Choose the sample to show."""
    return settled(replace(without_drawing(state), sample=command.row)), ()


def show_drawing(state: State, command: ShowDrawing) -> Next:
    """Send a drawing through the network, and show it in place of a sample."""
    data = state.recipe.dataset
    on_the_way = state.errand is not None and not state.playing
    asked = state.prediction is not None and state.prediction.open
    if data is None or on_the_way or asked or command.inputs.shape[1] != data.raw_inputs.shape[1]:
        return state, ()
    x, unknown = data.heard(command.inputs), np.full((1, state.network.outputs), np.nan)
    precision = state.recipe.precision
    batch = Batch(frozen([-1], np.intp), frozen(x, precision), frozen(unknown, precision))
    drawn = Drawn(batch, data, without_drawing(state).live)
    return settled(replace(state, drawn=drawn, live=True)), ()


def hide_drawing(state: State, _: HideDrawing) -> Next:
    """Show a sample of the data again."""
    return (state, ()) if state.drawn is None else (settled(without_drawing(state)), ())


def without_drawing(state: State) -> State:
    """The state that shows a sample of the data, once it is settled."""
    return state if state.drawn is None else replace(state, drawn=None, live=state.drawn.live)


def set_digits(state: State, command: SetDigits) -> Next:
    """Choose how many digits stand after the decimal point."""
    return replace(state, view=replace(state.view, digits=command.digits)), ()


HANDLERS: Handlers = {
    Select: select,
    SetFocus: set_focus,
    ShowOnEdges: show_on_edges,
    ShowOnUnits: show_on_units,
    ShowSample: show_sample,
    ShowDrawing: show_drawing,
    HideDrawing: hide_drawing,
    SetDigits: set_digits,
}
