"""Published data in the whole window: what they are is said first, then they come, and are opened at once."""

import gzip

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox

from nnviz.data.spec import Images, Table
from nnviz.session.commands import Run, SetSpeed
from nnviz.session.state import FULL_SPEED
from nnviz.ui.panels.data_panel import DataPanel
from nnviz.ui.panels.source_form import GET
from nnviz.ui.tables.columns_table import INPUT
from nnviz.ui.tables.import_dialog import ImportDialog
from tests.data.local_server import nobody_there, published, serving

LEFT = Qt.MouseButton.LeftButton
PLACES = ("<1H OCEAN", "INLAND", "ISLAND", "NEAR BAY", "NEAR OCEAN")
COLUMNS = "longitude,latitude,housing_median_age,total_rooms,total_bedrooms,population,households,median_income"


def idx(values):
    shape = np.array(values.shape, ">u4").tobytes()
    return gzip.compress(bytes((0, 0, 8, values.ndim)) + shape + values.astype(np.uint8).tobytes())


def digits(count):
    stream = np.random.RandomState(count)
    return idx(stream.randint(0, 256, (count, 28, 28))), idx(np.arange(count) % 10)


def houses(count=100):
    stream = np.random.RandomState(0)
    rows = (
        ",".join(f"{number:.3f}" for number in stream.uniform(1, 9, 9)) + f",{PLACES[row % 5]}" for row in range(count)
    )
    return "\n".join([f"{COLUMNS},median_house_value,ocean_proximity", *rows]).encode()


MNIST = dict(
    zip(
        (
            "train-images-idx3-ubyte.gz",
            "train-labels-idx1-ubyte.gz",
            "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz",
        ),
        digits(40) + digits(10),
        strict=True,
    )
)
HOUSING = {"housing.csv": houses()}
FIRST = next(iter(MNIST))


@pytest.fixture
def server():
    with serving(MNIST | HOUSING) as running:
        yield running


@pytest.fixture
def offering(window, server, tmp_path):
    """The window with small data of the same kinds to be had from this machine; addresses -> the dialog."""

    def offer(*addresses):
        addresses = addresses or (server.address,)
        window.incoming.folder = tmp_path / "data"
        window.incoming.published = (
            published(*addresses, files=MNIST, name="mnist"),
            published(*addresses, files=HOUSING, name="california-housing"),
        )
        window.file_menu.get_data.trigger()
        return window.incoming.dialog

    return offer


def document(window):
    return window.shell.state.work.document


def test_everything_is_said_before_anything_is_asked_for(window, server, click):
    window.file_menu.get_data.trigger()
    cards = window.incoming.dialog.cards
    told = [" ".join(label.text() for label in card.findChildren(QLabel)) for card in cards]
    for words in ("MNIST", "70,000 handwritten digits", "11.6 MB", "CC BY-SA 3.0", "LeCun", "ossci-datasets"):
        assert words in told[0]
    for words in ("California housing", "20,640 districts", "1.4 MB", "Apache 2.0", "Pace", "githubusercontent.com"):
        assert words in told[1]
    assert [card.get.text() for card in cards] == ["Download and open"] * 2
    assert server.asked == []
    click(window.incoming.dialog.closing)
    assert window.incoming.dialog is None


def test_the_list_of_sources_leads_there_and_still_shows_the_present_one(window, offering, qtbot):
    choice = window.findChild(DataPanel).source.choice
    before = choice.key
    choice.setCurrentIndex(choice.findData(GET) - 1)
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert window.incoming.dialog.isVisible()
    assert choice.key == before


def test_digits_come_and_a_network_for_them_is_opened(window, offering, server, click, qtbot, tmp_path):
    dialog = offering()
    click(dialog.cards[0].get)
    qtbot.waitUntil(lambda: document(window).name == "MNIST with 784-64-10")
    state, folder = window.shell.state, tmp_path / "data" / "mnist"
    assert [state.network.inputs, *(layer.units for layer in state.network.layers)] == [784, 64, 10]
    assert (len(state.recipe.dataset.train_rows), len(state.recipe.dataset.test_rows)) == (40, 10)
    assert isinstance(state.data.source, Images)
    assert state.data.source.images == (folder / FIRST).as_posix()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == MNIST
    assert window.incoming.dialog is None
    assert state.path is None
    assert not state.unsaved


def test_data_that_came_once_open_without_a_connection(window, offering, server, click, qtbot):
    click(offering().cards[0].get)
    qtbot.waitUntil(lambda: window.incoming.dialog is None)
    server.close()
    window.files.new()
    card = offering(nobody_there()).cards[0]
    assert (card.message.text(), card.get.text()) == ("Already here", "Open")
    click(card.get)
    qtbot.waitUntil(lambda: document(window).name == "MNIST with 784-64-10")


def test_of_a_table_the_columns_are_looked_at_and_the_network_fits_them(window, offering, click, qtbot):
    click(offering().cards[1].get)
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None)
    importing = window.findChild(ImportDialog)
    assert importing.columns.ticked(INPUT) == (*COLUMNS.split(","), "ocean_proximity")
    assert importing.samples_form.standardize.isChecked()
    click(importing.take)
    state = window.shell.state
    assert document(window).name == "California housing with one hidden layer"
    assert isinstance(state.data.source, Table)
    assert (state.network.inputs, state.network.outputs) == (13, 1)
    assert len(state.recipe.dataset.test_rows) == 20
    assert not state.unsaved


def test_other_columns_are_other_inputs(window, offering, click, qtbot):
    click(offering().cards[1].get)
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None)
    importing = window.findChild(ImportDialog)
    importing.columns.item(0, INPUT).setCheckState(Qt.CheckState.Unchecked)
    click(importing.take)
    assert window.shell.state.data.source.inputs[0] == "latitude"
    assert window.shell.state.network.inputs == 12


def test_how_far_it_is_is_shown_while_the_window_goes_on_training(window, offering, server, click, qtbot):
    server.ways[FIRST] = ["slow"]
    card = offering().cards[0]
    click(card.get)
    qtbot.waitUntil(lambda: card.progress.value() > 0)
    assert card.progress.isVisible()
    assert "of 0.0 MB" in card.message.text()
    assert not window.incoming.dialog.cards[1].get.isEnabled()
    window.shell.send(SetSpeed(FULL_SPEED))
    window.shell.send(Run())
    qtbot.waitUntil(lambda: window.shell.state.work.timeline.now.iteration > 100)
    assert card.cancel.isVisible()


def test_cancel_is_at_once_and_the_next_try_gives_the_whole_file(window, offering, server, click, qtbot, tmp_path):
    server.ways[FIRST] = ["slow", "whole"]
    card = offering().cards[0]
    click(card.get)
    qtbot.waitUntil(server.begun.is_set)
    click(card.cancel)
    assert card.get.isVisible()
    assert not card.progress.isVisible()
    click(card.get)
    qtbot.waitUntil(lambda: document(window).name == "MNIST with 784-64-10")
    assert (tmp_path / "data" / "mnist" / FIRST).read_bytes() == MNIST[FIRST]


@pytest.mark.parametrize(
    ("way", "said"), [("cut", "broke after"), ("wrong", "is not the published"), ("ill", "answers 500")]
)
def test_what_went_wrong_is_told_and_can_be_tried_again(window, offering, server, click, qtbot, way, said):
    server.ways["housing.csv"] = [way, "whole"]
    card, before = offering().cards[1], document(window)
    click(card.get)
    qtbot.waitUntil(lambda: card.get.text() == "Try again")
    assert said in card.message.text()
    assert document(window) is before
    click(card.get)
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None)


def test_without_a_connection_it_is_said_plainly(offering, click, qtbot):
    card = offering(nobody_there()).cards[0]
    click(card.get)
    qtbot.waitUntil(lambda: card.get.text() == "Try again")
    assert card.message.text().startswith("There is no connection to the internet, or none to 127.0.0.1")


@pytest.mark.parametrize("way", ["slow", "silent"])
def test_the_window_closes_during_a_download_and_nothing_of_it_is_kept(
    window, offering, server, click, qtbot, tmp_path, way
):
    server.ways[FIRST] = [way]
    click(offering().cards[0].get)
    qtbot.waitUntil(server.begun.is_set)
    window.close()
    assert not window.isVisible()
    server.released.set()
    folder = tmp_path / "data" / "mnist"
    qtbot.waitUntil(lambda: list(folder.iterdir()) == [])


def test_unsaved_work_is_asked_about_before_anything_else_is_opened(window, offering, click, qtbot):
    window.shell.send(SetSpeed(FULL_SPEED))
    window.shell.send(Run())
    qtbot.waitUntil(lambda: window.shell.state.unsaved)
    before = document(window).name
    click(offering().cards[0].get)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    question = window.findChild(QMessageBox)
    assert "Save the changes" in question.text()
    assert document(window).name == before
    click(next(button for button in question.buttons() if button.text() == "Discard"))
    assert document(window).name == "MNIST with 784-64-10"
