"""The loss so far as a table."""

import csv
from pathlib import Path

from nnviz.session.commands import ExportLossLog, StepForward
from nnviz.session.curve import EXACT, LossCurve
from nnviz.session.effects import WriteText
from nnviz.session.loss_log import loss_log
from nnviz.session.state import StepSize
from tests.session.desk import desk


def rows(text):
    return list(csv.DictReader(text.splitlines()))


def test_the_ten_digits_have_the_losses_that_the_program_of_the_lecture_prints():
    trained = desk("ten-digits").step(StepSize.EPOCH, StepForward(), StepForward())
    found = rows(loss_log(trained.state.work.curve))
    assert [row["epoch"] for row in found] == ["0", "1", "2"]
    assert [row["train_mse"][:11] for row in found][:2] == ["0.251710779", "0.090336839"]
    assert found[0]["test_loss"] == ""


def test_batches_stand_between_the_ends_of_epochs_with_both_parts_and_every_measure():
    trained = desk("blobs-2-6-4").step(StepSize.EPOCH, StepForward())
    curve = trained.state.work.curve
    found = rows(loss_log(curve))
    assert [int(row["iteration"]) for row in found] == list(range(curve.end + 1))
    assert [float(row["batch_loss"]) for row in found[:-1]] == curve.recent.tolist()
    assert found[-1]["batch_loss"] == found[1]["train_loss"] == ""
    assert float(found[-1]["test_loss"]) == curve.test[-1, 0]
    assert [name.removeprefix("train_") for name in found[0] if name.startswith("train_")] == ["loss", *curve.names[1:]]


def test_batches_that_are_no_longer_kept_one_by_one_leave_the_epochs():
    curve = LossCurve(begin=EXACT)
    assert rows(loss_log(curve)) == []


def test_it_is_written_to_the_file_chosen():
    effects = desk("gate-and").step(StepSize.EPOCH, StepForward(), ExportLossLog(Path("log.csv"))).effects
    assert isinstance(effects[-1], WriteText)
    assert effects[-1].path == Path("log.csv")
    assert effects[-1].text.startswith("iteration,epoch,batch_loss,train_loss,test_loss")


def test_before_the_first_run_there_is_nothing_to_write():
    asked = desk("gate-and").send(ExportLossLog(Path("log.csv")))
    assert not asked.effects
    assert "run the network first" in asked.state.notice.text
