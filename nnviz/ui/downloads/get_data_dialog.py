"""Published data to choose from: everything is said before anything is downloaded."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nnviz.data.downloads import Published
from nnviz.storage.document import Document
from nnviz.ui.button import Button
from nnviz.ui.downloads.published_card import PublishedCard
from nnviz.ui.questions import trouble
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme

WIDTH = 44
"""In lines of text."""
MARGIN = 16
PATIENCE = 0.5
"""Seconds that closing waits for the last piece of a file."""


class GetDataDialog(QDialog):
    """A card for each set of data; the window beside it stays usable, and closing it gives a download up.

    Signals: ``arrived(Document)``, a network that learns from the data that were asked for.
    """

    arrived = Signal(object)

    def __init__(
        self, theme: Theme, folder: Path, published: tuple[Published, ...], parent: QWidget | None = None
    ) -> None:
        """``folder``: where data are kept, each set in a folder of its own."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Get data"))
        self.note = QuietLabel(
            theme,
            self.tr(
                "Nothing is downloaded until you ask for it. Then it stays in {folder} and opens without the internet."
            ).format(folder=folder),
            wraps=True,
        )
        self.cards = [PublishedCard(theme, entry, folder / entry.name) for entry in published]
        self.closing = Button(theme, self.tr("Close"))
        self.closing.setDefault(True)
        self._place()
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize() * 0.9))
        self.closing.clicked.connect(self.reject)
        self.finished.connect(self._on_finished)
        for card in self.cards:
            card.arrived.connect(self._on_arrived)
            card.broke.connect(self._on_broke)
            card.busy.connect(self._on_busy)

    def sizeHint(self) -> QSize:
        """Wide enough for sources to be read; as high as everything needs, a message included."""
        width = WIDTH * self.fontMetrics().height()
        below = self.closing.sizeHint().height() + 6 * self.fontMetrics().lineSpacing()
        return QSize(width, self._content.heightForWidth(width - 2 * MARGIN) + below)

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.note.restyle(theme)
        self.closing.restyle(theme)
        for card in self.cards:
            card.restyle(theme)

    def _place(self) -> None:
        self._content = QWidget()
        self._content.setMinimumSize(1, 1)  # its height follows from its width
        rows = QVBoxLayout(self._content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for part in (self.note, *self.cards):
            rows.addWidget(part)
        rows.addStretch()
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._content)
        bottom = QHBoxLayout()
        bottom.addStretch()
        bottom.addWidget(self.closing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(12)
        layout.addWidget(area, 1)
        layout.addLayout(bottom)

    def _on_arrived(self, document: Document) -> None:
        self.accept()
        self.arrived.emit(document)

    def _on_broke(self, report: str) -> None:
        trouble(self, report)

    def _on_busy(self, busy: bool) -> None:
        """One download at a time."""
        for card in self.cards:
            card.get.setEnabled(not busy)

    def _on_finished(self) -> None:
        for card in self.cards:
            card.stop(PATIENCE)
