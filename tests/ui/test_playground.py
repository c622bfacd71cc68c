"""The exercise of TensorFlow Playground, done in the window as its tasks say."""

from nnviz.core.recipe import Leftover
from nnviz.session.commands import Run, SetSpeed
from nnviz.session.state import FULL_SPEED
from nnviz.ui.panels.data_panel import DataPanel
from nnviz.ui.panels.network_panel import NetworkPanel
from nnviz.ui.panels.training_panel import TrainingPanel
from nnviz.ui.plots.loss_plot import LossPlot


def run_to_the_end(window, qtbot):
    """Train at full speed until it stops by itself; return the test loss."""
    window.shell.send(SetSpeed(FULL_SPEED))
    if not window.shell.state.playing:
        window.shell.send(Run())
    qtbot.waitUntil(lambda: not window.shell.state.playing, timeout=30_000)
    return window.shell.state.work.curve.test[-1, 0]


def levels(window):
    return [level.text for level in window.findChild(LossPlot).canvas._levels]


def test_the_tasks_one_after_the_other(open_window, qtbot, click, enter, choose):
    window = open_window("playground-task-1")
    network, plot = window.findChild(NetworkPanel), window.findChild(LossPlot)
    assert levels(window) == ["target 0.177", "noise floor 0.102"]
    assert run_to_the_end(window, qtbot) > 0.45
    hidden = network.cards[0]
    click(hidden.units.more)
    choose(hidden.activation, "relu")
    click(plot.tools.next_seed)
    assert 0.177 < run_to_the_end(window, qtbot) < 0.45
    click(hidden.units.more)
    ends = []
    for _ in range(3):
        click(plot.tools.next_seed)
        ends.append(run_to_the_end(window, qtbot))
    assert min(ends) <= 0.177
    assert [run.number for run in window.shell.state.runs] == [1, 2, 3, 4]


def test_every_setting_of_the_playground_is_in_a_panel(open_window, click, enter, choose):
    window = open_window("playground")
    shell, drawn = window.shell, window.findChild(NetworkPanel).initial_weights
    assert [field.value for field in map(drawn.weights.parameters.fields.get, ("low", "high"))] == [-0.5, 0.5]
    assert (drawn.biases.choice.key, drawn.biases.parameters.fields["value"].value) == ("constant", 0.1)
    training = window.findChild(TrainingPanel)
    assert (training.rate.value, training.batch_size.value, training.shuffle.isChecked()) == (0.03, 10, False)
    enter(training.batch_size, "30")
    assert not training.leftover.isHidden()
    assert training.leftover.key == Leftover.CARRY
    choose(training.regularization.choice, "l1")
    enter(training.regularization.rate, "0.003")
    click(training.regularization.dead)
    penalty = shell.state.next_recipe.regularization
    assert (penalty.name, penalty.rate, penalty.divide_by_samples, penalty.dead_weights) == ("l1", 0.003, False, True)


def test_more_noise_raises_the_floor(open_window, qtbot, enter):
    window = open_window("playground-task-4")
    fields = window.findChild(DataPanel).source.generator
    for percent, expected in (("35", "0.159"), ("50", "0.236"), ("0", None)):
        enter(fields.noise, percent)
        floors = [text for text in levels(window) if text.startswith("noise floor")]
        assert floors == ([f"noise floor {expected}"] if expected else [])
