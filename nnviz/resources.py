"""Where the files that come with the app are: example networks, pictures, texts."""

from pathlib import Path

from nnviz.errors import NnvizError


def resource_root() -> Path:
    """Return the folder of the app's own files: inside the package when installed, beside it in the source tree."""
    package = Path(__file__).resolve().parent
    for folder in (package / "resources", package.parent / "resources"):
        if (folder / "networks").is_dir():
            return folder
    raise NnvizError("The files that come with nnviz are missing from {package}: install nnviz again.", package=package)


def networks_folder() -> Path:
    """Return the folder of the example networks."""
    return resource_root() / "networks"


def downloads_folder() -> Path:
    """Return the folder of the networks that learn from downloaded data."""
    return resource_root() / "downloads"
