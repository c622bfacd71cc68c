"""What is exported, and how it will look, before a file is chosen."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nnviz.ui.button import Button, Weight
from nnviz.ui.export import Format, Ground
from nnviz.ui.form import Form
from nnviz.ui.picture import Picture
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import Theme


class ExportDialog(QDialog):
    """A preview, and the choices.

    Signals: ``chosen(Picture, Format, Ground)``.
    """

    chosen = Signal(object, object, object)

    def __init__(
        self, draw: Callable[[Ground, bool], Picture], theme: Theme, *, has_formula: bool, parent: QWidget | None = None
    ) -> None:
        """``draw``: the picture on a ground, with its formula where it has one and that is wished."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        self._draw = draw
        self._kind, self._ground = Format.SVG, Ground.WHITE
        self._has_formula = self._with_formula = has_formula
        self.preview = Preview()
        self._make_choices(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self.preview, 1)
        layout.addWidget(self.form)
        layout.addLayout(self._buttons(theme))
        self._show()

    def _make_choices(self, theme: Theme) -> None:
        slides = self.tr("Lines and texts, sharp in every size: for slides and web pages")
        print_ = self.tr("Lines and texts, sharp in every size: for print and LaTeX")
        pixels = self.tr("Pixels, two for each one of the screen")
        self.kind = Segmented(
            theme, ((Format.SVG, "SVG", slides), (Format.PDF, "PDF", print_), (Format.PNG, "PNG", pixels))
        )
        self.ground = Segmented(
            theme,
            (
                (Ground.WHITE, self.tr("White"), self.tr("Dark on white")),
                (Ground.TRANSPARENT, self.tr("Transparent"), self.tr("What is behind the picture shines through")),
                (Ground.DARK, self.tr("Dark"), self.tr("Light on dark")),
            ),
        )
        self.content = Segmented(
            theme,
            (
                (True, self.tr("With formula"), self.tr("The diagram, and below it the number that is explained")),
                (False, self.tr("Diagram only"), self.tr("The diagram alone")),
            ),
        )
        self.kind.chosen.connect(self._on_kind)
        self.content.chosen.connect(self._on_content)
        self.ground.chosen.connect(self._on_ground)
        self.form = Form(theme)
        self.form.add(self.tr("File"), self.kind)
        self.form.add(self.tr("Picture"), self.content)
        self.form.add(self.tr("Ground"), self.ground)
        self.form.show_row(self.content, self._has_formula)

    def _buttons(self, theme: Theme) -> QHBoxLayout:
        cancel = Button(theme, self.tr("Cancel"))
        self.export = Button(theme, self.tr("Export…"), weight=Weight.MAIN)
        self.export.setDefault(True)
        cancel.clicked.connect(self.reject)
        self.export.clicked.connect(self._on_export)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.export)
        return row

    def _show(self) -> None:
        self.kind.show_value(self._kind)
        self.content.show_value(self._with_formula)
        self.ground.show_value(self._ground)
        self.preview.show_picture(self._picture(), self._ground)

    def _picture(self) -> Picture:
        return self._draw(self._ground, self._with_formula)

    def _on_kind(self, kind: Format) -> None:
        self._kind = kind
        self._show()

    def _on_content(self, with_formula: bool) -> None:
        self._with_formula = with_formula
        self._show()

    def _on_ground(self, ground: Ground) -> None:
        self._ground = ground
        self._show()

    def _on_export(self) -> None:
        self.chosen.emit(self._picture(), self._kind, self._ground)
        self.accept()


class Preview(QWidget):
    """A picture as large as there is room; checks shine through where its ground is transparent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._ground = Ground.WHITE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: Picture, ground: Ground) -> None:
        """Show this from now on."""
        self._picture, self._ground = picture, ground
        self.update()

    def sizeHint(self) -> QSize:
        """Large enough to see what it is."""
        return QSize(56, 33) * self.fontMetrics().height()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the ground and the picture."""
        if self._picture is None:
            return
        size = self._picture.size
        shrink = min(self.width() / size.width(), self.height() / size.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - size.width() * shrink) / 2, (self.height() - size.height() * shrink) / 2)
        painter.scale(shrink, shrink)
        whole = QRectF(QPointF(), size)
        painter.fillRect(whole, self._ground.color or Ground.WHITE.theme.canvas)
        if self._ground.color is None:
            painter.fillRect(whole, QBrush(Ground.WHITE.theme.border, Qt.BrushStyle.Dense6Pattern))
        self._picture.draw(painter)
        painter.end()
