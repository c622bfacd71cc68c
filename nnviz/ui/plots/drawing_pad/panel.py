"""Which digit is this?  One draws, and the network answers while the pen moves."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.session.commands import AddSamples, HideDrawing, ShowDrawing
from nnviz.session.state import State
from nnviz.ui.button import Button
from nnviz.ui.check import Check
from nnviz.ui.choice import Choice, numbered
from nnviz.ui.icons import Icon
from nnviz.ui.pace import Pace
from nnviz.ui.panel import PicturePanel
from nnviz.ui.panels.field_row import FieldRow
from nnviz.ui.picture import Picture
from nnviz.ui.plots.drawing_pad.answer import Paper, answer_to, paper_of
from nnviz.ui.plots.drawing_pad.canvas import AnswerCanvas, SheetCanvas
from nnviz.ui.plots.drawing_pad.labels import Labels, labels_of
from nnviz.ui.plots.drawing_pad.painting import PadDrawing, Words, paint_answer, paint_sheet
from nnviz.ui.plots.drawing_pad.sheet import Sheet
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.theme import Theme

REDRAWS = 30
"""A second, while training runs."""
SENDING = 50
"""Milliseconds until the diagram shows what was drawn."""
OF_MNIST = (28, 28)
DIGITS = 3
"""Where the view shows numbers rounded to 0 or 1, which would say little here."""
SIZE, GAP = QSizeF(760, 420), 20.0
"""Of a picture in a file, and between its parts."""


class DrawingPad(PicturePanel):
    """The drawing pad.

    Shows: what the network under the cursor answers to what is drawn.
    Commands: ShowDrawing, HideDrawing, AddSamples.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._latest: State | None = None
        self._state: State | None = None  # the one that is shown
        self._shown: tuple[object, ...] = ()
        self._data: Dataset | None = None
        self._paper = Paper()
        self._labels = Labels()
        self._drawing: PadDrawing | None = None
        self._inked: tuple[tuple[Sheet, bool], Array] | None = None
        self._pace = Pace(REDRAWS, self)
        self._pace.due.connect(self._on_due)
        self.sheet = Sheet(OF_MNIST)
        self.canvas, self.answer = SheetCanvas(theme), AnswerCanvas(theme)
        nothing = self.tr("The inputs of this network are no picture.")
        what = self.tr("Open an example that reads digits, or choose digits in the data panel.")
        self.note = QuietLabel(theme, f"{nothing} {what}", wraps=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.row = FieldRow(theme)
        self.clear, self.undo = Button(theme, self.tr("Clear"), Icon.CROSS), Button(theme, self.tr("Undo stroke"))
        self.center = Check(self.tr("Center as in MNIST"))
        self.center.setToolTip(self.tr("Scale the drawing to 20 × 20 pixels and put its center of mass in the middle"))
        self.shown = Check(self.tr("In the diagram"))
        self.shown.setToolTip(self.tr("Show in the diagram what every unit makes of the drawing, in place of a sample"))
        self.shown.setChecked(True)
        self._sending = QTimer(self, singleShot=True, interval=SENDING)
        self.add = Button(theme, self.tr("Add to the samples as"), Icon.PLUS)
        self.label = Choice()
        self._place()
        self._connect()

    def _connect(self) -> None:
        self.canvas.began.connect(lambda x, y: self._change(self.sheet.begun(x, y)))
        self.canvas.went.connect(lambda x, y: self._change(self.sheet.led_to(x, y)))
        self.clear.clicked.connect(lambda: self._change(Sheet(self.sheet.shape)))
        self.undo.clicked.connect(lambda: self._change(self.sheet.without_last()))
        self.center.toggled.connect(lambda: self._change(self.sheet))
        self.shown.toggled.connect(lambda: self._change(self.sheet))
        self._sending.timeout.connect(self._on_sending)
        self.add.clicked.connect(self._on_add)

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show what the network answers now."""
        self._latest = state
        shown = (state.network_seen, state.recipe.dataset, state.view.digits)
        if shown == self._shown:
            self._state = state
        elif self._pace.allows(state.playing):
            self._state, self._shown = state, shown
            if state.recipe.dataset is not self._data or self._drawing is None:
                self._take(state.recipe.dataset)
            self._draw()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.canvas, self.answer, self.note, self.row):
            part.restyle(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The answer stands beside the sheet, or below it where the panel is high."""
        super().resizeEvent(event)
        high = self.height() > 1.25 * self.width()
        self._parts.setDirection(QBoxLayout.Direction.TopToBottom if high else QBoxLayout.Direction.LeftToRight)

    def picture(self, theme: Theme) -> Picture:
        """The sheet and the answer, for a file."""
        drawing = self._drawing or PadDrawing(self.sheet, self.sheet.ink(center=False), None, self._words(), DIGITS)

        def paint(painter: QPainter) -> None:
            room = QRectF(QPointF(), SIZE).adjusted(GAP, GAP, -GAP, -GAP)
            left = QRectF(room.topLeft(), QSizeF(room.height(), room.height()))
            paint_sheet(painter, drawing, left, theme)
            beside = QPointF(left.right() + GAP, room.top())
            paint_answer(painter, drawing, QRectF(beside, room.bottomRight()), theme)

        assert self._state is not None
        return Picture(SIZE, paint, self._state.work.document.name)

    def _place(self) -> None:
        self.row.add("", self.clear)
        self.row.add("", self.undo)
        self._centering = self.row.add("", self.center)
        self.row.add("", self.shown)
        self.row.add("", self.add, self.label)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(10)
        self._parts.addWidget(self.canvas, 1)
        self._parts.addWidget(self.answer, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(self._parts, 1)
        layout.addWidget(self.note, 1)
        layout.addWidget(self.row)

    def _take(self, data: Dataset | None) -> None:
        """Begin with other data; a drawing on a sheet of the same size stays."""
        self._data = data
        shape = None if data is None else data.input_shape
        for part in (self.canvas, self.answer, self.row):
            part.setVisible(shape is not None)
        self.note.setVisible(shape is None)
        if data is None or shape is None:
            return
        if shape != self.sheet.shape or self._drawing is None:
            self.sheet = Sheet(shape)
            self.center.setChecked(shape == OF_MNIST)
        self._paper = paper_of(data)
        self._labels = labels_of(data, self._paper)
        self._show_controls()

    def _show_controls(self) -> None:
        old = self.label.currentText()
        index = self._labels.names.index(old) if old in self._labels.names else 0
        self.label.offer(numbered(self._labels.names))
        self.label.setCurrentIndex(index)
        self.label.setVisible(bool(self._labels.names))
        self.add.setText(self.tr("Add to the samples as") if self._labels.names else self.tr("Add to the samples"))
        self.add.setToolTip(self._labels.refusal or self.tr("Train with this drawing from now on"))
        self.row.show_groups([self._centering], not self.sheet.coarse)

    def _change(self, sheet: Sheet) -> None:
        """Go on with this sheet; the diagram follows a little later, not with every movement of the pen."""
        self.sheet = sheet
        self._draw()
        if not self._sending.isActive():
            self._sending.start()

    def _draw(self) -> None:
        """Show the sheet, and what the network answers to it."""
        sheet, state, data = self.sheet, self._state, self._data
        for button in (self.clear, self.undo):
            button.setEnabled(bool(sheet.strokes))
        self.add.setEnabled(bool(sheet.strokes) and not self._labels.refusal)
        if state is None or data is None or data.input_shape is None:
            return
        ink = self._seen()
        network = state.network_seen
        answer = answer_to(network, data, self._paper, ink) if sheet.strokes else None
        digits = DIGITS if state.view.digits is None else state.view.digits
        self._drawing = PadDrawing(sheet, ink, answer, self._words(), digits)
        self.canvas.show_drawing(self._drawing)
        self.answer.show_drawing(self._drawing)

    def _seen(self) -> Array:
        """The ink that the network sees; it is made anew only where something was drawn."""
        asked = self.sheet, self.center.isChecked()
        if self._inked is None or self._inked[0] != asked:
            self._inked = asked, self.sheet.ink(center=asked[1])
        return self._inked[1]

    def _words(self) -> Words:
        invitation = self.tr("Click the cells") if self.sheet.coarse else self.tr("Draw here")
        return Words(invitation, self.tr("The network sees"), self.tr("It answers"))

    def _on_sending(self) -> None:
        """Show the drawing in the diagram, or a sample again where there is none."""
        if self._latest is None or self._drawing is None or self._data is not self._latest.recipe.dataset:
            return
        if self.sheet.strokes and self.shown.isChecked():
            self.commanded.emit(ShowDrawing(self._paper.inputs(self._drawing.seen)))
        elif self._latest.drawn is not None:
            self.commanded.emit(HideDrawing())

    def _on_add(self) -> None:
        """Train with the drawing, too."""
        assert self._drawing is not None
        inputs = self._paper.inputs(self._drawing.seen)
        targets = self._labels.targets_of(inputs, max(0, self.label.currentIndex()))
        self.commanded.emit(AddSamples(inputs, targets, shown=True))

    def _on_due(self) -> None:
        assert self._latest is not None
        self.render(self._latest)
