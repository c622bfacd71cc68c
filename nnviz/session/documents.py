"""Opening, saving, undo and redo."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from nnviz.core.activations import activation
from nnviz.core.arrays import frozen
from nnviz.core.checkpoint import under
from nnviz.core.drawing import draw_weights
from nnviz.core.losses import LOSSES
from nnviz.core.names import input_names, unit_names
from nnviz.core.network import Layer, Network
from nnviz.core.recipe import Recipe
from nnviz.data.build import build
from nnviz.data.csv_text import csv_text
from nnviz.data.spec import DataSpec, Inline
from nnviz.data.truth_tables import truth_table
from nnviz.sentence import Sentence
from nnviz.session.commands import (
    DocumentRead,
    DocumentSaved,
    ExportLossLog,
    ExportSamples,
    GetData,
    NewDocument,
    OpenDocument,
    Redo,
    RenameDocument,
    RequestFailed,
    SaveDocument,
    TextWritten,
    Undo,
)
from nnviz.session.comparing import comparable
from nnviz.session.editing import edited, edited_at_cursor
from nnviz.session.effects import OfferData, ReadFile, WriteFile, WriteText
from nnviz.session.jobbing import idle
from nnviz.session.loss_log import loss_log
from nnviz.session.memory import OF_REDO, OF_UNDO, remembered, without_checkpoints
from nnviz.session.next import Handlers, Next, settled, told
from nnviz.session.opening import opened
from nnviz.session.saving import document_of
from nnviz.session.state import State, Work
from nnviz.storage.document import Document


def open_document(state: State, command: OpenDocument) -> Next:
    """Read a network file; the shell has asked about unsaved work."""
    return state, (ReadFile(command.path, command.example),)


def document_read(state: State, command: DocumentRead) -> Next:
    """Show the network that was read; a recovered one counts as unsaved."""
    fresh = opened(command.document, command.path)
    fresh = replace(fresh, ticket=state.ticket + 1, shown_on_edges=state.shown_on_edges)
    fresh = replace(fresh, asking=state.asking, tally=state.tally, runs=comparable(state.runs, fresh.work))
    if command.recovered:
        fresh = replace(fresh, saved=replace(fresh.saved, document=replace(fresh.saved.document)))
    return fresh, ()


def new_document(state: State, _: NewDocument) -> Next:
    """Begin with a small network for a truth table."""
    return document_read(state, DocumentRead(small_network(), None))


def small_network() -> Document:
    """A 2-2-1 network of sigmoid units on the truth table of XOR."""
    spec = DataSpec(truth_table("XOR", 2, 0.0))
    sigmoid = activation("sigmoid")
    layers = tuple(
        Layer(name, unit_names(index, 2, units), frozen(np.zeros((units, 2))), frozen(np.zeros(units)), sigmoid)
        for index, (name, units) in enumerate((("hidden", 2), ("output", 1)))
    )
    recipe = Recipe(loss=LOSSES["mean_half_sse"], rate=1.0, dataset=build(spec, None, 0), batch_size=4)
    return Document("New network", draw_weights(Network(input_names(2), layers), 0), recipe, spec)


def save_document(state: State, command: SaveDocument) -> Next:
    """Write the network to a file."""
    return state, (WriteFile(command.path, document_of(state)),)


def document_saved(state: State, command: DocumentSaved) -> Next:
    """The file was written: what it holds is no longer unsaved, and its data files are named from where it is."""
    if state.path is not None and state.path.parent != command.path.parent:
        state = _relocated(state, state.path.parent, command.path.parent)
    state = replace(state, path=command.path, saved=without_checkpoints(state.work))
    return told(state, Sentence("Saved as {name}.", name=command.path.name))


def _relocated(state: State, old: Path, new: Path) -> State:
    """The state, what can be undone and redone included, with data files named from another folder."""

    def moved(work: Work) -> Work:
        return replace(work, timeline=work.timeline.relocated(old, new))

    undo = tuple((label, moved(work)) for label, work in state.undo)
    redo = tuple((label, moved(work)) for label, work in state.redo)
    return replace(state, work=moved(state.work), undo=undo, redo=redo)


def export_samples(state: State, command: ExportSamples) -> Next:
    """Write the samples to a table."""
    data = state.recipe.dataset
    if data is None:
        return told(state, Sentence("There are no samples yet."))
    return state, (WriteText(command.path, csv_text(data)),)


def export_loss_log(state: State, command: ExportLossLog) -> Next:
    """Write the loss so far to a table."""
    curve = state.work.curve
    if not curve.end and not len(curve.epochs):
        return told(state, Sentence("There is no loss yet: run the network first."))
    return state, (WriteText(command.path, loss_log(curve)),)


def get_data(state: State, _: GetData) -> Next:
    """Show which published data can be downloaded; what comes is opened as a document of its own."""
    return state, (OfferData(),)


def text_written(state: State, command: TextWritten) -> Next:
    """Say that the file is there."""
    return told(state, Sentence("Exported as {name}.", name=command.path.name))


def request_failed(state: State, command: RequestFailed) -> Next:
    """Say why a file could not be read or written; the open document is as it was."""
    return told(state, command.text, serious=True)


def rename_document(state: State, command: RenameDocument) -> Next:
    """Call the network something else."""
    document = replace(state.work.document, name=command.name)
    return replace(state, work=replace(state.work, document=document)), ()


def undo(state: State, _: Undo) -> Next:
    """Take the last edit back: the whole run of before returns, cursor included; samples return while training runs."""
    if not state.undo:
        return told(state, Sentence("There is nothing to undo."))
    label, work = state.undo[-1]
    left = remembered((*state.redo, (label, state.work)), OF_REDO)
    after = _with_samples(state, label, work) if _of_samples(state.work, work) else None
    return replace(after or _returned(state, work), undo=state.undo[:-1], redo=left), ()


def redo(state: State, _: Redo) -> Next:
    """Make the edit again that was taken back."""
    if not state.redo:
        return told(state, Sentence("There is nothing to redo."))
    label, work = state.redo[-1]
    left = remembered((*state.undo, (label, state.work)), OF_UNDO)
    after = _with_samples(state, label, work) if _of_samples(work, state.work) else None
    return replace(after or _returned(state, work), redo=state.redo[:-1], undo=left), ()


def _of_samples(newer: Work, older: Work) -> bool:
    """Whether the edit between two works changed samples one by one, which makes a table of one's own of them."""
    new, old = newer.timeline.data, older.timeline.data
    if new is None or old is None or new.source is old.source:
        return False
    return isinstance(new.source, Inline) and new.source.edited


def _with_samples(state: State, label: str, work: Work) -> State | None:
    """The state with the samples of another work, where training goes on with them; none where it rests."""
    if not state.playing:
        return None
    recipe = work.timeline.next_recipe
    now = under(state.work.timeline.now, state.recipe, recipe)
    return edited(state, label, edited_at_cursor(state, now, recipe, work.timeline.data))


def _returned(state: State, work: Work) -> State:
    """The state with the work on the other side of an edit."""
    return settled(replace(idle(state), work=work, live=False, selection=None, notice=None))


HANDLERS: Handlers = {
    OpenDocument: open_document,
    DocumentRead: document_read,
    NewDocument: new_document,
    SaveDocument: save_document,
    DocumentSaved: document_saved,
    RequestFailed: request_failed,
    ExportSamples: export_samples,
    ExportLossLog: export_loss_log,
    GetData: get_data,
    TextWritten: text_written,
    RenameDocument: rename_document,
    Undo: undo,
    Redo: redo,
}
