import numpy as np
import pytest

from nnviz.core.dataset import dataset
from nnviz.core.forward import forward
from nnviz.core.metrics import accuracy
from nnviz.session.opening import opened
from nnviz.storage.network_file import read
from nnviz.ui.panels.answers import BLOCK, Answers, judge_for
from tests.session.desk import NETWORKS


def answers(name):
    state = opened(read(NETWORKS / f"{name}.json"))
    data = state.recipe.dataset
    return Answers(state.network, data, judge_for(data.targets)), state.network, data


@pytest.mark.parametrize("name", ["xor-2-2-1", "ten-digits", "spiral-2-8-8-1", "perceptron-rule-and"])
def test_the_score_is_the_accuracy(name):
    found, network, data = answers(name)
    assert found.score() / data.samples == accuracy(forward(network, data.inputs)[-1].a, data.targets)


def test_any_row_has_the_output_of_the_whole_pass():
    found, network, data = answers("spiral-2-8-8-1")
    a = forward(network, data.inputs)[-1].a
    for row in (data.samples - 1, BLOCK, BLOCK - 1, 0):
        assert found.output(row) == pytest.approx(a[row], rel=1e-12)


@pytest.mark.parametrize("targets", [[[0.1], [0.2], [0.3]], [[1.0, 1.0], [0.0, 1.0]], [[2.0], [2.0]]])
def test_other_targets_have_no_right_answer(targets):
    assert judge_for(np.array(targets)) is None


def test_a_long_count_is_left_out():
    _, network, _ = answers("xor-2-2-1")
    many = dataset("many", np.zeros((3000, 2)), np.arange(3000)[:, np.newaxis] % 2.0)
    assert Answers(network, many, judge_for(many.targets)).score() is None
