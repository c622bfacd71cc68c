"""The drawing pad: what is drawn, what the network answers, and what becomes of it."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from nnviz.core.activations import activation
from nnviz.core.forward import forward
from nnviz.core.losses import LOSSES
from nnviz.core.recipe import Recipe
from nnviz.data.build import build
from nnviz.data.handwriting import centered, inked
from nnviz.data.spec import DataSpec, Generated, Inline
from nnviz.session.commands import AddSamples, HideDrawing, SetDigits, ShowDrawing, ShowSample, StepForward, Undo
from nnviz.session.state import StepSize
from nnviz.storage.document import Document
from nnviz.storage.network_file import read
from nnviz.ui.export import Format, Ground, content
from nnviz.ui.plots.drawing_pad.panel import DrawingPad
from nnviz.ui.theme import DARK, LIGHT
from tests.session.desk import NETWORKS, Desk
from tests.ui.plots.pen import Pen
from tests.ui.states import layered

LEFT = Qt.MouseButton.LeftButton
ZERO = [(0.5 + 0.2 * np.sin(t), 0.5 - 0.3 * np.cos(t)) for t in np.linspace(0, 6.3, 40)]
ONE = [(0.55, 0.15), (0.53, 0.5), (0.5, 0.85)]


class Pad(Pen):
    """The pad at work, and a pen."""

    def point(self, x, y):
        place = self.panel.canvas.place()
        return QPointF(place.left() + x * place.width(), place.top() + y * place.height()).toPoint()

    def draw(self, *places):
        self.stroke([self.point(*place) for place in places])

    def click(self, button):
        QTest.mouseClick(button, LEFT, pos=button.rect().center())

    @property
    def drawing(self):
        return self.panel.canvas.drawing

    @property
    def answer(self):
        return self.drawing.answer


@pytest.fixture
def pad(qtbot):
    """A document -> the pad at work on it."""

    def sit(document):
        panel = DrawingPad(LIGHT)
        panel.resize(480, 400)
        return Pad(qtbot, panel, document)

    return sit


@pytest.fixture
def digits(pad):
    """The pad on an example that reads digits, not trained."""
    return pad(read(NETWORKS / "digits-784-64-10.json"))


def few_digits(samples=60):
    """A network of one layer and few digits."""
    spec = DataSpec(Generated("digits", samples))
    net = layered((784, 10), activation("softmax"))
    recipe = Recipe(dataset=build(spec, None, 0), loss=LOSSES["categorical_crossentropy"], rate=0.5, batch_size=20)
    return Document("few digits", net, recipe, spec)


def glyphs(**more):
    """Six glyphs of 7 x 5 cells, -1 and 1, and a network that is to answer with them."""
    pixels = np.where(np.random.RandomState(0).uniform(size=(6, 35)) > 0.5, 1.0, -1.0)
    spec = DataSpec(Inline(pixels, None), targets_are_inputs=True, input_shape=(7, 5), **more)
    return Document("glyphs", layered((35, 6, 35), activation("tanh")), Recipe(dataset=build(spec, None, 0)), spec)


# --- what is drawn ----------------------------------------------------------------------------------------------------


def test_the_network_answers_while_the_pen_moves(digits):
    canvas = digits.panel.canvas
    assert digits.answer is None
    QTest.mousePress(canvas, LEFT, pos=digits.point(0.5, 0.2))
    first = digits.answer.values
    QTest.mouseMove(canvas, digits.point(0.5, 0.5))
    second = digits.answer.values
    assert (first != second).any()
    QTest.mouseRelease(canvas, LEFT, pos=digits.point(0.5, 0.5))
    assert (digits.answer.values == second).all()


def test_the_answer_is_that_of_the_network_to_the_centered_drawing(digits):
    digits.draw(*ONE)
    ink = inked(centered(digits.panel.sheet.strokes, (28, 28)), (28, 28))
    np.testing.assert_array_equal(digits.drawing.seen, ink)
    network = digits.desk.state.network
    expected = forward(network, ink.reshape(1, 784).astype(network.layers[0].weight.dtype))
    np.testing.assert_allclose(digits.answer.values, expected[-1].a[0], rtol=1e-6)
    np.testing.assert_allclose(digits.answer.hidden[0][1], expected[0].a[0], rtol=1e-6)
    assert digits.answer.names == tuple("0123456789")
    assert digits.answer.winner == expected[-1].a[0].argmax()


def test_centering_can_be_left_out(digits):
    digits.draw((0.1, 0.1), (0.3, 0.1))
    assert digits.drawing.seen[14, 14] > 0
    digits.click(digits.panel.center)
    assert digits.drawing.seen[14, 14] == 0
    assert digits.drawing.seen[2, 5] == 1


def test_strokes_are_taken_back_and_all_cleared(digits):
    digits.draw(*ONE)
    one = digits.drawing.seen
    digits.draw((0.2, 0.2), (0.4, 0.4))
    digits.click(digits.panel.undo)
    np.testing.assert_array_equal(digits.drawing.seen, one)
    digits.click(digits.panel.clear)
    assert digits.answer is None
    assert not digits.panel.clear.isEnabled()


def test_cells_of_a_small_picture_are_filled_and_emptied(pad):
    small = pad(glyphs())
    small.draw((0.1, 0.5), (0.9, 0.5))
    assert small.drawing.seen.sum(axis=1).tolist() == [0, 0, 0, 5, 0, 0, 0]
    small.draw((0.5, 0.5), (0.5, 0.5))
    assert small.drawing.seen[3].tolist() == [1, 1, 0, 1, 1]
    assert not small.panel.center.isVisible()


# --- what is answered -------------------------------------------------------------------------------------------------


def test_drawn_digits_are_recognized_after_a_short_training(pad):
    reader = pad(few_digits(300))
    reader.draw(*ZERO)
    before = reader.answer.values
    reader.desk.step(StepSize.EPOCH, *[StepForward()] * 12)
    reader.render()
    assert (reader.answer.values != before).any()
    assert reader.answer.winner == 0
    reader.click(reader.panel.clear)
    reader.draw(*ONE)
    assert reader.answer.winner == 1


def test_standardized_pictures_are_heard_standardized(pad):
    small = pad(glyphs(standardize=True))
    small.draw((0.1, 0.5), (0.9, 0.5))
    raw = np.where(small.drawing.seen.reshape(1, 35) > 0, 1.0, -1.0)
    heard = small.data.heard(raw)
    assert not np.array_equal(heard, raw)
    a = forward(small.desk.state.network, heard)[-1].a
    np.testing.assert_allclose(small.answer.values, small.data.answers(a)[0])


def test_a_network_that_rebuilds_shows_its_picture(pad):
    small = pad(glyphs())
    small.draw((0.1, 0.5), (0.9, 0.5))
    a = forward(small.desk.state.network, np.where(small.drawing.seen.reshape(1, 35) > 0, 1.0, -1.0))[-1].a
    np.testing.assert_allclose(small.answer.rebuilt, (a.reshape(7, 5) + 1) / 2)
    assert small.answer.winner is None


def test_without_pictures_the_pad_says_so(pad):
    xor = pad(read(NETWORKS / "xor-2-2-1.json"))
    assert xor.panel.note.isVisible()
    assert not xor.panel.canvas.isVisible()
    xor.desk = Desk(few_digits())
    xor.render()
    assert not xor.panel.note.isVisible()
    assert xor.panel.canvas.isVisible()


# --- what becomes of it -----------------------------------------------------------------------------------------------


def test_a_drawing_becomes_a_sample_of_its_class_and_is_shown(pad):
    reader = pad(few_digits())
    reader.draw(*ONE)
    reader.panel.label.setCurrentIndex(7)
    reader.click(reader.panel.add)
    assert isinstance(reader.sent[-1], AddSamples)
    np.testing.assert_array_equal(reader.data.inputs[-1], reader.drawing.seen.ravel())
    assert reader.data.targets[-1].tolist() == np.eye(10)[7].tolist()
    assert reader.data.input_shape == (28, 28)
    assert reader.desk.state.sample_shown == 60
    assert reader.panel.label.currentText() == "7"
    reader.send(Undo())
    assert reader.data.samples == 60


def test_a_drawing_to_rebuild_is_its_own_target(pad):
    small = pad(glyphs())
    small.draw((0.1, 0.5), (0.9, 0.5))
    small.click(small.panel.add)
    np.testing.assert_array_equal(small.data.inputs[-1], small.data.targets[-1])
    assert set(small.data.inputs[-1]) == {-1.0, 1.0}


def test_too_many_samples_are_not_added_to(digits):
    digits.draw(*ONE)
    assert not digits.panel.add.isEnabled()
    assert "at most 251" in digits.panel.add.toolTip()


def test_the_diagram_shows_the_drawing_a_little_later(pad, qtbot):
    reader = pad(few_digits())
    reader.draw(*ONE)
    qtbot.waitUntil(lambda: reader.desk.state.drawn is not None)
    assert isinstance(reader.sent[-1], ShowDrawing)
    np.testing.assert_array_equal(reader.desk.state.seen.batch.x[0], reader.drawing.seen.ravel())
    np.testing.assert_allclose(reader.desk.state.seen.traces[-1].a[0], reader.answer.values)
    reader.click(reader.panel.clear)
    qtbot.waitUntil(lambda: reader.sent[-1] == HideDrawing())
    assert reader.desk.state.sample_shown == 0


def test_a_drawing_can_be_kept_from_the_diagram(pad, qtbot):
    reader = pad(few_digits())
    reader.draw(*ONE)
    qtbot.waitUntil(lambda: reader.desk.state.drawn is not None)
    reader.click(reader.panel.shown)
    qtbot.waitUntil(lambda: reader.desk.state.drawn is None)
    reader.draw(*ZERO)
    qtbot.wait(120)
    assert reader.sent[-1] == HideDrawing()


def test_a_sample_that_is_chosen_takes_the_place_of_the_drawing(pad, qtbot):
    reader = pad(few_digits())
    reader.draw(*ONE)
    qtbot.waitUntil(lambda: reader.desk.state.drawn is not None)
    reader.send(ShowSample(3))
    qtbot.wait(120)
    assert reader.desk.state.sample_shown == 3
    assert reader.answer is not None


# --- looks and files --------------------------------------------------------------------------------------------------


def test_the_decimals_are_those_of_the_view(digits):
    digits.draw(*ONE)
    digits.send(SetDigits(6))
    assert digits.drawing.digits == 6
    digits.send(SetDigits(None))
    assert digits.drawing.digits == 3


def test_ink_is_dark_on_light_and_light_on_dark(digits):
    digits.draw(*ONE)
    point = digits.point(0.53, 0.5)
    assert digits.panel.canvas.grab().toImage().pixelColor(point) == LIGHT.text
    digits.panel.restyle(DARK)
    assert digits.panel.canvas.grab().toImage().pixelColor(point) == DARK.text


@pytest.mark.parametrize("kind", Format)
@pytest.mark.parametrize("document", [few_digits(20), glyphs()], ids=["digits", "glyphs"])
def test_the_picture_goes_into_every_kind_of_file(pad, document, kind):
    reader = pad(document)
    reader.draw(*ONE)
    picture = reader.panel.picture(Ground.WHITE.theme)
    assert len(content(picture, kind, Ground.WHITE.color)) > 2000
