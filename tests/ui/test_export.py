"""Pictures are drawn from the same state as the screen, and lines and texts stay what they are."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage

from nnviz.core.snapshot import Phase
from nnviz.errors import BadInput, NotSaved
from nnviz.session.walking import stand_at
from nnviz.session.walks import walk_of
from nnviz.ui.export import (
    DENSITY,
    DIAGRAM,
    Format,
    Ground,
    above,
    content,
    diagram,
    format_of,
    image,
    picture_of,
    write,
)
from nnviz.ui.style import load_font
from nnviz.ui.theme import DARK, LIGHT
from nnviz.walkthrough.notation import Symbols
from nnviz.worker.explaining import explained
from tests.ui.states import at, example

WHITE = LIGHT.canvas


@pytest.fixture
def picture(qapp):
    """The 2-2-2 example in its backward pass."""
    load_font()
    return diagram(at(example("backpropagation-by-hand"), Phase.BACKWARD), LIGHT)


def test_an_svg_holds_texts_and_no_pixels(picture):
    svg = content(picture, Format.SVG, WHITE).decode()
    texts = re.findall(r">([^<>]+)</text>", svg)
    assert {"w₅", "0.593269992", "δ +0.138498562", "net 1.105905967", "E 0.274811083"} <= set(texts)
    assert "<image" not in svg


def test_a_text_of_an_svg_keeps_its_width_where_our_fonts_are_lacking(qapp):
    load_font()
    state = explained(at(example("backpropagation-by-hand"), Phase.BACKWARD))
    svg = content(picture_of(state, Ground.WHITE), Format.SVG, WHITE).decode()
    texts = [text for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg) if text.strip()]
    told = re.findall(r'font-family="([^"]*)" [^>]*textLength="([0-9.]+)"[^>]*>([^<]*)</text>', svg)
    assert [text for *_, text in told] == texts
    assert all(", " in families for families, *_ in told)
    (width,) = {float(width) for _, width, text in told if text == "0.400000000"}
    assert width == pytest.approx(93.5, abs=1)  # eleven signs of 14 pixels


def test_a_pdf_holds_its_fonts_and_no_pixels(picture):
    pdf = content(picture, Format.PDF, WHITE)
    assert pdf.startswith(b"%PDF")
    assert b"/FontFile2" in pdf
    assert b"/Subtype /Image" not in pdf
    assert b"/MediaBox [0 0 780.000000 450.000000]" in pdf


def test_a_png_has_twice_the_pixels_of_the_screen(picture):
    made = QImage.fromData(content(picture, Format.PNG, WHITE))
    assert (made.width(), made.height()) == (DIAGRAM.width() * DENSITY, DIAGRAM.height() * DENSITY)


@pytest.mark.parametrize(("ground", "alpha"), [(WHITE, 255), (None, 0)])
def test_the_ground_is_filled_or_transparent(picture, ground, alpha):
    assert image(picture, ground).pixelColor(2, 2).alpha() == alpha


def test_a_transparent_svg_has_no_ground(picture):
    ground = '<rect x="0" y="0" width="1040" height="600"/>'
    assert ground in content(picture, Format.SVG, WHITE).decode()
    assert ground not in content(picture, Format.SVG, None).decode()


def test_a_dark_picture_has_light_texts(qapp):
    state = at(example("backpropagation-by-hand"), Phase.FORWARD)
    svg = content(diagram(state, DARK), Format.SVG, DARK.canvas).decode()
    assert f'<text fill="{DARK.text.name()}"' in svg
    assert f'<text fill="{LIGHT.text.name()}"' not in svg


def test_a_picture_follows_the_notation(qapp):
    state = at(example("backpropagation-by-hand"), Phase.FORWARD)
    state = replace(state, view=replace(state.view, symbols=Symbols.A_O, digits=2))
    assert ">a 0.38</text>" in content(diagram(state, LIGHT), Format.SVG, None).decode()


def test_the_formula_of_the_fact_stands_below_the_diagram(qapp):
    load_font()
    state = explained(example("backpropagation-by-hand"))
    state = stand_at(state, *walk_of(state).position(14))[0]
    whole, alone = (picture_of(state, Ground.WHITE, with_formula=formula) for formula in (True, False))
    assert whole.size.height() > alone.size.height()
    svg = content(whole, Format.SVG, WHITE).decode()
    assert [word for word in ("0.138498562", "0.593269992", "0.082167041") if f">{word}</text>" not in svg] == []
    assert "delta[2][n, 0]" in " ".join(re.findall(r">([^<>]+)</text>", svg)).replace(
        "delta[2][n,  0]", "delta[2][n, 0]"
    )
    assert "<image" not in svg
    assert ">0.082167041</text>" not in content(alone, Format.SVG, WHITE).decode()


def test_the_pictures_of_a_walk_are_of_one_size(qapp):
    load_font()
    state = explained(example("backpropagation-by-hand"))
    places = (walk_of(state).position(index) for index in range(0, 43, 6))
    assert len({picture_of(stand_at(state, *place)[0], Ground.WHITE).size.toTuple() for place in places}) == 1


def test_where_no_fact_is_shown_there_is_no_formula(qapp):
    assert picture_of(example("backpropagation-by-hand"), Ground.WHITE).size == DIAGRAM


def test_one_picture_stands_above_another(picture):
    both = above(picture, replace(picture, size=QSizeF(500, 100)))
    assert both.size == QSizeF(1040, 700)
    assert content(both, Format.SVG, None).count(b">w\xe2\x82\x85<") == 2


def test_the_name_says_the_kind(tmp_path):
    assert format_of(tmp_path / "a.SVG") is Format.SVG
    with pytest.raises(BadInput, match=r"must end in \.svg, \.pdf or \.png"):
        format_of(tmp_path / "a.gif")


def test_where_a_picture_cannot_be_written_it_says_so(picture, tmp_path):
    with pytest.raises(NotSaved, match="there is no such folder"):
        write(picture, tmp_path / "no" / "a.svg", QColor())
