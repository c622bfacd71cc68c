"""What is made below the window reaches those who translate it."""

import ast
import importlib.util
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import pytest

PROJECT = Path(__file__).parents[1]
SCRIPT = PROJECT / "resources" / "translations" / "collect.py"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("collect", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made(script):
    """Every call that makes a sentence or an error, with its place."""
    for source in script.SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in script.MAKERS:
                yield f"{source.relative_to(PROJECT)}:{node.lineno}", node


def places(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_no_template_is_put_together_where_nobody_can_translate_it(script):
    found = list(made(script))
    assert len(found) > 100
    assert [at for at, call in found if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)] == []


def test_every_place_of_a_template_is_filled(script):
    filled = [
        (at, places(call.args[0].value), {keyword.arg for keyword in call.keywords})
        for at, call in made(script)
        if isinstance(call.args[0], ast.Constant) and call.keywords
    ]
    assert [at for at, wanted, given in filled if wanted != given] == []


def test_no_place_is_left_open_by_a_call_without_values(script):
    plain = [
        (at, call.args[0].value)
        for at, call in made(script)
        if isinstance(call.args[0], ast.Constant) and not call.keywords
    ]
    assert [at for at, text in plain if places(text)] == []


def test_all_of_them_come_into_the_file_of_a_language(script, tmp_path):
    file = ElementTree.parse(script.collect("vi", tmp_path))
    context = next(found for found in file.iter("context") if found.findtext("name") == "Sentence")
    collected = {message.findtext("source") for message in context.iter("message")}
    assert script.templates() | script.table_texts() == collected
    assert "Saved as {name}." in collected


def test_what_functions_beside_the_widgets_say_comes_into_it_too(script, tmp_path):
    file = ElementTree.parse(script.collect("vi", tmp_path))
    collected = {
        (context.findtext("name"), message.findtext("source"))
        for context in file.iter("context")
        for message in context.iter("message")
    }
    assert script.said_by_functions() <= collected
    assert ("LossPlot", "smoothed over {count} points") in collected
