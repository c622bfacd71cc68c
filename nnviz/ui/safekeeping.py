"""Unsaved work is copied every few seconds, so that a crash costs little, and offered again after one."""

import threading
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from nnviz.errors import NnvizError
from nnviz.session.commands import DocumentRead
from nnviz.session.saving import document_of
from nnviz.session.state import State
from nnviz.storage.autosave import Autosave, Recovered, left_behind
from nnviz.storage.document import Document
from nnviz.ui.questions import Role, notify, question
from nnviz.ui.shell import Shell

INTERVAL = 15_000
"""Milliseconds between two copies; with the time that writing takes, a crash loses at most 30 seconds."""


class Safekeeping(QObject):
    """Keeps a copy of one window's work in a folder. A folder that cannot be used raises OSError."""

    def __init__(self, shell: Shell, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._folder = folder
        self._autosave = Autosave(folder)
        self._kept: tuple[object, ...] = ()
        self._writing: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.keep)
        self._timer.start(INTERVAL)

    @Slot()
    def keep(self) -> None:
        """Copy what is not saved, unless it was copied already; what is saved needs no copy."""
        state = self._shell.state
        if self._writing is not None and self._writing.is_alive():
            return
        if not state.unsaved:
            self._autosave.forget()
            self._kept = ()
        elif _work(state) != self._kept:
            self._kept = _work(state)
            arguments = (document_of(state), state.path)
            self._writing = threading.Thread(target=self._write, args=arguments, daemon=True)
            self._writing.start()

    def offer(self, window: QWidget) -> None:
        """Offer what a window that did not end properly has left, the newest first."""
        copies = left_behind(self._folder)
        if copies:
            self._offer(window, copies[0])

    def close(self) -> None:
        """Leave no copy: the window ends as it should."""
        self._timer.stop()
        self._autosave.close()

    def _write(self, document: Document, original: Path | None) -> None:
        """In a thread of its own, because a wide network takes half a second to put into words."""
        try:
            self._autosave.keep(document, original)
        except NnvizError:
            self._kept = ()

    def _offer(self, window: QWidget, copy: Recovered) -> None:
        seconds = QDateTime.fromSecsSinceEpoch(round(copy.saved_at.timestamp()))
        saved_at = QLocale().toString(seconds, QLocale.FormatType.ShortFormat)
        text = self.tr("nnviz ended unexpectedly. Work from {time} was kept. Restore it?").format(time=saved_at)
        question(
            window,
            text,
            {
                self.tr("Restore"): (Role.AcceptRole, lambda: self._restore(window, copy)),
                self.tr("Discard"): (Role.DestructiveRole, lambda: self._discard(window, copy)),
                self.tr("Later"): (Role.RejectRole, None),
            },
        )

    def _restore(self, window: QWidget, copy: Recovered) -> None:
        try:
            document = copy.document()
        except (NnvizError, OSError) as error:
            notify(window, str(error))
            return
        self._shell.send(DocumentRead(document, copy.original, recovered=True))
        self.keep()
        if self._writing is not None:
            self._writing.join()
        copy.discard()

    def _discard(self, window: QWidget, copy: Recovered) -> None:
        copy.discard()
        self.offer(window)


def _work(state: State) -> tuple[object, ...]:
    """What a copy holds: it is the same copy while all of this *is* the same."""
    now = state.work.timeline.now
    return id(state.work.document), id(state.work.initial), id(now), id(state.next_recipe)
