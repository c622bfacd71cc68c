"""How often a panel is drawn anew while training runs: often enough to look alive, seldom enough to let it run."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

NEARLY = 0.25
"""Part of the time between two drawings by which one may be early: frames do not come at even times."""


class Pace(QObject):
    """Spreads the redrawing of a panel out while training runs; what was put off is made up for.

    Signals: ``due()``, time to draw what was put off.
    """

    due = Signal()

    def __init__(self, times_a_second: float, parent: QObject) -> None:
        super().__init__(parent)
        self._interval = 1.0 / times_a_second
        self._last = -self._interval
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.due)

    def allows(self, running: bool) -> bool:
        """Whether to draw now; at rest always."""
        left = self._last + self._interval - time.monotonic()
        if running and left > NEARLY * self._interval:
            if not self._timer.isActive():
                self._timer.start(int(1000 * left) + 1)
            return False
        self._timer.stop()
        self._last = time.monotonic()
        return True
