"""``nnviz export`` as a process: pictures without a screen, a name on standard output, an exit status."""

import json
import re

import pytest

from nnviz.environment import missing_qt_libraries
from tests.test_cli import DIVERGING, nnviz, refused

pytestmark = pytest.mark.skipif(bool(missing_qt_libraries()), reason="Qt cannot be loaded on this machine")
BY_HAND = ("export", "backpropagation-by-hand")


def drawn(*words, folder):
    """The texts of an SVG that a command wrote."""
    ended = nnviz(*words, folder=folder)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    (name,) = ended.stdout.splitlines()
    return (folder / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "begin"), [("a.svg", b"<?xml"), ("a.pdf", b"%PDF"), ("a.png", b"\x89PNG"), ("A.PNG", b"\x89PNG")]
)
def test_the_name_says_which_kind_of_picture(tmp_path, name, begin):
    ended = nnviz(*BY_HAND, name, folder=tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"{name}\n", "")
    assert (tmp_path / name).read_bytes().startswith(begin)


def test_a_picture_shows_every_number_of_the_sample(tmp_path):
    svg = drawn(*BY_HAND, "a.svg", folder=tmp_path)
    for number in ("0.593269992", "0.751365070", "E 0.274811083", "δ +0.138498562", "0.400000000"):
        assert number in svg
    assert "<image" not in svg


def test_it_trains_before(tmp_path):
    svg = drawn(*BY_HAND, "a.svg", "--epochs", "1", folder=tmp_path)
    assert "0.358916480" in svg
    assert "0.742088111" in svg


def test_the_ground_can_be_left_out_or_be_dark(tmp_path):
    ground = '<rect x="0" y="0" width="1040" height="600"/>'
    assert ground not in drawn(*BY_HAND, "a.svg", "--transparent", folder=tmp_path)
    dark = drawn(*BY_HAND, "b.svg", "--dark", folder=tmp_path)
    assert ground in dark
    assert "#0f1419" in dark


def test_the_whole_window_can_be_drawn(tmp_path):
    svg = drawn(*BY_HAND, "w.svg", "--view", "window", folder=tmp_path)
    assert [word for word in (">Batch size<", ">Loss plot<", ">w₅<", ">READY<") if word not in svg] == []


def test_the_window_is_drawn_at_one_fact_after_the_other(tmp_path):
    ended = nnviz("export", "threshold-network", "w.svg", "--view", "window", "--fact", "all", folder=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    for number, name in enumerate(ended.stdout.splitlines(), 1):
        assert f"Value {number} of 8" in " ".join(re.findall(r">([^<>]+)</text>", (tmp_path / name).read_text("utf-8")))
    assert number == 8


def test_a_fact_is_the_moment_at_which_it_is_known(tmp_path):
    seventh = drawn(*BY_HAND, "a.svg", "--fact", "7", folder=tmp_path)
    assert "net 1.224921404" in seventh
    assert ">1.224921404</text>" in seventh  # in the formula below
    assert "0.772928465" not in seventh
    assert "0.772928465" in drawn(*BY_HAND, "a.svg", "--fact", "8", folder=tmp_path)


def test_the_formula_of_a_fact_can_be_left_out(tmp_path):
    alone = drawn(*BY_HAND, "a.svg", "--fact", "7", "--diagram-only", folder=tmp_path)
    assert "net 1.224921404" in alone
    assert ">1.224921404</text>" not in alone


def test_all_facts_are_as_many_pictures(tmp_path):
    ended = nnviz(*BY_HAND, "walk.svg", "--fact", "all", folder=tmp_path)
    names = [f"walk-{number:02}.svg" for number in range(1, 44)]
    assert ended.stdout.split() == names
    assert sorted(path.name for path in tmp_path.iterdir()) == names


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((*BY_HAND, "a.gif"), "Cannot export a.gif: its name must end in .svg, .pdf or .png."),
        ((*BY_HAND, "no/a.svg"), "Cannot save no/a.svg: there is no folder no."),
        (("export", "nowhere", "a.svg"), "Cannot open nowhere"),
        ((*BY_HAND, "a.svg", "--epochs", "x"), "'x' is not a number of epochs"),
        (("export", "threshold-network", "a.svg", "--epochs", "1"), "step units"),
        ((*BY_HAND, "a.svg", "--fact", "44"), "has 43."),
        ((*BY_HAND, "a.svg", "--fact", "0"), "'0' is neither the number of a fact nor `all`"),
        (("export", "glyph-digits-784-128-10", "a.svg", "--fact", "all"), "they are 307,392."),
        ((*BY_HAND, "a.svg", "--view", "window", "--diagram-only"), "a window is drawn whole"),
        ((*BY_HAND,), "OUT"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_line(tmp_path, words, says):
    assert says in refused(*words, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_network_that_diverges_before_is_not_drawn(tmp_path):
    (tmp_path / "steep.json").write_text(json.dumps(DIVERGING))
    ended = nnviz("export", "steep.json", "a.svg", "--epochs", "100", folder=tmp_path)
    assert ended.returncode == 4
    assert "diverges" in ended.stderr
    assert not (tmp_path / "a.svg").exists()
