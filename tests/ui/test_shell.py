import json
import time

import pytest

from nnviz.core.optimizers import optimizer
from nnviz.session.commands import (
    ChangeRecipe,
    DocumentRead,
    EditWeight,
    ExportSamples,
    OpenDocument,
    Pause,
    Run,
    SaveDocument,
    SetSpeed,
    SetStepSize,
    SetStop,
    StepBack,
    StepForward,
)
from nnviz.session.opening import opened
from nnviz.session.state import FULL_SPEED, StepSize
from nnviz.storage.document import Stop
from nnviz.storage.network_file import read
from nnviz.ui.panel import Panel
from nnviz.ui.shell import Shell
from nnviz.ui.theme import LIGHT
from nnviz.worker.full_speed import FullSpeedTrainer
from nnviz.worker.trainer import Trainer
from nnviz.worker.training_thread import TrainingThread
from tests.session.desk import NETWORKS


class Mirror(Panel):
    """Keeps the states it was given."""

    def __init__(self):
        super().__init__(LIGHT)
        self.states = []

    def render(self, state):
        self.states.append(state)


class Unlucky(Trainer):
    """Fails as long as it is told to."""

    fails = True

    def run(self, job):
        if self.fails:
            raise ZeroDivisionError("no such luck")
        return super().run(job)


@pytest.fixture
def trainer():
    return Unlucky()


@pytest.fixture
def shell(qtbot, trainer):
    trainer.fails = False
    thread = TrainingThread(trainer)
    yield Shell(opened(read(NETWORKS / "xor-2-2-1.json")), thread)
    assert thread.close()


@pytest.fixture
def mirror(qtbot, shell):
    mirror = Mirror()
    qtbot.addWidget(mirror)
    shell.add(mirror)
    mirror.show()
    return mirror


def iteration(shell):
    return shell.state.work.timeline.now.iteration


def test_a_command_of_a_panel_is_done_and_shown_at_once(shell, mirror):
    mirror.commanded.emit(EditWeight(0, 0, 0, 0.25))
    assert mirror.states[-1] is shell.state
    assert shell.state.network.layers[0].weight[0, 0] == 0.25


def test_a_step_is_shown_when_the_trainer_answers(qtbot, shell, mirror):
    shell.send(SetStepSize(StepSize.EPOCH))
    shell.send(StepForward())
    qtbot.waitUntil(lambda: not shell.state.busy)
    assert mirror.states[-1] is shell.state
    assert iteration(shell) > 0


def test_at_full_speed_it_trains_on_until_it_is_paused(qtbot, shell, mirror):
    shell.send(SetSpeed(FULL_SPEED))
    shell.send(Run())
    qtbot.waitUntil(lambda: iteration(shell) > 1000)
    shell.send(Pause())
    reached = iteration(shell)
    qtbot.wait(100)
    assert iteration(shell) == reached
    assert mirror.states[-1] is shell.state


def test_at_full_speed_frames_are_left_out_where_drawing_is_slow(qtbot, shell, mirror):
    def draw_slowly(state):
        mirror.states.append(state)
        end = time.thread_time() + 0.02
        while time.thread_time() < end:
            pass

    mirror.render = draw_slowly
    shell.send(SetSpeed(FULL_SPEED))
    shell.send(Run())
    qtbot.wait(600)
    shell.send(Pause())
    assert 2 <= len(mirror.states) <= 20


def test_a_hidden_panel_is_not_drawn_and_is_up_to_date_when_it_comes_back(shell, mirror):
    mirror.hide()
    drawn = len(mirror.states)
    shell.send(EditWeight(0, 0, 0, 0.25))
    assert len(mirror.states) == drawn
    mirror.show()
    assert mirror.states[-1] is shell.state


def test_an_error_of_the_trainer_is_told_and_the_run_can_be_started_again(qtbot, shell, trainer):
    trainer.fails = True
    with qtbot.waitSignal(shell.told) as told:
        shell.send(Run())
    assert "no such luck" in told.args[0]
    assert not shell.state.playing
    trainer.fails = False
    shell.send(SetSpeed(FULL_SPEED))
    shell.send(Run())
    qtbot.waitUntil(lambda: iteration(shell) > 0)
    shell.send(Pause())


def test_a_file_is_saved_and_opened_again(shell, tmp_path):
    shell.send(EditWeight(0, 0, 0, 0.25))
    shell.send(SaveDocument(tmp_path / "mine.json"))
    assert not shell.state.unsaved
    shell.send(EditWeight(0, 0, 0, 0.5))
    assert shell.state.unsaved
    shell.send(OpenDocument(tmp_path / "mine.json"))
    assert shell.state.network.layers[0].weight[0, 0] == 0.25
    assert shell.state.path == tmp_path / "mine.json"


def test_data_files_are_still_found_after_saving_in_another_folder(shell, tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    (old / "pixels").write_bytes(bytes((0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2)) + bytes(range(8)))
    (old / "labels").write_bytes(bytes((0, 0, 8, 1, 0, 0, 0, 2, 0, 1)))
    layers, data = [{"units": 10, "activation": "softmax"}], {"images": "pixels", "labels": "labels"}
    text = {"format": "nnviz-network", "version": 1, "inputs": 4, "layers": layers, "dataset": data}
    (old / "mine.json").write_text(json.dumps(text))
    shell.send(OpenDocument(old / "mine.json"))
    assert shell.state.path == old / "mine.json"
    for name in ("mine.json", "again.json"):
        shell.send(SaveDocument(new / name))
        assert not shell.state.unsaved
    for name in ("mine.json", "again.json"):
        shell.send(OpenDocument(new / name))
        assert shell.state.path == new / name


def test_an_example_has_no_path(shell):
    shell.send(OpenDocument(NETWORKS / "spiral-2-8-8-1.json", example=True))
    assert shell.state.work.document.name == "Spiral with 2-8-8-1"
    assert shell.state.path is None


def test_what_cannot_be_opened_leaves_everything_as_it_was(shell, tmp_path):
    (tmp_path / "bad.json").write_text("{")
    work = shell.state.work
    shell.send(OpenDocument(tmp_path / "bad.json"))
    assert shell.state.work is work
    assert "bad.json" in shell.state.notice.text


def test_what_cannot_be_saved_is_still_unsaved(shell, tmp_path):
    shell.send(EditWeight(0, 0, 0, 0.25))
    shell.send(SaveDocument(tmp_path / "nowhere" / "mine.json"))
    assert shell.state.unsaved
    assert "mine.json" in shell.state.notice.text


def test_a_question_of_the_session_is_asked(qtbot, shell):
    shell.send(DocumentRead(read(NETWORKS / "perceptron-rule-and.json"), None))
    shell.send(ChangeRecipe(optimizer=optimizer("sgd")))
    with qtbot.waitSignal(shell.asked) as asked:
        shell.send(Run())
    assert asked.args[0].then == ChangeRecipe(optimizer=optimizer("perceptron"))


def test_samples_are_exported_or_it_is_said_why_not(shell, tmp_path):
    shell.send(ExportSamples(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_text().splitlines()[0].startswith("x1,x2,")
    assert shell.state.notice.text == "Exported as out.csv."
    shell.send(ExportSamples(tmp_path / "missing" / "out.csv"))
    assert "there is no such folder" in shell.state.notice.text


def test_a_run_at_full_speed_goes_over_to_another_process_and_can_be_paused_and_walked_back(qtbot):
    trainer = FullSpeedTrainer()
    thread = TrainingThread(trainer)
    shell = Shell(opened(read(NETWORKS / "spiral-2-8-8-1.json")), thread)
    shell.send(SetStop(Stop()))
    shell.send(SetSpeed(FULL_SPEED))
    shell.send(Run())
    qtbot.waitUntil(lambda: thread.beside, timeout=30_000)
    beside = shell.state.work.timeline.now.iteration
    qtbot.waitUntil(lambda: shell.state.work.timeline.now.iteration > beside + 5000)
    shell.send(Pause())
    paused = shell.state.work.timeline.now
    shell.send(SetStepSize(StepSize.ITERATION))
    for command, iteration in ((StepBack(), paused.iteration - 1), (StepForward(), paused.iteration)):
        shell.send(command)
        qtbot.waitUntil(lambda wanted=iteration: shell.state.work.timeline.now.iteration == wanted)
        qtbot.waitUntil(lambda: not shell.state.busy)
    now = shell.state.work.timeline.now.network.layers
    for layer, before in zip(now, paused.network.layers, strict=True):
        assert layer.weight.tobytes() == before.weight.tobytes()
    assert thread.close()
    trainer.close()
