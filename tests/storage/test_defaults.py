"""What a file leaves out has the value that the description of the format names."""

import numpy as np
import pytest

from nnviz.core.drawing import draw_weights
from nnviz.errors import BadInput
from nnviz.storage.document import Stop, View
from nnviz.storage.network_file import decode

HEAD = '"format": "nnviz-network", "version": 1'


def opened(rest: str):
    return decode(f"{{{HEAD}, {rest}}}".encode(), "a test", None)


def test_four_names_are_enough():
    document = opened('"inputs": 2, "layers": [{"units": 3}]')
    recipe, layer = document.recipe, document.network.layers[0]
    assert (layer.activation.name, layer.initializer.name, layer.bias_initializer.name) == (
        "linear",
        "glorot_uniform",
        "zeros",
    )
    assert (recipe.loss.name, recipe.optimizer.name, recipe.rate) == ("mean_half_sse", "sgd", 0.1)
    assert (recipe.regularization.active, recipe.bias_mode, recipe.batch_size) == (False, "per_unit", 1)
    assert (recipe.shuffle, recipe.leftover, recipe.seed, recipe.precision) == (False, "smaller", 0, "float64")
    assert (document.data, document.progress, document.stop, document.view) == (None, None, Stop(), View())


@pytest.mark.parametrize("left_out", ["format", "version", "inputs", "layers"])
def test_none_of_the_four_may_be_left_out(left_out):
    given = {"format": '"nnviz-network"', "version": "1", "inputs": "2", "layers": '[{"units": 3}]'}
    text = ", ".join(f'"{key}": {value}' for key, value in given.items() if key != left_out)
    with pytest.raises(BadInput, match=left_out):
        decode(f"{{{text}}}".encode(), "a test", None)


def test_units_that_nobody_named_are_numbered():
    layers = opened('"inputs": 1, "layers": [{"units": 2}, {"units": 1}]').network.layers
    assert [layer.unit_names for layer in layers] == [("h1", "h2"), ("o1",)]
    assert [layer.name for layer in layers] == ["hidden", "output"]


def test_units_of_several_hidden_layers_carry_the_number_of_their_layer():
    layers = opened('"inputs": 1, "layers": [{"units": 1}, {"units": 2}, {"units": 1}]').network.layers
    assert [layer.unit_names for layer in layers] == [("h1_1",), ("h2_1", "h2_2"), ("o1",)]
    assert [layer.name for layer in layers] == ["hidden 1", "hidden 2", "output"]


@pytest.mark.parametrize(
    ("alias", "name"),
    [("logsig", "sigmoid"), ("tansig", "tanh"), ("purelin", "linear"), ("hardlim", "step"), ("hardlims", "sign")],
)
def test_the_other_names_of_activations_are_read(alias, name):
    layers = f'"layers": [{{"units": 1, "activation": "{alias}"}}]'
    assert opened(f'"inputs": 1, {layers}').network.layers[0].activation.name == name


def test_weights_that_are_left_out_are_drawn_by_the_seed():
    network = opened('"inputs": 2, "layers": [{"units": 3}, {"units": 1}], "seed": 7').network
    for layer, drawn in zip(network.layers, draw_weights(network, 7).layers, strict=True):
        assert np.array_equal(layer.weight, drawn.weight)
        assert not layer.bias.any()


def test_biases_that_are_left_out_are_drawn_behind_the_weights():
    normal = '"initializer": "normal", "bias_initializer": "normal"'
    drawn = opened(f'"inputs": 1, "layers": [{{"units": 2, {normal}}}]').network.layers[0]
    given = opened(f'"inputs": 1, "layers": [{{"units": 2, {normal}, "weight": [[1], [2]]}}]').network.layers[0]
    assert np.array_equal(given.weight, [[1], [2]])
    assert np.array_equal(given.bias, drawn.bias)


def test_shared_biases_are_drawn_equal():
    layers = '"layers": [{"units": 3, "bias_initializer": "normal"}], "train_bias": "shared"'
    bias = opened(f'"inputs": 1, {layers}').network.layers[0].bias
    assert bias[0] != 0
    assert np.array_equal(bias, [bias[0]] * 3)


def test_a_generator_gives_as_many_samples_as_it_wants():
    dataset = opened('"inputs": 2, "layers": [{"units": 1}], "dataset": {"generator": "xor"}').recipe.dataset
    assert dataset.samples == 500


def test_targets_can_be_the_inputs():
    dataset = opened('"inputs": 1, "layers": [{"units": 1}], "dataset": {"inputs": [[3]], "targets": "inputs"}')
    assert dataset.recipe.dataset.targets.tolist() == [[3.0]]


def test_arrays_are_in_the_precision_of_the_recipe():
    layer = opened('"inputs": 1, "layers": [{"units": 1, "weight": [[0.1]]}], "precision": "float32"').network.layers[0]
    assert (layer.weight.dtype, layer.bias.dtype) == (np.float32, np.float32)


def test_a_byte_order_mark_is_no_harm(small_text):
    assert decode(b"\xef\xbb\xbf" + small_text, "a test", None).network.depth == 2


def test_any_network_opens_even_one_that_no_gradient_can_train():
    layers = '"layers": [{"units": 2, "activation": "step"}, {"units": 1, "activation": "sign"}]'
    assert opened(f'"inputs": 1, {layers}').network.depth == 2


def test_progress_is_where_training_stood(trained):
    progress = trained.progress
    assert (progress.epoch, progress.iteration, progress.batch, progress.carried.tolist()) == (1, 3, 1, [4])
    assert progress.network is trained.network
    assert dict(progress.optimizer_state.memory)["velocity"][0].bias.tolist() == [-0.5]
    assert trained.initial.layers[0].weight.tolist() == [[0.0625]]
