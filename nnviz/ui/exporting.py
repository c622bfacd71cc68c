"""Pictures as the user asks for them: a dialog, a file, the clipboard."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow

from nnviz.errors import NnvizError
from nnviz.session.walks import current_fact
from nnviz.ui.diagram.diagram_panel import DiagramPanel
from nnviz.ui.diagram.response_maps import MapsWanted
from nnviz.ui.dock import Dock
from nnviz.ui.export import Format, Ground, content, image, picture_of, write
from nnviz.ui.export_dialog import ExportDialog
from nnviz.ui.files import Files
from nnviz.ui.look import Look
from nnviz.ui.panel import PicturePanel
from nnviz.ui.picture import Picture
from nnviz.ui.questions import notify
from nnviz.ui.shell import Shell

SECONDS = 10
"""How long it is said that a picture was made."""
SVG = "image/svg+xml"


class Exporting(QObject):
    """What Export and Copy as picture do."""

    def __init__(self, window: QMainWindow, shell: Shell, look: Look, files: Files) -> None:
        super().__init__(window)
        self._window = window
        self._shell = shell
        self._look = look
        self._files = files
        self._copied: QMimeData | None = None
        application = QGuiApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.let_go)

    def let_go(self) -> None:
        """Leave a copied picture to Qt alone: data made in Python must not outlive it (PySide 6.11 crashes then)."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.mimeData() is self._copied:
            clipboard.setImage(clipboard.image())

    def export(self) -> None:
        """Let the user choose how a picture looks, and where it goes."""
        state = self._shell.state

        def draw(ground: Ground, with_formula: bool) -> Picture:
            return picture_of(state, ground, with_formula=with_formula, maps=self._maps)

        self._show_dialog(draw, has_formula=current_fact(state) is not None)

    def export_panel(self, panel: PicturePanel) -> None:
        """The same for the picture of a panel, which may be behind a tab."""
        panel.render(self._shell.state)
        self._show_dialog(lambda ground, _: panel.picture(ground.theme), has_formula=False)

    def panels(self) -> list[tuple[str, PicturePanel]]:
        """The panels in the window that have a picture, with their names, in the order of these."""
        docks = sorted(self._window.findChildren(Dock), key=Dock.windowTitle)
        found = ((dock.windowTitle(), dock.panel) for dock in docks)
        return [(name, panel) for name, panel in found if isinstance(panel, PicturePanel) and panel.isVisible()]

    def copy(self) -> None:
        """Put the picture into the clipboard: as lines and texts, and as pixels for those who cannot take them."""
        picture = picture_of(self._shell.state, Ground.WHITE, maps=self._maps)
        data = QMimeData()
        data.setImageData(image(picture, Ground.WHITE.color))
        data.setData(SVG, QByteArray(content(picture, Format.SVG, Ground.WHITE.color)))
        QGuiApplication.clipboard().setMimeData(data)
        self._copied = data
        self._say(self.tr("The diagram was copied as a picture."))

    @property
    def _maps(self) -> MapsWanted:
        """Where maps stand in the neurons of the window's diagram."""
        return self._window.findChildren(DiagramPanel)[0].maps

    def _show_dialog(self, draw: Callable[[Ground, bool], Picture], *, has_formula: bool) -> None:
        dialog = ExportDialog(draw, self._look.theme, has_formula=has_formula, parent=self._window)
        dialog.chosen.connect(self._ask_where)
        dialog.open()

    def _ask_where(self, picture: Picture, kind: Format, ground: Ground) -> None:
        dialog = QFileDialog(self._window, self.tr("Export"), str(self._files.folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.name} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"{self._files.plain_name}.{kind}")
        dialog.fileSelected.connect(lambda chosen: self._write(picture, Path(chosen), ground))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, picture: Picture, path: Path, ground: Ground) -> None:
        try:
            write(picture, path, ground.color)
        except NnvizError as error:
            notify(self._window, str(error))
        else:
            self._say(self.tr("Exported as {name}.").format(name=path.name))

    def _say(self, text: str) -> None:
        self._window.statusBar().showMessage(text, SECONDS * 1000)
