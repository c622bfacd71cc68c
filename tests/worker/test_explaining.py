"""An iteration is explained at once where there is no thread."""

import pytest

from nnviz.resources import networks_folder
from nnviz.session.opening import opened
from nnviz.session.walks import current_index, walk_of
from nnviz.storage.network_file import read
from nnviz.worker.explaining import explained


def opened_example(name):
    return opened(read(networks_folder() / f"{name}.json"))


@pytest.mark.parametrize(("name", "facts"), [("backpropagation-by-hand", 43), ("threshold-network", 8)])
def test_every_fact_of_the_iteration_is_known_and_the_first_is_shown(name, facts):
    state = explained(opened_example(name))
    assert len(walk_of(state)) == facts
    assert current_index(state) == 0
    assert not state.busy


def test_what_is_explained_already_stays():
    state = explained(opened_example("xor-2-2-1"))
    assert explained(state) is state
