"""Every formula is drawn whole, in colors that can be read, whatever the network, the digits and the room."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter, QPainterPath

from nnviz.core.activations import ACTIVATIONS
from nnviz.core.losses import LOSSES
from nnviz.core.optimizers import optimizer
from nnviz.core.recipe import BiasMode
from nnviz.core.regularization import Regularization
from nnviz.resources import networks_folder
from nnviz.storage.network_file import read
from nnviz.ui.formula.boxes import broken
from nnviz.ui.formula.colors import CONTRAST, color_of, contrast, lit
from nnviz.ui.formula.lines import Page, lines, title
from nnviz.ui.formula.sheet import compose, needed_height, paint_formula
from nnviz.ui.formula.typeset import typeset
from nnviz.ui.style import load_font
from nnviz.ui.theme import DARK, LIGHT
from nnviz.walkthrough.notation import Notation, Symbols
from nnviz.walkthrough.quantity import Kind
from tests.core.small_networks import random_network, recipe
from tests.walkthrough.walks import facts, named, walked

X, CLASSES = [[0.9, -0.4], [-0.3, 0.7]], [[1, 0], [0, 1]]
NARROW = QSizeF(560, 150)
"""The place of a page in a window of 1280 x 800."""
EM = 14


@pytest.fixture(autouse=True)
def fonts(qapp):
    load_font()


def example(name, **view):
    document = read(networks_folder() / f"{name}.json")
    return walked(document.network, document.recipe, **view)


def small():
    return random_network((2, 2, 2), ("sigmoid", "sigmoid"))


def one_of_each_kind(walk):
    found = {}
    for fact in facts(walk):
        found.setdefault((fact.about.kind, fact.about.layer), fact)
    return found.values()


def dark_pixels(page, size=NARROW, theme=LIGHT):
    image = QImage(round(size.width()), round(size.height()), QImage.Format.Format_RGB32)
    image.fill(theme.canvas)
    painter = QPainter(image)
    paint_formula(painter, image.rect().toRectF(), page, theme)
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()]
    return np.argwhere(pixels < 128 if theme is LIGHT else pixels > 128)


def assert_drawn(walk, digits=9):
    for number, fact in enumerate(one_of_each_kind(walk), start=1):
        page = Page(fact, digits, number, 99)
        sheet = compose(page, NARROW, EM)
        what = fact.text(digits)
        assert sheet.size.width() <= NARROW.width() + 1, what
        assert sheet.size.height() <= NARROW.height() + 1, what
        assert all(ink.place.left() > -3 and ink.place.top() > -3 for ink in sheet.inks), what
        assert {quantity for quantity in fact.highlights} <= {spot.of for spot in sheet.spots}, what


@pytest.mark.parametrize("name", sorted(ACTIVATIONS))
def test_every_activation_is_drawn(name):
    if name == "softmax":
        trained = recipe(X, CLASSES, loss="categorical_crossentropy", batch_size=2)
        assert_drawn(walked(random_network((2, 3, 2), ("tanh", "softmax")), trained))
        return
    assert_drawn(walked(random_network((2, 3, 2), (name, "sigmoid")), recipe(X, CLASSES)))


@pytest.mark.parametrize("name", ["sgd", "momentum", "nesterov", "rmsprop", "adam"])
def test_every_optimizer_is_drawn(name):
    trained = recipe(X, CLASSES, optimizer=optimizer(name), batch_size=2)
    assert_drawn(walked(small(), trained, steps=1))


@pytest.mark.parametrize("name", sorted(set(LOSSES) - {"categorical_crossentropy"}))
@pytest.mark.parametrize("penalty", ["l1", "l2"])
def test_every_loss_is_drawn_with_a_penalty(name, penalty):
    trained = recipe(X, CLASSES, loss=name, batch_size=2, regularization=Regularization(penalty, 0.1))
    trained = replace(trained, bias_mode=BiasMode.PER_UNIT)
    assert_drawn(walked(small(), trained))


@pytest.mark.parametrize(
    "name", ["perceptron-rule-and", "xor-from-gates", "glyph-digits-784-128-10", "linear-regression"]
)
def test_examples_are_drawn(name):
    document = read(networks_folder() / f"{name}.json")
    walk = walked(document.network, document.recipe)
    for index in (*range(min(12, len(walk))), *range(len(walk) - 3, len(walk))):
        sheet = compose(Page(walk[index], 9, index + 1, len(walk)), NARROW, EM)
        assert sheet.size.width() <= NARROW.width() + 1
        assert sheet.size.height() <= NARROW.height() + 1


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_page_is_seen_in_all_its_lines(theme):
    walk = example("backpropagation-by-hand")
    page = Page(named(walk, "dE/dw5"), 9, 15, 43)
    marked = dark_pixels(page, theme=theme)
    assert len(marked) > 3000
    assert {row // 30 for row in marked[:, 0]} == {0, 1, 2, 3, 4}  # no empty line
    numbers = [ink for ink in compose(page, NARROW, EM).inks if getattr(ink.what, "text", "") == "0.138498562"]
    assert len(numbers) == 1


def test_a_symbol_is_a_drawing_with_every_letter():
    alone, marked = typeset("w"), typeset("w_{5}")
    assert marked.path.elementCount() > alone.path.elementCount()
    assert marked.width > alone.width
    assert marked.descent > alone.descent


def test_a_long_sum_is_broken_before_a_plus_and_keeps_every_number():
    document = read(networks_folder() / "spiral-2-8-8-1.json")
    walk = walked(document.network, document.recipe)
    fact = next(fact for fact in facts(walk) if fact.about.kind is Kind.NET_INPUT and fact.about.layer == 1)
    tail = lines(Page(fact, 9))[1].tail
    parts = broken(tail, 1800, 1800)
    assert len(parts) > 2
    assert all(part.width <= 1800 for part in parts)
    assert sum(len(part.spots) for part in parts) == len(tail.spots)
    assert sum(len(part.inks) for part in parts) == len(tail.inks)


def test_a_page_with_more_room_is_larger_up_to_its_size():
    page = Page(named(example("backpropagation-by-hand"), "dE/dw5"), 9, 15, 43)
    small, large, huge = (
        max(ink.scale for ink in compose(page, QSizeF(width, height), EM).inks)
        for width, height in ((300, 90), (900, 260), (2000, 900))
    )
    assert small < large == huge


def test_a_value_that_is_its_own_number_stands_once():
    walk = example("xor-2-2-1")
    fact = next(fact for fact in facts(walk) if fact.about.kind is Kind.SAMPLE_BIAS_GRADIENT)
    spots = [spot.of for spot in lines(Page(fact, 4))[1].tail.spots]
    assert spots == [fact.about]


def test_the_title_counts_and_asks():
    page = Page(named(example("backpropagation-by-hand"), "dE/dw5"), 9, 15, 43)
    assert title(page) == "Value 15 of 43 — How much does w₅ change the error?"
    assert title(replace(page, number=None)) == "How much does w₅ change the error?"


def test_the_loss_stands_with_its_factor():
    walk = example("backpropagation-by-hand", symbols=Symbols.NET_OUT)
    page = Page(named(walk, "dE/dw5"), 9, 15, 43)
    loss = lines(page)[3].tail
    assert " ".join(ink.what.text for ink in loss.inks) == "E = 1/2 Σₙ Σₖ (out − t)²"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_color_can_be_read_lit_or_not(theme):
    walk = walked(small(), recipe(X, CLASSES, batch_size=2, regularization=Regularization("l2", 0.1)))
    for fact in facts(walk):
        for quantity in fact.highlights:
            color = color_of(quantity, fact.scene, theme)
            assert contrast(color, theme.canvas) >= CONTRAST
            assert contrast(color, lit(theme)) >= CONTRAST


def test_numbers_have_the_colors_of_the_diagram():
    walk = example("backpropagation-by-hand")
    fact = named(walk, "dE/dw5")
    delta, answer = fact.highlights[1:]
    for quantity, color in ((delta, LIGHT.backward), (answer, LIGHT.forward)):
        assert color_of(quantity, fact.scene, LIGHT).hue() == pytest.approx(color.hue(), abs=8)


def test_a_negative_weight_has_another_color_than_a_positive_one():
    scene = walked(small(), recipe(X, CLASSES)).scene
    weights = {scene.term(Kind.WEIGHT, *place) for place in product((0, 1), repeat=3)}
    assert {term.value < 0 for term in weights} == {True, False}
    blue = [color_of(term.quantity, scene, DARK).blue() for term in weights if term.value > 0]
    orange = [color_of(term.quantity, scene, DARK).blue() for term in weights if term.value < 0]
    assert min(blue) > max(orange)


def test_a_page_says_how_high_it_wants_to_be():
    page = Page(named(example("backpropagation-by-hand"), "dE/dw5"), 9, 15, 43)
    height = needed_height(page, 700)
    assert 100 < height < 200
    assert needed_height(page, 700, 28) == pytest.approx(2 * needed_height(page, 350), rel=0.2)


def test_a_name_that_mathematics_cannot_write_stands_as_text():
    names = ("\u9762\u7a4d", "số phòng")
    made = replace(random_network((2, 1), ("sigmoid",)), input_names=names)
    fact = named(walked(made, recipe(X, [[1], [0]])), "z_o1")
    inks = {ink.of: ink for ink in lines(Page(fact, 4))[0].tail.inks if ink.of in fact.highlights}
    foreign, own = (inks[quantity] for quantity in fact.highlights if quantity.kind is Kind.INPUT)
    assert foreign.what.text == names[0]
    assert isinstance(own.what, QPainterPath)


@pytest.mark.parametrize(("notation", "comment"), [("numbered", "# ∂E/∂w₅"), ("layered", "# ∂E/∂W₁₁⁽²⁾")])
def test_the_comment_of_the_code_is_in_the_notation(notation, comment):
    fact = named(example("backpropagation-by-hand"), "dE/dw5")
    labels = fact.scene.labels
    names = replace(labels.names, notation=Notation(notation))
    page = Page(replace(fact, symbol=replace(labels, names=names).symbol(fact.about)), 9)
    texts = [ink.what.text for ink in lines(page)[2].tail.inks]
    assert texts[-1] == comment
