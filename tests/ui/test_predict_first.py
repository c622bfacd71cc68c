"""Predict first, in the whole window: what is asked about can be read nowhere until it is answered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from nnviz.session.commands import SetDigits
from nnviz.session.predicting import open_question
from nnviz.ui.panels.data_panel import DataPanel
from nnviz.ui.plots.loss_plot import LossPlot
from nnviz.walkthrough.predict import Scope


@pytest.fixture
def window(open_window):
    shown = open_window("backpropagation-by-hand")
    shown.shell.send(SetDigits(6))
    return shown


def ask_about(window, scope):
    window.aside.predict.asking.scopes[list(Scope).index(scope)].trigger()


@pytest.fixture
def step(qtbot):
    """Press Right until something is asked, at most so many times."""

    def to_question(window, most=60):
        for _ in range(most):
            qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Right)
            qtbot.waitUntil(lambda: not window.shell.state.busy)
            if open_question(window.shell.state) is not None:
                return

    return to_question


def answer(qtbot, window, text):
    field = window.aside.predict.answer.field
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_class_predicts_deltas_first_wrong_then_right(qtbot, window, step):
    ask_about(window, Scope.DELTAS)
    step(window)
    predict = window.aside.predict
    assert predict.question.text() == "What will δ(o₁) be?"
    assert window.formula.canvas.page.hidden
    answer(qtbot, window, "0,741365")
    assert "That is what comes out if the slope is forgotten." in predict.verdict.text()
    assert not window.formula.canvas.page.hidden
    assert window.focusWidget() is None  # no button takes the next key
    step(window)
    assert predict.question.text() == "What will δ(o₂) be?"
    answer(qtbot, window, "-0.0381")
    assert "Right: −0.038098." in predict.verdict.text()
    assert predict.tally.text() == "1 right, 1 wrong in this session."


def test_a_hidden_value_is_in_no_picture_of_the_formula(qtbot, window, step):
    ask_about(window, Scope.DELTAS)
    step(window)
    hidden = window.formula.grab().toImage()
    window.formula.setFocus()
    assert "0.138499" not in window.formula.accessibleName()
    qtbot.mouseClick(window.aside.predict.reveal, Qt.MouseButton.LeftButton)
    assert "0.138499" in window.formula.accessibleName()
    assert window.formula.grab().toImage() != hidden


def test_outputs_and_losses_that_will_be_asked_about_are_shown_nowhere(qtbot, window, step):
    table = window.findChild(DataPanel).findChild(QTableView).model()
    plot, loss = window.findChild(LossPlot), window.control.read_out.loss

    def texts():
        legend = " ".join(entry.entry.value for entry in plot.legend._entries.values())
        return table.index(0, 4).data(), legend, loss.text()

    step(window, most=1)
    window.control.back.click()
    assert texts() == ("–", "0.298371 0.298371", "training loss 0.298371")
    ask_about(window, Scope.LOSSES)
    assert texts() == ("?", "? ?", "training loss ?")
    for _ in range(3):
        step(window)
        assert table.index(0, 4).data() == "?"
        qtbot.mouseClick(window.aside.predict.reveal, Qt.MouseButton.LeftButton)
    assert texts() == ("0.751365", "0.298371 0.298371", "batch loss 0.298371")


def test_the_gradients_of_the_whole_network_are_checked_from_the_menu(qtbot, window):
    action = next(action for action in window.run_menu.actions() if action.text() == "&Check gradients")
    window.aside.toggle.setChecked(False)
    action.trigger()
    qtbot.waitUntil(lambda: "All 8 gradients agree" in window.aside.check.outcome.text())
    assert window.aside.isVisible()


def test_a_large_check_leaves_the_window_free(qtbot, open_window):
    window = open_window("glyph-digits-784-128-10")
    window.aside.show_check()
    QTest.keyClick(window.aside, Qt.Key.Key_Right)
    assert "gradients agree" not in window.aside.check.outcome.text()
    qtbot.waitUntil(lambda: "All 101,770 gradients agree" in window.aside.check.outcome.text(), timeout=20_000)
