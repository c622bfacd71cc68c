"""Data files are still found when a network is saved in another folder."""

from dataclasses import replace
from pathlib import Path

from nnviz.data.spec import Arrays, DataSpec, Images
from nnviz.storage.network_file import relocated


def moved(small, old: Path, new: Path) -> Images:
    document = replace(small, data=DataSpec(Images("mnist/images", "mnist/labels", None, "/data/labels")))
    return relocated(document, old, new).data.source


def test_paths_are_relative_to_the_new_folder(small, tmp_path):
    source = moved(small, tmp_path / "a", tmp_path / "b")
    assert (source.images, source.labels) == ("../a/mnist/images", "../a/mnist/labels")
    assert (tmp_path / "b" / source.test_labels).resolve() == Path("/data/labels")
    assert source.test_images is None


def test_in_the_same_folder_nothing_changes(small, tmp_path):
    assert moved(small, tmp_path, tmp_path).images == "mnist/images"


def test_a_network_without_data_files_stays_as_it_is(small, tmp_path):
    assert relocated(small, tmp_path, tmp_path / "b") is small


def test_arrays_of_a_file_are_found_from_the_new_folder(small, tmp_path):
    document = replace(small, data=DataSpec(Arrays("data.npz", "x", "y")))
    assert relocated(document, tmp_path, tmp_path / "b").data.source == Arrays("../data.npz", "x", "y")
