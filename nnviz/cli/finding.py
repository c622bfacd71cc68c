"""Which file is meant, and where one is saved."""

from difflib import get_close_matches
from pathlib import Path

from nnviz.errors import BadInput
from nnviz.resources import networks_folder


def find(text: str) -> Path:
    """The file of that path, else the example of that name; BadInput where there is neither."""
    path = Path(text)
    names = {example.stem: example for example in networks_folder().glob("*.json")}
    try:
        if path.is_file():
            return path
    except OSError as error:
        raise BadInput("Cannot open {text}: {strerror}.", text=text, strerror=error.strerror) from error
    if text in names:
        return names[text]
    meant = get_close_matches(text, names, 1)
    hint = f"did you mean {meant[0]}?" if meant else "`nnviz list` prints them."
    raise BadInput(
        "Cannot open {text}: there is no such file, and no example has this name; {hint}", text=text, hint=hint
    )


def place(text: str) -> Path:
    """Where to save; BadInput before a long run, and not after it, where that cannot be."""
    path = Path(text)
    if path.is_dir() or not path.parent.is_dir():
        reason = "a folder has this name" if path.is_dir() else f"there is no folder {path.parent}"
        raise BadInput("Cannot save {text}: {reason}.", text=text, reason=reason)
    return path
