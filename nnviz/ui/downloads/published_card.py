"""One published set of data: what it is, how large, under which licence, from whom; and the way to have it."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from nnviz.data.downloads import Published
from nnviz.data.fetching import is_here
from nnviz.errors import NnvizError
from nnviz.storage.document import Document
from nnviz.ui.button import Button, Weight
from nnviz.ui.card import Card
from nnviz.ui.form import Form
from nnviz.ui.heading import Heading
from nnviz.ui.theme import Theme
from nnviz.ui.translation import translated
from nnviz.worker.download import Download

LOOKS = 100
"""Milliseconds between two looks at how far it is."""


class PublishedCard(Card):
    """What is known of the data before they are asked for, and how far the download is.

    Signals: ``arrived(Document)``, a network that learns from the data; ``broke(str)``, the report of an error of the
    app itself; ``busy(bool)``, a download has begun or ended.
    """

    arrived = Signal(object)
    broke = Signal(str)
    busy = Signal(bool)

    def __init__(self, theme: Theme, published: Published, folder: Path, parent: QWidget | None = None) -> None:
        """``folder``: where the files are kept."""
        super().__init__(theme, parent)
        self._published, self._folder = published, folder
        self._download: Download | None = None
        self._clock = QTimer(self, interval=LOOKS)
        self._clock.timeout.connect(self._look)
        self.facts = Form(theme)
        self.progress = QProgressBar()
        self.progress.setRange(0, published.size)
        self.progress.setTextVisible(False)
        self.message = _wrapping(QLabel())
        self.get = Button(theme, weight=Weight.MAIN)
        self.cancel = Button(theme, self.tr("Cancel"))
        self._place()
        self.get.clicked.connect(self._on_get)
        self.cancel.clicked.connect(self.stop)
        self._show_rest()

    def stop(self, patience: float = 0.0) -> None:
        """Give a download up; wait so many seconds at most until no piece of a file is left."""
        if self._download is not None:
            download = self._download
            self._rest()
            download.stop(patience)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.facts, self.get, self.cancel):
            part.restyle(theme)
        self._say(self.message.text())

    def _place(self) -> None:
        size = self.tr("{size} MB").format(size=_megabytes(self._published.size))
        for name, text in (
            (self.tr("Size"), size),
            (self.tr("Licence"), self._published.license),
            (self.tr("Source"), self._published.source),
            (self.tr("From"), ", ".join(self._published.hosts)),
        ):
            self.facts.add(name, _wrapping(QLabel(text)))
        buttons = QHBoxLayout()
        buttons.addWidget(self.message, 1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.get)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(Heading(self._published.title))
        layout.addWidget(_wrapping(QLabel(translated(self._published.content))))
        layout.addWidget(self.facts)
        layout.addWidget(self.progress)
        layout.addLayout(buttons)

    def _on_get(self) -> None:
        self._download = Download(self._published, self._folder)
        self._download.start()
        self._clock.start()
        self.progress.setValue(0)
        self._show_running(running=True)
        self._say(self.tr("Asking for it…"))
        self.busy.emit(True)

    def _look(self) -> None:
        """Show how far it is, and what came of it."""
        assert self._download is not None
        here, outcome = self._download.here, self._download.outcome
        if outcome is not None:
            self._rest()
            self._take(outcome)
            return
        self.progress.setValue(here)
        if here == self._published.size:
            self._say(self.tr("Opening…"))
        elif here:
            text = self.tr("{here} of {size} MB")
            self._say(text.format(here=_megabytes(here), size=_megabytes(self._published.size)))

    def _take(self, outcome: Document | NnvizError | str) -> None:
        match outcome:
            case Document():
                self.arrived.emit(outcome)
            case NnvizError():
                self._say(translated(outcome.args[0]), good=False)
                self.get.setText(self.tr("Try again"))
            case report:
                self.broke.emit(report)

    def _rest(self) -> None:
        """Forget the download; its thread may still end by itself."""
        self._clock.stop()
        self._download = None
        self._show_rest()
        self.busy.emit(False)

    def _show_rest(self) -> None:
        self._show_running(running=False)
        here = is_here(self._published, self._folder)
        self.get.setText(self.tr("Open") if here else self.tr("Download and open"))
        self._say(self.tr("Already here") if here else "")

    def _show_running(self, *, running: bool) -> None:
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.get.setVisible(not running)

    def _say(self, text: str, *, good: bool = True) -> None:
        palette = self.message.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self.theme.quiet if good else self.theme.error)
        self.message.setPalette(palette)
        self.message.setText(text)


def _wrapping(label: QLabel) -> QLabel:
    """The label, as wide as there is room and as high as its text needs."""
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    label.setWordWrap(True)  # after the policy, which would forget that the height follows from the width
    return label


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.1f}"
