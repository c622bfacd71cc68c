"""Walks of small networks, and what has to hold for every fact of every walk."""

import math
import re
from dataclasses import replace
from itertools import pairwise

import numpy as np

from nnviz.core.checkpoint import start
from nnviz.core.snapshot import Phase
from nnviz.core.training import advance, explain, ready, refusal
from nnviz.storage.document import View
from nnviz.walkthrough.code import namespace
from nnviz.walkthrough.decimals import written_like
from nnviz.walkthrough.expression import Case, evaluate
from nnviz.walkthrough.quantity import Kind
from nnviz.walkthrough.rendering import SPACE, condition, plain
from nnviz.walkthrough.staging import staged
from nnviz.walkthrough.telling import explanation, title
from nnviz.walkthrough.walk import Walk

TWICE = {Kind.SHORT_DELTA}
"""What is a second fact about the same number."""
RELATIONS = {
    ">": lambda left, right: left > right,
    "≥": lambda left, right: left >= right,
    "<": lambda left, right: left < right,
    "≤": lambda left, right: left <= right,
    "=": lambda left, right: left == right,
}
MATHEMATICS = {
    "__builtins__": {},
    "e": math.e,
    "ln": math.log,
    "sqrt": math.sqrt,
    "tanh": math.tanh,
    "max": max,
    "min": min,
    "abs": abs,
    "sign": lambda value: (value > 0) - (value < 0),
}


def walked(network, recipe, row=0, steps=0, **view):
    """The walk of the iteration after ``steps`` others, seen from row ``row`` of its batch."""
    at = start(network, recipe)
    for made in range(steps):
        last = explain(at, recipe)[-1]
        at = replace(at, network=last.updated, optimizer_state=last.updated_state, iteration=made + 1)
    return Walk(staged(last_moment(at, recipe), recipe, row, View(**view)))


def last_moment(at, recipe):
    """The update, or the loss where nothing can be trained."""
    if refusal(at.network, recipe) is None:
        return explain(at, recipe)[-1]
    now = ready(at, recipe)
    while now.mark.phase is not Phase.LOSS:
        now = advance(now, recipe)
    return now


def facts(walk):
    """All of them, in order."""
    return [walk[index] for index in range(len(walk))]


def kinds(walk):
    """What the facts are about, in order."""
    return [fact.about.kind for fact in facts(walk)]


def named(walk, ascii_symbol):
    """The first fact of that symbol."""
    return next(fact for fact in facts(walk) if fact.symbol.ascii == ascii_symbol)


def run(code, names):
    """The value of the right side of a line of code."""
    return float(eval(code.partition(" = ")[2], names))


def assert_sound(walk, rtol=1e-12, atol=1e-14):
    """Every fact agrees with its rule, its code and its place, and says something under a symbol of its own."""
    names = namespace(walk.scene)
    symbols = set()
    for index, fact in enumerate(facts(walk)):
        what = f"{fact.symbol.ascii}: {fact.code}"
        np.testing.assert_allclose(evaluate(fact.expression), fact.value, rtol, atol, err_msg=what)
        np.testing.assert_allclose(run(fact.code, names), fact.value, rtol, atol, err_msg=what)
        assert walk.index_of(fact.about) == index, what
        assert_said(fact)
        if fact.about.kind not in TWICE:
            assert fact.symbol not in symbols, what
            symbols |= {fact.symbol, fact.symbol.ascii, fact.symbol.text, fact.symbol.latex}
        for digits in (4, 9):
            assert_honest(fact, digits)


def assert_said(fact):
    """It has a question, an explanation, a rule and numbers."""
    assert title(fact).endswith("?")
    assert explanation(fact).endswith(".")
    assert fact.text(4).count(" = ") + fact.text(4).count(" ≈ ") >= 2
    assert fact.latex().startswith(fact.symbol.latex)
    if isinstance(fact.expression, Case):
        parts = [(evaluate(part), relation) for part, relation in condition(fact.expression)]
        assert all(RELATIONS[how](left, right) for (left, _), (right, how) in pairwise(parts)), fact.text(9)


def assert_honest(fact, digits):
    """What a calculator makes of the numbers as they stand is the value as it stands, or the sign says otherwise."""
    found = calculated(plain(fact.numbers(digits)))
    shown = fact.shown(digits)
    near = {written_like(found + nudge, shown) for nudge in (-1e-13 * found, 0, 1e-13 * found, -1e-15, 1e-15)}
    assert shown in near if fact.sign(digits) == "=" else near != {shown}, fact.text(digits)


def calculated(text):
    """The value of a line of numbers, read as any reader would."""
    text = text.split(SPACE)[0].translate(str.maketrans({"−": "-", "×": "*", "^": "**", "√": "sqrt"}))
    text = re.sub(r"\[\d+: ([^]]*)\]", r"(\1)", text.replace("²", "**2"))
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", text)
    return float(eval(text, MATHEMATICS))
