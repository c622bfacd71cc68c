"""The window in a language that does not exist, 40 % longer than English: what is not in it was forgotten."""

import re

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QAbstractButton, QComboBox, QGroupBox, QLabel, QLineEdit, QMenu, QWidget

from nnviz.core.activations import ACTIVATIONS, activation
from nnviz.core.losses import LOSSES
from nnviz.core.optimizers import OPTIMIZERS
from nnviz.data.generators import GENERATORS
from nnviz.session.commands import StepForward
from nnviz.ui.about import PARTS, About
from nnviz.ui.notice_line import NoticeLine
from nnviz.ui.shortcuts import ShortcutList

ACCENTED = str.maketrans("acdeghijklnoprstuwyzACDEGIKLNORSTUZ", "áčďéĝĥíĵķĺńóṕŕśťúŵýźÁČĎÉĜÍĶĹŃÓŔŚŤÚŹ")
KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>|%n|&\w)")
SENTENCE = re.compile(r"⟦[^⟧]*⟧")
WORD = re.compile(r"[A-Za-z]{2,}")
FORMULAS = {"tanh", "exp", "max", "min", "log", "ln", "net", "out", "sign", "da", "dz", "nnviz"}
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
    dataset = state.recipe.dataset
    if dataset is not None:
        said += [dataset.description]
    said += [entry.source for table in (LOSSES, OPTIMIZERS, GENERATORS) for entry in table.values()]
    said += [activation(name).source for name in ACTIVATIONS]
    said += [generator.formula for generator in GENERATORS.values()]
    return FORMULAS | {word for text in said for word in WORD.findall(text)}


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


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_no_text_is_cut_in_a_longer_language(qtbot, pseudo, open_window, size):
    window = open_window()
    window.resize(*size)
    qtbot.wait(50)
    said = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    cut = [f"{type(widget).__name__}: {widget.text()}" for widget in said if is_cut(widget)]
    assert not cut, "\n".join(cut)
