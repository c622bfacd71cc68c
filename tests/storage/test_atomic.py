"""A file is written wholly or not at all, whatever fails."""

import errno
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from nnviz.errors import NotSaved
from nnviz.storage.atomic import write_atomically
from nnviz.storage.locking import lock

OLD, NEW = b"old", b"new" * 1000


@pytest.fixture
def target(tmp_path) -> Path:
    path = tmp_path / "network.json"
    path.write_bytes(OLD)
    return path


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_content_replaces_the_old(target):
    write_atomically(target, NEW)
    assert target.read_bytes() == NEW
    assert names_in(target.parent) == ["network.json"]


def test_a_file_that_did_not_exist_is_made(tmp_path):
    write_atomically(tmp_path / "fresh.json", NEW)
    assert (tmp_path / "fresh.json").read_bytes() == NEW


@pytest.mark.parametrize(
    ("name", "call"),
    [("open", 1), ("write", 1), ("write", 2), ("fsync", 1), ("fstat", 1), ("chmod", 1), ("replace", 1)],
)
def test_whatever_fails_the_old_file_is_intact_and_nothing_is_left(target, monkeypatch, name, call):
    fail_at(monkeypatch, name, call)
    with pytest.raises(NotSaved, match="was not saved: the disk is full"):
        write_atomically(target, NEW)
    assert target.read_bytes() == OLD
    assert names_in(target.parent) == ["network.json"]


@pytest.mark.parametrize(("name", "call"), [("open", 2), ("fsync", 2)])
def test_once_renamed_the_file_is_saved_even_if_the_folder_cannot_be_forced(target, monkeypatch, name, call):
    fail_at(monkeypatch, name, call)
    write_atomically(target, NEW)
    assert target.read_bytes() == NEW


def fail_at(monkeypatch, name: str, call: int) -> None:
    """Let the system function fail at its k-th call; writes are cut into halves, so that there is more than one."""
    real, calls = getattr(os, name), []

    def failing(*arguments, **named):
        calls.append(name)
        if len(calls) == call:
            raise OSError(errno.ENOSPC, "no space left")
        return real(*arguments, **named)

    def halved(descriptor, data):
        return failing(descriptor, data[: len(data) // 2 + 1])

    monkeypatch.setattr(os, name, halved if name == "write" else failing)


def test_a_byte_that_did_not_reach_the_disk_is_noticed(target, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:-1]) + 1)
    with pytest.raises(NotSaved, match="not every byte reached the disk"):
        write_atomically(target, NEW)
    assert target.read_bytes() == OLD


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_file_that_may_not_grow_is_not_saved(target):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(NotSaved, match="the disk is full"):
            write_atomically(target, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert target.read_bytes() == OLD
    assert names_in(target.parent) == ["network.json"]


def test_a_full_disk_keeps_the_old_file(small_disk):
    target = small_disk / "network.json"
    write_atomically(target, OLD)
    with pytest.raises(NotSaved, match="the disk is full"):
        write_atomically(target, NEW * 100)
    assert target.read_bytes() == OLD
    assert names_in(small_disk) == ["network.json"]


@pytest.fixture
def small_disk(tmp_path):
    if shutil.which("mount") is None:
        pytest.skip("no mount command")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", tmp_path], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small disk can be mounted by root only")
    yield tmp_path
    subprocess.run(["umount", tmp_path], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_permissions_stay_as_they_are(target):
    target.chmod(0o640)
    write_atomically(target, NEW)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_stays_a_link(target):
    link = target.with_name("link.json")
    link.symlink_to(target)
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


def test_a_write_protected_file_is_not_replaced(target, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NotSaved, match="the file is write-protected"):
        write_atomically(target, NEW)
    assert target.read_bytes() == OLD


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere/network.json", "there is no such folder"),
        ("network.json/network.json", "there is no such folder"),
        ("x" * 300, "the name is too long"),
        ("a\0b", "embedded null byte"),
    ],
)
def test_a_path_that_cannot_be_written_is_refused(target, path, reason):
    with pytest.raises(NotSaved, match=reason):
        write_atomically(target.parent / path, NEW)


def test_a_folder_is_not_replaced(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotSaved, match="a folder has this name"):
        write_atomically(tmp_path / "folder", NEW)


def test_a_name_of_full_length_can_be_saved(tmp_path):
    write_atomically(tmp_path / ("é" * 120 + ".json"), NEW)
    assert len(names_in(tmp_path)) == 1


def test_what_a_killed_save_left_is_swept_away_by_the_next(target):
    for name in (".network.json.12345678.saving", ".other.json.12345678.saving"):
        target.with_name(name).write_bytes(b"half")
    write_atomically(target, NEW)
    assert names_in(target.parent) == [".other.json.12345678.saving", "network.json"]


def test_what_another_save_is_writing_is_not_swept_away(target):
    with target.with_name(".network.json.12345678.saving").open("wb") as other:
        assert lock(other.fileno())
        write_atomically(target, NEW)
        assert len(names_in(target.parent)) == 2
