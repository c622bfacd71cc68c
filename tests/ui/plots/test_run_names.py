from nnviz.core.activations import activation
from nnviz.core.regularization import Regularization
from nnviz.session.commands import ChangeRecipe, NewWeights, Reset, SetActivation, SetUnits, StepForward
from nnviz.session.commands.comparing import KeepRun, RenameRun
from nnviz.session.runs import setup_of
from nnviz.session.state import StepSize
from nnviz.ui.plots.run_names import run_names
from tests.session.desk import desk


def runs(*changes):
    """A run of an epoch, kept; and for each set of changes another, trained from the start."""
    session = desk("playground-task-2").step(StepSize.EPOCH, StepForward(), KeepRun())
    for commands in changes:
        session.send(Reset(), *commands, StepForward(), KeepRun())
    return session


def names(session):
    timeline = session.state.work.timeline
    return run_names(session.state.runs, setup_of(timeline, session.state.work.curve.end))


def test_one_run_alone_is_counted():
    assert names(runs()) == ["run 1"]


def test_runs_are_called_by_what_differs():
    assert names(runs([ChangeRecipe(rate=0.5)], [ChangeRecipe(rate=0.1)])) == ["rate 0.03", "rate 0.5", "rate 0.1"]
    assert names(runs([NewWeights(7)])) == ["seed 0", "seed 7"]
    assert names(runs([SetUnits(0, 5)])) == ["2–2–1", "2–5–1"]
    assert names(runs([SetActivation(0, activation("tanh"))])) == ["ReLU–Tanh", "Tanh–Tanh"]
    assert names(runs([ChangeRecipe(regularization=Regularization("l1", 0.003))])) == ["no penalty", "L1 0.003"]
    assert names(runs([ChangeRecipe(batch_size=50, shuffle=True)])) == ["batch 10, in order", "batch 50, shuffled"]


def test_a_rate_changed_on_the_way_is_told():
    session = desk("playground-task-2").step(StepSize.EPOCH, StepForward(), KeepRun())
    session.send(ChangeRecipe(rate=0.5), StepForward(), KeepRun())
    assert names(session) == ["rate 0.03", "rate 0.03 → rate 0.5"]


def test_what_tells_it_from_the_present_run_names_a_run_alone():
    session = runs().send(Reset(), ChangeRecipe(rate=1.0))
    assert names(session) == ["rate 0.03"]


def test_equal_runs_are_counted_and_a_given_name_holds():
    session = runs([], [ChangeRecipe(rate=0.5)])
    assert names(session) == ["rate 0.03, run 1", "rate 0.03, run 2", "rate 0.5"]
    session.send(RenameRun(2, "with luck"))
    assert names(session)[1] == "with luck"
