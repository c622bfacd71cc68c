"""By hand, key by key, in the real window: the 43 numbers stand on the screen as the decks print them."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from nnviz.ui.formula.boxes import Text

CASE = json.loads((Path(__file__).parents[1] / "golden" / "golden.json").read_text(encoding="utf-8"))["mazur_2_2_2"]
WRONG_IN_THE_DECK = "dEo2_dout_h1"  # its ninth digit comes from rounded numbers
NOT_A_STEP = "dnet_dw5"  # deck 003 writes it as a factor of its own; it is out_h1


def printed_digits() -> dict[str, tuple[str, int]]:
    """What a deck prints, and with how many digits, by the symbol of the walk."""
    found = {}
    for name, print_out in CASE["deck_printed"].items():
        if name in (WRONG_IN_THE_DECK, NOT_A_STEP):
            continue
        symbol = name
        if name.startswith("d") and "_d" in name:
            top, bottom = name.removeprefix("d").split("_d")
            top = f"out_{bottom.split('_')[1]}" if top == "out" else top.replace("Eo", "E_o")
            symbol = f"d{top}/d{bottom}"
        found[symbol] = (f"{print_out['printed']:.{print_out['digits']}f}", print_out["digits"])
    return found


def texts(window) -> list[str]:
    return [ink.what.text for ink in window.formula.canvas.sheet.inks if isinstance(ink.what, Text)]


def test_every_value_of_the_walk_is_on_the_screen_with_the_digits_of_the_decks(qtbot, window):
    printed, compared = printed_digits(), set()
    for said in CASE["walkthrough"]:
        qtbot.keyClick(window, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda: not window.shell.state.busy)
        fact = window.formula.canvas.page.fact
        assert fact.symbol.ascii == said["symbol"]
        shown = f"{said['value']:.9f}".replace("-", "\N{MINUS SIGN}")
        assert shown in texts(window), said["symbol"]
        if said["symbol"] in printed:
            text, digits = printed[said["symbol"]]
            assert f"{float(shown.replace(chr(0x2212), '-')):.{digits}f}" == text
            compared.add(said["symbol"])
    assert compared == set(printed)
    assert window.formula.canvas.page.number == 43


@pytest.mark.parametrize("number", [15, 24, 43])
def test_back_from_the_end_the_same_number_stands_there_again(qtbot, window, number):
    def go(key, times):
        for _ in range(times):
            qtbot.keyClick(window, key)
            qtbot.waitUntil(lambda: not window.shell.state.busy)

    go(Qt.Key.Key_Right, number)
    before = texts(window)
    go(Qt.Key.Key_Right, 44 - number)
    go(Qt.Key.Key_Left, 44 - number)
    assert texts(window) == before
