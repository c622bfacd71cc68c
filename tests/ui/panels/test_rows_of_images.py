"""Which images of a file are used, chosen in the data panel."""

import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from nnviz.data.idx import read_labels
from nnviz.data.row_list import LECTURE
from nnviz.data.spec import DataSpec, Images, Inline
from nnviz.session.commands import BeginWithPoints, SetData
from nnviz.ui.panels.data_panel import DataPanel
from nnviz.ui.panels.rows_fields import ALL, DIGITS, FIRST, LIST
from nnviz.ui.panels.source_form import POINTS

LABELS = (5, 0, 4, 1, 9, 2, 1, 3, 1, 4, 3, 5, 3, 6, 1, 7, 2, 8, 6, 9)
MNIST = Path(os.environ.get("NNVIZ_MNIST", Path(__file__).parents[3].parent / "shared/data/mnist"))
TRAINING_LABELS = MNIST / "train-labels-idx1-ubyte.gz"


@pytest.fixture
def images(tmp_path):
    """Images with the first labels of MNIST; the pixels of each are its row."""
    (tmp_path / "labels").write_bytes(bytes((0, 0, 8, 1)) + (20).to_bytes(4, "big") + bytes(LABELS))
    sizes = b"".join(number.to_bytes(4, "big") for number in (20, 2, 2))
    (tmp_path / "images").write_bytes(
        bytes((0, 0, 8, 3)) + sizes + np.repeat(np.arange(20, dtype=np.uint8), 4).tobytes()
    )
    return Images(str(tmp_path / "images"), str(tmp_path / "labels"))


@pytest.fixture
def at(seat, images):
    """The data panel on all of these images."""
    at = seat(DataPanel, "xor-2-2-1")
    at.panel.resize(600, 700)
    at.panel.show()
    at.take(SetData(DataSpec(images)))
    return at


def data(at):
    return at.desk.state.recipe.dataset


def test_the_ten_digits_of_the_lecture_are_0_to_9(at, choose):
    rows = at.panel.source.rows
    assert rows.choice.key == ALL
    choose(rows.choice, DIGITS)
    assert data(at).targets.argmax(axis=1).tolist() == list(range(10))
    assert (255 * data(at).inputs[:, 0]).round().astype(int).tolist() == list(LECTURE)
    assert rows.choice.key == DIGITS
    choose(rows.choice, ALL)
    assert data(at).samples == 20


@pytest.mark.skipif(not TRAINING_LABELS.exists(), reason="the training labels of MNIST are not here (NNVIZ_MNIST)")
def test_mnist_itself_begins_so():
    assert tuple(read_labels(TRAINING_LABELS)[:20]) == LABELS


def test_the_first_ones_are_taken(at, choose, qtbot):
    rows = at.panel.source.rows
    choose(rows.choice, FIRST)
    assert at.desk.state.data.rows == tuple(range(20))
    rows.first.selectAll()
    qtbot.keyClicks(rows.first, "3")
    qtbot.keyClick(rows.first, Qt.Key.Key_Return)
    assert data(at).targets.argmax(axis=1).tolist() == [5, 0, 4]


def test_a_list_of_rows_is_typed(at, choose, qtbot):
    rows = at.panel.source.rows
    choose(rows.choice, LIST)
    qtbot.keyClicks(rows.list, "4, 0-1")
    qtbot.keyClick(rows.list, Qt.Key.Key_Return)
    assert data(at).targets.argmax(axis=1).tolist() == [9, 5, 0]
    rows.list.selectAll()
    qtbot.keyClicks(rows.list, "4, ten")
    qtbot.keyClick(rows.list, Qt.Key.Key_Return)
    assert rows.list.wrong
    assert "ten" in rows.list.toolTip()
    assert data(at).samples == 3


def test_rows_that_the_file_does_not_have_are_refused(at, choose, qtbot):
    rows = at.panel.source.rows
    choose(rows.choice, LIST)
    qtbot.keyClicks(rows.list, "20")
    qtbot.keyClick(rows.list, Qt.Key.Key_Return)
    assert "0 to 19" in at.desk.state.notice.text
    assert data(at).samples == 20
    assert rows.choice.key == ALL


def test_own_points_begin_with_two(seat, choose):
    at = seat(DataPanel, "xor-2-2-1")
    choose(at.panel.source.choice, POINTS)
    assert at.sent == [BeginWithPoints()]
    assert isinstance(at.desk.state.data.source, Inline)
    assert data(at).samples == 2
    assert at.panel.source.choice.currentText() == "Own samples"
    assert at.panel.add_row.isEnabled()
