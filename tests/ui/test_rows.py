"""The two rows of panels at the right of a small window: the picture in front gets the room."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTabBar

from nnviz.ui.rows import WANTED


@pytest.fixture
def small(open_window, qtbot):
    window = open_window("spiral-2-8-8-1")
    window.resize(1280, 800)
    window.docks.arrange()
    qtbot.wait(20)
    return window


def click(qtbot, window, name):
    """Click the tab of that name."""
    bars = [bar for bar in window.findChildren(QTabBar) if bar.isVisible() and bar.parent() is window]
    bar, index = next((bar, i) for bar in bars for i in range(bar.count()) if bar.tabText(i) == name)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(index).center())
    qtbot.wait(20)


def drag(qtbot, window, by):
    """Drag the line between the rows."""
    place = window.docks.loss.geometry()
    on_line = QPoint(place.center().x(), place.bottom() + 3)
    qtbot.mousePress(window, Qt.MouseButton.LeftButton, pos=on_line)
    qtbot.mouseMove(window, on_line + QPoint(0, by))
    qtbot.wait(20)  # Qt follows when it has time
    qtbot.mouseRelease(window, Qt.MouseButton.LeftButton, pos=on_line + QPoint(0, by))
    qtbot.wait(20)


def test_the_picture_whose_tab_is_clicked_gets_room(qtbot, small):
    docks, wanted = small.docks, WANTED * small.fontMetrics().height()
    click(qtbot, small, "Data")
    click(qtbot, small, "Output map")
    assert docks.output_map.height() >= wanted - 2
    click(qtbot, small, "History")
    click(qtbot, small, "Loss plot")
    assert docks.loss.height() >= wanted - 2
    assert docks.output_map.height() >= 0.6 * wanted


def test_rows_that_were_dragged_stay_also_at_the_next_start(qtbot, small, open_window):
    drag(qtbot, small, 60)
    height = small.docks.loss.height()
    click(qtbot, small, "Data")
    click(qtbot, small, "Output map")
    assert small.docks.loss.height() == height
    small.close()
    again = open_window("spiral-2-8-8-1")
    assert again.docks.rows.dragged
    again.docks.restore_default()
    assert not again.docks.rows.dragged
