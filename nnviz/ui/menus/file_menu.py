"""File: new, open, examples, recent files, save, export, quit."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from nnviz.resources import networks_folder
from nnviz.storage.examples import Example, examples
from nnviz.ui.exporting import Exporting
from nnviz.ui.files import Files
from nnviz.ui.menus.menu import Menu
from nnviz.ui.settings import Settings


class FileMenu(Menu):
    """The File menu; its submenus are filled when they are opened."""

    def __init__(self, window: QWidget, files: Files, settings: Settings, exporting: Exporting) -> None:
        super().__init__("", window)
        self.setTitle(self.tr("&File"))
        self._files = files
        self._settings = settings
        self._exporting = exporting
        self.add(self.tr("&New"), files.new, ["Ctrl+N"])
        self.add(self.tr("&Open…"), files.open, ["Ctrl+O"])
        self.examples = Menu(self.tr("&Examples"), self)
        self.addMenu(self.examples)
        self.recent = Menu(self.tr("&Recent"), self)
        self.addMenu(self.recent)
        self.get_data = self.add(
            self.tr("&Get data…"), files.get_data, tip=self.tr("Download MNIST or the California housing table")
        )
        self.addSeparator()
        self.add(self.tr("&Save"), files.save, ["Ctrl+S"])
        self.add(self.tr("Save &as…"), files.save_as, ["Ctrl+Shift+S"])
        self.export = self.add(self.tr("E&xport…"), exporting.export, ["Ctrl+E"])
        self.pictures = Menu(self.tr("Export &panel"), self)
        self.addMenu(self.pictures)
        self.loss_log = self.add(
            self.tr("Export &loss log…"),
            files.export_loss,
            tip=self.tr("Every loss and measure so far as a table (CSV), by iteration and epoch"),
        )
        self.addSeparator()
        self.add(self.tr("&Quit"), window.close, ["Ctrl+Q"])
        self.examples.aboutToShow.connect(self.fill_examples)
        self.recent.aboutToShow.connect(self.fill_recent)
        self.pictures.aboutToShow.connect(self.fill_pictures)

    def fill_examples(self) -> None:
        """List the networks that come with the app by their topics."""
        if self.examples.isEmpty():
            topics: dict[str, Menu] = {}
            for example in examples(networks_folder()):
                if example.topic not in topics:
                    topics[example.topic] = Menu(example.topic, self.examples)
                    self.examples.addMenu(topics[example.topic])
                self._add_example(topics[example.topic], example)

    def fill_recent(self) -> None:
        """List the files opened last; what is no longer there is grayed."""
        self.recent.clear()
        for path in self._settings.recent:
            self._add_recent(path)
        if self.recent.isEmpty():
            self.recent.add(self.tr("No files yet"), self.recent.close).setEnabled(False)

    def fill_pictures(self) -> None:
        """List the panels whose picture can be exported."""
        self.pictures.clear()
        for name, panel in self._exporting.panels():
            self.pictures.add(
                self.tr("{name}…").format(name=_plain(name)), partial(self._exporting.export_panel, panel)
            )
        if self.pictures.isEmpty():
            self.pictures.add(self.tr("No panel with a picture is open"), self.pictures.close).setEnabled(False)

    def _add_example(self, menu: Menu, example: Example) -> None:
        menu.add(_plain(example.name), lambda: self._files.open_path(example.path, True), tip=example.description)

    def _add_recent(self, path: Path) -> None:
        action = self.recent.add(_plain(path.name), lambda: self._files.open_path(path), tip=str(path))
        action.setEnabled(path.is_file())


def _plain(name: str) -> str:
    """A name in which no sign marks an access key."""
    return name.replace("&", "&&")
