"""A column read at once is the column read cell by cell."""

import math

from hypothesis import given
from hypothesis import strategies as st

from nnviz.data.columns import DECIMALS, number, numbers_in

CELLS = st.one_of(
    st.text("0123456789+-.,eE _", max_size=6),
    st.sampled_from(["", " ", "NA", "inf", "nan", "1e999", "-1e-3", " 2.5", "2,5 ", "1_000", "٣", "sea", "4\n2"]),
    st.floats(allow_nan=False).map(repr),
)


@given(st.one_of(st.lists(CELLS, max_size=4), st.lists(st.integers().map(str), max_size=4)), st.sampled_from(DECIMALS))
def test_a_column_at_once_is_as_cell_by_cell(cells, decimal):
    values, bad = numbers_in(cells, decimal)
    each = [number(cell, decimal) for cell in cells]
    assert bad == [row for row, value in enumerate(each) if value is None]
    assert repr(values.tolist()) == repr([math.nan if value is None else value for value in each])
