"""Published data come whole or not at all, and what went wrong is said; the server stands on this machine."""

import re

import pytest

from nnviz.data import fetching
from nnviz.data.downloads import PUBLISHED
from nnviz.data.fetching import fetch, is_here
from nnviz.errors import BadInput
from tests.data.local_server import FILES, nobody_there, published, serving

FIRST, SECOND = FILES


@pytest.fixture
def server():
    with serving() as running:
        yield running


def going(_):
    return True


def kept(folder):
    """What stands in the folder, nothing left out."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_file_comes_and_is_what_was_published(server, tmp_path):
    told = []
    assert fetch(published(server.address), tmp_path, lambda count: not told.append(count))
    assert kept(tmp_path) == FILES
    assert told == sorted(told)
    assert told[-1] == sum(map(len, FILES.values()))


def test_what_is_here_is_not_asked_for_again(server, tmp_path):
    numbers = published(server.address)
    assert not is_here(numbers, tmp_path)
    fetch(numbers, tmp_path, going)
    assert is_here(numbers, tmp_path)
    server.asked.clear()
    assert fetch(numbers, tmp_path, going)
    assert server.asked == []


def test_a_file_here_that_has_been_damaged_is_fetched_anew(server, tmp_path):
    fetch(published(server.address), tmp_path, going)
    (tmp_path / FIRST).write_bytes(FILES[FIRST][:-1] + b"9")
    assert fetch(published(server.address), tmp_path, going)
    assert kept(tmp_path) == FILES


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("cut", rf"broke after [\d,]+ of 320,004 bytes of {FIRST}: try again"),
        ("wrong", rf"is not the published {FIRST}, so it was thrown away: try again"),
        ("longer", f"is not the published {FIRST}"),
        ("missing", f"does not give {FIRST} away now .it answers 404."),
        ("ill", f"does not give {FIRST} away now .it answers 500."),
    ],
)
def test_a_bad_answer_is_told_nothing_of_it_is_kept_and_a_second_try_gives_the_right_file(server, tmp_path, way, said):
    server.ways[FIRST] = [way, "whole"]
    with pytest.raises(BadInput, match=said):
        fetch(published(server.address), tmp_path, going)
    assert kept(tmp_path) == {}
    assert fetch(published(server.address), tmp_path, going)
    assert kept(tmp_path) == FILES


def test_a_second_try_asks_only_for_what_is_missing(server, tmp_path):
    server.ways[SECOND] = ["cut", "whole"]
    with pytest.raises(BadInput, match=SECOND):
        fetch(published(server.address), tmp_path, going)
    assert kept(tmp_path) == {FIRST: FILES[FIRST]}
    fetch(published(server.address), tmp_path, going)
    assert server.asked == [FIRST, SECOND, SECOND]


def test_an_address_that_fails_is_followed_by_the_next(server, tmp_path):
    with serving() as ill:
        ill.ways = {FIRST: ["cut"], SECOND: ["missing"]}
        assert fetch(published(nobody_there(), ill.address, server.address), tmp_path, going)
    assert kept(tmp_path) == FILES


def test_without_a_connection_one_sentence_says_so(tmp_path):
    with pytest.raises(BadInput) as refused:
        fetch(published(nobody_there(), nobody_there()), tmp_path, going)
    said = str(refused.value)
    assert re.fullmatch(r"There is no connection to the internet, or none to [\d.:, ]+: connect .* try again\.", said)
    assert kept(tmp_path) == {}


@pytest.mark.parametrize(("way", "said"), [("slow", "broke after"), ("silent", "no connection")])
def test_a_server_that_sends_nothing_is_not_waited_for_for_ever(server, tmp_path, monkeypatch, way, said):
    monkeypatch.setattr(fetching, "PATIENCE", (2.0, 0.2))
    server.ways[FIRST] = [way]
    with pytest.raises(BadInput, match=said):
        fetch(published(server.address), tmp_path, going)
    assert kept(tmp_path) == {}


def test_a_stop_keeps_whole_files_and_no_pieces(server, tmp_path):
    assert not fetch(published(server.address), tmp_path, lambda count: count <= len(FILES[FIRST]) + 70_000)
    assert kept(tmp_path) == {FIRST: FILES[FIRST]}


def test_a_folder_that_cannot_be_made_is_told(server, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BadInput, match=f"{FIRST} cannot be kept in"):
        fetch(published(server.address), tmp_path / "file" / "numbers", going)


def test_what_is_published_can_be_checked_and_is_asked_for_over_secure_connections():
    assert {entry.name for entry in PUBLISHED} == {"mnist", "california-housing"}
    for entry in PUBLISHED:
        assert all(address.startswith("https://") and address.endswith("/") for address in entry.addresses)
        assert all(re.fullmatch("[0-9a-f]{64}", file.sha256) and file.size > 0 for file in entry.files)
