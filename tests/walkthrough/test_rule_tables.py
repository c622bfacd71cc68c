"""What can be computed can be told: no table of the lecture has an entry that the walk does not know."""

from nnviz.core.activations import ACTIVATIONS
from nnviz.core.losses import LOSSES
from nnviz.core.optimizers import OPTIMIZERS
from nnviz.walkthrough.activation_rules import ACTIVATION_RULES
from nnviz.walkthrough.forward_words import ANSWERS
from nnviz.walkthrough.loss_rules import LOSS_RULES
from nnviz.walkthrough.scene import NAMES
from nnviz.walkthrough.update_facts import MEMORIES


def test_every_activation_has_its_rule_and_its_sentence():
    assert ACTIVATION_RULES.keys() | {"softmax", "maxout"} == ACTIVATIONS.keys() == ANSWERS.keys()


def test_every_loss_has_its_rule():
    assert LOSS_RULES.keys() == LOSSES.keys()


def test_all_that_an_optimizer_remembers_is_told():
    for name, kind in OPTIMIZERS.items():
        assert tuple(dict.fromkeys(NAMES[told] for told in MEMORIES.get(name, ()))) == kind.memory
