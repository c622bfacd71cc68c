"""The command line as a process: results on standard output, messages on standard error, an exit status."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nnviz.resources import networks_folder
from nnviz.storage.network_file import read

PROJECT = Path(__file__).parents[1]
MNIST = Path(os.environ.get("NNVIZ_MNIST", PROJECT.parent / "shared/data/mnist"))
ENVIRONMENT = os.environ | {"PYTHONPATH": str(PROJECT)}
XOR_AFTER_ONE_EPOCH = ["train", "xor-2-2-1", "--epochs", "1"]
DIVERGING = {
    "format": "nnviz-network",
    "version": 1,
    "inputs": ["x"],
    "layers": [{"name": "line", "units": 1, "unit_names": ["y"], "weight": [[0]], "bias": [0]}],
    "loss": "mse",
    "optimizer": {"name": "sgd", "learning_rate": 0.2},
    "batch_size": 5,
    "dataset": {"inputs": [[1], [2], [3], [4], [5]], "targets": [[2.1], [3.9], [6.2], [7.8], [10.1]]},
}


def nnviz(*words, folder=None):
    ended = subprocess.run(
        [sys.executable, "-m", "nnviz", *words],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=ENVIRONMENT | {"PYTHONIOENCODING": "utf-8"},
        timeout=120,
    )
    assert "Traceback" not in ended.stderr
    return ended


def trained(*words, folder=None):
    """The JSON object of a training run that reached its end."""
    ended = nnviz("train", *words, "--json", folder=folder)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def refused(*words, folder=None):
    """The one line that says why not."""
    ended = nnviz(*words, folder=folder)
    assert ended.returncode == 2
    assert ended.stdout == ""
    (line,) = ended.stderr.splitlines()
    return line


@pytest.fixture
def network_file(tmp_path):
    def written(**changes):
        path = tmp_path / "network.json"
        path.write_text(json.dumps(DIVERGING | changes))
        return path

    return written


def test_one_epoch_by_hand_prints_the_numbers_of_the_lecture():
    ended = nnviz("train", "backpropagation-by-hand", "--epochs", "1")
    assert ended.returncode == 0
    words = ended.stdout.split()
    weights = ["0.149780716", "0.199561432", "0.249751144", "0.299502287"]
    weights += ["0.35891648", "0.408666186", "0.51130127", "0.561370121"]
    assert "0.291027774" in words
    assert [words[words.index(f"w{number}") + 1] for number in range(1, 9)] == weights
    assert [words[words.index(bias) + 1] for bias in ("b1", "b2")] == ["0.35", "0.6"]


def test_json_is_one_object_with_everything_in_it():
    found = trained("backpropagation-by-hand", "--epochs", "1")
    assert found["epochs"] == 1
    assert found["train_loss"] == pytest.approx(0.29102777369359933, rel=1e-12)
    assert found["test_loss"] is None
    assert found["report"] == {"mse": {"train": pytest.approx(0.29102777369359933, rel=1e-12), "test": None}}
    assert found["outputs"] == [pytest.approx([0.7420881111907824, 0.7752849682944595], rel=1e-12)]
    assert found["parameters"]["w5"] == pytest.approx(0.35891647971788465, rel=1e-12)


@pytest.mark.parametrize(
    ("name", "outputs", "tolerance"),
    [("perceptron-and", [0.001, 0.082, 0.082, 0.903], 0.002), ("perceptron-xor", [0.5] * 4, 1e-8)],
)
def test_one_perceptron_trains_to_where_its_file_stops(name, outputs, tolerance):
    found = trained(name)
    assert found["epochs"] == 2000
    assert [row[0] for row in found["outputs"]] == pytest.approx(outputs, abs=tolerance)


def test_classes_are_measured_by_accuracy_and_numbers_by_r2():
    assert trained("spiral-2-8-8-1", "--epochs", "1")["metrics"].keys() == {"train_accuracy", "test_accuracy"}
    found = trained("linear-regression", "--epochs", "9")
    loss, variance = 0.05041660334518468, 7.9416
    assert found["metrics"] == {"train_r2": pytest.approx(1 - loss / variance)}


def test_at_most_a_hundred_outputs_are_told():
    assert len(trained("spiral-2-8-8-1", "--epochs", "1")["outputs"]) == 100


def test_training_goes_on_from_a_saved_file(tmp_path):
    trained("xor-2-2-1", "--epochs", "3", "--save", "half.json", folder=tmp_path)
    assert read(tmp_path / "half.json").progress.epoch == 3
    resumed = trained("half.json", "--epochs", "4", folder=tmp_path)
    assert resumed == trained("xor-2-2-1", "--epochs", "7")


def test_no_epochs_measure_what_is_there():
    assert trained("backpropagation-by-hand", "--epochs", "0")["train_loss"] == pytest.approx(0.2983711087600027)


def test_without_epochs_and_without_a_stop_it_trains_for_one(network_file):
    assert trained(str(network_file(optimizer={"name": "sgd", "learning_rate": 0.05})))["epochs"] == 1


def test_a_file_at_its_end_is_left_as_it_is(tmp_path):
    trained("perceptron-rule-and", "--save", "done.json", folder=tmp_path)
    ended = nnviz("train", "done.json", "--json", folder=tmp_path)
    assert json.loads(ended.stdout)["epochs"] == 6
    assert "--epochs" in ended.stderr


def test_a_loss_reached_ends_the_run():
    found = trained("linear-regression", "--until-loss", "0.5", "--epochs", "100")
    assert found["epochs"] == 2
    assert found["train_loss"] == pytest.approx(0.10782455999999993)


def test_a_loss_reached_before_training_needs_none():
    assert trained("linear-regression", "--until-loss", "50")["epochs"] == 0


def test_a_loss_not_reached_is_told_and_what_was_made_is_saved(tmp_path):
    ended = nnviz(*XOR_AFTER_ONE_EPOCH, "--until-loss", "1e-9", "--save", "made.json", folder=tmp_path)
    assert ended.returncode == 3
    assert "1e-09" in ended.stderr
    assert read(tmp_path / "made.json").progress.epoch == 1


@pytest.mark.parametrize("epochs", ["3", "1000"])
def test_divergence_names_the_place_and_writes_nothing(network_file, tmp_path, epochs):
    path = network_file(optimizer={"name": "sgd", "learning_rate": 2000.0})
    ended = nnviz("train", str(path), "--epochs", epochs, "--save", str(tmp_path / "out.json"))
    assert ended.returncode == 4
    assert ended.stdout == ""
    (line,) = ended.stderr.splitlines()
    assert 'unit y in layer "line"' in line
    assert "smaller than 2000" in line
    assert not (tmp_path / "out.json").exists()


def test_divergence_in_the_very_last_update_is_seen(network_file, tmp_path):
    path = network_file(optimizer={"name": "sgd", "learning_rate": 1e6})
    ended = nnviz("train", str(path), "--epochs", "1", "--save", str(tmp_path / "out.json"))
    assert ended.returncode == 4
    assert not (tmp_path / "out.json").exists()


@pytest.mark.skipif(os.name != "posix", reason="processes are interrupted in another way elsewhere")
def test_an_interrupted_run_saves_what_it_reached(tmp_path):
    words = ["train", "xor-2-2-1", "--epochs", "100000000", "--save", "reached.json", "--json"]
    code = "import sys; from nnviz.cli import main; print('begun', file=sys.stderr, flush=True); sys.exit(main())"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=ENVIRONMENT,
        text=True,
    )
    assert process.stderr.readline() == "begun\n"
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, message = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in message
    progress = read(tmp_path / "reached.json").progress
    assert progress.iteration > 0
    assert json.loads(out)["epochs"] == progress.epoch


def test_units_without_a_slope_are_refused_with_the_reason():
    assert "slope is 0" in refused("train", "threshold-network")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["train"], "FILE"),
        (["train", "nowhere.json"], "nowhere.json"),
        (["train", "xor-2-2-l"], "xor-2-2-1"),
        (["train", "xor-2-2-1", "--epochs", "many"], "'many'"),
        (["train", "xor-2-2-1", "--epochs", "-1"], "'-1'"),
        (["train", "xor-2-2-1", "--until-loss", "nan"], "'nan'"),
        (["train", "xor-2-2-1", "--quickly"], "--quickly"),
        (["train", "xor-2-2-1", "--save", "no-such-folder/out.json"], "no-such-folder"),
        (["check", "."], "."),
        (["list", "--all"], "--all"),
        (["trian", "xor-2-2-1"], "xor-2-2-1"),
        (["no-such-file.json"], "no-such-file.json"),
    ],
)
def test_what_cannot_be_done_is_one_line(words, part, tmp_path):
    assert part in refused(*words, folder=tmp_path)


def test_a_damaged_file_is_one_line_with_its_place(network_file):
    path = network_file(loss="anger")
    assert "$.loss" in refused("train", str(path))
    assert "$.loss" in refused("check", str(path))


def test_check_compares_every_gradient():
    ended = nnviz("check", "backpropagation-by-hand")
    assert ended.returncode == 0
    assert "8 of 8 gradients" in ended.stdout
    assert "2-2-2" in ended.stdout


def test_check_says_why_steps_have_no_gradient():
    ended = nnviz("check", "threshold-network")
    assert ended.returncode == 0
    assert "valid" in ended.stdout
    assert "slope is 0" in ended.stdout


def test_a_network_without_data_is_valid_and_cannot_be_trained(network_file):
    path = network_file(dataset=None)
    assert "no data" in nnviz("check", str(path)).stdout
    assert "no data" in refused("train", str(path))


def test_list_names_what_comes_with_the_app():
    found = json.loads(nnviz("list", "--json").stdout)
    assert {entry["name"] for entry in found["networks"]} == {path.stem for path in networks_folder().glob("*.json")}
    datasets = {entry["name"]: entry["description"] for entry in found["datasets"]}
    assert {"xor", "circle", "gauss", "spiral", "plane", "moons", "digits", "house_prices"} <= datasets.keys()
    assert datasets["blobs"].endswith('; "classes" 2 to 6, default 3')
    text = nnviz("list").stdout
    assert all(entry["name"] in text and entry["description"] in text for part in found.values() for entry in part)


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_a_reader_that_goes_away_is_no_error():
    pipe = f'"{sys.executable}" -m nnviz list | head -n 1; exit ${{PIPESTATUS[0]}}'
    ended = subprocess.run(["bash", "-c", pipe], capture_output=True, text=True, env=ENVIRONMENT, timeout=60)
    assert ended.stdout == "Networks\n"
    assert ended.stderr == ""


def test_the_version_is_told():
    assert nnviz("--version").stdout.startswith("nnviz 0.")


def test_a_process_without_output_prints_nothing():
    code = "import sys; sys.stdout = sys.stderr = None; from nnviz.cli import main; sys.exit(main(sys.argv[1:]))"
    for words, status in ((XOR_AFTER_ONE_EPOCH, 0), (["--help"], 0), (["train", "nowhere"], 2)):
        ended = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, env=ENVIRONMENT, timeout=60)
        assert (ended.returncode, ended.stdout, ended.stderr) == (status, b"", b"")


@pytest.mark.skipif(not MNIST.is_dir(), reason=f"the MNIST test files are not in {MNIST} (set NNVIZ_MNIST)")
def test_mnist_is_read_by_a_hidden_layer(tmp_path):
    pictures, labels = (str(MNIST / f"t10k-{kind}-ubyte.gz") for kind in ("images-idx3", "labels-idx1"))
    digits = json.loads((networks_folder() / "digits-784-64-10.json").read_text("utf-8"))
    digits["dataset"] = {"images": pictures, "labels": labels, "test_last": 2000}
    (tmp_path / "mnist.json").write_text(json.dumps(digits), "utf-8")
    result = trained("mnist.json", "--epochs", "10", folder=tmp_path)
    assert result["epochs"] == 10
    assert result["metrics"]["test_accuracy"] >= 0.92
