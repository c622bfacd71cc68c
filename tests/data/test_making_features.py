import numpy as np
import pytest

from nnviz.core.arrays import frozen
from nnviz.data.build import build
from nnviz.data.features import count_monomials, monomials, playground
from nnviz.data.spec import DataSpec, Generated, Inline
from nnviz.errors import BadInput

SAMPLES = Inline(frozen([[1, 2], [3, 4], [-5, 6]]), frozen([[1], [0], [1]]))
XOR_CLOUD = Generated("xor", 200)


def test_features_are_the_inputs_and_the_raw_inputs_are_kept():
    data = build(DataSpec(SAMPLES, features=("x1", "x1*x2")), None, 0)
    assert data.inputs.tolist() == [[1, 2], [3, 12], [-5, -30]]
    assert data.input_names == ("x1", "x1·x2")
    assert data.raw_inputs.tolist() == [[1, 2], [3, 4], [-5, 6]]
    assert data.raw_input_names == ("x1", "x2")
    assert data.targets.tolist() == data.raw_targets.tolist() == [[1], [0], [1]]


def test_target_features_are_the_targets_and_may_name_inputs_and_targets():
    data = build(DataSpec(SAMPLES, target_features=("x1 + y", "x2^2")), None, 0)
    assert data.targets.tolist() == [[2, 4], [3, 16], [-4, 36]]
    assert data.target_names == ("x1 + y1", "x2²")
    assert data.inputs.tolist() == data.raw_inputs.tolist()
    assert data.raw_targets.tolist() == [[1], [0], [1]]


def test_the_network_hears_any_point_through_the_features_standardized_or_not():
    for standardize in (False, True):
        spec = DataSpec(XOR_CLOUD, test_fraction=0.5, standardize=standardize, features=("x1*x2", "x1^2", "sin(x2)"))
        data = build(spec, None, 0)
        assert np.allclose(data.heard(data.raw_inputs), data.inputs, rtol=1e-12)
    assert np.allclose(data.inputs[data.train_rows].mean(axis=0), 0)


def test_where_the_targets_are_the_inputs_they_are_the_features():
    data = build(DataSpec(Inline(SAMPLES.inputs, None), targets_are_inputs=True, features=("x1^2",)), None, 0)
    assert data.targets is data.inputs
    assert data.target_names == ("x1²",)


def test_the_description_names_the_features():
    data = build(DataSpec(SAMPLES, features=("x1*x2",), target_features=("1 - y",)), None, 0)
    assert data.description.endswith("The network hears x1·x2. It is to answer 1 − y1.")


@pytest.mark.parametrize(
    ("features", "problem"),
    [
        (("x1", "log(x1)"), "dataset.features[1]: “log(x1)” has no finite value at sample 3; change it"),
        (("1/(x1-3)",), "dataset.features[0]: “1/(x1-3)” has no finite value at sample 2"),
        (("x1*x2", "x1 * x2"), "dataset.features[1]: “x1 * x2” is there already; leave one of them out."),
        (("x3",), "dataset.features[0]: “x3”, character 1: there is no column “x3”; use x1, x2."),
        (("y",), "there is no column “y”"),
        (tuple(f"x1 + {number}" for number in range(300)), "300 features of 3 samples are too many; up to 256"),
    ],
)
def test_features_that_cannot_be_made_are_told(features, problem):
    with pytest.raises(BadInput) as refused:
        build(DataSpec(SAMPLES, features=features), None, 0)
    assert problem in str(refused.value)


def test_class_names_go_with_the_targets_that_are_made():
    spec = DataSpec(SAMPLES, class_names=("no", "yes"), target_features=("x1 > 0",))
    assert build(spec, None, 0).class_names == ("no", "yes")
    with pytest.raises(BadInput, match="class_names: 3 names for 1 targets"):
        build(DataSpec(SAMPLES, class_names=("a", "b", "c"), target_features=("x1 > 0",)), None, 0)


def test_the_playground_has_seven_features_of_two_inputs():
    assert playground(("x1", "x2")) == ("x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)")


@pytest.mark.parametrize(("inputs", "degree"), [(1, 4), (2, 2), (2, 6), (3, 3), (5, 2)])
def test_there_are_c_of_n_plus_d_and_d_monomials(inputs, degree):
    names = tuple(f"x{index + 1}" for index in range(inputs))
    made = monomials(names, degree)
    assert len(made) + 1 == count_monomials(inputs, degree)
    build(DataSpec(Inline(np.ones((2, inputs)), np.ones((2, 1))), features=made), None, 0)  # none of them twice
