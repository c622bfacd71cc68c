"""Texts made below the window, in a language that is only half right."""

import pytest
from PySide6.QtCore import QTranslator

from nnviz.sentence import Sentence
from nnviz.ui.translation import translated

WORDS = {"{count:,} numbers": "{count:,} số", "Saved as {name}.": "{filename}.", "from {origin}": "từ {origin}"}


class Dictionary(QTranslator):
    """Knows a few texts, one of them wrongly."""

    def translate(self, context, source, disambiguation=None, n=-1):
        return WORDS.get(source) if context == "Sentence" else None

    def isEmpty(self):
        return False


@pytest.fixture(autouse=True)
def dictionary(qapp):
    translator = Dictionary()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_values_stand_in_the_translated_template():
    assert translated(Sentence("{count:,} numbers", count=1234)) == "1,234 số"


def test_a_sentence_within_a_sentence_is_translated_too():
    inner = Sentence("{count:,} numbers", count=2)
    assert translated(Sentence("from {origin}", origin=inner)) == "từ 2 số"


def test_what_nobody_translated_stays_english():
    assert translated(Sentence("There is nothing to undo.")) == "There is nothing to undo."
    assert translated("No {place} here.") == "No {place} here."


def test_a_translation_with_a_wrong_place_is_not_used():
    assert translated(Sentence("Saved as {name}.", name="xor.json")) == "Saved as xor.json."
