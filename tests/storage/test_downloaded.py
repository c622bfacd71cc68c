"""Published data are opened with a network file of the app, whose data stand wherever they came to."""

import json

import pytest

from nnviz.data.downloads import PUBLISHED
from nnviz.errors import BadInput
from nnviz.resources import downloads_folder
from nnviz.storage.downloaded import document_for
from nnviz.storage.network_file import encode

HOUSES = "longitude,latitude,housing_median_age,total_rooms,total_bedrooms,population,households,median_income"
ROWS = [f"{number},2,3,4,5,6,7,8,{place},{9 * number}" for number, place in enumerate("ABCDE", 1)]


def test_every_published_set_has_a_network_that_asks_for_its_files_and_no_others():
    assert {path.stem for path in downloads_folder().iterdir()} == {entry.name for entry in PUBLISHED}
    for entry in PUBLISHED:
        data = json.loads((downloads_folder() / f"{entry.name}.json").read_text("utf-8"))["dataset"]
        asked = [data[key] for key in ("file", "images", "labels", "test_images", "test_labels") if key in data]
        assert asked == [file.name for file in entry.files]


def test_the_data_are_named_from_the_root_so_that_a_network_without_a_file_finds_them(tmp_path):
    table = "\n".join([f"{HOUSES},ocean_proximity,median_house_value", *ROWS, *ROWS])
    (tmp_path / "housing.csv").write_text(table, encoding="utf-8")
    housing = next(entry for entry in PUBLISHED if entry.name == "california-housing")
    document = document_for(housing, tmp_path)
    assert document.data.source.file == (tmp_path / "housing.csv").as_posix()
    assert document.recipe.dataset.inputs.shape == (10, 13)
    assert json.loads(encode(document))["dataset"]["file"] == (tmp_path / "housing.csv").as_posix()


def test_what_the_network_cannot_learn_from_is_refused(tmp_path):
    (tmp_path / "housing.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(BadInput, match="the table has no column “longitude”"):
        document_for(PUBLISHED[1], tmp_path)
