"""What is guessed about a table that says nothing about itself."""

import pytest

from nnviz.data.guess import Content, Layout, content_of, layout_of, suggested
from nnviz.data.text_table import table_of


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("size,price\n70.5,210\n", Layout(",", ".", True)),
        ("70.5,210\n50,1\n", Layout(",", ".", False)),
        ("size;price\n70,5;210\n", Layout(";", ",", True)),
        ("70,5;210,1\n50,1;1,2\n", Layout(";", ",", False)),
        ("size;price\n70.5;210\n", Layout(";", ".", True)),
        ("a b\tc\n1,5\t2\n", Layout("\t", ",", True)),
        ('name,price\n"Smith, John",210\n', Layout(",", ".", True)),
        ('size,price\n"70,5","2,1"\n', Layout(",", ",", True)),
        ('size,price\n70,"1,000"\n50,"12,500"\n', Layout(",", ".", True)),
        ('size,price\n"70,5","1,000"\n', Layout(",", ".", True)),
        ('"1,000","2,500"\n"3,000","4,500"\n', Layout(",", ".", False)),
        ("size;price\n70;1,125\n", Layout(";", ",", True)),
        ("price\n210\n", Layout(",", ".", True)),
        ("", Layout(",", ".", True)),
    ],
)
def test_the_layout(text, layout):
    assert layout_of(text) == layout


def test_the_content_of_a_column():
    assert content_of(("1", " 2.5", "", "NA", "sea", "sea"), ".") == Content(2, 2, 2, 1, 1.0, 2.5)


def test_a_column_that_is_called_like_a_target_is_the_target():
    table = table_of("a,house_value,b\n1,2,3\n", ",", header=True)
    contents = [content_of(cells, ".") for cells in table.columns]
    found = suggested("houses.csv", Layout(",", ".", True), table, contents)
    assert (found.inputs, found.targets) == (("a", "b"), ("house_value",))


def test_the_last_column_is_the_target_and_texts_are_one_hot():
    text = "id,size,place,kind\n" + "".join(f"name {row},{row},{'ab'[row % 2]},{'uvw'[row % 3]}\n" for row in range(30))
    table = table_of(text, ",", header=True)
    contents = [content_of(cells, ".") for cells in table.columns]
    found = suggested("houses.csv", Layout(",", ".", True), table, contents)
    assert (found.inputs, found.targets, found.one_hot) == (("size", "place"), ("kind",), ("place", "kind"))


def test_a_column_of_numbers_with_commas_is_meant_as_numbers():
    table = table_of('size,price\n70,"1,000"\n50,"12,500.5"\n60,700\n', ",", header=True)
    contents = [content_of(cells, ".") for cells in table.columns]
    found = suggested("houses.csv", Layout(",", ".", True), table, contents)
    assert (found.inputs, found.targets, found.one_hot) == (("size",), ("price",), ())
