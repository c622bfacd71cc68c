"""A space seen by a camera: projection, order, and what is written at its box."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPicture, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from nnviz.ui.plots.frame import Span
from nnviz.ui.plots.space.box import Box, scaffold
from nnviz.ui.plots.space.camera import LEAST_ZOOM, MOST_ZOOM, Camera
from nnviz.ui.plots.space.canvas import SpaceCanvas
from nnviz.ui.plots.space.sheet import Sheet, back_to_front, far_edges, hidden, light
from nnviz.ui.plots.space.spots import Spots, paint_spots
from nnviz.ui.plots.space.view import View, fitted
from nnviz.ui.theme import LIGHT

ROOM = QRectF(0, 0, 420, 400)
SIDES = (1.0, 1.0, 0.7)
BOX = Box((Span(-6, 6), Span(0, 1), Span(-1, 1)), ("petal length", "x2", "y"), SIDES)
CAMERAS = st.builds(Camera, st.floats(-180, 180), st.floats(-90, 90))


@pytest.fixture
def canvas(qtbot):
    canvas = SpaceCanvas(LIGHT, Camera())
    qtbot.addWidget(canvas)
    canvas.resize(300, 300)
    canvas.show()
    qtbot.waitExposed(canvas)
    return canvas


# --- the camera -------------------------------------------------------------------------------------------------------


@given(CAMERAS)
def test_right_up_and_toward_stand_square_to_one_another(camera):
    np.testing.assert_allclose(camera.axes @ camera.axes.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(camera.axes) == pytest.approx(1.0)
    assert camera.axes[0, 2] == 0  # the floor stays level


@given(CAMERAS)
def test_upright_things_stand_upright(camera):
    foot, head = fitted(ROOM, camera, SIDES).screen(np.array([[0.3, 0.2, -0.5], [0.3, 0.2, 0.5]]))
    assert head[0] == pytest.approx(foot[0])
    assert head[1] <= foot[1] + 1e-9


def test_from_above_the_picture_is_a_map():
    view = fitted(ROOM, Camera(-90.0, 90.0), SIDES)
    right, up, higher = view.screen(np.eye(3)) - np.array(view.center)
    assert right[0] > 0
    assert up[1] < 0  # on the screen y grows downwards
    np.testing.assert_allclose([right[1], up[0], *higher], 0, atol=1e-9)


@given(CAMERAS)
def test_of_two_points_in_one_place_the_one_towards_the_viewer_is_nearer(camera):
    view = fitted(ROOM, camera, SIDES)
    far = np.array([0.1, -0.4, 0.2])
    near = far + 0.5 * camera.axes[2]
    np.testing.assert_allclose(view.screen(near), view.screen(far), atol=1e-9)
    assert view.depth(near) > view.depth(far)


@given(CAMERAS)
def test_the_box_fills_the_room_and_no_more(camera):
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-0.7, 0.7)])
    seen = fitted(ROOM, camera, SIDES).screen(corners)
    assert (seen >= -1e-6).all()
    assert (seen <= [ROOM.width() + 1e-6, ROOM.height() + 1e-6]).all()


@given(CAMERAS, st.lists(st.tuples(st.floats(-400, 400), st.floats(-400, 400)), max_size=5))
def test_the_camera_never_turns_over(camera, turns):
    for around, up in turns:
        camera = camera.turned(around, up)
    assert -180 <= camera.azimuth <= 180
    assert -90 <= camera.elevation <= 90
    assert LEAST_ZOOM <= camera.zoomed(1e9).zoomed(1e-3).zoom <= MOST_ZOOM


# --- the order of pieces ----------------------------------------------------------------------------------------------


@given(CAMERAS, st.integers(0, 2**31))
def test_a_piece_never_hides_one_that_is_painted_later(camera, seed):
    places = grid(np.random.RandomState(seed).uniform(-0.7, 0.7, (5, 6)))
    view = fitted(ROOM, camera, SIDES)
    rows, columns = back_to_front(view, Sheet(places, np.zeros((4, 5)), np.zeros((4, 5)), np.ones((4, 5), bool)))
    floor = view.camera.axes[2, :2]
    centers = (places[:-1, :-1, :2] + places[1:, 1:, :2]) / 2
    depths = centers @ floor
    ordered = depths[np.ix_(list(rows), list(columns))]
    assert (np.diff(ordered, axis=0) >= -1e-12).all()
    assert (np.diff(ordered, axis=1) >= -1e-12).all()


def grid(heights):
    rows, columns = heights.shape
    x, y = np.meshgrid(np.linspace(-1, 1, columns), np.linspace(-1, 1, rows))
    return np.stack([x, y, heights], axis=-1)


@given(CAMERAS)
def test_a_flat_sheet_is_lit_evenly(camera):
    assert np.ptp(light(grid(np.zeros((4, 4))), camera)) < 1e-9


# --- the box ----------------------------------------------------------------------------------------------------------


@given(CAMERAS)
def test_no_two_texts_overlap_and_none_leaves_the_room(qapp, camera):
    metrics = QFontMetricsF(QFont())
    drawn = scaffold(BOX, fitted(ROOM.adjusted(40, 20, -40, -50), camera, SIDES), ROOM, metrics)
    places = [label.place for label in drawn.labels]
    assert all(ROOM.contains(place) for place in places)
    assert not any(one.intersects(other) for index, one in enumerate(places) for other in places[:index])


@given(st.builds(Camera, st.floats(-180, 180), st.floats(10, 60)))
def test_every_axis_has_its_name(qapp, camera):
    metrics = QFontMetricsF(QFont())
    drawn = scaffold(BOX, fitted(ROOM.adjusted(40, 20, -40, -50), camera, SIDES), ROOM, metrics)
    assert sorted(label.text for label in drawn.labels if label.names) == ["petal length", "x2", "y"]


def test_values_stand_between_the_ends_of_the_box():
    np.testing.assert_allclose(
        BOX.places(np.array([[-6, 0, -1], [6, 1, 1], [0, 0.5, 0]])), [[-1, -1, -0.7], [1, 1, 0.7], [0, 0, 0]]
    )


@given(CAMERAS)
def test_the_faces_drawn_are_behind(qapp, camera):
    view = fitted(ROOM, camera, SIDES)
    drawn = scaffold(BOX, view, ROOM, QFontMetricsF(QFont()))
    middles = np.array(
        [
            [-np.sign(t) * s if i == k else 0 for i in range(3)]
            for k, (t, s) in enumerate(zip(camera.axes[2], SIDES, strict=True))
        ]
    )
    assert (view.depth(middles) <= 1e-9).all()
    assert len(drawn.edges) == 12


# --- the mouse and the keys -------------------------------------------------------------------------------------------


def drag(qtbot, canvas, by):
    start = canvas.rect().center()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas, start + by)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + by)


def test_dragging_turns_what_is_seen_with_the_mouse(qtbot, canvas):
    near = canvas.camera.axes[2]
    drag(qtbot, canvas, QPoint(40, 0))
    assert near @ canvas.camera.axes[0] > 0.1  # what was in front is at the right now
    drag(qtbot, canvas, QPoint(0, 40))
    assert canvas.camera.elevation == 50


def test_a_double_click_looks_as_at_first(qtbot, canvas):
    drag(qtbot, canvas, QPoint(40, 30))
    assert canvas.camera != Camera()
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton)
    assert canvas.camera == Camera()


def test_a_click_is_no_drag(qtbot, canvas):
    with qtbot.waitSignal(canvas.clicked) as sent:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(30, 40))
    assert sent.args == [QPointF(30, 40)]
    with qtbot.assertNotEmitted(canvas.clicked):
        drag(qtbot, canvas, QPoint(20, 0))


@pytest.mark.parametrize(
    ("key", "around", "up"),
    [
        (Qt.Key.Key_Left, -5, 0),
        (Qt.Key.Key_Right, 5, 0),
        (Qt.Key.Key_Up, 0, 5),
        (Qt.Key.Key_Down, 0, -5),
    ],
)
def test_arrows_turn(qtbot, canvas, key, around, up):
    qtbot.keyClick(canvas, key)
    assert canvas.camera == Camera().turned(around, up)
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.camera == Camera()


def test_keys_and_the_wheel_zoom(qtbot, canvas):
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.camera.zoom == pytest.approx(1.1)
    roll(canvas, -120)
    assert canvas.camera.zoom == pytest.approx(1.0)


def roll(canvas, by):
    center = QPointF(canvas.rect().center())
    nothing = QPoint()
    canvas.wheelEvent(
        QWheelEvent(
            center,
            canvas.mapToGlobal(center),
            nothing,
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
    )


def test_a_drag_leaves_the_arrows_to_the_lecture_and_a_click_takes_them(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    field, canvas = QLineEdit(), SpaceCanvas(LIGHT, Camera())
    layout.addWidget(field)
    layout.addWidget(canvas)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    drag(qtbot, canvas, QPoint(20, 0))
    assert field.hasFocus()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton)
    assert canvas.hasFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.hasFocus()


# --- a sheet and points -----------------------------------------------------------------------------------------------


def test_what_is_behind_a_wall_or_below_a_floor_is_hidden():
    hill = grid(np.where(np.abs(np.linspace(-1, 1, 41)) < 0.2, 0.7, -0.7)[:, np.newaxis].repeat(41, 1))
    before, behind, below, on_top = [[0.1, -0.7, -0.7], [0.1, 0.7, -0.6], [0.1, 0.0, 0.3], [0.1, 0.0, 0.7]]
    seen = hidden(np.array([before, behind, below, on_top]), hill, Camera(-90.0, 20.0))
    assert seen.tolist() == [False, True, True, False]
    turned = hidden(np.array([before, behind, below, on_top]), hill, Camera(90.0, 20.0))
    assert turned.tolist() == [True, False, True, False]


@given(st.builds(Camera, st.floats(-180, 180), st.floats(15, 75)), st.floats(-1, 1), st.floats(-1, 1))
def test_a_plane_hides_what_is_below_and_nothing_of_itself(camera, slope, other):
    plane = grid(np.zeros((20, 20)))
    plane[..., 2] = 0.4 * (slope * plane[..., 0] + other * plane[..., 1])
    faces = np.array([-0.4 * slope, -0.4 * other, 1.0]) @ camera.axes[2]
    assume(abs(faces) > 0.4)  # else it is seen from the side, past the edge
    middle = plane[4:16, 4:16].reshape(-1, 3)
    lifted, sunk = ([0, 0, 0.2], [0, 0, -0.2]) if faces > 0 else ([0, 0, -0.2], [0, 0, 0.2])
    assert not hidden(middle, plane, camera).any()
    assert not hidden(middle + lifted, plane, camera).any()
    assert hidden((middle + sunk)[np.abs(middle[:, :2]).max(axis=1) < 0.3], plane, camera).all()


@given(CAMERAS, st.integers(1, 5))
def test_every_line_of_the_mesh_is_drawn_once(camera, every):
    places = grid(np.zeros((11, 16)))
    blank = np.zeros((10, 15))
    view = fitted(ROOM, camera, SIDES)
    for order, count in zip(back_to_front(view, Sheet(places, blank, blank, blank)), (10, 15), strict=True):
        drawn = [edge for edges in far_edges(order, every).values() for edge in edges]
        assert len(drawn) == len(set(drawn))
        assert set(range(0, count, every)) <= set(drawn)


def test_a_point_looks_the_same_in_a_file_and_on_the_screen(qapp):
    spots = Spots(np.zeros((1, 3)), np.array([2]), np.array([LIGHT.positive.rgb()]), np.array([False]), LIGHT.text)
    view = View(Camera(), (20.0, 20.0), 1.0)
    stamped = QImage(40, 40, QImage.Format.Format_RGB32)
    stamped.fill(LIGHT.canvas)
    painter = QPainter(stamped)
    paint_spots(painter, spots, view, 8.0, LIGHT)
    painter.end()
    record = QPicture()
    painter = QPainter(record)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_spots(painter, spots, view, 8.0, LIGHT)
    painter.end()
    played = QImage(40, 40, QImage.Format.Format_RGB32)
    played.fill(LIGHT.canvas)
    painter = QPainter(played)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPicture(0, 0, record)
    painter.end()
    assert (pixels(stamped) != 255).sum() > 200
    assert np.abs(pixels(stamped).astype(int) - pixels(played)).mean() < 3


def pixels(image):
    return np.frombuffer(image.constBits(), np.uint8).reshape(40, 40, 4)
