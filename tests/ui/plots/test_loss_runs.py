"""Runs beside each other in the loss plot, and lines to compare with, as a lecturer presses them."""

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QInputDialog

from nnviz.core.losses import LOSSES
from nnviz.data.noise_floor import xor_floor
from nnviz.session.commands import ChangeRecipe, NewWeights, Reset, SetStop, StepForward
from nnviz.session.commands.comparing import RenameRun
from nnviz.session.state import StepSize
from nnviz.storage.document import Stop
from nnviz.ui.export import write
from nnviz.ui.plots.loss_curves import BATCH, RAW
from nnviz.ui.plots.loss_plot import LossPlot
from nnviz.ui.theme import DARK, LIGHT
from tests.session.desk import desk

TRAIN, TEST = ("mean_half_sse", False), ("mean_half_sse", True)
FIRST, SECOND = ("run", 1), ("run", 2)


@pytest.fixture
def plot(qtbot):
    """The plot of the second task of the Playground, two epochs after its start."""
    panel = LossPlot(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(620, 560)
    panel.show()
    panel.session = desk("playground-task-2").step(StepSize.EPOCH, StepForward(), StepForward())
    panel.commanded.connect(lambda command: send(panel, command))
    panel.render(panel.session.state)
    return panel


def send(plot, *commands):
    plot.session.send(*commands)
    plot.render(plot.session.state)


def press(qtbot, button, place=None):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=place or QPoint())


def write_into(qtbot, field, text):
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def lines(plot):
    return plot.canvas._lines


def levels(plot):
    return [(level.text, level.value) for level in plot.canvas._levels]


def test_a_kept_run_stays_beside_the_next_one(qtbot, plot):
    before = plot.session.state.work.curve
    press(qtbot, plot.tools.keep)
    send(plot, Reset(), ChangeRecipe(rate=0.5), StepForward())
    ghosts = lines(plot)[:2]
    assert [line.y.tolist() for line in ghosts] == [before.train[:, 0].tolist(), before.test[:, 0].tolist()]
    assert ghosts[1].pen.style() is Qt.PenStyle.DashLine
    entry = plot.legend.button(FIRST).entry
    assert (entry.name, entry.value) == ("rate 0.03", f"{before.test[-1, 0]:.3f}")


def test_the_button_that_keeps_waits_for_an_epoch(plot):
    send(plot, Reset())
    assert not plot.tools.keep.isEnabled()
    send(plot, StepForward())
    assert plot.tools.keep.isEnabled()


def test_the_next_seed_runs_beside_the_one_before(qtbot, plot):
    press(qtbot, plot.tools.next_seed)
    send(plot, StepForward())
    assert plot.session.state.recipe.seed == 1
    assert plot.legend.button(FIRST).entry.name == "seed 0"


def test_a_kept_run_is_seen_before_the_next_one_began(qtbot, plot):
    press(qtbot, plot.tools.keep)
    send(plot, NewWeights(9))
    assert plot.canvas.plot.isVisible()
    assert len(lines(plot)) == 2


def test_entries_hide_runs_and_a_hidden_part_is_hidden_in_all(qtbot, plot):
    press(qtbot, plot.tools.keep)
    send(plot, StepForward())
    assert len(lines(plot)) == 5
    press(qtbot, plot.legend.button(TRAIN))
    assert len(lines(plot)) == 3
    press(qtbot, plot.legend.button(FIRST))
    assert len(lines(plot)) == 2


def test_the_arrow_of_an_entry_removes_its_run(qtbot, plot):
    press(qtbot, plot.tools.keep)
    send(plot, StepForward())
    press(qtbot, plot.tools.keep)
    entry = plot.legend.button(SECOND)
    press(qtbot, entry, QPoint(entry.width() - 4, entry.height() // 2))
    assert plot.run_menu.menu.isVisible()
    plot.run_menu.remove.trigger()
    plot.run_menu.menu.close()
    assert [run.number for run in plot.session.state.runs] == [1]
    assert entry.isChecked()  # the arrow does not hide it


def test_a_run_is_renamed(qtbot, plot):
    press(qtbot, plot.tools.keep)
    entry = plot.legend.button(FIRST)
    press(qtbot, entry, QPoint(entry.width() - 4, entry.height() // 2))
    plot.run_menu.rename.trigger()
    plot.run_menu.menu.close()
    dialog = plot.findChild(QInputDialog)
    assert dialog.textValue() == "run 1"
    dialog.setTextValue("stuck at 0.3")
    dialog.accept()
    assert plot.legend.button(FIRST).entry.name == "stuck at 0.3"


def test_the_pointer_reads_every_run_as_far_as_it_went(qtbot, plot):
    press(qtbot, plot.tools.keep)
    curve = plot.session.state.runs[0].curve
    send(plot, StepForward(), StepForward(), StepForward())
    plot.canvas.pointed.emit(50)
    assert plot.read_out.text.splitlines()[-1] == f"run 1 {curve.train[2, 0]:.3f} / {curve.test[2, 0]:.3f}"
    plot.canvas.pointed.emit(100)
    assert plot.read_out.text.splitlines()[-1] == "run 1 – / –"
    press(qtbot, plot.legend.button(FIRST))
    plot.canvas.pointed.emit(50)
    assert "run 1" not in plot.read_out.text


def test_a_run_of_another_loss_is_named_but_not_drawn(qtbot, plot):
    press(qtbot, plot.tools.keep)
    send(plot, Reset(), ChangeRecipe(loss=LOSSES["mse"]), StepForward())
    assert len(lines(plot)) == 3
    entry = plot.legend.button(FIRST).entry
    assert (entry.name, entry.value) == ("Mean half squared error", "–")


def test_smoothing_is_said_and_leaves_what_was_measured_faint(qtbot, plot):
    press(qtbot, plot.tools.unfold)
    write_into(qtbot, plot.tools.points, "2")
    curve = plot.session.state.work.curve
    raw, smooth = [line for line in lines(plot) if len(line.x) == 3][2:]
    assert raw.is_faint
    assert raw.y.tolist() == curve.test[:, 0].tolist()
    assert smooth.y[1:] == pytest.approx((curve.test[1:, 0] + curve.test[:-1, 0]) / 2)
    assert plot.legend.button(RAW).entry.name == "smoothed over 2 points"
    assert plot.legend.button(TEST).entry.value == f"{curve.test[-1, 0]:.3f}"
    press(qtbot, plot.legend.button(RAW))
    assert [line.is_faint for line in lines(plot)] == [True, False, False]  # the smoothed batches stay
    write_into(qtbot, plot.tools.points, " ")
    assert len(lines(plot)) == 3


def test_every_batch_is_smoothed(qtbot, plot):
    press(qtbot, plot.tools.unfold)
    write_into(qtbot, plot.tools.points, "25")
    losses = plot.session.state.work.curve.recent
    assert lines(plot)[1].y[24:] == pytest.approx(np.convolve(losses, np.full(25, 1 / 25), "valid"))
    assert plot.legend.button(BATCH).entry.name == "batch"


def test_the_task_shows_its_target_and_its_floor(plot):
    assert levels(plot) == [("target 0.177", 0.177), ("noise floor 0.102", xor_floor(0.25))]
    low, high = plot.canvas.view.viewRange()[1]
    assert low < 0.102 < 0.177 < high


def test_lines_are_set_and_taken_away(qtbot, plot):
    press(qtbot, plot.tools.unfold)
    write_into(qtbot, plot.tools.target, "0,2")
    press(qtbot, plot.tools.floor)
    assert levels(plot) == [("target 0.2", 0.2)]
    assert plot.session.state.view.target_loss == 0.2
    write_into(qtbot, plot.tools.target, " ")
    assert levels(plot) == []


def test_without_a_target_the_loss_where_training_stops_has_a_line(qtbot, plot):
    press(qtbot, plot.tools.unfold)
    write_into(qtbot, plot.tools.target, " ")
    send(plot, SetStop(Stop(300, 0.05)))
    assert levels(plot)[0] == ("stop at 0.05", 0.05)


def test_a_floor_that_is_not_known_cannot_be_wished(plot):
    send(plot, ChangeRecipe(loss=LOSSES["half_sse"]))
    assert not plot.tools.floor.isEnabled()
    assert [text for text, _ in levels(plot)] == ["target 0.177"]


def test_the_legend_names_the_lines_and_hides_them_so_that_no_name_covers_a_curve(qtbot, plot):
    named = [plot.legend.button(key).entry.name for key in ("target", "floor")]
    assert named == ["target 0.177", "noise floor 0.102"]
    assert not any(isinstance(item, pg.TextItem) for item in plot.canvas.plot.scene().items())
    press(qtbot, plot.legend.button("target"))
    assert levels(plot) == [("noise floor 0.102", xor_floor(0.25))]
    assert len(plot.canvas._level_lines._lines) == 1


def test_on_a_logarithmic_axis_lines_stand_at_their_logarithms(qtbot, plot):
    press(qtbot, plot.scale.button(True))
    heights = [line.value() for line in plot.canvas._level_lines._lines]
    assert heights == pytest.approx(np.log10([0.177, xor_floor(0.25)]))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("kind", ["svg", "pdf", "png"])
def test_everything_is_in_the_picture(qtbot, plot, tmp_path, theme, kind):
    press(qtbot, plot.tools.keep)
    send(plot, StepForward())
    path = tmp_path / f"loss.{kind}"
    write(plot.picture(theme), path, theme.canvas)
    if kind == "svg":
        text = path.read_text()
        assert all(word in text for word in ("target 0.177", "noise floor 0.102", "run 1", "iteration", "epoch 0"))
    elif kind == "png":
        image = QImage(str(path))
        colors = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())}
        assert {theme.test.name(), theme.positive.name(), theme.class_color(2).name()} <= colors
    else:
        assert path.read_bytes().startswith(b"%PDF")


def test_a_picture_on_a_logarithmic_axis_leaves_out_what_is_hidden(qtbot, plot, tmp_path):
    press(qtbot, plot.scale.button(True))
    press(qtbot, plot.legend.button(BATCH))
    write(plot.picture(LIGHT), tmp_path / "loss.svg", LIGHT.canvas)
    text = (tmp_path / "loss.svg").read_text()
    assert "batch" not in text
    assert "noise floor" in text


def test_a_shorter_name_gives_room_back(qtbot, plot):
    press(qtbot, plot.tools.keep)
    send(plot, RenameRun(1, "a long name for a run that went astray"))
    wide = plot.legend.button(FIRST).width()
    send(plot, RenameRun(1, "astray"))
    qtbot.waitUntil(lambda: plot.legend.button(FIRST).width() < wide / 2)


def test_an_empty_plot_is_exported_as_well(qtbot, plot, tmp_path):
    send(plot, Reset())
    write(plot.picture(LIGHT), tmp_path / "loss.svg", LIGHT.canvas)
    assert "iteration" in (tmp_path / "loss.svg").read_text()
