"""What is looked at, and how: nothing here touches the network or its run."""

from dataclasses import replace

from nnviz.sentence import Sentence
from nnviz.session.commands import Select, SetDigits, SetFocus, ShowOnEdges, ShowOnUnits, ShowSample
from nnviz.session.next import Handlers, Next, settled, told
from nnviz.session.state import State


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
    return settled(replace(state, sample=command.row)), ()


def set_digits(state: State, command: SetDigits) -> Next:
    """Choose how many digits stand after the decimal point."""
    return replace(state, view=replace(state.view, digits=command.digits)), ()


HANDLERS: Handlers = {
    Select: select,
    SetFocus: set_focus,
    ShowOnEdges: show_on_edges,
    ShowOnUnits: show_on_units,
    ShowSample: show_sample,
    SetDigits: set_digits,
}
