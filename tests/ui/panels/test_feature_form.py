"""Features by click and by own expressions, for inputs and for targets."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from nnviz.data.features import monomials
from nnviz.session.commands import SetData, StepForward, Undo
from nnviz.session.effects import Ask
from nnviz.session.state import StepSize
from nnviz.ui.dock import Column
from nnviz.ui.panels.data_panel import DataPanel


@pytest.fixture
def unfolded(seat, click):
    """An example's name -> the data panel at work on it, with its features unfolded."""

    def sit(network):
        at = seat(DataPanel, network)
        at.panel.resize(420, 900)
        at.panel.show()
        click(at.panel.features.unfold)
        return at

    return sit


@pytest.fixture
def cloud(unfolded):
    return unfolded("xor-one-unit")


def chips(seat):
    """The features that are offered or used, and which are used."""
    buttons = seat.panel.features.inputs.chips.buttons
    return {name: button.isChecked() for name, button in buttons.items()}


def spec(seat):
    return seat.desk.state.data


def data(seat):
    return seat.desk.state.recipe.dataset


def test_the_seven_of_the_playground_are_offered(cloud):
    offered = chips(cloud)
    assert list(offered) == ["x1", "x2", "x1²", "x2²", "x1·x2", "sin(x1)", "sin(x2)"]
    assert [name for name, used in offered.items() if used] == ["x1", "x2", "x1·x2"]
    assert cloud.panel.features.unfold.text() == "Features: 3"


def test_features_are_switched_by_a_click_and_the_network_follows(cloud, click):
    form = cloud.panel.features
    click(form.inputs.chips.buttons["sin(x1)"])
    click(form.inputs.chips.buttons["x2"])
    assert spec(cloud).features == ("x1", "x1*x2", "sin(x1)")
    assert cloud.desk.state.network.input_names == ("x1", "x1·x2", "sin(x1)")
    assert chips(cloud)["sin(x1)"]
    assert not chips(cloud)["x2"]
    cloud.take(Undo())
    assert chips(cloud)["x2"]


def test_the_columns_alone_are_no_features(cloud, click):
    click(cloud.panel.features.inputs.chips.buttons["x1·x2"])
    assert spec(cloud).features == ()
    assert cloud.panel.features.unfold.text() == "Features"


def test_the_last_feature_stays(cloud, click):
    buttons = cloud.panel.features.inputs.chips.buttons
    click(buttons["x1"])
    click(buttons["x2"])
    click(buttons["x1·x2"])
    assert chips(cloud)["x1·x2"]
    assert spec(cloud).features == ("x1*x2",)
    assert buttons["x1·x2"].toolTip() == "One feature must stay"
    click(buttons["x1²"])
    click(buttons["x1·x2"])
    assert spec(cloud).features == ("x1^2",)


def test_an_own_expression_alone_stays_too(unfolded, click, enter):
    at = unfolded("sine-1-8-1")
    form = at.panel.features.inputs
    enter(form.field, "sin(3*x)")
    click(form.chips.buttons["x"])
    click(form.chips.buttons["sin(3·x)"])
    assert spec(at).features == ("sin(3*x)",)
    assert at.desk.state.network.input_names == ("sin(3·x)",)


def test_an_own_expression_is_added_and_taken_out(cloud, click, enter):
    form = cloud.panel.features.inputs
    enter(form.field, "max(x1, 0)")
    assert spec(cloud).features == ("x1", "x2", "x1*x2", "max(x1, 0)")
    assert np.array_equal(data(cloud).inputs[:, 3], np.maximum(data(cloud).raw_inputs[:, 0], 0))
    assert form.field.text() == ""
    click(form.chips.buttons["max(x1, 0)"])
    assert "max(x1, 0)" not in chips(cloud)


def test_the_button_adds_what_was_typed(cloud, click, qtbot):
    form = cloud.panel.features.inputs
    qtbot.keyClicks(form.field, "exp(x1/10)")
    click(form.add)
    assert spec(cloud).features[-1] == "exp(x1/10)"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x1*", "“x1*”, character 4: this cannot be read"),
        ("x2 * x1 + z", "character 11: there is no column “z”; use x1, x2."),
        ("log(x1)", "“log(x1)” has no finite value at sample"),
        ("x1*x2", "“x1*x2” is there already"),
        ("y", "there is no column “y”"),
    ],
)
def test_what_cannot_be_a_feature_is_told_beside_the_field(cloud, enter, text, problem):
    before = spec(cloud)
    field = cloud.panel.features.inputs.field
    enter(field, text)
    assert problem in field.refusal
    assert field.wrong
    assert field.text() == text
    assert spec(cloud) is before


def test_leaving_the_field_adds_nothing(cloud, qtbot):
    form = cloud.panel.features.inputs
    form.field.setFocus()
    qtbot.keyClicks(form.field, "x1^3")
    qtbot.keyClick(form.field, Qt.Key.Key_Tab)
    assert not [command for command in cloud.sent if isinstance(command, SetData)]
    assert form.field.text() == "x1^3"


def test_targets_are_expressions_too(cloud, click, enter):
    form = cloud.panel.features.targets
    click(form.chips.buttons["y1 > 0"])
    assert np.unique(data(cloud).targets).tolist() == [-1, 1]
    enter(form.field, "y*x1")
    assert np.array_equal(data(cloud).targets[:, 0], data(cloud).raw_targets[:, 0] * data(cloud).raw_inputs[:, 0])


def test_the_number_of_polynomial_terms_stands_beside_and_all_are_added(cloud, click):
    form = cloud.panel.features
    assert form.count.text() == "C(2 + 2, 2) = 6 terms"
    click(form.degree.more)
    assert form.count.text() == "C(2 + 3, 3) = 10 terms"
    click(form.add_all)
    assert set(spec(cloud).features) == set(monomials(("x1", "x2"), 3))
    assert cloud.desk.state.network.inputs == 9


def test_too_many_terms_are_counted_but_not_added(unfolded, click):
    form = unfolded("house-prices").panel.features
    for _ in range(3):
        click(form.degree.more)
    assert form.count.text() == "C(4 + 5, 5) = 126 terms"
    assert not form.add_all.isEnabled()


def test_columns_with_names_are_offered_by_their_names(unfolded, click):
    at = unfolded("house-prices")
    click(at.panel.features.inputs.chips.buttons["size·age"])
    assert spec(at).features == ("size", "bedrooms", "floors", "age", "size*age")


def test_trained_weights_are_asked_about_before_their_feature_goes(cloud, click):
    cloud.desk.step(StepSize.ITERATION, StepForward())
    cloud.panel.render(cloud.desk.state)
    click(cloud.panel.features.inputs.chips.buttons["x1·x2"])
    assert any(isinstance(effect, Ask) for effect in cloud.desk.effects)
    assert chips(cloud)["x1·x2"]


def test_pictures_have_no_features(unfolded, seat):
    at = seat(DataPanel, "digits-784-64-10")
    at.panel.show()
    assert not at.panel.features.isVisible()


@pytest.mark.parametrize("name", ["moons-2-8-1", "house-prices"])
def test_unfolded_they_fit_into_the_window_of_a_projector(open_window, click, qtbot, name):
    window = open_window(name)
    window.docks.data.raise_()
    column = window.docks.data.findChild(Column)
    folded = column.widget().height()
    click(window.findChild(DataPanel).features.unfold)
    qtbot.waitUntil(lambda: column.widget().height() > folded + 100)
    assert column.horizontalScrollBar().maximum() == 0
