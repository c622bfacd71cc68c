"""``nnviz walk`` as a process: every number in order, as text and as JSON."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.test_cli import ENVIRONMENT, network_file, nnviz, refused  # noqa: F401

GOLDEN = json.loads((Path(__file__).parent / "golden" / "golden.json").read_text())["mazur_2_2_2"]
BY_HAND = "backpropagation-by-hand"


def walked(*words, folder=None):
    ended = nnviz("walk", *words, "--json", folder=folder)
    assert (ended.returncode, ended.stderr) == (0, "")
    return json.loads(ended.stdout)


def told(*words, folder=None):
    ended = nnviz("walk", *words, folder=folder)
    assert ended.returncode == 0, ended.stderr
    return ended


def test_the_example_by_hand_is_the_43_facts_of_the_lectures():
    found = walked(BY_HAND)
    wanted = GOLDEN["walkthrough"]
    keys = ("n", "phase", "symbol")
    assert [[fact[key] for key in keys] for fact in found] == [[fact[key] for key in keys] for fact in wanted]
    assert [fact["value"] for fact in found] == pytest.approx([fact["value"] for fact in wanted], rel=1e-12, abs=1e-14)


def test_a_fact_has_its_rule_its_numbers_and_its_code():
    assert walked(BY_HAND)[14] == {
        "n": 15,
        "phase": "backward",
        "symbol": "dE/dw5",
        "rule": "δ(o₁) · out(h₁)",
        "numbers": "0.138498562 × 0.593269992 = 0.082167041",
        "value": pytest.approx(0.08216704056423078, rel=1e-12),
        "code": "dW[2][0, 0] = delta[2][n, 0] * a[1][n, 0]",
    }


def test_as_text_every_fact_is_a_line_below_its_phase():
    lines = told(BY_HAND).stdout.splitlines()
    assert lines[:3] == ["Backpropagation by hand (2-2-2)", "", "Iteration 1, sample 1"]
    assert [line for line in lines if line in ("Forward", "Loss", "Backward", "Update")] == [
        "Forward", "Loss", "Backward", "Update",
    ]  # fmt: skip
    facts = [line for line in lines if " = " in line]
    assert [int(line.split()[0]) for line in facts] == list(range(1, 44))
    assert facts[14] == "   15  ∂E/∂w₅ = δ(o₁) · out(h₁) = 0.138498562 × 0.593269992 = 0.082167041"
    assert "≈" in facts[22]


def test_the_next_iterations_follow_with_the_weights_that_training_made():
    found = walked(BY_HAND, "--iterations", "3")
    assert [fact["n"] for fact in found] == list(range(1, 3 * 43 + 1))
    losses = [fact["value"] for fact in found[10::43]]
    assert losses[:2] == pytest.approx([0.2983711087600027, GOLDEN["after_one_step"]["E_total"]], rel=1e-12)


def test_a_trained_file_is_walked_from_where_it_stands(tmp_path):
    assert nnviz("train", BY_HAND, "--epochs", "1", "--save", "on.json", folder=tmp_path).returncode == 0
    assert walked("on.json", folder=tmp_path)[10]["value"] == walked(BY_HAND, "--iterations", "2")[53]["value"]
    assert "Iteration 2, sample 1" in told("on.json", folder=tmp_path).stdout


def test_a_sample_of_the_batch_can_be_followed():
    assert "Iteration 1, sample 3 of a batch of 4" in told("xor-2-2-1", "--sample", "3").stdout
    first, third = walked("xor-2-2-1"), walked("xor-2-2-1", "--sample", "3")
    assert first[0]["value"] != third[0]["value"]
    losses = [next(fact for fact in facts if fact["symbol"] == "E_total") for facts in (first, third)]
    assert losses[0]["value"] == losses[1]["value"]


def test_a_sample_that_is_not_there_is_refused_before_anything_is_printed(network_file):  # noqa: F811
    assert refused("walk", str(network_file()), "--sample", "6") == "There is no sample 6: the data have 5."
    path = str(network_file(batch_size=2, optimizer={"name": "sgd", "learning_rate": 0.001}))
    assert refused("walk", path, "--sample", "1", "--iterations", "2") == (
        "Sample 1 is not in the batch of iteration 2, which has 3, 4."
    )
    assert "Iteration 1, sample 2 of a batch of 2" in told(path, "--sample", "2").stdout


@pytest.mark.parametrize("words", [["--sample", "0"], ["--iterations", "0"], ["--iterations", "x"], ["--sample", "-1"]])
def test_numbers_that_are_none_are_refused_in_one_line(words):
    assert "nnviz walk --help" in refused("walk", BY_HAND, *words)


def test_a_network_without_data_is_refused(tmp_path):
    path = tmp_path / "bare.json"
    path.write_text('{"format": "nnviz-network", "version": 1, "inputs": 1, "layers": [{"units": 1}]}')
    assert "no data" in refused("walk", str(path))


def test_what_no_gradient_can_train_is_walked_forward_and_says_so():
    ended = told("threshold-network", "--iterations", "2")
    assert "is walked forward only" in ended.stderr
    assert "slope is 0" in ended.stderr
    assert ended.stdout.count("Forward") == ended.stdout.count("Loss") == 2
    assert "Backward" not in ended.stdout
    assert "Iteration 2, " in ended.stdout


def test_the_perceptron_rule_walks_to_its_update():
    symbols = [fact["symbol"] for fact in walked("perceptron-rule-and")]
    assert "g_w1" in symbols
    assert not any(symbol.startswith("dE") for symbol in symbols)


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_walk_that_diverges_ends_with_a_sentence_and_its_status(network_file, form):  # noqa: F811
    path = network_file(optimizer={"name": "sgd", "learning_rate": 1e160}, batch_size=1)
    ended = nnviz("walk", str(path), "--iterations", "9", *form)
    assert ended.returncode == 4
    assert "diverges at iteration" in ended.stderr
    if form:
        assert len(json.loads(ended.stdout)) > 5


def test_the_digits_are_those_of_the_view(network_file):  # noqa: F811
    path = str(network_file(view={"digits": 2}, batch_size=1))
    assert "= 0.00 × 1.00 + 0.00 = 0.00" in told(path).stdout


def test_a_huge_walk_prints_while_it_goes():
    running = subprocess.Popen(
        [sys.executable, "-m", "nnviz", "walk", "glyph-digits-784-128-10", "--json"],
        stdout=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    try:
        assert json.loads(running.stdout.readline().removeprefix(b"["))["n"] == 1
        assert running.poll() is None
    finally:
        running.kill()
        running.wait()
        running.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process")
def test_an_interruption_ends_it_without_a_traceback():
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job would hand on its deafness
    running = subprocess.Popen(
        [sys.executable, "-m", "nnviz", "walk", "glyph-digits-784-128-10"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | ENVIRONMENT,
    )
    signal.signal(signal.SIGINT, heard)
    running.stdout.readline()
    time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, complaint = running.communicate(timeout=60)
    assert (running.returncode, complaint) == (130, b"")
