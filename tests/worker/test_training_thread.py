import threading

import pytest
from PySide6.QtCore import QThread

from nnviz.session.jobs import Goal, Job
from nnviz.worker import training_thread
from nnviz.worker.trainer import Trainer
from nnviz.worker.training_thread import TrainingThread
from tests.session.desk import desk


def job(ticket=1, **goal):
    state = desk("xor-2-2-1").state
    return Job(ticket, state.work.timeline.now, state.recipe, Goal(**goal))


@pytest.fixture
def thread(qtbot):
    thread = TrainingThread()
    yield thread
    assert thread.close()


class Broken(Trainer):
    def run(self, job):
        raise ZeroDivisionError("no such luck")


class Slow(Trainer):
    def __init__(self):
        super().__init__()
        self.runs = 0
        self.at_work, self.may_end = threading.Event(), threading.Event()

    def run(self, job):
        self.runs += 1
        self.at_work.set()
        assert self.may_end.wait(30)
        return super().run(job)


def test_a_job_comes_back_as_a_frame(qtbot, thread):
    with qtbot.waitSignal(thread.frame_arrived) as arrived:
        thread.submit(job(7, iteration=20))
    (frame,) = arrived.args
    assert (frame.ticket, frame.reached.iteration) == (7, 20)


def test_frames_arrive_in_the_thread_of_the_window(qtbot, thread):
    threads = []

    def note(_):
        threads.append(QThread.currentThread())

    thread.frame_arrived.connect(note)
    with qtbot.waitSignal(thread.frame_arrived):
        thread.submit(job(iteration=1))
    assert threads == [QThread.currentThread()]


def test_jobs_are_done_in_turn(qtbot, thread):
    tickets = []
    thread.frame_arrived.connect(lambda frame: tickets.append(frame.ticket))
    for ticket in (1, 2, 3):
        with qtbot.waitSignal(thread.frame_arrived):
            thread.submit(job(ticket, iteration=5))
    assert tickets == [1, 2, 3]


def test_of_the_jobs_that_wait_only_the_newest_is_done(qtbot):
    trainer = Slow()
    thread = TrainingThread(trainer)
    tickets = []
    thread.frame_arrived.connect(lambda frame: tickets.append(frame.ticket))
    thread.submit(job(0, iteration=1))
    assert trainer.at_work.wait(30)
    for ticket in range(1, 20):
        thread.submit(job(ticket, iteration=1))
    trainer.may_end.set()
    qtbot.waitUntil(lambda: 19 in tickets)
    assert tickets == [0, 19]
    assert thread.close()


def test_an_error_in_a_job_is_an_answer_and_the_next_job_is_done(qtbot):
    thread = TrainingThread(Broken())
    for ticket in (1, 2):
        with qtbot.waitSignal(thread.failed) as failed:
            thread.submit(job(ticket, iteration=1))
        (failure,) = failed.args
        assert failure.ticket == ticket
        assert "ZeroDivisionError: no such luck" in failure.text
    assert thread.close()


def test_closing_waits_for_the_job_under_way_and_drops_the_rest(qtbot, monkeypatch):
    monkeypatch.setattr(training_thread, "PATIENCE", 30_000)
    trainer = Slow()
    thread = TrainingThread(trainer)
    answers = []
    thread.frame_arrived.connect(answers.append)
    for ticket in range(20):
        thread.submit(job(ticket, iteration=1))
    assert trainer.at_work.wait(30)
    threading.Timer(0.05, trainer.may_end.set).start()
    assert thread.close()
    qtbot.wait(50)
    assert trainer.runs <= 2
    assert answers == []
