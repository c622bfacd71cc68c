from dataclasses import replace

import pytest

from nnviz.core.recipe import Recipe
from nnviz.data.spec import DataSpec
from nnviz.session.commands import ChangeRecipe, DocumentRead, NewWeights, Reset, SetData, StepForward, Undo
from nnviz.session.commands.comparing import KeepRun, RemoveRun, RemoveRuns, RenameRun, RunNextSeed
from nnviz.session.comparing import MOST
from nnviz.session.runs import Aspect
from nnviz.session.state import StepSize
from nnviz.storage.network_file import read
from tests.session.desk import NETWORKS, desk


@pytest.fixture
def trained():
    """A session with two epochs of the second task behind it."""
    return desk("playground-task-2").step(StepSize.EPOCH, StepForward(), StepForward())


def numbers(session):
    return [run.number for run in session.state.runs]


def test_a_kept_run_survives_reset_new_weights_and_undo(trained):
    measured = trained.state.work.curve
    trained.send(KeepRun(), Reset(), NewWeights(5), ChangeRecipe(rate=0.5), Undo())
    (run,) = trained.state.runs
    assert run.curve.test is measured.test
    assert run.curve.end == measured.end == 50
    assert len(run.curve.recent) == 0
    assert run.setup[Aspect.RATE] == (0.03,)
    assert run.setup[Aspect.NOISE] == (0.25,)


def test_before_an_epoch_there_is_nothing_to_keep(trained):
    trained.send(Reset(), KeepRun())
    assert trained.state.runs == ()
    assert "train for an epoch" in trained.state.notice.text


def test_a_run_is_kept_once_and_again_when_it_went_on(trained):
    trained.send(KeepRun(), KeepRun())
    assert trained.state.notice.text == "This run is kept already."
    trained.send(StepForward(), KeepRun())
    assert [run.curve.end for run in trained.state.runs] == [50, 75]


def test_a_rate_changed_on_the_way_is_remembered_and_one_that_never_held_is_not(trained):
    trained.send(ChangeRecipe(rate=0.5), KeepRun(), StepForward(), KeepRun())
    assert [run.setup[Aspect.RATE] for run in trained.state.runs] == [(0.03,), (0.03, 0.5)]


def test_runs_are_renamed_and_removed_by_their_number(trained):
    trained.send(KeepRun(), StepForward(), KeepRun(), StepForward(), KeepRun())
    trained.send(RenameRun(3, "good"), RemoveRun(2))
    assert [(run.number, run.name) for run in trained.state.runs] == [(1, ""), (3, "good")]
    trained.send(RemoveRuns())
    assert trained.state.runs == ()


def test_the_oldest_unnamed_run_makes_room(trained):
    trained.send(KeepRun(), RenameRun(1, "first"))
    for _ in range(MOST):
        trained.send(StepForward(), KeepRun())
    assert numbers(trained) == [1, *range(3, MOST + 2)]


def test_where_all_have_names_none_is_thrown_away(trained):
    for number in range(1, MOST + 1):
        trained.send(StepForward(), KeepRun(), RenameRun(number, "mine"))
    trained.send(StepForward(), RunNextSeed())
    assert numbers(trained) == list(range(1, MOST + 1))
    assert trained.state.recipe.seed == 0
    assert "Remove one first" in trained.state.notice.text


def test_the_next_seed_keeps_the_run_and_runs_from_other_weights(trained):
    weights = trained.weights
    trained.send(RunNextSeed())
    assert numbers(trained) == [1]
    assert trained.state.playing
    assert (trained.state.recipe.seed, trained.iteration) == (1, 0)
    assert (trained.weights != weights).all()
    trained.send(RunNextSeed())
    assert (numbers(trained), trained.state.recipe.seed) == ([1], 2)  # nothing was trained


def test_other_data_or_another_loss_end_the_comparison_when_a_document_is_opened(trained):
    trained.send(KeepRun())
    trained.send(DocumentRead(read(NETWORKS / "playground-task-4.json"), None))
    assert numbers(trained) == [1]
    trained.send(DocumentRead(read(NETWORKS / "playground.json"), None))
    assert numbers(trained) == []


def test_without_data_there_is_nothing_to_run(trained):
    document = trained.state.work.document
    bare = replace(document, recipe=Recipe(), data=None)
    trained.send(DocumentRead(bare, None), RunNextSeed())
    assert not trained.state.playing
    assert trained.state.recipe.seed == 0


def test_more_noise_leaves_a_kept_run_as_it_was(trained):
    noisier = DataSpec(replace(trained.state.data.source, noise=0.5), test_fraction=0.5)
    trained.send(KeepRun(), SetData(noisier))
    assert trained.state.runs[0].setup[Aspect.NOISE] == (0.25,)
    assert trained.state.data.source.noise == 0.5
