"""The app's own files are found wherever it was installed from."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from nnviz.resources import networks_folder, resource_root

PROJECT = Path(__file__).parents[1]


def build(builder, root, folder, version="standard"):
    (artifact,) = builder(str(root)).build(directory=str(folder), versions=[version])
    return Path(artifact)


def installed(wheel, folder):
    """Return the resource root that a fresh interpreter finds, with this wheel as all it has installed."""
    zipfile.ZipFile(wheel).extractall(folder)
    code = "import site, sys; site.addsitedir(sys.argv[1]); from nnviz.resources import resource_root as r; print(r())"
    printed = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, folder], capture_output=True, text=True, check=True
    )
    return Path(printed.stdout.strip())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build(WheelBuilder, PROJECT, tmp_path_factory.mktemp("wheel"))


def test_resources_are_found_in_the_source_tree():
    assert resource_root() == PROJECT / "resources"
    assert list(networks_folder().glob("*.json"))


def test_resources_are_found_in_a_wheel(wheel, tmp_path):
    root = installed(wheel, tmp_path)
    assert root == tmp_path / "nnviz" / "resources"
    assert {file.name for file in (root / "networks").iterdir()} == {file.name for file in networks_folder().iterdir()}


def test_resources_are_found_in_an_editable_install(tmp_path):
    wheel = build(WheelBuilder, PROJECT, tmp_path, "editable")
    assert installed(wheel, tmp_path / "site") == PROJECT / "resources"


def test_screenshots_stay_out_of_the_wheel(wheel):
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "screenshots" in name]


def test_a_wheel_built_from_the_source_archive_is_the_same(wheel, tmp_path):
    with tarfile.open(build(SdistBuilder, PROJECT, tmp_path)) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = (folder for folder in tmp_path.iterdir() if folder.is_dir())
    again = build(WheelBuilder, unpacked, tmp_path / "again")
    assert set(zipfile.ZipFile(again).namelist()) == set(zipfile.ZipFile(wheel).namelist())
