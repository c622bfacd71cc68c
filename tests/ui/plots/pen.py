"""A pen in front of a panel that is drawn on."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from nnviz.core.dataset import Dataset
from nnviz.session.commands import Command
from nnviz.storage.document import Document
from nnviz.ui.panel import Panel
from tests.session.desk import Desk
from tests.ui.seat import Seat

LEFT = Qt.MouseButton.LeftButton


class Pen(Seat):
    """A panel in sight, on whose canvas the mouse draws."""

    def __init__(self, qtbot, panel: Panel, document: Document) -> None:
        super().__init__(panel, Desk(document))
        qtbot.addWidget(panel)
        panel.show()
        qtbot.waitExposed(panel)
        panel.commanded.connect(self.take)
        self.render()

    def render(self) -> None:
        """Show how things stand, with every field in its place."""
        super().render()
        self.panel.layout().activate()

    def send(self, *commands: Command) -> None:
        """Do what is wished elsewhere."""
        self.desk.send(*commands)
        self.render()

    def stroke(self, points: list[QPoint], button: Qt.MouseButton = LEFT) -> None:
        """Lead the mouse over the canvas, with a button down."""
        QTest.mousePress(self.panel.canvas, button, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(self.panel.canvas, point)
        QTest.mouseRelease(self.panel.canvas, button, pos=points[-1])

    @property
    def data(self) -> Dataset:
        """The samples of the session."""
        return self.desk.state.recipe.dataset
