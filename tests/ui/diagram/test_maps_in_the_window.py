"""Maps in the neurons, as a class sees them: switched, pointed at, live, exported, and hidden while asked about."""

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from nnviz.core.activations import activation
from nnviz.core.dataset import dataset
from nnviz.core.recipe import Recipe
from nnviz.data.features import with_features
from nnviz.session.commands import SetStepSize
from nnviz.session.predicting import open_question
from nnviz.session.state import StepSize
from nnviz.ui.diagram.diagram_panel import DiagramPanel
from nnviz.ui.diagram.maps_item import MapsItem
from nnviz.ui.diagram.response_maps import MapsWanted
from nnviz.ui.diagram.room import Shape, picture_place
from nnviz.ui.exporting import SVG
from nnviz.ui.theme import LIGHT
from nnviz.walkthrough.predict import Scope
from tests.ui.states import layered, running, state_of


@pytest.fixture
def moons(open_window):
    return open_window("moons-2-8-1")


def places_of(window, column, place):
    """Where a unit stands in the view, and its map."""
    drawing, view = window.diagram.drawing, window.diagram.view
    card = drawing.arrangement.columns[column].units[place]
    picture = picture_place(card, drawing.em, drawing.arrangement.lines)
    return tuple(view.mapFromScene(rect).boundingRect() for rect in (card, picture))


def point_at(window, column, place, qtbot):
    _, picture = places_of(window, column, place)
    QTest.mouseMove(window.diagram.view.viewport(), picture.center())
    qtbot.waitUntil(window.diagram.pointing.cards.text.isVisible)


def blue_and_orange(window, column, place):
    """How many pixels of a unit's map are clearly blue, and how many are clearly orange."""
    _, picture = places_of(window, column, place)
    image = window.diagram.view.viewport().grab(picture).toImage()
    colors = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    far = [color.blue() - color.red() for color in colors]
    return sum(value > 100 for value in far), sum(value < -100 for value in far)


def test_a_click_takes_the_maps_away_and_brings_them_back(moons, qtbot, settings):
    assert min(blue_and_orange(moons, 0, 0)) > 20
    qtbot.mouseClick(moons.diagram.maps_switch, Qt.MouseButton.LeftButton)
    assert moons.diagram.drawing.maps is None
    assert settings.maps == MapsWanted(of_clouds=False)
    qtbot.mouseClick(moons.diagram.maps_switch, Qt.MouseButton.LeftButton)
    assert min(blue_and_orange(moons, 0, 0)) > 20
    assert settings.maps == MapsWanted()


def test_the_choice_is_remembered(settings, open_window):
    settings.maps = MapsWanted(of_clouds=False, of_few=True)
    assert open_window("moons-2-8-1").diagram.drawing.maps is None
    assert open_window("xor-2-4-1").diagram.drawing.plan.maps


def test_a_key_and_the_view_menu_switch_the_maps(moons, qtbot):
    qtbot.keyClick(moons, Qt.Key.Key_M)
    assert not moons.diagram.maps_switch.isChecked()
    moons.view_menu.aboutToShow.emit()
    assert not moons.view_menu.maps.isChecked()
    moons.view_menu.maps.trigger()
    assert moons.diagram.drawing.plan.maps


def test_without_a_plane_there_is_no_switch(open_window, qtbot):
    window = open_window("three-three-one")
    assert not window.diagram.maps_switch.isVisible()
    window.view_menu.aboutToShow.emit()
    assert not window.view_menu.maps.isEnabled()
    window.view_menu.aboutToHide.emit()
    qtbot.keyClick(window, Qt.Key.Key_M)
    assert window.diagram.drawing.maps is None


def test_a_truth_table_has_circles_until_its_maps_are_asked_for(open_window, qtbot):
    window = open_window("xor-2-2-1")
    assert window.diagram.drawing.arrangement.shape is Shape.CIRCLES
    qtbot.mouseClick(window.diagram.maps_switch, Qt.MouseButton.LeftButton)
    assert window.diagram.drawing.arrangement.shape is Shape.CARDS
    assert max(blue_and_orange(window, 0, 0)) > 20


@pytest.mark.parametrize(("column", "place", "title"), [(0, 1, "x₂"), (1, 3, "h₄"), (2, 0, "y")])
def test_pointing_at_a_unit_enlarges_its_map_beside_it(moons, qtbot, column, place, title):
    point_at(moons, column, place, qtbot)
    card = moons.diagram.pointing.cards.map
    assert card.isVisible()
    assert card.shown.title == title
    assert min(card.width(), card.height()) > 180
    assert not card.geometry().intersects(places_of(moons, column, place)[0])
    assert not card.geometry().intersects(moons.diagram.pointing.cards.text.geometry())
    QTest.mouseMove(moons.diagram.view.viewport(), QPoint(3, 3))
    qtbot.waitUntil(lambda: not card.isVisible())


def test_maps_follow_the_run_small_and_large(moons, qtbot):
    point_at(moons, 1, 0, qtbot)
    card = moons.diagram.pointing.cards.map
    small, large = moons.diagram.drawing.maps, card.shown
    moons.shell.send(SetStepSize(StepSize.ITERATION))
    qtbot.keyClick(moons, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: (card.shown.picture.levels != large.picture.levels).any())
    qtbot.keyClick(moons, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not moons.shell.state.busy and not moons.shell.state.playing)
    assert (moons.diagram.drawing.maps.columns[1] != small.columns[1]).any()
    assert moons.diagram.drawing.maps.network is moons.shell.state.network_seen  # at rest it is no picture of before


def test_at_rest_nothing_is_made_anew(moons, qtbot):
    maps = moons.diagram.drawing.maps
    item = next(item for item in moons.diagram.view.items() if isinstance(item, MapsItem))
    moons.diagram.grab()
    images = dict(item._images)
    point_at(moons, 1, 2, qtbot)
    moons.diagram.grab()
    assert moons.diagram.drawing.maps is maps
    assert all(item._images[unit] is image for unit, image in images.items())


def test_no_map_tells_what_is_asked_about(moons, qtbot):
    moons.shell.send(SetStepSize(StepSize.VALUE))
    moons.aside.predict.asking.scopes[list(Scope).index(Scope.ACTIVATIONS)].trigger()
    for _ in range(8):
        qtbot.keyClick(moons, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda: not moons.shell.state.busy)
        if open_question(moons.shell.state) is not None:
            break
    assert open_question(moons.shell.state) is not None
    assert moons.diagram.drawing.maps is None
    assert max(blue_and_orange(moons, 1, 0)) == 0
    assert moons.diagram.drawing.plan.maps  # their room stays: nothing moves
    point_at(moons, 1, 0, qtbot)
    assert not moons.diagram.pointing.cards.map.isVisible()


def test_an_exported_diagram_has_the_maps_of_the_window(moons, qtbot, qapp):
    def images():
        moons.exporting.copy()
        return qapp.clipboard().mimeData().data(SVG).data().count(b"<image")

    assert images() == 11
    qtbot.mouseClick(moons.diagram.maps_switch, Qt.MouseButton.LeftButton)
    assert images() == 0


def test_without_room_for_both_cards_the_pointer_says_which(qtbot):
    random = np.random.RandomState(4)
    cloud = dataset("cloud", random.uniform(-2, 2, (40, 2)), random.choice([-1.0, 1.0], (40, 1)))
    data = with_features(cloud, ("x1", "x2", "x1^2", "x1*x2", "sin(x1)"), ())
    window = SimpleNamespace(diagram=DiagramPanel(LIGHT))
    qtbot.addWidget(window.diagram)
    window.diagram.resize(690, 560)
    window.diagram.show()
    qtbot.waitExposed(window.diagram)
    window.diagram.render(running(state_of(layered((5, 4, 1), activation("tanh")), Recipe(dataset=data))))
    cards, (card, picture) = window.diagram.pointing.cards, places_of(window, 1, 1)
    QTest.mouseMove(window.diagram.view.viewport(), picture.center())
    qtbot.waitUntil(lambda: cards.map.isVisible() and not cards.text.isVisible())
    assert not cards.map.geometry().intersects(card)
    QTest.mouseMove(window.diagram.view.viewport(), QPoint(card.right() - 20, card.top() + 8))
    qtbot.waitUntil(lambda: cards.text.isVisible() and not cards.map.isVisible())


def test_an_enlarged_map_stands_still_while_the_network_runs(moons, qtbot):
    point_at(moons, 1, 0, qtbot)
    card, text = moons.diagram.pointing.cards.map, moons.diagram.pointing.cards.text
    qtbot.keyClick(moons, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "∂E/∂a" in text.text())
    place, shown = card.geometry(), card.shown
    qtbot.waitUntil(lambda: card.shown is not shown)
    assert card.geometry() == place
    qtbot.keyClick(moons, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not moons.shell.state.busy and not moons.shell.state.playing)
