"""The window in a language that does not exist, 40 % longer than English: what is not in it was forgotten."""

import re

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QAbstractButton, QComboBox, QGroupBox, QLabel, QLineEdit, QMenu, QMessageBox, QWidget

from nnviz.data.generators import GENERATORS
from nnviz.session.commands import EditWeight, OpenDocument, RemoveLayer, SetStepSize, StepBack, StepForward
from nnviz.session.state import StepSize
from nnviz.ui.about import PARTS, About
from nnviz.ui.notice_line import NoticeLine
from nnviz.ui.shortcuts import ShortcutList

ACCENTED = str.maketrans("acdeghijklnoprstuwyzACDEGIKLNORSTUZ", "áčďéĝĥíĵķĺńóṕŕśťúŵýźÁČĎÉĜÍĶĹŃÓŔŚŤÚŹ")
KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>|%n|&\w)")
SENTENCE = re.compile(r"⟦[^⟧]*⟧")
WORD = re.compile(r"[A-Za-z]{2,}")
FORMULAS = {
    "tanh",
    "exp",
    "max",
    "min",
    "log",
    "ln",
    "net",
    "out",
    "sign",
    "dout",
    "dnet",
    "da",
    "dz",
    "do",
    "dy",
    "dv",
    "nnviz",
}
EXAMPLES = ("backpropagation-by-hand", "spiral-2-8-8-1", "ten-digits")


class Pseudo(QTranslator):
    """Puts every text into brackets, with accents, and as much longer as Vietnamese may be."""

    def translate(self, context, source, disambiguation=None, n=-1):
        parts = [part if KEPT.fullmatch(part) else part.translate(ACCENTED) for part in KEPT.split(source)]
        longer = max(2, round(len(KEPT.sub("", source)) * 0.4))
        return f"⟦{''.join(parts)}{'~' * (longer - 2)}⟧"

    def isEmpty(self):
        return False


@pytest.fixture
def pseudo(qapp):
    translator = Pseudo()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def texts(widget):
    """All that a widget says."""
    yield widget.toolTip()
    yield widget.windowTitle().replace("[*]", "")
    yield widget.accessibleName()
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QGroupBox() | QMenu():
            yield widget.title()
        case QLineEdit():
            yield widget.placeholderText()
        case QComboBox():
            yield from (widget.itemText(index) for index in range(widget.count()))
    for action in widget.actions():
        yield from (action.text(), action.toolTip())


def own_words(state):
    """What the document and the tables of the lecture say, and signs of mathematics."""
    document, network = state.work.document, state.network
    said = [document.name, document.description, document.topic, *network.input_names]
    for layer in network.layers:
        said += [layer.name, *layer.unit_names]
    return FORMULAS | set(GENERATORS) | {word for text in said for word in WORD.findall(text)}


def forgotten(text, known):
    """The words of a text that no translation has touched."""
    plain = re.sub(r"<[^>]*>|&\w+;", " ", text)
    while SENTENCE.search(plain):
        plain = SENTENCE.sub(" ", plain)
    return [word for word in WORD.findall(plain.replace("⟦", " ").replace("⟧", " ")) if word not in known]


def is_cut(widget):
    """Whether a widget is too small for what it says."""
    if not widget.isVisible() or isinstance(widget, NoticeLine) or not widget.text():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width()) - 1
    hint = widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint()
    narrow = widget.width() < hint.width() - 1 and widget.toolTip() != widget.text()  # dots, and all of it in the tip
    return narrow or widget.height() < hint.height() - 1


def test_the_pseudo_language_is_longer_and_keeps_what_is_filled_in():
    says = Pseudo().translate("", "&Save {name} to the disk")
    assert says.startswith("⟦&S")
    assert "{name}" in says
    assert len(says) >= 1.25 * len("&Save {name} to the disk")


def test_a_forgotten_text_is_found():
    assert forgotten("⟦Śávé~⟧ everything to mine", {"mine"}) == ["everything", "to"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_text_of_the_window_is_translated(pseudo, open_window, example):
    window = open_window(example)
    window.file_menu.fill_recent()
    window.shell.send(StepForward())
    known = own_words(window.shell.state)
    said = {(type(widget).__name__, text) for widget in window.findChildren(QWidget) for text in texts(widget)}
    assert len(said) > 100
    missed = sorted(f"{kind}: {text}" for kind, text in said if forgotten(text, known))
    assert not missed, "\n".join(missed)


def test_every_text_of_the_dialogs_is_translated(pseudo, window):
    about, keys = About(window), ShortcutList(window)
    known = own_words(window.shell.state) | {word for part in PARTS for text in part for word in WORD.findall(text)}
    known |= set(WORD.findall("https MIT Ctrl Shift Space Right Left PgDown PgUp Home Del")) | {"https"}
    said = {text for dialog in (about, keys) for widget in dialog.findChildren(QWidget) for text in texts(widget)}
    assert [text for text in said if forgotten(text, known)] == []
    assert forgotten(about.licences.toPlainText(), known) == []


def boxes(window):
    """The texts of the dialogs that are open in front of a window."""
    shown = window.findChildren(QMessageBox)
    return [text for box in shown for text in (box.text(), *(button.text() for button in box.buttons()))]


def untouched(text, known):
    """The words that are still English, within a translated sentence too."""
    return [word for word in WORD.findall(text) if len(word) > 2 and word not in known]


def test_a_notice_is_translated(pseudo, window):
    window.shell.send(StepBack())
    assert window.shell.state.notice.text == "This is the beginning."
    assert untouched(window.line.text(), set()) == []


def test_a_question_and_its_buttons_are_translated(qtbot, pseudo, window):
    window.shell.send(SetStepSize(StepSize.ITERATION))
    window.shell.send(StepForward())
    qtbot.waitUntil(lambda: window.shell.state.work.timeline.now.iteration == 1)
    window.shell.send(RemoveLayer(0))
    assert len(boxes(window)) == 3
    assert [text for text in boxes(window) if untouched(text, set())] == []


def test_why_a_file_is_refused_is_translated_to_the_last_part(pseudo, window, tmp_path):
    path = tmp_path / "1.json"
    path.write_text('{"format": "nnviz-network", "version": 1, "lauers": []}')
    window.shell.send(OpenDocument(path))
    assert 'Did you mean "layers"?' in window.shell.state.notice.text
    known = set(WORD.findall(f"{path} lauers layers"))
    assert [untouched(text, known) for text in boxes(window)] == [[], []]


def test_what_undo_takes_back_is_translated(pseudo, window):
    window.shell.send(EditWeight(0, 0, 0, 0.5))
    assert window.shell.state.undo[-1][0] == "Edit weight"
    window.edit_menu.render(window.shell.state)
    assert untouched(window.edit_menu.undo.text(), set()) == []


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_no_text_is_cut_in_a_longer_language(qtbot, pseudo, open_window, size):
    window = open_window()
    window.resize(*size)
    qtbot.wait(50)
    said = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    cut = [f"{type(widget).__name__}: {widget.text()}" for widget in said if is_cut(widget)]
    assert not cut, "\n".join(cut)
