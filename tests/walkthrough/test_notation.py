"""Weights and biases are called as the decks call them."""

import pytest

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
        (Notation.LAYERED, "w₂₁⁽²⁾", "b₂⁽²⁾"),
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
    assert names.bias(0, 2) == "w₃₀⁽¹⁾"


def test_large_indices_are_kept_apart():
    names = Names(example("glyph-digits-784-128-10"), BiasMode.PER_UNIT, Notation.LAYERED)
    assert names.weight(0, 11, 2) == "w₁₂,₃⁽¹⁾"


def test_names_of_the_file_win():
    names = Names(example("threshold-network"), BiasMode.PER_UNIT, Notation.NUMBERED)
    assert names.weight(0, 1, 0) == "w₁₄"


def test_only_names_that_end_in_numbers_are_subscripted():
    assert [subscripted(name) for name in ("i1", "h2_10", "y", "size", "7", "x1 squared")] == [
        "i₁", "h₂,₁₀", "y", "size", "7", "x1 squared",
    ]  # fmt: skip


def test_symbols_name_the_net_input_and_the_output():
    assert (Symbols.NET_OUT.net_input, Symbols.NET_OUT.output) == ("net", "out")


def test_a_file_may_count_its_layers_from_0():
    names = Names(example("backpropagation-by-hand"), BiasMode.PER_UNIT, Notation.LAYERED, first_layer=0)
    assert names.weight(1, 0, 1).endswith("⁽¹⁾")
