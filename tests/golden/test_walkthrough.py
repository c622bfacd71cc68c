"""The 43 values of the lectures' walk, in their order, with the digits that the decks print."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from nnviz.core.recipe import BiasMode
from nnviz.resources import networks_folder
from nnviz.storage.network_file import read
from tests.walkthrough.walks import assert_sound, facts, named, walked

MAZUR = json.loads((Path(__file__).parent / "golden.json").read_text())["mazur_2_2_2"]
PRINTED = MAZUR["deck_printed"]
SYMBOLS = {
    "dE_dout_o1": "dE/dout_o1",
    "dout_dnet_o1": "dout_o1/dnet_o1",
    "dnet_dw5": "out_h1",
    "dE_dw5": "dE/dw5",
    "dEo1_dout_h1": "dE_o1/dout_h1",
    "dEo2_dout_h1": "dE_o2/dout_h1",
    "dE_dout_h1": "dE/dout_h1",
    "dout_dnet_h1": "dout_h1/dnet_h1",
    "dE_dw1": "dE/dw1",
}
"""Where the name of a printed number is not its symbol."""
NEW_PER_UNIT = ["w1_new", "w2_new", "w3_new", "w4_new", "b1_new", "b2_new"]
NEW_PER_UNIT += ["w5_new", "w6_new", "w7_new", "w8_new", "b3_new", "b4_new"]
NEW_SHARED = ["w1_new", "w2_new", "w3_new", "w4_new", "b1_new", "w5_new", "w6_new", "w7_new", "w8_new", "b2_new"]


def by_hand(mode=BiasMode.FROZEN):
    document = read(networks_folder() / "backpropagation-by-hand.json")
    how = replace(document.recipe, bias_mode=mode)
    return walked(document.network, how, notation=document.view.notation, symbols=document.view.symbols)


def test_the_walk_is_the_43_facts_of_the_lectures():
    wanted = MAZUR["walkthrough"]
    found = facts(by_hand())
    assert [fact.symbol.ascii for fact in found] == [fact["symbol"] for fact in wanted]
    assert [fact.place.mark.phase.name.lower() for fact in found] == [fact["phase"] for fact in wanted]
    assert [fact.value for fact in found] == pytest.approx([fact["value"] for fact in wanted], rel=1e-12, abs=1e-14)
    assert_sound(by_hand())


@pytest.mark.parametrize("name", PRINTED)
def test_a_value_is_shown_with_the_digits_of_the_deck(name):
    digits = PRINTED[name]["digits"]
    shown = named(by_hand(), SYMBOLS.get(name, name)).shown(digits).replace("−", "-")
    if name == "dEo2_dout_h1":
        assert shown == "-0.019049118"  # the deck's ...119 comes from rounded numbers
    else:
        assert shown == f"{PRINTED[name]['printed']:.{digits}f}"


def test_rule_numbers_and_code_of_one_gradient():
    fact = named(by_hand(), "dE/dw5")
    assert fact.text(9) == "∂E/∂w₅ = δ(o₁) · out(h₁) = 0.138498562 × 0.593269992 = 0.082167041"
    assert fact.code == "dW[2][0, 0] = delta[2][n, 0] * a[1][n, 0]"


def test_hidden_gradients_use_the_old_weights():
    new = [named(by_hand(), f"w{number}_new").value for number in range(1, 5)]
    wrong = MAZUR["negative_test_wrong_if_updated_w2_used"]["w1_to_w4"]
    assert all(abs(one - other) > 1e-5 for one, other in zip(new, wrong, strict=True))
    assert named(by_hand(), "dE_o1/dout_h1").text(4).endswith("= δ(o₁) · w₅ = 0.1385 × 0.4000 = 0.0554")


BIASES = {
    BiasMode.PER_UNIT: {"b3_new": 0.530750719, "b4_new": 0.619049118, "b1_new": 0.345614323, "b2_new": 0.345022873},
    BiasMode.SHARED: {"b2_new": 0.549799837, "b1_new": 0.340637195},
}


@pytest.mark.parametrize("mode", BIASES)
def test_biases_that_train_have_their_facts_and_come_out_as_the_lectures_say(mode):
    walk = by_hand(mode)
    assert_sound(walk)
    new = {fact.symbol.ascii: round(fact.value, 9) for fact in facts(walk) if fact.symbol.ascii in BIASES[mode]}
    assert new == BIASES[mode]


def test_the_gradient_of_a_bias_comes_after_those_of_the_weights_of_its_unit():
    symbols = [fact.symbol.ascii for fact in facts(by_hand(BiasMode.PER_UNIT))]
    for before, bias, after in (
        ("dE/dw6", "dE/db3", "dE/dout_o2"),
        ("dE/dw8", "dE/db4", "dE_o1/dout_h1"),
        ("dE/dw2", "dE/db1", "dE_o1/dout_h2"),
        ("dE/dw4", "dE/db2", "w1_new"),
    ):
        at = symbols.index(bias)
        assert symbols[at - 1 : at + 2] == [before, bias, after]
    assert symbols[-12:] == NEW_PER_UNIT


def test_the_gradient_of_a_shared_bias_comes_after_the_last_unit_of_its_layer():
    symbols = [fact.symbol.ascii for fact in facts(by_hand(BiasMode.SHARED))]
    assert symbols[symbols.index("dE/db2") - 1 :][:3] == ["dE/dw8", "dE/db2", "dE_o1/dout_h1"]
    assert symbols[symbols.index("dE/db1") - 1 :][:3] == ["dE/dw4", "dE/db1", "w1_new"]
    assert symbols[-10:] == NEW_SHARED
    assert named(by_hand(BiasMode.SHARED), "dE/db2").text(4) == "∂E/∂b₂ = δ(o₁) + δ(o₂) = 0.1385 + (−0.0381) = 0.1004"
