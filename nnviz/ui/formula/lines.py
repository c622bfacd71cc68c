"""Which lines explain a number?  Its rule, the rule with numbers, the code, and the loss that all of it is about."""

from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont

from nnviz.ui.formula import boxes
from nnviz.ui.formula.boxes import Box, Text, row
from nnviz.ui.formula.references import snippets
from nnviz.ui.formula.typeset import EM
from nnviz.ui.formula.writing import Numbers, Rule, called, reason, relation
from nnviz.ui.style import FAMILY, MONOSPACED
from nnviz.ui.translation import translated
from nnviz.walkthrough import telling
from nnviz.walkthrough.decimals import format_number
from nnviz.walkthrough.expression import Case, Expression, Number, Term
from nnviz.walkthrough.fact import Fact

UNKNOWN = "?"
"""Stands for a value that is asked about."""
translate = QCoreApplication.translate

FORMULA, CODE, SMALL = 1.5, 1.07, 1.07
"""Sizes of the lines, as multiples of the body text."""
OPERATORS = ("+", "-", "*", "/", "@")


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """What is shown: a fact, its place in the walk from 1 (none: it is outside), and how numbers are written."""

    fact: Fact
    digits: int | None
    number: int | None = None
    count: int = 0
    hidden: bool = False  # its value is asked about


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A label, what stands before the line, and the line, which may be broken; ``plain``: it is text, no formula."""

    label: str
    head: Box
    tail: Box
    size: float
    plain: bool = False


def title(page: Page) -> str:
    """The question that the fact answers, and its place in the walk."""
    question = translated(telling.title(page.fact))
    if page.number is None:
        return question
    place = translate("FormulaPanel", "Value {number} of {count} — {question}")
    return place.format(number=page.number, count=page.count, question=question)


def explanation(page: Page) -> str:
    """Where the answer comes from, in a sentence; it would tell too much of a value that is asked about."""
    if page.hidden:
        return translate("FormulaPanel", "What will it be? The value is shown when the question is answered.")
    return translated(telling.explanation(page.fact))


def lines(page: Page) -> tuple[Line, ...]:
    """All lines of a page."""
    fact = page.fact
    head = row((called(fact.symbol).about(fact.about), replace(relation("="), breaks=())))
    rule = Rule(lambda term: fact.labels.symbol(term.quantity)).write(fact.expression)
    return (
        Line(translate("FormulaPanel", "Rule"), head, rule, FORMULA),
        Line(translate("FormulaPanel", "Numbers"), head, _numbers(page), FORMULA),
        Line(translate("FormulaPanel", "Code"), boxes.space(0), _code(fact), CODE, plain=True),
        Line(translate("FormulaPanel", "Loss"), boxes.space(0), _loss(fact), SMALL, plain=True),
    )


def words(written: str, *, heavy: bool = False, quiet: bool = False) -> Box:
    """A sentence, which may be broken before each word."""
    font = body_font(heavy)
    blank = boxes.written_in(Text(" ", font), 0, 0).width
    gap = replace(boxes.space(blank), breaks=(blank,))
    found: list[Box] = []
    for word in written.split():
        found += [*([gap] if found else []), boxes.written_in(Text(word, font, quiet=quiet), 92.0, 30.0)]
    return row(found)


@lru_cache(maxsize=4)
def body_font(heavy: bool = False, monospaced: bool = False) -> QFont:
    """The font of sentences, or of code, in the size in which everything is measured."""
    font = QFont(MONOSPACED if monospaced else FAMILY)
    font.setPixelSize(round(EM))
    font.setBold(heavy)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _numbers(page: Page) -> Box:
    """The rule with numbers and the value; a value that would stand there twice stands there once."""
    fact, digits = page.fact, page.digits
    numbers = Numbers(
        lambda value: format_number(value, digits),
        lambda count, rest: translate("FormulaPanel", "{count} more: {sum}").format(count=count, sum=rest),
    )
    what: Expression = fact.expression.value if isinstance(fact.expression, Case) else fact.expression
    value = boxes.text(UNKNOWN if page.hidden else fact.shown(digits), heavy=True).about(fact.about)
    sign = relation("=" if page.hidden else fact.sign(digits))
    found = [value] if isinstance(what, Number | Term) else [numbers.write(what), sign, value]
    return row([*found, reason(numbers, fact.expression)] if isinstance(fact.expression, Case) else found)


def _code(fact: Fact) -> Box:
    """The line of code, with what it makes as its comment; a long one may be broken before an operator."""
    font = body_font(monospaced=True)

    def code(written: str, quiet: bool = False) -> Box:
        return boxes.written_in(Text(written, font, quiet=quiet), 84.0, 28.0)

    blank, found = code(" ").width, list[Box]()
    for snippet in snippets(fact):
        if snippet.of is not None:
            found.append(code(snippet.code).about(snippet.of))
            continue
        first, *others = snippet.code.split(" ")
        found.append(code(first))
        for part in others:
            found += [replace(boxes.space(blank), breaks=(blank,) if part in OPERATORS else ()), code(part)]
    apart = replace(boxes.space(2 * blank), breaks=(2 * blank,))
    return row([*found, apart, code(f"# {fact.symbol.text}", quiet=True)])


def _loss(fact: Fact) -> Box:
    formula = fact.labels.symbols.written(fact.scene.recipe.loss.formula)
    return words(formula)
