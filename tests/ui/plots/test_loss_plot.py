from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from nnviz.session.commands import SetReport
from nnviz.session.curve import LossCurve
from nnviz.session.opening import opened
from nnviz.session.update import update
from nnviz.ui.plots import loss_plot
from nnviz.ui.plots.loss_curves import BATCH
from nnviz.ui.plots.loss_plot import LossPlot
from nnviz.ui.theme import DARK, LIGHT
from tests.ui.plots.curves import curve, state

TRAIN = ("mean_half_sse", False)
TEST = ("mean_half_sse", True)


@pytest.fixture
def plot(qtbot):
    panel = LossPlot(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(480, 400)
    panel.show()
    return panel


def drawn(plot):
    """The curves that can be seen, as (x, y)."""
    return [each.getData() for each in plot.canvas._curves if each.getViewBox() is not None and each.scene()]


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def point(qtbot, plot, share):
    view = plot.canvas.view.sceneBoundingRect()
    place = QPoint(round(view.left() + share * view.width()), round(view.center().y()))
    qtbot.mouseMove(plot.canvas.plot.viewport(), place)


def test_before_training_it_says_what_will_appear(plot):
    plot.render(state(LossCurve()))
    assert "press Run" in plot.empty.text()
    assert plot.empty.isVisible()
    assert not plot.canvas.plot.isVisible()


def test_without_data_it_asks_for_data(plot):
    document = state(LossCurve()).work.document
    plot.render(opened(replace(document, recipe=replace(document.recipe, dataset=None), data=None)))
    assert "Choose data" in plot.empty.text()


def test_a_curve_takes_the_place_of_the_sentence(plot):
    plot.render(state(curve()))
    assert plot.canvas.plot.isVisible()
    assert not plot.empty.isVisible()
    batch, train = drawn(plot)
    assert train[0].tolist() == [0, 4, 8, 12]
    assert train[1].tolist() == [1, 1 / 2, 1 / 3, 1 / 4]
    assert len(batch[0]) == 12


def test_the_legend_shows_the_values_at_the_cursor(plot):
    plot.render(state(curve(test=True), cursor=5))
    assert plot.legend.button(TRAIN).entry.value == "0.5000"
    assert plot.legend.button(TEST).entry.value == "1.0000"


def test_a_reported_measure_has_one_entry_for_both_parts(plot):
    plot.render(state(curve(names=("mean_half_sse", "accuracy"), test=True)))
    assert plot.legend.button(("accuracy", False)).entry.value == "0.2500 / 0.5000"
    assert plot.canvas.plot.getAxis("right").isVisible()
    assert plot.canvas.plot.getAxis("right").labelText == "Accuracy"


def test_pressing_an_entry_hides_its_curve_and_shows_it_again(qtbot, plot):
    plot.render(state(curve(test=True)))
    press(qtbot, plot.legend.button(TEST))
    press(qtbot, plot.legend.button(BATCH))
    assert len(drawn(plot)) == 1
    plot.render(state(curve(epochs=4, test=True)))
    assert len(drawn(plot)) == 1
    press(qtbot, plot.legend.button(TEST))
    assert len(drawn(plot)) == 2


def test_the_logarithmic_axis_shows_powers_of_ten_and_leaves_out_zero(qtbot, plot):
    shown = curve()
    values = np.array(shown.train)
    values[-1] = 0.0
    plot.render(state(replace(shown, train=values)))
    press(qtbot, plot.scale.button(True))
    train = drawn(plot)[1][1]
    assert train[:3] == pytest.approx(np.log10(values[:3, 0]))
    assert np.isnan(train[3])


def test_the_range_follows_until_it_is_moved_and_again_after_reset(qtbot, plot):
    plot.render(state(curve()))
    assert not plot.reset_view.isVisible()
    plot.canvas.view.wheelEvent(Wheel(), axis=0)
    moved = plot.canvas.view.viewRange()
    plot.render(state(curve(epochs=100)))
    assert plot.canvas.view.viewRange() == moved
    press(qtbot, plot.reset_view)
    assert plot.canvas.view.viewRange()[0][1] > 400
    assert not plot.reset_view.isVisible()


class Wheel:
    """One notch of the wheel at the left edge of the plot."""

    def delta(self):
        return 120

    def pos(self):
        return QPoint(0, 0)

    def accept(self):
        pass


def test_the_pointer_reads_iteration_epoch_and_every_curve(qtbot, plot):
    plot.render(state(curve(epochs=5, test=True)))
    point(qtbot, plot, 0.5)
    lines = plot.read_out.text.splitlines()
    assert plot.read_out.isVisible()
    assert lines == ["iteration 10 · epoch 2", "train 0.3333", "test 0.6667", f"batch {1 / 11:.4f}"]


def test_the_pointer_outside_reads_nothing(qtbot, plot):
    plot.render(state(curve(epochs=5)))
    point(qtbot, plot, 0.5)
    point(qtbot, plot, 1.2)
    assert not plot.read_out.isVisible()


def test_epochs_are_marked_at_the_top_where_they_differ_from_iterations(plot):
    plot.render(state(curve(epochs=5, batches=4)))
    top = plot.canvas.plot.getAxis("top")
    assert top.isVisible()
    assert [(place, text) for place, text in top._tickLevels[0]][:2] == [(0.0, "epoch 0"), (4.0, "1")]
    plot.render(state(curve(epochs=5, batches=1)))
    assert not top.isVisible()
    assert plot.canvas.plot.getAxis("bottom").labelText == "iteration = epoch"


def test_the_formula_of_the_loss_stands_with_its_factor(plot):
    plot.render(state(curve()))
    assert plot.formula.text().startswith("E = −1/N")
    assert plot.formula.toolTip() == "Binary cross-entropy"


def test_the_cursor_marks_where_the_lecture_stands(plot):
    plot.render(state(curve(), cursor=7))
    assert plot.canvas._cursor.value() == 7


def test_an_unchanged_curve_is_not_drawn_again(plot, monkeypatch):
    shown = state(curve())
    plot.render(shown)
    monkeypatch.setattr(plot.canvas, "draw", lambda *_: pytest.fail("drawn again"))
    plot.render(replace(shown, playing=True))


def test_a_new_report_is_seen_at_once(plot):
    shown, _ = update(state(curve()), SetReport(("accuracy",)))
    plot.render(shown)
    plot.render(replace(shown, work=replace(shown.work, curve=curve(names=("mean_half_sse", "accuracy")))))
    assert plot.legend.button(("accuracy", False)).entry.name == "Accuracy"


def test_another_theme_colors_what_is_drawn(plot):
    plot.render(state(curve()))
    plot.restyle(DARK)
    assert plot.legend.button(TRAIN).entry.pen.color() == DARK.positive
    assert plot.grab().toImage().pixelColor(plot.width() // 2, plot.height() // 2).lightness() < 128


def test_while_running_drawing_is_put_off_and_made_up_for(qtbot, monkeypatch):
    monkeypatch.setattr(loss_plot, "REDRAWS", 1)
    plot = LossPlot(LIGHT)
    qtbot.addWidget(plot)
    plot.show()
    running = replace(state(curve()), playing=True)
    plot.render(running)
    plot.render(replace(running, work=state(curve(epochs=9)).work))
    assert len(drawn(plot)[1][0]) == 4
    qtbot.waitUntil(lambda: len(drawn(plot)[1][0]) == 10)


def test_at_rest_it_is_drawn_at_once(plot):
    plot.render(replace(state(curve()), playing=True))
    plot.render(state(curve(epochs=9)))
    assert len(drawn(plot)[1][0]) == 10
