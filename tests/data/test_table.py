"""Tables: text to rows, cells to numbers, and the columns a network learns from."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.data.build import build
from nnviz.data.spec import DataSpec, Table
from nnviz.errors import BadInput

HOUSES = Table("houses.csv", ("size", "rooms"), ("price",))
TEXT = "size,rooms,price\n70,3,210\n120,5,400\n50,2,150\n"


@pytest.fixture
def read(tmp_path):
    """The samples of a text with the columns of a source; bytes are written as they are."""

    def built(text, source=HOUSES, **added):
        (tmp_path / "houses.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        return build(DataSpec(source, **added), tmp_path, 0)

    return built


@pytest.fixture
def refusal(read):
    """Why a text is not taken."""

    def refused(text, source=HOUSES, **added):
        with pytest.raises(BadInput) as caught:
            read(text, source, **added)
        return str(caught.value)

    return refused


def test_columns_are_found_by_name(read):
    data = read(TEXT)
    assert np.array_equal(data.inputs, [[70, 3], [120, 5], [50, 2]])
    assert np.array_equal(data.targets, [[210], [400], [150]])
    assert (data.name, data.input_names, data.target_names) == ("houses", ("size", "rooms"), ("price",))
    assert "the file houses.csv" in data.description


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_delimiters_line_ends_and_byte_order_marks(read, delimiter, end, mark):
    text = TEXT.replace(",", delimiter).replace("\n", end)
    assert np.array_equal(read(mark + text.encode(), replace(HOUSES, delimiter=delimiter)).inputs, read(TEXT).inputs)


def test_a_decimal_comma_between_semicolons(read):
    source = replace(HOUSES, delimiter=";", decimal=",")
    assert read("size;rooms;price\n70,5;3;-2,1e2\n", source).inputs[0, 0] == 70.5
    assert read("size;rooms;price\n70,5;3;-2,1e2\n", source).targets[0, 0] == -210


def test_quoted_cells_hold_delimiters_quotes_and_line_ends(read):
    text = 'note,size,rooms,price\n"a ""big"", one\nwith a garden","70","3",210\n'
    assert np.array_equal(read(text).inputs, [[70, 3]])


def test_a_table_without_header_has_numbered_columns(read):
    source = Table("houses.csv", ("column 1",), ("column 3",), header=False)
    assert np.array_equal(read("1,2,3\n4,5,6\n", source).targets, [[3], [6]])


def test_columns_of_one_name_are_told_apart(read):
    source = Table("houses.csv", ("a", "a (2)", "column 3"), ("b",))
    assert np.array_equal(read("a,a,,b\n1,2,3,4\n", source).inputs, [[1, 2, 3]])


@pytest.mark.parametrize("gap", ["", " ", "NA", "n/a", "NaN", "null", "?"])
def test_rows_with_gaps_are_left_out_and_counted(read, gap):
    data = read(TEXT + f"{gap},4,300\n")
    assert data.samples == 3
    assert "1 row has a gap and is left out" in data.description


def test_gaps_become_the_mean_of_their_column(read):
    data = read("size,rooms,price\n70,3,210\n,5,400\n50,2,150\n60,1,\n", replace(HOUSES, missing="mean"))
    assert np.array_equal(data.inputs, [[70, 3], [60, 5], [50, 2]])
    assert "1 row has a gap and is left out; 1 gap is filled with the mean" in data.description


def test_texts_become_one_number_each(read):
    source = Table("houses.csv", ("place", "size"), ("price",), one_hot=("place",))
    data = read("place,size,price\nsea,70,1\nhill,50,2\nsea,60,3\n,60,4\n", source)
    assert data.input_names == ("place=hill", "place=sea", "size")
    assert np.array_equal(data.inputs, [[0, 1, 70], [1, 0, 50], [0, 1, 60]])


def test_the_texts_of_the_target_are_the_classes(read):
    source = Table("houses.csv", ("size",), ("kind",), one_hot=("kind",))
    data = read("size,kind\n70,house\n50,flat\n", source)
    assert data.class_names == ("flat", "house")
    assert np.array_equal(data.targets, [[0, 1], [1, 0]])


# --- refusals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["abc", "1_000", "1.2.3", "inf", "1e999", "0x10", "1 000", "٣"])
def test_a_bad_cell_is_named_by_row_and_column(refusal, cell):
    found = refusal(TEXT.replace("120", cell))
    assert found == f'houses.csv: Row 3, column "size": "{cell}" is not a number.'


def test_every_bad_cell_is_named_or_counted(refusal):
    found = refusal("size,rooms,price\na,b,c\nd,e,f\n")
    places = [(2, "size"), (2, "rooms"), (2, "price")]
    assert all(f'ow {row}, column "{column}"' in found for row, column in places)
    assert "and in 3 more cells" in found


def test_a_group_separator_is_no_number(refusal):
    found = refusal('size,rooms,price\n"1.234,5",1,1\n', replace(HOUSES, decimal=","))
    assert 'Row 2, column "size": "1.234,5" is not a number' in found


def test_rows_of_other_lengths_are_named(refusal):
    assert "Row 4 has 2 cells, the first row has 3" in refusal(TEXT.replace("50,2", "50"))


def test_empty_rows_count_but_hold_nothing(refusal, read):
    assert read(TEXT.replace("120", "\n;120".replace(";", ""))).samples == 3
    assert "Row 5" in refusal("size,rooms,price\n\n,,\n1,2,3\nx,2,3\n")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (TEXT.replace("120", '"120'), "Row 3 cannot be read: a quote is opened and never closed"),
        (TEXT.replace("120", '"1"20'), "Row 3 cannot be read: a closing quote stands within a cell"),
        (TEXT.encode().replace(b"120", b"\xff"), "Byte 26 is no UTF-8 text"),
        (TEXT.encode().replace(b"120", b"\0"), "Byte 26 is 0: this is no text"),
        (TEXT.encode("utf-16"), "Byte 0 is no UTF-8 text"),
        (TEXT.replace("120", "1" * 200_000), "Row 3 cannot be read: a cell is too long"),
        ("", "The table has no rows"),
        ("size,rooms,price\n", "The table has no rows"),
        ("size,rooms,price\n1,,3\n", "Every row has a gap"),
    ],
)
def test_what_is_damaged_is_named(refusal, text, place):
    assert place in refusal(text)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (replace(HOUSES, inputs=("size", "roms")), "[1]: the table has no column “roms”; did you mean “rooms”?"),
        (replace(HOUSES, targets=("z",)), "targets[0]: the table has no column “z”; it has size, rooms, price."),
        (replace(HOUSES, inputs=("size", "size")), "dataset.inputs[1]: the column “size” is named twice"),
        (replace(HOUSES, inputs=()), "dataset.inputs names no column"),
        (replace(HOUSES, targets=()), "dataset.targets is missing"),
        (replace(HOUSES, delimiter="|"), "dataset.delimiter is “|”"),
        (replace(HOUSES, file="flats.csv"), "does not exist"),
    ],
)  # fmt: skip
def test_what_no_table_has_is_refused(refusal, source, place):
    assert place in refusal(TEXT, source)


def test_a_text_column_of_many_texts_cannot_be_one_hot(refusal):
    rows = "".join(f"t{row},{row}\n" for row in range(101))
    source = Table("houses.csv", ("name",), ("n",), one_hot=("name",))
    assert 'Column "name" has 101 different texts' in refusal("name,n\n" + rows, source)


def test_targets_may_be_the_inputs(read):
    data = read(TEXT, replace(HOUSES, targets=()), targets_are_inputs=True)
    assert data.targets is data.inputs
    assert data.target_names == data.input_names
