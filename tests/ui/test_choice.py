"""A list takes other options without a word."""

from nnviz.ui.choice import Choice, numbered


def test_other_options_take_the_place_of_the_old_ones_and_nothing_is_told(qtbot):
    choice = Choice([("a", "A", "the first letter"), ("b", "B", "")])
    qtbot.addWidget(choice)
    choice.show_key("b")
    narrow = choice.sizeHint().width()
    with qtbot.assertNotEmitted(choice.chosen):
        choice.offer(numbered(("hidden layer 1", "output"), "Layer: {name}"))
    assert [choice.itemText(index) for index in range(choice.count())] == ["Layer: hidden layer 1", "Layer: output"]
    assert (choice.key, choice.toolTip()) == ("0", "")
    assert choice.sizeHint().width() > narrow
