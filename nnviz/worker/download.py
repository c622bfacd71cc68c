"""One download in a thread of its own: it can be asked how far it is, and stopped. No Qt."""

import threading
import traceback
from pathlib import Path

from nnviz.data.downloads import Published
from nnviz.data.fetching import fetch
from nnviz.errors import NnvizError
from nnviz.storage.document import Document
from nnviz.storage.downloaded import document_for

Outcome = Document | NnvizError | str
"""A network that learns from the data; why there is none; or the report of an error of the app itself."""


class Download:
    """Brings published data into a folder, and opens them.

    A computer that does not answer may hold up the thread for a while after a stop; nobody needs to wait for it, and
    the end of the app does not.
    """

    def __init__(self, published: Published, folder: Path) -> None:
        self.here = 0  # bytes
        self.outcome: Outcome | None = None
        self._published, self._folder = published, folder
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"download {published.name}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, patience: float = 0.0) -> None:
        """Give up; wait so many seconds at most until no piece of a file is left."""
        self._stopped.set()
        self._thread.join(patience)

    def _run(self) -> None:
        try:
            if fetch(self._published, self._folder, self._going):
                self.outcome = document_for(self._published, self._folder)
        except NnvizError as error:
            self.outcome = error
        except Exception:  # noqa: BLE001 - the border of the thread: an error that left it would be lost
            self.outcome = traceback.format_exc()

    def _going(self, here: int) -> bool:
        self.here = here
        return not self._stopped.is_set()
