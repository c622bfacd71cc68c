"""How do published data come here?  File by file, from the first address that has it whole.

pooch asks whether a file is here already, downloads it under another name, and gives it its own only where its SHA-256
is the published one: a piece of a file is never taken for the file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from nnviz.data.downloads import Published, PublishedFile
from nnviz.errors import BadInput

PIECE = 1 << 13
"""Bytes: small, so that it is seen that a slow connection goes on."""
PATIENCE = (10.0, 30.0)
"""Seconds: until a computer is reached, and until it sends something."""

Going = Callable[[int], bool]
"""Is told how many bytes are here, and says whether to go on."""


class _Stopped(Exception):
    """The user does not want to wait."""


def is_here(published: Published, folder: Path) -> bool:
    """Whether every file is in ``folder``, as far as its size tells."""
    places = [(folder / file.name, file.size) for file in published.files]
    return all(place.is_file() and place.stat().st_size == size for place, size in places)


def fetch(published: Published, folder: Path, going: Going) -> bool:
    """Bring every file into ``folder``; those that are there and whole are not asked for again.

    False where ``going`` has stopped it; what is whole by then stays. Where a file cannot be had, BadInput says why.
    """
    here = 0
    try:
        for file in published.files:
            _fetch_file(published, file, folder, _Transfer(here, file.size, going))
            here += file.size
    except _Stopped:
        return False
    return going(here)


@dataclass(slots=True)
class _Transfer:
    """Brings one file, piece by piece, as pooch asks it to."""

    before: int  # bytes of other files
    size: int
    going: Going
    arrived: int = 0

    def __call__(self, url: str, output_file: str, _: object) -> None:
        import requests

        self.arrived = 0
        self._note(0)
        as_it_is = {"Accept-Encoding": "identity"}
        with requests.get(url, stream=True, timeout=PATIENCE, headers=as_it_is) as response:
            response.raise_for_status()
            with Path(output_file).open("wb") as file:
                for piece in response.iter_content(PIECE):
                    self._note(len(piece))
                    file.write(piece)

    def _note(self, count: int) -> None:
        self.arrived += count
        if self.arrived > self.size:
            raise ValueError(self.arrived)  # no need to wait for its SHA-256
        if not self.going(self.before + self.arrived):
            raise _Stopped


def _fetch_file(published: Published, file: PublishedFile, folder: Path, transfer: _Transfer) -> None:
    """Ask one address after the other, until one of them has the file."""
    import pooch
    from requests import RequestException

    pooch.get_logger().setLevel("WARNING")
    troubles = []
    for address in published.addresses:
        try:
            pooch.retrieve(address + file.name, f"sha256:{file.sha256}", file.name, folder, downloader=transfer)
            return
        except (RequestException, ValueError) as error:
            troubles.append(_trouble(error, urlsplit(address).netloc, file, transfer.arrived))
        except OSError as error:
            raise BadInput(
                "{file} cannot be kept in {folder}: {reason}.",
                file=file.name,
                folder=folder,
                reason=error.strerror or str(error),
            ) from error
    for told in filter(None, troubles):
        raise told
    raise BadInput(
        "There is no connection to the internet, or none to {hosts}: connect this computer and try again.",
        hosts=", ".join(published.hosts),
    )


def _trouble(error: Exception, host: str, file: PublishedFile, arrived: int) -> BadInput | None:
    """What is wrong with a computer that answered; none where nothing came from it."""
    from requests import ConnectionError as Unreachable
    from requests import HTTPError, RequestException, Timeout

    if isinstance(error, HTTPError) and error.response is not None:
        return BadInput(
            "{host} does not give {file} away now (it answers {status}): try again later.",
            host=host,
            file=file.name,
            status=error.response.status_code,
        )
    if not isinstance(error, RequestException):
        return BadInput(
            "What {host} sent is not the published {file}, so it was thrown away: try again, or sign in to this "
            "network first.",
            host=host,
            file=file.name,
        )
    if not arrived and isinstance(error, Unreachable | Timeout):
        return None
    return BadInput(
        "The connection to {host} broke after {arrived:,} of {size:,} bytes of {file}: try again.",
        host=host,
        arrived=arrived,
        size=file.size,
        file=file.name,
    )
