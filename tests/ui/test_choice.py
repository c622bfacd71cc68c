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


def test_the_option_that_is_shown_is_no_choice(qtbot):
    choice = Choice([("a", "A", ""), ("b", "B", "")])
    qtbot.addWidget(choice)
    choice.show_key("b")
    with qtbot.assertNotEmitted(choice.chosen):
        choice.activated.emit(1)
    for index, key in ((0, "a"), (1, "b")):
        with qtbot.waitSignal(choice.chosen) as told:
            choice.activated.emit(index)
        assert told.args == [key]


def test_a_list_may_offer_what_is_shown_once_more(qtbot):
    choice = Choice([("a", "A", "")], repeats=True)
    qtbot.addWidget(choice)
    with qtbot.waitSignal(choice.chosen):
        choice.activated.emit(0)
