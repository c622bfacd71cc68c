"""Do the pictures beside the diagram slow the training down?  ``python -m tests.benchmarks.pictures [seconds]``.

2-8-8-1 trains at full speed with the output map, the loss plot, the hidden space and the diagram all in sight: the
iterations a second beside those with the window hidden, in turns (the median of the ratios is to be 0.7 at least); the
frames a second that each picture gets (30 at least); how late a timer of the window is (50 ms at most, 99 of 100).
"""

import os
import sys
import tempfile

import numpy as np
from PySide6.QtCore import QEvent, QLoggingCategory, QObject, Qt
from PySide6.QtWidgets import QWidget

from nnviz.app import App
from nnviz.session.commands import OpenDocument, SetSpeed, SetStop
from nnviz.session.state import FULL_SPEED
from nnviz.storage.document import Stop
from tests.benchmarks.window import ROUNDS, Lateness, pace, wait
from tests.session.desk import NETWORKS


class Frames(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count one more."""
        self.count += event.type() == QEvent.Type.Paint
        return False


def canvases(app: App) -> dict[str, QWidget]:
    """Bring every picture into sight; the widget on which each is painted."""
    docks, window = app.window.docks, app.window
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, docks.hidden_space)  # out of its row of tabs
    docks.hidden_space.show()
    for dock in (docks.loss, docks.output_map, docks.hidden_space):
        dock.raise_()
    wait(0.5)
    found = {
        "diagram": window.diagram.view.viewport(),
        "loss plot": docks.loss.widget().widget().canvas.plot.viewport(),
        "output map": docks.output_map.widget().widget().canvas,
        "hidden space": docks.hidden_space.widget().widget().canvas,
    }
    hidden = [name for name, canvas in found.items() if canvas.visibleRegion().isEmpty()]
    assert not hidden, hidden
    return found


def main() -> None:
    """Print what was found, in a home of its own, so that no file of the user's counts."""
    home = tempfile.TemporaryDirectory()
    os.environ |= {f"XDG_{kind}_HOME": home.name for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QLoggingCategory.setFilterRules("default.warning=false")
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    app = App(None)
    app.window.resize(1920, 1080)
    app.window.show()
    app.window.add_plots()
    app.shell.send(OpenDocument(NETWORKS / "spiral-2-8-8-1.json", example=True))
    app.shell.send(SetStop(Stop()))
    app.shell.send(SetSpeed(FULL_SPEED))
    pace(app, 0.2, visible=True)  # the loss plot waits for a loss
    frames = {name: Frames(canvas) for name, canvas in canvases(app).items()}
    watch, ratios, alone, rates = Lateness(), [], [], {name: [] for name in frames}
    for _ in range(ROUNDS):
        alone.append(pace(app, seconds, visible=False))
        before = {name: counter.count for name, counter in frames.items()}
        watch.start()
        ratios.append(pace(app, seconds, visible=True) / alone[-1])
        watch.stop()
        for name, counter in frames.items():
            rates[name].append((counter.count - before[name]) / (seconds + 0.2))
    late = np.percentile(watch.late, [50, 99, 100])
    print(f"{np.median(alone):,.0f} iterations/s unseen, x {np.median(ratios):.2f} with every picture in sight")
    print("  ".join(f"{name} {np.median(rate):.0f}/s" for name, rate in rates.items()))
    print(f"timer late by {late[0]:.1f} ms (median), {late[1]:.1f} ms (99 %), {late[2]:.1f} ms (most)", flush=True)
    app.thread.close()


if __name__ == "__main__":
    main()
