"""A copy is offered after a crash and never after a clean exit."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from random_documents import plain

from nnviz.errors import BadInput
from nnviz.storage.autosave import Autosave, left_behind
from nnviz.storage.network_file import read

CRASH = """
import os, sys
from pathlib import Path
from nnviz.storage.autosave import Autosave
from nnviz.storage.network_file import read
folder, network = map(Path, sys.argv[1:])
Autosave(folder).keep(read(network), network)
os._exit(1)
"""


@pytest.fixture
def network(tmp_path, small_text) -> Path:
    path = tmp_path / "network.json"
    path.write_bytes(small_text)
    return path


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "autosave"


def crash(folder: Path, network: Path) -> None:
    """A window that keeps a copy and does not end properly."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    ended = subprocess.run([sys.executable, "-c", CRASH, folder, network], env=environment, check=False)
    assert ended.returncode == 1


def test_a_copy_is_offered_after_a_crash(folder, network):
    crash(folder, network)
    (copy,) = left_behind(folder)
    assert copy.original == network
    assert plain(copy.document()) == plain(read(network))
    assert 0 <= (datetime.now(UTC) - copy.saved_at).total_seconds() < 600


def test_a_copy_that_was_discarded_is_not_offered_again(folder, network):
    crash(folder, network)
    left_behind(folder)[0].discard()
    assert left_behind(folder) == []
    assert list(folder.iterdir()) == []


def test_nothing_is_offered_and_nothing_is_left_after_a_clean_exit(folder, small):
    autosave = Autosave(folder)
    autosave.keep(small, None)
    autosave.close()
    assert left_behind(folder) == []
    assert list(folder.iterdir()) == []


def test_the_copy_of_a_window_that_still_runs_is_no_crash(folder, small):
    autosave = Autosave(folder)
    autosave.keep(small, None)
    assert left_behind(folder) == []
    autosave.close()


def test_a_second_window_offers_the_crash_of_the_first(folder, network, small):
    crash(folder, network)
    second = Autosave(folder)
    second.keep(small, None)
    assert [copy.original for copy in left_behind(folder)] == [network]
    second.close()
    assert len(left_behind(folder)) == 1


def test_saved_work_is_not_kept(folder, small):
    autosave = Autosave(folder)
    autosave.keep(small, None)
    autosave.forget()
    autosave.forget()
    assert [path.suffix for path in folder.iterdir()] == [".lock"]
    autosave.close()


def test_the_newest_copy_comes_first(folder, network):
    crash(folder, network)
    crash(folder, network)
    first, second = left_behind(folder)
    assert first.saved_at > second.saved_at


def test_what_is_no_copy_is_not_offered(folder, network):
    crash(folder, network)
    (folder / "broken.autosave").write_bytes(b"{\xff")
    (folder / "empty.autosave").touch()
    assert len(left_behind(folder)) == 1


def test_a_damaged_copy_says_so(folder, network):
    crash(folder, network)
    (copy,) = left_behind(folder)
    copy.path.write_bytes(copy.path.read_bytes()[:-20])
    with pytest.raises(BadInput, match=r"Cannot open .*at line"):
        copy.document()


def test_the_lock_of_a_window_killed_without_a_copy_is_swept_away_in_time(folder):
    folder.mkdir()
    for name, age in (("old.lock", 0), ("new.lock", datetime.now(UTC).timestamp())):
        (folder / name).touch()
        os.utime(folder / name, (age, age))
    left_behind(folder)
    assert [path.name for path in folder.iterdir()] == ["new.lock"]


def test_a_folder_that_does_not_exist_holds_no_copies(folder):
    assert left_behind(folder) == []
