"""Does the window with its pictures train MNIST faster than PyTorch without one?

    python -m tests.benchmarks.mnist_window [seconds a measurement]

784-128-10, relu and softmax, batch 32, float32, on the 10,000 images of MNIST's test file: iterations a second at full
speed while the window shows it, beside PyTorch eager on one thread with no window, in turns; the median of the ratios
is to be 1.5 at least. PyTorch has to be installed: ``pip install torch``.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QLoggingCategory

from nnviz.app import App
from nnviz.session.commands import OpenDocument, SetSpeed, SetStop
from nnviz.session.state import FULL_SPEED
from nnviz.storage.document import Stop
from tests.benchmarks.digits import PICTURES, network
from tests.benchmarks.pytorch import eager
from tests.benchmarks.window import ROUNDS, pace, wait

WANTED = 1.5


def main() -> None:
    """Print what was found, in a home of its own, so that no file of the user's counts."""
    home = tempfile.TemporaryDirectory()
    os.environ |= {f"XDG_{kind}_HOME": home.name for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QLoggingCategory.setFilterRules("default.warning=false")
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    path = Path(home.name) / "mnist.json"
    path.write_text(json.dumps(network((128,), PICTURES)), "utf-8")
    app = App(None)
    app.window.resize(1920, 1080)
    app.window.show()
    app.window.add_plots()
    begun = time.perf_counter()
    app.shell.send(OpenDocument(path))
    while app.shell.state.network.inputs != 784:
        wait(0.01)
    print(f"opened in {time.perf_counter() - begun:.2f} s")
    app.shell.send(SetStop(Stop()))
    app.shell.send(SetSpeed(FULL_SPEED))
    train, ours, ratios = eager(app.shell.state.network, app.shell.state.recipe), [], []
    train(200)
    for _ in range(ROUNDS):
        ours.append(pace(app, seconds, visible=True))
        wait(0.3)
        begun, made = time.perf_counter(), 0
        while time.perf_counter() < begun + seconds:
            train(50)
            made += 50
        ratios.append(ours[-1] / (made / (time.perf_counter() - begun)))
    ratio = statistics.median(ratios)
    mark = "" if ratio >= WANTED else "  MISSED"
    print(f"{statistics.median(ours):,.0f} iterations/s with the window, x {ratio:.2f} of PyTorch alone{mark}")
    app.thread.close()


if __name__ == "__main__":
    main()
