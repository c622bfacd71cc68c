import pytest

from nnviz.ui.numbers import parse_number
from nnviz.ui.plots.ticks import calm_limit, power_ticks, whole_ticks, write_whole


@pytest.mark.parametrize(
    ("low", "high", "most", "marks"),
    [
        (0, 10, 5, [0, 2, 4, 6, 8, 10]),
        (0, 3, 8, [0, 1, 2, 3]),
        (95, 1010, 5, [200, 400, 600, 800, 1000]),
        (0, 1_000_000, 4, [0, 500_000, 1_000_000]),
        (2.2, 2.8, 5, []),
    ],
)
def test_marks_are_round_numbers_inside(low, high, most, marks):
    assert list(whole_ticks(low, high, most)) == marks


def test_a_growing_axis_rests_between_its_steps():
    limits = [calm_limit(end) for end in range(1, 100_000)]
    assert all(limit >= end for end, limit in enumerate(limits, start=1))
    assert limits == sorted(limits)
    assert len(set(limits)) < 45


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (999, "999"), (1234567, "1 234 567")])
def test_thousands_are_apart_without_a_comma(number, text):
    assert write_whole(number).replace("\u202f", " ") == text


@pytest.mark.parametrize(
    ("low", "high", "most", "texts"),
    [
        (-1.05, 0.0, 5, ["0.1", "0.2", "0.5", "1"]),
        (-0.6, -0.2, 9, ["0.3", "0.4", "0.5", "0.6"]),
        (-6.0, 0.0, 5, ["1e−6", "0.0001", "0.01", "1"]),
        (-6.0, 0.0, 8, ["1e−6", "1e−5", "0.0001", "0.001", "0.01", "0.1", "1"]),
    ],
)
def test_a_logarithmic_axis_has_round_numbers_that_do_not_crowd(low, high, most, texts):
    ticks = power_ticks(low, high, most)
    assert [text for _, text in ticks] == texts
    assert [10**place for place, _ in ticks] == pytest.approx([parse_number(text) for text in texts])
