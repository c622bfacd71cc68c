"""Every unit's answers over the plane of the two inputs, small on its card and large beside it."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.activations import ACTIVATIONS, activation
from nnviz.core.dataset import dataset
from nnviz.core.forward import forward
from nnviz.core.recipe import Recipe
from nnviz.data.features import with_features
from nnviz.session.commands import SetData, TryValue
from nnviz.session.state import Element, Part
from nnviz.session.update import update
from nnviz.ui.diagram.readings import read
from nnviz.ui.diagram.response_maps import Mapping, MapsWanted, has_plane
from nnviz.ui.diagram.room import Shape, picture_place, text_place
from nnviz.ui.diagram.unit_map import UnitMapper, place_of
from tests.ui.diagram.drawings import drawing_of
from tests.ui.states import example, layered, picture_data, points, running, state_of

pytestmark = pytest.mark.usefixtures("qapp")

CLOUD = np.random.RandomState(3).uniform(-2, 2, (40, 2))


def maps_of(state, playing=False):
    return Mapping().look(state.network, state.recipe.dataset, playing)


def plane_of(maps):
    """The raw inputs of every point, (points, 2)."""
    x, y, side = maps.ground.x, maps.ground.y, maps.ground.count
    across, up = np.meshgrid(np.linspace(x.low, x.high, side), np.linspace(y.low, y.high, side))
    return np.stack([across.ravel(), up.ravel()], axis=1)


@pytest.mark.parametrize("name", sorted(set(ACTIVATIONS) - {"softmax"}))
def test_every_map_is_what_the_way_forward_answers(name):
    network = layered((2, 3, 2, 1), activation(name))
    maps = maps_of(state_of(network, Recipe(dataset=points())))
    expected = [plane_of(maps), *(trace.a for trace in forward(network, plane_of(maps)))]
    wrong = [
        np.mean(np.abs(found.reshape(len(found), -1).T - a) > 1e-4 * (1 + np.abs(a)))
        for found, a in zip(maps.columns, expected, strict=True)
    ]
    assert max(wrong) < 0.01  # steps and folds may lie on the other side of a point in fewer digits


def test_features_are_maps_over_the_columns_they_are_made_of():
    data = with_features(dataset("cloud", CLOUD, CLOUD[:, :1]), ("x1", "x1*x2", "sin(x2)"), ())
    maps = maps_of(state_of(layered((3, 2, 1), activation("tanh")), Recipe(dataset=data)))
    x, y = plane_of(maps).T
    assert np.allclose(maps.columns[0].reshape(3, -1), [x, x * y, np.sin(y)], atol=1e-5)


def test_a_feature_without_a_value_is_drawn_in_the_middle():
    data = with_features(dataset("cloud", np.abs(CLOUD) + 0.01, CLOUD[:, :1]), ("log(x1)", "x2"), ())
    maps = maps_of(state_of(layered((2, 2, 1), activation("sigmoid")), Recipe(dataset=data)))
    unknown = ~np.isfinite(maps.columns[0][0])
    assert unknown.any()
    assert set(maps.levels(0, 0)[unknown].tolist()) == {128}


def test_only_two_raw_inputs_are_a_plane():
    network = layered((3, 2, 1), activation("tanh"))
    three = dataset("three", np.ones((12, 3)), np.ones((12, 1)))
    made = with_features(dataset("cloud", CLOUD, CLOUD[:, :1]), ("x1", "x2", "x1*x2"), ())
    assert [has_plane(network, data) for data in (None, three, made)] == [False, False, True]
    assert not has_plane(layered((784, 5, 10), activation("tanh")), picture_data())


@pytest.mark.parametrize(
    ("name", "ends"), [("sigmoid", (0, 1)), ("tanh", (-1, 1)), ("satlin", (0, 1)), ("sign", (-1, 1))]
)
def test_a_bounded_activation_has_the_scale_of_its_bounds(name, ends):
    scale = maps_of(state_of(layered((2, 3, 1), activation(name)), Recipe(dataset=points()))).scale(1, 0)
    assert (scale.low, scale.high) == ends


def test_the_scale_of_an_unbounded_unit_reaches_just_beyond_its_answers():
    maps = maps_of(state_of(layered((2, 6, 1), activation("relu")), Recipe(dataset=points())))
    for unit, values in enumerate(maps.columns[1]):
        scale, most = maps.scale(1, unit), values.max()
        assert scale.low == -scale.high
        assert most == 0 or most <= scale.high <= 1.5001 * most
        assert (maps.levels(1, unit) >= 127).all()  # nothing below 0 is never orange


def test_a_dead_unit_is_the_middle_everywhere():
    network = layered((2, 2, 1), activation("relu"))
    network = network.with_layer(0, network.layers[0].with_values(network.layers[0].weight, np.array([-99.0, 1.0])))
    assert set(maps_of(state_of(network, Recipe(dataset=points()))).levels(1, 0).ravel().tolist()) == {128}


def test_while_playing_the_maps_of_a_moment_ago_are_kept(monkeypatch):
    clock = [10.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    state, mapping = example("moons-2-8-1"), Mapping()
    other = state.network.with_layer(0, state.network.layers[0])
    first = mapping.look(state.network, state.recipe.dataset, True)
    assert mapping.look(other, state.recipe.dataset, True) is first
    clock[0] += 0.2
    assert mapping.look(other, state.recipe.dataset, True).network is other
    assert mapping.look(state.network, state.recipe.dataset, False).network is state.network


def test_maps_stand_in_the_units_of_clouds_not_of_truth_tables():
    assert drawing_of(running(example("moons-2-8-1"))).plan.maps
    table = drawing_of(running(example("xor-2-4-1")))
    assert table.maps is None
    assert table.arrangement.shape is Shape.CIRCLES


def test_a_choice_for_few_samples_leaves_that_for_clouds():
    few, cloud = example("xor-2-4-1").recipe.dataset, points()
    chosen = MapsWanted().chosen(few, True).chosen(cloud, False)
    assert (chosen.holds(few), chosen.holds(cloud)) == (True, False)


@pytest.mark.parametrize("name", ["moons-2-8-1", "playground", "spiral-2-8-8-1", "blobs-2-6-4"])
@pytest.mark.parametrize("size", [(676, 480), (1190, 850)])
def test_map_and_text_share_a_card(name, size):
    drawing = drawing_of(running(example(name)), size=size)
    place = drawing.arrangement
    for plan, column in zip(drawing.plan.columns, place.columns, strict=True):
        for card in column.units:
            picture = picture_place(card, drawing.em, place.lines)
            text = text_place(card, plan, drawing.em, place.lines)
            assert card.contains(picture)
            assert card.contains(text)
            assert not picture.adjusted(0, 0, -0.1, -0.1).intersects(text)


def test_where_there_is_no_room_the_text_stays_large_and_the_maps_are_left_out():
    deep = running(state_of(layered((2, *(8,) * 6, 1), activation("tanh")), Recipe(dataset=points())))
    small = drawing_of(deep, size=(676, 480))
    assert not small.plan.maps
    assert small.maps is not None  # pointing at a unit shows its map all the same
    assert drawing_of(deep, size=(1900, 1000)).plan.maps


def test_a_long_name_takes_no_room_from_the_maps():
    state = example("playground")
    heard = ("x1", "x2", "max(x1, 0)*exp(-x2^2)")
    state, _ = update(state, SetData(replace(state.data, features=heard), confirmed=True))
    assert drawing_of(running(state), size=(676, 480)).plan.maps


def test_the_map_of_a_unit_follows_a_value_that_is_tried():
    state = example("moons-2-8-1")
    tried, _ = update(state, TryValue(Element(Part.WEIGHT, 0, 3, 1), 5.0))
    before, now = drawing_of(state).maps, drawing_of(tried).maps
    assert (before.columns[1][3] != now.columns[1][3]).any()
    assert (before.columns[1][2] == now.columns[1][2]).all()


def enlarged(state, element):
    return UnitMapper().map_of(maps_of(state), element, read(state))


def test_the_line_of_an_enlarged_map_is_where_the_net_input_is_0():
    state = example("moons-2-8-1")
    found = enlarged(state, Element(Part.UNIT, 0, 5))
    picture, hidden = found.picture, state.network.layers[0]
    shares = picture.boundary.reshape(-1, 2)
    raw = np.stack([picture.x.value(shares[:, 0]), picture.y.value(shares[:, 1])], axis=1)
    assert len(raw)
    assert np.allclose(state.recipe.dataset.heard(raw) @ hidden.weight[5] + hidden.bias[5], 0, atol=1e-5)
    assert (found.title, found.note) == ("h₆", "Line: z = 0")


def test_an_enlarged_output_is_parted_between_its_targets():
    assert enlarged(example("moons-2-8-1"), Element(Part.UNIT, 1, 0)).note == "Line: a = 0.5"


def test_an_enlarged_input_has_no_line():
    found = enlarged(example("moons-2-8-1"), Element(Part.INPUT, -1, 1))
    assert not len(found.picture.boundary)
    assert (found.title, found.note) == ("x₂", "")


def test_samples_have_the_colors_of_classes_or_of_the_output_itself():
    state = example("blobs-2-6-4")
    hidden, output = (enlarged(state, Element(Part.UNIT, layer, 0)) for layer in (0, 1))
    assert (hidden.classes, output.classes) == (4, 0)
    assert len(np.unique(hidden.picture.points.kinds)) == 4
    assert len(np.unique(output.picture.points.kinds)) == 2


def test_the_sample_shown_has_a_ring():
    state = example("spiral-2-8-8-1")
    assert place_of(maps_of(state), 7) == tuple(state.recipe.dataset.raw_inputs[7])
    assert place_of(maps_of(state), None) is None


def test_weights_and_biases_have_no_map():
    state = example("moons-2-8-1")
    assert enlarged(state, Element(Part.WEIGHT, 0, 1, 1)) is None
    assert enlarged(state, Element(Part.BIAS, 0, 1)) is None


@pytest.mark.parametrize("size", [5e-324, 1e-310, 1e308, 1.7e308])
def test_numbers_near_the_ends_of_what_a_float_can_be_have_a_scale(size):
    maps = maps_of(state_of(layered((2, 2, 1), activation("linear")), Recipe(dataset=points())))
    maps = replace(maps, columns=tuple(size * np.linspace(-1, 1, a.size).reshape(a.shape) for a in maps.columns))
    assert 0 < maps.scale(1, 0).high < np.inf
    assert maps.levels(1, 0).max() <= 255
