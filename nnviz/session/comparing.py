"""Runs are kept to be compared with: they survive Reset, new weights and every edit, until they are removed."""

from dataclasses import replace

from nnviz.sentence import Sentence
from nnviz.session.commands import NewWeights, Run
from nnviz.session.commands.comparing import KeepRun, RemoveRun, RemoveRuns, RenameRun, RunNextSeed
from nnviz.session.editing import new_weights
from nnviz.session.jobbing import idle
from nnviz.session.moving import refused_training
from nnviz.session.next import Handlers, Next, told
from nnviz.session.playing import run
from nnviz.session.runs import KeptRun, kept, setup_of
from nnviz.session.state import State, Work

MOST = 8
"""Runs kept at the same time: more colors cannot be told apart."""
SEEDS = 2**32


def keep_run(state: State, _: KeepRun) -> Next:
    """Put the present run aside; the oldest one without a name of its own makes room."""
    if len(state.work.curve.epochs) < 2:
        return told(state, Sentence("There is no run to keep yet: train for an epoch at least."))
    if any(run.holds(state.work.curve) for run in state.runs):
        return told(state, Sentence("This run is kept already."))
    runs = _with_room(state.runs)
    if runs is None:
        return told(state, Sentence("{most} runs are kept. Remove one first.", most=MOST))
    run = kept(runs, state.work.curve, state.work.timeline)
    return replace(state, runs=(*runs, run), notice=None), ()


def _with_room(runs: tuple[KeptRun, ...]) -> tuple[KeptRun, ...] | None:
    """The runs with room for one more; none where all have names that the user gave them."""
    if len(runs) < MOST:
        return runs
    oldest = next((run for run in runs if not run.name), None)
    return None if oldest is None else tuple(run for run in runs if run is not oldest)


def rename_run(state: State, command: RenameRun) -> Next:
    """Call a kept run something else."""
    runs = tuple(replace(run, name=command.name) if run.number == command.number else run for run in state.runs)
    return replace(state, runs=runs), ()


def remove_run(state: State, command: RemoveRun) -> Next:
    """Keep a run no longer."""
    return replace(state, runs=tuple(run for run in state.runs if run.number != command.number)), ()


def remove_runs(state: State, _: RemoveRuns) -> Next:
    """Keep no run any longer."""
    return replace(state, runs=()), ()


def run_next_seed(state: State, _: RunNextSeed) -> Next:
    """The same again from the next seed, beside the present run, which is kept where there is anything to keep."""
    refused = refused_training(state)
    if refused is not None:
        return refused
    if state.work.curve.end and _with_room(state.runs) is None:
        return keep_run(state, KeepRun())
    state, _effects = keep_run(state, KeepRun())
    state, _effects = new_weights(idle(state), NewWeights((state.next_recipe.seed + 1) % SEEDS))
    return run(state, Run())


def comparable(runs: tuple[KeptRun, ...], work: Work) -> tuple[KeptRun, ...]:
    """The runs that can be compared with another work: what stays when that is opened."""
    setup = setup_of(work.timeline, work.curve.end)
    return tuple(run for run in runs if run.measures_like(setup))


HANDLERS: Handlers = {
    KeepRun: keep_run,
    RenameRun: rename_run,
    RemoveRun: remove_run,
    RemoveRuns: remove_runs,
    RunNextSeed: run_next_seed,
}
