"""How everything is written goes into the file, and costs nothing."""

from dataclasses import replace

from nnviz.session.commands import SetView, Undo
from nnviz.session.saving import document_of
from nnviz.walkthrough.notation import Notation
from tests.session.desk import desk


def test_the_notation_chosen_is_saved_with_the_network():
    work = desk("xor-2-2-1")
    view = replace(work.state.view, notation=Notation.FROM_TO, bias_as="x0")
    assert document_of(work.send(SetView(view)).state).view == view


def test_the_notation_is_no_edit():
    work = desk("xor-2-2-1")
    before = work.state.work
    work.send(SetView(replace(work.state.view, delta_sign="-")))
    assert work.state.work is before
    assert work.state.undo == ()
    assert work.send(Undo()).state.view.delta_sign == "-"
