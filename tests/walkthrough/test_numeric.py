from dataclasses import replace

import pytest

from nnviz.core.activations import ACTIVATIONS, activation
from nnviz.core.losses import LOSSES, suits
from nnviz.core.optimizers import optimizer
from nnviz.core.recipe import BiasMode
from nnviz.core.regularization import Regularization
from nnviz.walkthrough.numeric import MEASURED, Bench, before_and_after
from nnviz.walkthrough.quantity import Kind, Quantity
from tests.core.small_networks import network, random_network, recipe
from tests.walkthrough.scenes import by_hand, quantities, scene_of

TRAINABLE = [name for name, make in ACTIVATIONS.items() if make().trainable]
X = [[0.5, -0.4], [-0.7, 0.3], [0.9, 0.8]]
Y = [[0, 1], [1, 0], [1, 0]]
PULL = Regularization("l2", 0.3)


def measured(scene):
    bench = Bench(scene)
    every = [(quantity, bench.measure(quantity)) for quantity in quantities(scene)]
    inputs = [Quantity(Kind.INPUT_GRADIENT, -1, unit) for unit in range(scene.moment.network.inputs)]
    every += [(quantity, bench.measure(quantity)) for quantity in inputs]
    return {quantity: found for quantity, found in every if found is not None}


def test_the_gradient_of_w5_of_the_deck_is_measured():
    found = measured(by_hand())[Quantity(Kind.WEIGHT_GRADIENT, 1, 0, 0)]
    assert found.analytic == pytest.approx(0.08216704056423078)
    assert found.numeric == pytest.approx(0.08216704056423078, abs=1e-9)
    assert 0 < found.difference < 1e-9
    assert found.agrees


@pytest.mark.parametrize("output", TRAINABLE)
@pytest.mark.parametrize("mode", BiasMode)
@pytest.mark.parametrize("sign", [1, -1])
def test_every_gradient_of_the_sample_and_of_the_batch_is_measured_and_agrees(output, mode, sign):
    net = random_network((2, 3, 2), ("tanh", output), seed=6)
    for loss in (name for name in LOSSES if suits(LOSSES[name], output)):
        how = recipe(X, Y, loss, bias_mode=mode, regularization=PULL)
        found = measured(scene_of(net, how, row=1, delta_sign=sign))
        assert {quantity.kind for quantity in found} >= {Kind.DELTA, Kind.WEIGHT_GRADIENT, Kind.INPUT_GRADIENT}
        assert [quantity for quantity, each in found.items() if not each.agrees] == []
        assert any(each.numeric for each in found.values())


def test_what_moves_a_unit_at_its_kink_has_no_measured_slope():
    net = network(([[1.0, 0.0], [0.4, 0.3]], [-1.0, 0.2], "relu"), ([[1.0, 1.0]], [0.0], "linear"))
    found = measured(scene_of(net, recipe([[1, 0]], [[0.5]])))
    at_kink = found[Quantity(Kind.WEIGHT_GRADIENT, 0, 0, 0)]
    assert (at_kink.numeric, at_kink.difference, at_kink.agrees) == (None, None, True)
    assert found[Quantity(Kind.WEIGHT_GRADIENT, 0, 1, 0)].numeric == pytest.approx(0.1)


def test_a_wrong_slope_does_not_agree():
    wrong = replace(activation("tanh"), backward=lambda z, a, output_gradient: output_gradient)
    found = measured(scene_of(network(([[0.5, 1.5]], [0.7], wrong)), recipe([[0.1, 1.0]], [[0]])))
    assert not any(each.agrees for each in found.values())


def test_frozen_biases_and_the_perceptron_rule_have_nothing_to_measure():
    scene = by_hand()
    assert Bench(scene).measure(Quantity(Kind.BIAS_GRADIENT, 0, 0)) is None
    net = network(([[0.5, 1.0]], [0.1], "sign"))
    assert measured(scene_of(net, recipe([[1, 1]], [[-1]], optimizer=optimizer("perceptron")))) == {}


def test_numbers_that_are_no_gradients_have_nothing_to_measure():
    assert {quantity.kind for quantity in measured(by_hand())} <= set(MEASURED)


def test_single_precision_agrees_with_the_measurement_in_double():
    net = random_network((2, 3, 2), ("tanh", "sigmoid")).as_precision("float32")
    found = measured(scene_of(net, recipe(X, Y, precision="float32")))
    assert all(each.agrees for each in found.values())
    assert any(each.difference > 0 for each in found.values())


def test_the_update_of_the_deck_lowers_the_loss_as_the_gradient_promised():
    found = before_and_after(by_hand())
    assert found.before == pytest.approx(0.2983711087600027)
    assert found.after == pytest.approx(0.291027774, abs=5e-10)
    gradients = [0.00043857, 0.00087714, 0.00049771, 0.00099543, 0.08216704, 0.08266763, -0.02260254, -0.02274024]
    assert found.predicted == pytest.approx(found.before - 0.5 * sum(each**2 for each in gradients), abs=1e-7)
    assert found.change < 0


def test_a_small_step_does_what_the_samples_own_gradient_promises():
    net = random_network((2, 3, 2), ("tanh", "sigmoid"))
    how = recipe(X, Y, "mean_half_sse", rate=1e-4, regularization=PULL, optimizer=optimizer("adam"))
    for row in range(3):
        found = before_and_after(scene_of(net, how, row))
        assert found.predicted - found.before == pytest.approx(found.change, rel=1e-2)


def test_the_perceptron_rule_promises_nothing():
    net = network(([[0.5, 1.0]], [0.1], "sign"))
    found = before_and_after(scene_of(net, recipe([[1, 1]], [[-1]], optimizer=optimizer("perceptron"))))
    assert found.predicted is None
    assert found.before == 2
