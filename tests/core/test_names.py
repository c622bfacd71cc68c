"""What nobody named is numbered, and the only hidden layer needs no number."""

from nnviz.core.names import input_names, layer_name, unit_names


def test_inputs_are_numbered_from_one():
    assert input_names(3) == ("x1", "x2", "x3")


def test_the_only_hidden_layer_has_no_number():
    assert [layer_name(index, 2) for index in range(2)] == ["hidden", "output"]
    assert [unit_names(index, 2, 2) for index in range(2)] == [("h1", "h2"), ("o1", "o2")]


def test_several_hidden_layers_are_numbered():
    assert [layer_name(index, 3) for index in range(3)] == ["hidden 1", "hidden 2", "output"]
    assert [unit_names(index, 3, 2) for index in range(3)] == [("h1_1", "h1_2"), ("h2_1", "h2_2"), ("o1", "o2")]


def test_a_network_without_hidden_layers_has_an_output():
    assert (layer_name(0, 1), unit_names(0, 1, 1)) == ("output", ("o1",))
