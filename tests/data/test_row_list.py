"""Lists of rows as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.data.row_list import LECTURE, parse_rows, write_rows
from nnviz.errors import BadInput


@pytest.mark.parametrize(
    ("text", "rows"),
    [("3", (3,)), ("0, 2, 5-9", (0, 2, 5, 6, 7, 8, 9)), (" 4;1  7 – 8, ", (4, 1, 7, 8)), ("2,2", (2, 2))],
)
def test_lists_are_read(text, rows):
    assert parse_rows(text) == rows


@pytest.mark.parametrize("text", ["", "a", "1, x", "-1", "5-2", "1.5", "0-99999999"])
def test_what_is_no_list_is_refused(text):
    with pytest.raises(BadInput):
        parse_rows(text)


@given(st.lists(st.integers(0, 50), min_size=1).map(tuple))
def test_what_is_written_is_read_again(rows):
    assert parse_rows(write_rows(rows)) == rows


def test_runs_are_written_as_ranges():
    assert write_rows((*range(8000), 9000)) == "0-7999, 9000"
    assert write_rows(LECTURE) == "1, 3, 5, 7, 9, 11, 13, 15, 17, 19"
