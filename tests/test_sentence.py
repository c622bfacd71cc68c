"""Texts that are made below the window, and keep what a translation needs."""

from nnviz.errors import BadInput
from nnviz.sentence import Sentence


def test_a_sentence_is_its_english_text_and_keeps_what_it_is_made_of():
    said = Sentence("At most {most:,} units in {layer}.", most=4096, layer="hidden")
    assert said == "At most 4,096 units in hidden."
    assert (said.template, said.values) == ("At most {most:,} units in {layer}.", {"most": 4096, "layer": "hidden"})


def test_without_values_braces_are_braces():
    assert Sentence('found {"a": 1}') == 'found {"a": 1}'


def test_the_text_of_an_error_is_still_a_sentence():
    said = str(BadInput("Cannot open {path}.", path="a{b}.json"))
    assert isinstance(said, Sentence)
    assert said == "Cannot open a{b}.json."
