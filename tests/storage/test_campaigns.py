"""A small sample of the campaigns on damaged files and killed saves."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(campaign: str, count: int) -> str:
    command = [sys.executable, ROOT / "tests" / "campaigns" / campaign, str(count), "1"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_mutated_files_are_refused_with_a_place():
    assert "300 mutated files" in run("mutated_files.py", 300)


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_a_killed_save_leaves_a_whole_file():
    assert "6 kills" in run("kill_during_save.py", 6)


def test_damaged_data_files_are_refused_with_a_place_and_nothing_is_lost():
    told = run("damaged_files.py", 60)
    assert "60 damaged CSV files: 60 refused with a place" in told
    assert "60 damaged IDX files" in told
    assert "60 damaged NPZ files" in told
