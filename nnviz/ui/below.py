"""The bottom of the window: what explains the moment, as wide as the diagram and the panels at its right."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from nnviz.ui.panel import Panel


class Below(QDockWidget):
    """Rows of panels that stay where they are; the line above them can be dragged."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("below")
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget())
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.setWidget(self._inside)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)

    def add(self, panel: Panel, *beside: Panel) -> None:
        """Put a panel at the bottom, and others at its right."""
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(panel, 1)
        for other in beside:
            row.addWidget(other)
        for each in (panel, *beside):
            each.installEventFilter(self)
        self._rows.addLayout(row)

    def fit(self) -> None:
        """Be as high as the panels want to be."""
        self._window.resizeDocks([self], [self._inside.sizeHint().height()], Qt.Orientation.Vertical)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the room of a panel that was closed to the diagram, and take it back."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            QTimer.singleShot(0, self, self.fit)
        return super().eventFilter(watched, event)
