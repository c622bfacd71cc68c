"""The sample bar and the header beside a real walk: both say which sample it is of."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nnviz.session.commands import ShowSample, StepForward
from nnviz.session.state import StepSize
from nnviz.storage.network_file import read
from nnviz.ui.diagram.sample_bar import SampleBar
from nnviz.ui.panels.read_out import ReadOut
from nnviz.ui.theme import LIGHT
from tests.session.desk import NETWORKS, Desk
from tests.ui.seat import Seat


@pytest.fixture
def seated(qtbot):
    """The bar over blobs-2-6-4, with a sample chosen that is not in the first batch; and the batch."""
    seated = Seat(SampleBar(LIGHT), Desk(read(NETWORKS / "blobs-2-6-4.json")))
    qtbot.addWidget(seated.panel)
    seated.panel.commanded.connect(seated.take)
    batch = seated.desk.state.work.timeline.moment.batch.rows.tolist()
    outside = next(row for row in range(400) if row not in batch)
    seated.take(ShowSample(outside))
    return seated, batch, outside


def test_the_bar_says_once_that_another_sample_is_walked_through(seated):
    seated, batch, outside = seated
    assert "not in this batch" in seated.panel.description
    seated.desk.step(StepSize.VALUE, StepForward())
    seated.render()
    assert seated.panel.description == f"in place of sample {outside + 1}, not in this batch"
    assert seated.panel.number.text() == str(batch[0] + 1)


def test_on_the_walk_the_next_sample_is_the_next_of_the_batch(seated):
    seated, batch, _ = seated
    seated.desk.step(StepSize.VALUE, StepForward())
    seated.render()
    later = min(row for row in batch if row > batch[0])
    QTest.mouseClick(seated.panel.after, Qt.MouseButton.LeftButton)
    assert seated.sent[-1] == ShowSample(later)
    assert seated.panel.number.text() == str(later + 1)


def test_a_number_outside_the_batch_does_not_stay_in_the_field(seated):
    seated, batch, outside = seated
    seated.desk.step(StepSize.VALUE, StepForward())
    seated.render()
    for _ in range(2):
        seated.panel.number.entered.emit(outside + 1)
        assert seated.panel.number.text() == str(batch[0] + 1)


def test_the_header_tells_the_loss_of_the_batch_only_once_it_is_known(seated, qtbot):
    desk = seated[0].desk
    header = ReadOut(LIGHT)
    qtbot.addWidget(header)
    said = {}
    for _ in range(5):
        header.show_state(desk.state)
        said[header.badge.text] = header.loss.text()
        desk.step(StepSize.LAYER, StepForward())
    loss = desk.state.work.timeline.moments[-1].loss
    assert said["LOSS"] == f"batch loss {loss:.3f}"
    assert not any(said[phase].startswith("batch loss") for phase in ("READY", "FORWARD"))
