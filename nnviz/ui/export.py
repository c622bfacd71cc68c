"""Pictures for slides and hand-outs: the same paintings as on the screen, as SVG, PDF or PNG.

Lines and texts stay lines and texts in SVG and PDF; a PNG has two pixels for each one of the screen.
"""

from enum import Enum, StrEnum
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from nnviz.errors import BadInput
from nnviz.session.state import State
from nnviz.session.walks import current_fact, current_index, walk_of
from nnviz.storage.atomic import write_atomically
from nnviz.ui.diagram.arranging import Canvas
from nnviz.ui.diagram.composer import Composer
from nnviz.ui.diagram.painting import paint
from nnviz.ui.diagram.response_maps import CLOUDS_ONLY, MapsWanted
from nnviz.ui.formula.lines import Page
from nnviz.ui.formula.sheet import needed_height, paint_formula
from nnviz.ui.picture import Picture
from nnviz.ui.style import BODY, file_font
from nnviz.ui.svg_texts import portable
from nnviz.ui.theme import DARK, LIGHT, Theme

DIAGRAM = QSizeF(1040, 600)
"""Pixels; with a formula below it about the shape of a slide."""
MARGIN, BESIDE = 20, 44
"""Around the diagram, and left and right of the formula."""
LOWEST_FORMULA, HIGHEST_FORMULA = 250.0, 460.0
"""Pixels; most formulas fit into the lowest, so that the pictures of a walk are of one size."""
FORMULA_TEXT = 16
DENSITY = 2
"""Pixels of a PNG for each one of the screen."""
FINENESS = 12
"""Units of a PDF for each pixel of the screen."""
FINE_MAPS = 64
"""Points along each side of the map in a unit."""
RESOLUTION = 96
"""Pixels of the screen in an inch."""


class Format(StrEnum):
    """The kinds of files."""

    SVG = "svg"
    PDF = "pdf"
    PNG = "png"


class Ground(Enum):
    """What a picture stands on."""

    WHITE = "white"
    TRANSPARENT = "transparent"
    DARK = "dark"
    TRANSPARENT_ON_DARK = "transparent_on_dark"

    @property
    def theme(self) -> Theme:
        """The colors that are seen on it."""
        return DARK if self in (Ground.DARK, Ground.TRANSPARENT_ON_DARK) else LIGHT

    @property
    def color(self) -> QColor | None:
        """What is filled; none: nothing."""
        return self.theme.canvas if self in (Ground.WHITE, Ground.DARK) else None


def diagram(state: State, theme: Theme, size: QSizeF = DIAGRAM, maps: MapsWanted = CLOUDS_ONLY) -> Picture:
    """The diagram of a state, with maps in its units where they are wanted."""
    place = QRectF(QPointF(), size).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    drawing = Composer(maps, FINE_MAPS).compose(state, Canvas(theme, file_font(), BODY, place.size()), None)
    return Picture(size, lambda painter: paint(painter, drawing, place), state.work.document.name)


def formula(state: State, theme: Theme, width: float = DIAGRAM.width()) -> Picture | None:
    """The formula of the fact that is shown; none where none is."""
    fact, walk, index = current_fact(state), walk_of(state), current_index(state)
    if fact is None or walk is None or index is None:
        return None
    page = Page(fact, state.view.digits, index + 1 if state.asked is None else None, len(walk))
    room = width - 2 * BESIDE
    height = min(HIGHEST_FORMULA, max(LOWEST_FORMULA, needed_height(page, room, FORMULA_TEXT)))
    place = QRectF(BESIDE, 0, room, height)
    return Picture(
        QSizeF(width, height + MARGIN), lambda painter: paint_formula(painter, place, page, theme, FORMULA_TEXT)
    )


def picture_of(state: State, ground: Ground, *, with_formula: bool = True, maps: MapsWanted = CLOUDS_ONLY) -> Picture:
    """What is exported of a state, in the colors that the ground asks for: the diagram, and the formula below it."""
    below = formula(state, ground.theme) if with_formula else None
    picture = diagram(state, ground.theme, maps=maps)
    return picture if below is None else above(picture, below)


def above(first: Picture, second: Picture) -> Picture:
    """One picture over the other."""

    def both(painter: QPainter) -> None:
        first.draw(painter)
        painter.save()
        painter.translate(0, first.size.height())
        second.draw(painter)
        painter.restore()

    width = max(first.size.width(), second.size.width())
    return Picture(QSizeF(width, first.size.height() + second.size.height()), both, first.title)


def format_of(path: Path) -> Format:
    """The kind of file that a name ends in; BadInput where it is none of them."""
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in list(Format):
        raise BadInput("Cannot export {path}: its name must end in .svg, .pdf or .png.", path=path)
    return Format(suffix)


def write(picture: Picture, path: Path, ground: QColor | None) -> None:
    """Write a picture into the file, whose name says the kind; no ``ground``: transparent.

    BadInput for an unknown kind, NotSaved where the file cannot be written.
    """
    write_atomically(path, content(picture, format_of(path), ground))


def content(picture: Picture, kind: Format, ground: QColor | None) -> bytes:
    """A picture as the content of a file."""
    match kind:
        case Format.SVG:
            return _svg(picture, ground)
        case Format.PDF:
            return _pdf(picture, ground)
        case Format.PNG:
            return _png(picture, ground)


def image(picture: Picture, ground: QColor | None) -> QImage:
    """A picture as pixels."""
    made = QImage(_whole(picture.size * DENSITY), QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(DENSITY)
    made.fill(QColor(0, 0, 0, 0))
    painter = QPainter(made)
    _paint(painter, picture, ground)
    painter.end()
    return made


def _png(picture: Picture, ground: QColor | None) -> bytes:
    buffer = _buffer()
    image(picture, ground).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _svg(picture: Picture, ground: QColor | None) -> bytes:
    buffer = _buffer()
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # it knows what is cut off at an edge
    generator.setOutputDevice(buffer)
    generator.setResolution(RESOLUTION)
    generator.setSize(_whole(picture.size))
    generator.setViewBox(QRectF(0, 0, picture.size.width(), picture.size.height()))
    generator.setTitle(picture.title)
    generator.setDescription("")
    painter = QPainter(generator)
    _paint(painter, picture, ground)
    painter.end()
    return portable(bytes(buffer.data().data()).decode()).encode()


def _pdf(picture: Picture, ground: QColor | None) -> bytes:
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(picture.title)
    writer.setCreator("nnviz")
    writer.setResolution(RESOLUTION * FINENESS)
    page = QPageSize(picture.size / RESOLUTION, QPageSize.Unit.Inch, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    painter.scale(FINENESS, FINENESS)
    _paint(painter, picture, ground)
    painter.end()
    return bytes(buffer.data().data())


def _paint(painter: QPainter, picture: Picture, ground: QColor | None) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    if ground is not None:
        painter.fillRect(QRectF(0, 0, picture.size.width(), picture.size.height()), ground)
    picture.draw(painter)


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _whole(size: QSizeF) -> QSize:
    return QSize(round(size.width()), round(size.height()))
