"""The network with which downloaded data are opened: a network file of the app, whose data stand where they came to."""

from dataclasses import replace
from pathlib import Path

from nnviz.data.downloads import Published
from nnviz.resources import downloads_folder
from nnviz.storage.dataset_part import anchored
from nnviz.storage.document import Document
from nnviz.storage.network_file import decode


def document_for(published: Published, folder: Path) -> Document:
    """A network that fits the data whose files are in ``folder``; files that cannot be used raise BadInput."""
    path = downloads_folder() / f"{published.name}.json"
    document = decode(path.read_bytes(), str(path), folder)
    assert document.data is not None
    return replace(document, data=anchored(document.data, folder))
