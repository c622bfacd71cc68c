"""Weights and biases are called as the decks call them."""

from dataclasses import replace

import pytest

from nnviz.core.losses import LOSSES
from nnviz.core.recipe import BiasMode
from nnviz.resources import networks_folder
from nnviz.storage.network_file import read
from nnviz.walkthrough.notation import Names, Notation, Symbols, has_one_bias, subscripted


def example(name: str):
    return read(networks_folder() / f"{name}.json").network


def test_weights_are_numbered_row_by_row_through_all_layers():
    names = Names(example("backpropagation-by-hand"), BiasMode.FROZEN)
    assert [names.weight(0, j, i) for j in range(2) for i in range(2)] == ["w₁", "w₂", "w₃", "w₄"]
    assert names.weight(1, 1, 0) == "w₇"


def test_a_layer_with_equal_frozen_biases_has_one_bias():
    network = example("backpropagation-by-hand")
    assert has_one_bias(network.layers[0], BiasMode.FROZEN)
    assert not has_one_bias(network.layers[0], BiasMode.PER_UNIT)
    frozen, own = Names(network, BiasMode.FROZEN), Names(network, BiasMode.PER_UNIT)
    assert [frozen.bias(0, 1), frozen.bias(1, 0)] == ["b₁", "b₂"]
    assert [own.bias(0, 1), own.bias(1, 0)] == ["b₂", "b₃"]


@pytest.mark.parametrize(
    ("notation", "weight", "bias"),
    [
        (Notation.LAYERED, "W₂₁⁽²⁾", "b₂⁽²⁾"),
        (Notation.TO_FROM, "w₂₁⁽²⁾", "b₂⁽²⁾"),
        (Notation.FROM_TO, "w₁₂⁽²⁾", "b₂⁽²⁾"),
        (Notation.NUMBERED, "w₇", "b₄"),
    ],
)
def test_each_notation_orders_the_indices_its_way(notation, weight, bias):
    names = Names(example("backpropagation-by-hand"), BiasMode.PER_UNIT, notation)
    assert names.weight(1, 1, 0) == weight
    assert names.bias(1, 1) == bias


def test_a_bias_can_be_the_weight_of_x0():
    names = Names(example("three-three-one"), BiasMode.PER_UNIT, Notation.LAYERED, "x0")
    assert names.bias(0, 2) == "W₃₀⁽¹⁾"


@pytest.mark.parametrize(
    ("notation", "mode", "biases"),
    [
        (Notation.LAYERED, BiasMode.PER_UNIT, ["W₁₀⁽¹⁾", "W₂₀⁽¹⁾", "W₁₀⁽²⁾"]),
        (Notation.TO_FROM, BiasMode.PER_UNIT, ["w₁₀⁽¹⁾", "w₂₀⁽¹⁾", "w₁₀⁽²⁾"]),
        (Notation.FROM_TO, BiasMode.PER_UNIT, ["w₀₁⁽¹⁾", "w₀₂⁽¹⁾", "w₀₁⁽²⁾"]),
        (Notation.NUMBERED, BiasMode.PER_UNIT, ["w₀,₁", "w₀,₂", "w₀,₃"]),
        (Notation.LAYERED, BiasMode.SHARED, ["W₀⁽¹⁾", "W₀⁽¹⁾", "W₁₀⁽²⁾"]),
        (Notation.NUMBERED, BiasMode.SHARED, ["w₀,₁", "w₀,₁", "w₀,₂"]),
    ],
)
def test_the_weights_of_x0_follow_every_notation(notation, mode, biases):
    names = Names(example("xor-2-2-1"), mode, notation, "x0")
    assert [names.bias(0, 0), names.bias(0, 1), names.bias(1, 0)] == biases


def test_the_only_bias_of_a_network_is_w0():
    network = example("linear-regression")
    unnamed = network.with_layer(0, replace(network.layers[0], weight_names=None, bias_names=None))
    assert Names(unnamed, bias_as="x0").bias(0, 0) == "w₀"


def test_units_named_by_numbers_need_no_mark_of_the_layer():
    network = example("threshold-network")
    layers = tuple(replace(layer, weight_names=None) for layer in network.layers)
    names = Names(replace(network, layers=layers), BiasMode.PER_UNIT, Notation.FROM_TO)
    assert [names.weight(0, 0, 1), names.weight(1, 0, 1)] == ["w₂₃", "w₄₅"]


def test_large_indices_are_kept_apart():
    names = Names(example("glyph-digits-784-128-10"), BiasMode.PER_UNIT, Notation.LAYERED)
    assert names.weight(0, 11, 2) == "W₁₂,₃⁽¹⁾"


def test_names_of_the_file_win():
    names = Names(example("threshold-network"), BiasMode.PER_UNIT, Notation.NUMBERED)
    assert names.weight(0, 1, 0) == "w₁₄"


def test_only_names_that_end_in_numbers_are_subscripted():
    assert [subscripted(name) for name in ("i1", "h2_10", "y", "size", "7", "x1 squared")] == [
        "i₁", "h₂,₁₀", "y", "size", "7", "x1 squared",
    ]  # fmt: skip


def test_symbols_name_the_net_input_and_the_output():
    assert (Symbols.NET_OUT.net_input, Symbols.NET_OUT.output) == ("net", "out")


@pytest.mark.parametrize(
    ("symbols", "activation", "loss"),
    [
        (Symbols.Z_A, "a_k = e^z_k / sum_j e^z_j", "E = 1/N Σₙ Σₖ (a − y)²"),
        (Symbols.A_O, "o_k = e^a_k / sum_j e^a_j", "E = 1/N Σₙ Σₖ (o − y)²"),
        (Symbols.NET_OUT, "out_k = e^net_k / sum_j e^net_j", "E = 1/N Σₙ Σₖ (out − t)²"),
        (Symbols.V_Y, "y_k = e^v_k / sum_j e^v_j", "E = 1/N Σₙ Σₖ (y − t)²"),
    ],
)
def test_formulas_are_written_in_the_symbols_and_no_two_things_share_one(symbols, activation, loss):
    assert symbols.written("a_k = e^z_k / sum_j e^z_j") == activation
    assert symbols.written(LOSSES["mean_sse"].formula) == loss


def test_words_in_formulas_are_not_symbols():
    assert Symbols.NET_OUT.written("a = max(0, z) if alpha > 0, else tanh(z/2)") == (
        "out = max(0, net) if alpha > 0, else tanh(net/2)"
    )


def test_a_file_may_count_its_layers_from_0():
    names = Names(example("backpropagation-by-hand"), BiasMode.PER_UNIT, Notation.LAYERED, first_layer=0)
    assert names.weight(1, 0, 1).endswith("⁽¹⁾")
