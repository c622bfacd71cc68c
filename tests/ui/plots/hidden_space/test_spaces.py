"""Where samples stand in the space of each layer: the numbers behind the picture."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.activations import ACTIVATIONS, activation
from nnviz.core.arrays import frozen
from nnviz.core.dataset import dataset
from nnviz.core.features import Features
from nnviz.core.forward import forward
from nnviz.core.response import responses
from nnviz.data.standardize import standardized
from nnviz.storage.document import View
from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.hidden_space.boundary import cut
from nnviz.ui.plots.hidden_space.ground import BENDS, ground
from nnviz.ui.plots.hidden_space.making import drawn, shots_of
from nnviz.ui.plots.hidden_space.spaces import calm
from nnviz.ui.plots.hidden_space.stages import Stage, last_hidden, stages_of
from nnviz.ui.plots.hidden_space.threshold import threshold
from tests.ui.states import layered

TANH, SIGMOID = activation("tanh"), activation("sigmoid")


def points(inputs=2, samples=40, outputs=1):
    random = np.random.RandomState(4)
    targets = random.choice([0.0, 1.0], (samples, outputs))
    return dataset("points", random.uniform(-1, 1, (samples, inputs)), targets, np.arange(samples - 5, samples))


def shots(network, data, net_inputs=False, row=0, before=None):
    prepared = ground(network, data) if before is None else before.ground
    return shots_of(prepared, network, stages_of(network, net_inputs), row, before)


def numbers(space, places):
    """Values along the axes of a space, back from places."""
    low = np.array([span.low for span in space.spans])
    high = np.array([span.high for span in space.spans])
    return low + (places[:, : len(low)] + 1) / 2 * (high - low)


# --- stages -----------------------------------------------------------------------------------------------------------


def test_the_way_leads_through_every_layer_and_if_wished_through_the_net_inputs():
    net = layered((2, 3, 1), TANH, activation("linear"))
    assert stages_of(net, False) == (Stage(), Stage(0), Stage(1))
    assert stages_of(net, True) == (Stage(), Stage(0, True), Stage(0), Stage(1))
    assert last_hidden(stages_of(net, True)) == 2
    assert last_hidden(stages_of(layered((2, 1), SIGMOID), True)) == 0


@pytest.mark.parametrize("hidden", [1, 2, 3])
def test_up_to_three_units_are_the_axes_themselves(hidden):
    net, data = layered((2, hidden, 1), TANH), points()
    space = shots(net, data).spaces[1]
    expected = forward(net, data.inputs)[0].a
    np.testing.assert_allclose(numbers(space, space.samples), expected, atol=1e-12)
    assert (hidden == 1) == bool(space.samples[:, 1].std() > 0 and len(space.spans) == 1)


def test_more_units_are_seen_along_the_axes_of_the_singular_value_decomposition():
    net, data = layered((3, 7, 1), TANH), points(3)
    space = shots(net, data).spaces[1]
    a = forward(net, data.inputs)[0].a
    u, s, _ = np.linalg.svd(a - a.mean(axis=0), full_matrices=False)
    np.testing.assert_allclose(np.abs(numbers(space, space.samples)), np.abs(u[:, :2] * s[:2]), atol=1e-9)
    np.testing.assert_allclose(space.principal.shares, s[:2] ** 2 / (s**2).sum(), atol=1e-12)
    assert space.spans[0] == space.spans[1]


def test_net_inputs_are_weighed_sums():
    net, data = layered((2, 2, 1), TANH), points()
    space = shots(net, data, net_inputs=True).spaces[1]
    np.testing.assert_allclose(numbers(space, space.samples), forward(net, data.inputs)[0].z, atol=1e-12)


def test_the_grid_is_straight_at_the_inputs_and_goes_through_the_layers():
    net, data = layered((2, 2, 1), TANH), points()
    shot = shots(net, data)
    lines = shot.spaces[0].grid.reshape(-1, BENDS, 3)
    assert np.ptp(lines, axis=1)[:, :2].min(axis=1).max() < 1e-12  # each is upright or level
    np.testing.assert_allclose(np.abs(lines).max(), 1)  # from edge to edge
    hidden = responses(net, shot.ground.grid)[0].T
    np.testing.assert_allclose(numbers(shot.spaces[1], shot.spaces[1].grid), hidden, atol=1e-12)


def test_one_input_is_a_line_and_three_have_no_grid():
    assert ground(layered((1, 2, 1), TANH), points(1)).grid.shape == (1, BENDS)
    assert ground(layered((3, 2, 1), TANH), points(3)).grid.shape == (3, 0)


def test_five_hundred_samples_are_drawn_at_most_and_evenly_chosen():
    marks = ground(layered((2, 2, 1), TANH), points(samples=3000)).marks
    assert marks.count == 500
    assert set(np.diff(marks.rows)) <= {6, 7}
    assert ground(layered((2, 300, 1), TANH), points(samples=3000)).marks.count == 160


class Root:
    """A feature that is not known on the left."""

    def values(self, columns):
        return np.where(columns[:, 0] < 0, np.nan, np.sqrt(np.abs(columns[:, 0])))


class Product:
    def values(self, columns):
        return columns[:, 0] * columns[:, 1]


def test_the_grid_is_of_the_raw_inputs_from_which_features_are_made():
    raw = points()
    inputs = np.stack([np.abs(raw.inputs[:, 0]), raw.inputs.prod(axis=1)], axis=1)
    made = Features(np.abs(raw.inputs), raw.targets, raw.input_names, raw.target_names, (Root(), Product()))
    shot = shots(layered((2, 2, 1), TANH), replace(raw, inputs=frozen(inputs), features=made))
    lines = shot.spaces[0].grid.reshape(-1, BENDS, 3)
    values = numbers(shot.spaces[0], shot.spaces[0].grid).reshape(-1, BENDS, 2)
    x1, x2 = np.linspace(shot.ground.plane[0].low, shot.ground.plane[0].high, BENDS), shot.ground.plane[1].low
    np.testing.assert_allclose(
        values[0, x1 >= 0], np.stack([np.sqrt(np.abs(x1)), x1 * x2], axis=1)[x1 >= 0], atol=1e-12
    )
    assert np.isnan(lines[0, x1 < 0]).all()
    assert all(np.isnan(space.grid).any() for space in shot.spaces)


# --- the way ----------------------------------------------------------------------------------------------------------


def test_the_way_begins_and_ends_at_the_layers_and_is_straight():
    shot = shots(layered((2, 2, 2, 1), TANH), points())
    here, middle, there = (drawn(shot, position, View()) for position in (1.0, 1.25, 2.0))
    assert (here.samples == shot.spaces[1].samples).all()
    assert (there.samples == shot.spaces[2].samples).all()
    np.testing.assert_allclose(middle.samples, 0.75 * here.samples + 0.25 * there.samples)
    np.testing.assert_allclose(middle.lines, 0.75 * here.lines + 0.25 * there.lines)
    assert (len(here.axes), len(middle.axes)) == (2, 0)


def test_the_end_of_the_way_is_the_last_layer():
    shot = shots(layered((2, 2, 3), TANH), points(outputs=3))
    assert (drawn(shot, 2.0, View()).samples == shot.spaces[2].samples).all()
    assert drawn(shot, 2.0, View()).depth == 1
    assert drawn(shot, 1.5, View()).depth == 0.5


def test_axes_are_named_by_the_units_or_as_principal_axes():
    shot = shots(layered((2, 2, 5, 1), TANH), points())
    names = [[axis.name for axis in drawn(shot, place, View()).axes] for place in range(4)]
    assert names[:2] == [["x1", "x2"], ["a(h1,₁)", "a(h1,₂)"]] or names[1][0].startswith("a")
    assert names[2][0].startswith("first principal axis (")
    assert names[2][0].endswith("% of the variance)")
    assert names[2][1].startswith("second principal axis (")


def test_the_inputs_have_their_original_units():
    data = points()
    shot = shots(layered((2, 2, 1), TANH), standardized(replace(data, inputs=frozen(100 + 50 * data.inputs))))
    axis = drawn(shot, 0.0, View()).axes[0]
    assert 30 < axis.span.low < 100 < axis.span.high < 170
    assert np.abs(shot.spaces[0].samples).max() < 1


# --- nothing flips ----------------------------------------------------------------------------------------------------


def mirrored(network):
    """The same network with the signs of all hidden activations turned: its principal axes are the same lines."""
    first, last = network.layers
    return replace(
        network,
        layers=(
            first.with_values(-first.weight, -first.bias),
            last.with_values(-last.weight, last.bias),
        ),
    )


def test_nothing_flips_while_the_weights_move():
    net, data = layered((2, 9, 1), TANH), points()
    before = shots(net, data)
    random = np.random.RandomState(0)
    for _ in range(60):
        first = net.layers[0]
        weight = first.weight + random.normal(0, 0.02, first.weight.shape)
        net = net.with_layer(0, first.with_values(weight, first.bias))
        after = shots(net, data, before=before)
        overlap = before.spaces[1].principal.directions @ after.spaces[1].principal.directions.T
        assert (overlap.diagonal() > 0.7).all()
        before = after


def test_axes_keep_their_direction_even_where_the_leading_two_change_places():
    net, data = layered((2, 4, 1), activation("linear")), points()
    strong, weak = np.array([[1, 0.9], [1, 1], [1, 1], [1, 1]]), np.array([[0.9, 1], [1, 1], [1, 1], [1, 1]])
    weights = [frozen(side * np.array([[1, 1], [1, -1], [0, 0], [0, 0]])) for side in (strong, weak)]
    nets = [net.with_layer(0, net.layers[0].with_values(weight, net.layers[0].bias)) for weight in weights]
    before = shots(nets[0], data)
    after = shots(nets[1], data, before=before)
    overlap = before.spaces[1].principal.directions @ after.spaces[1].principal.directions.T
    assert (overlap.diagonal() > 0.5).all()


def test_the_first_picture_lies_as_the_inputs_do():
    net, data = layered((2, 9, 1), TANH), points()
    for network in (net, mirrored(net)):
        shot = shots(network, data)
        together = (shot.spaces[0].samples * shot.spaces[1].samples).sum(axis=0)
        assert (together[:2] >= 0).all()


def test_an_axis_rests_while_its_values_move_a_little():
    assert calm(0.02, 3.31) == calm(0.05, 3.45)
    assert calm(0.0, 3.3).low <= 0 < 3.3 <= calm(0.0, 3.3).high
    assert calm(2.0, 2.0).low < 2 < calm(2.0, 2.0).high


# --- the boundary -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name not in ("maxout", "softmax", "radbas")])
def test_the_threshold_is_where_the_activation_passes_the_level(name):
    kind = activation(name)
    z = threshold(kind, 0.5)
    below, above = (float(kind.value(np.array([[z + side]]))[0, 0]) for side in (-1e-6, 1e-6))
    assert below <= 0.5 + 1e-9
    assert above >= 0.5 - 1e-9


def test_what_never_passes_a_level_or_passes_it_twice_has_no_threshold():
    assert threshold(SIGMOID, 1.5) is None
    assert threshold(activation("radbas"), 0.5) is None


@pytest.mark.parametrize("hidden", [1, 2, 3])
def test_the_cut_is_where_the_output_is_in_the_middle(hidden):
    net, data = layered((2, hidden, 1), SIGMOID), points()
    output = net.layers[1]
    net = net.with_layer(1, output.with_values(4 * output.weight, -4 * output.weight @ np.full(hidden, 0.5)))
    shot = shots(net, data)
    ends = cut(shot.ground, net, shot.spaces[1])
    assert len(ends) >= 2
    a = numbers(shot.spaces[1], ends)
    np.testing.assert_allclose(a @ net.layers[1].weight.T + net.layers[1].bias, 0, atol=1e-9)
    np.testing.assert_allclose(np.abs(ends).max(), 1)


def test_a_linear_output_is_cut_where_it_is_between_both_targets():
    net, data = layered((2, 2, 1), TANH, activation("linear")), points()
    shot = shots(net, data)
    a = numbers(shot.spaces[1], cut(shot.ground, net, shot.spaces[1]))
    np.testing.assert_allclose(a @ net.layers[1].weight.T + net.layers[1].bias, 0.5, atol=1e-9)


def test_the_boundary_over_the_inputs_comes_to_lie_on_the_cut():
    net = layered((2, 2, 1), TANH, SIGMOID)
    middle = forward(net, np.zeros((1, 2)))[0].a[0]
    shot = shots(net.with_bias(1, 0, -float(net.layers[1].weight[0] @ middle)), points())
    ends, pieces = cut(shot.ground, shot.network, shot.spaces[1]), shot.curves[1].reshape(-1, 3)
    assert len(pieces) > 20
    across, up = (ends[1] - ends[0])[:2]
    off = (pieces - ends[0])[:, :2] @ np.array([up, -across]) / np.hypot(across, up)
    assert np.abs(off).max() < 2e-3


def test_values_have_no_boundary():
    shot = shots(layered((2, 2, 1), TANH), dataset("curve", points().inputs, points().inputs[:, :1]))
    assert [curve.shape for curve in shot.curves] == [(0, 2, 3)] * 3
    assert len(cut(shot.ground, shot.network, shot.spaces[1])) == 0


def test_a_frame_without_the_cut_has_none():
    net = layered((2, 2, 1), SIGMOID)
    net = net.with_layer(1, net.layers[1].with_values(np.ones((1, 2)), np.array([9.0])))
    shot = shots(net, points())
    assert cut(shot.ground, net, shot.spaces[1]).shape == (0, 3)
    assert shot.spaces[1].spans[0] == Span(-0.05, 1.05)
