"""Where a page is painted, pointed at and clicked."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.ui.formula.boxes import Spot
from nnviz.ui.formula.lines import Page
from nnviz.ui.formula.sheet import Sheet, compose, paint
from nnviz.ui.theme import Theme
from nnviz.walkthrough.quantity import Quantity, What


class FormulaCanvas(QWidget):
    """A page, or a sentence where there is none.

    Signals: ``pointed(What | None)``, the pointer has come to other numbers, or to none; ``asked(Quantity)``, a number
    was clicked, or the code that names it and those after it.
    """

    pointed = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.page: Page | None = None
        self.sentence = ""
        self.corner = QSizeF(0, 0)  # the place at the top right that belongs to others
        self.lit: What | None = None
        self._sheet: Sheet | None = None
        self._below: What | None = None  # the pointer
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def sheet(self) -> Sheet | None:
        """The page in its place."""
        if self._sheet is None and self.page is not None:
            self._sheet = compose(self.page, QSizeF(self.size()), self.fontInfo().pixelSize(), self.corner)
        return self._sheet

    def show_page(self, page: Page | None, sentence: str = "") -> None:
        """Show a page, or a sentence."""
        self.page, self.sentence, self._sheet = page, sentence, None
        self.update()

    def light(self, what: What | None) -> None:
        """Put light on numbers wherever they stand."""
        if what != self.lit:
            self.lit = what
            self.update()

    def leave_corner(self, corner: QSizeF) -> None:
        """Write nothing into that place at the top right."""
        if corner != self.corner:
            self.corner, self._sheet = corner, None
            self.update()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.theme = theme
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the page."""
        painter = QPainter(self)
        sheet = self.sheet
        if self.page is not None and sheet is not None:
            paint(painter, sheet, self.page.fact.scene, self.theme, self.lit)
        else:
            painter.setPen(self.theme.quiet)
            middle = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(QRectF(self.rect()), middle, self.sentence)
        painter.end()

    def resizeEvent(self, _: QResizeEvent) -> None:
        """Fit the page anew."""
        self._sheet = None

    def changeEvent(self, event: QEvent) -> None:
        """Fit the page anew when the content has another size."""
        if event.type() == QEvent.Type.FontChange:
            self._sheet = None
            self.update()
        super().changeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is pointed at."""
        self._point(self._what_at(event.position()))

    def leaveEvent(self, _: QEvent) -> None:
        """Nothing is pointed at any more."""
        self._point(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask where a number comes from."""
        what = self._what_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and what is not None:
            self.asked.emit(self._first_of(what))

    def _what_at(self, point: QPointF) -> What | None:
        spot: Spot | None = self.sheet.spot_at(point) if self.sheet else None
        return None if spot is None else spot.of

    def _first_of(self, what: What) -> Quantity:
        assert self.page is not None
        return what if isinstance(what, Quantity) else next(what.quantities(self.page.fact.scene.moment.network))

    def _point(self, what: What | None) -> None:
        if what == self._below:
            return
        self._below = what
        self.setCursor(Qt.CursorShape.PointingHandCursor if what else Qt.CursorShape.ArrowCursor)
        self.light(what)
        self.pointed.emit(what)
