import pytest

from nnviz.ui.plots.ticks import calm_limit, whole_ticks, write_whole


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
