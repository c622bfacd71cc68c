"""Close the window while it trains at full speed, at a random moment, again and again.

    python -m tests.campaigns.quit_while_training [count]

Each time a process of its own opens the window offscreen, trains at full speed and closes it after 0 to 2 seconds. It
must end with status 0, say nothing, and be gone within a second of the closing. Exit status 1 at the first that is not.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).parents[2]
NETWORKS = ("spiral-2-8-8-1", "xor-2-4-1", "glyph-digits-784-128-10", "ten-digits", "backpropagation-by-hand")
LIMIT = 1.0
OPENS_AND_CLOSES = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QLoggingCategory, QTimer
from nnviz.app import App
from nnviz.session.commands import Run, SetSpeed, SetStop
from nnviz.session.state import FULL_SPEED
from nnviz.storage.document import Stop

QLoggingCategory.setFilterRules("default.warning=false")
app = App(Path(sys.argv[1]))

def close():
    if app.shell.state.work.timeline.now.iteration < int(sys.argv[3]):
        QTimer.singleShot(20, close)
        return
    print(time.time(), app.shell.state.work.timeline.now.iteration, flush=True)
    app.window.leave()

app.shell.send(SetStop(Stop()))
app.shell.send(SetSpeed(FULL_SPEED))
app.shell.send(Run())
QTimer.singleShot(round(float(sys.argv[2]) * 1000), close)
sys.exit(app.run())
"""


def once(network: str, seconds: float, at_least: int = 0) -> tuple[float, int]:
    """Open, train for so long and so far, close; return how long closing took, and how many iterations were made."""
    with tempfile.TemporaryDirectory() as home:
        variables = {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
        environment = os.environ | variables | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PROJECT)}
        path = PROJECT / "resources" / "networks" / f"{network}.json"
        arguments = [sys.executable, "-c", OPENS_AND_CLOSES, str(path), str(seconds), str(at_least)]
        ended = subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=60)
        now = time.time()
        left = [file.name for file in Path(home).rglob("autosave/*")]
    if ended.returncode or ended.stderr or left:
        raise AssertionError(f"{network} after {seconds:.2f} s: status {ended.returncode}, {left}\n{ended.stderr}")
    closed, iterations = ended.stdout.split()
    return now - float(closed), int(iterations)


def main(count: int) -> int:
    """Do it ``count`` times."""
    chance = random.Random(count)
    slowest = 0.0
    for number in range(count):
        network, seconds = NETWORKS[number % len(NETWORKS)], chance.uniform(0, 2)
        took, iterations = once(network, seconds)
        slowest = max(slowest, took)
        print(f"{number + 1}/{count} {network}: {iterations} iterations, closed in {took:.2f} s", flush=True)
        if took > LIMIT:
            print(f"closing took longer than {LIMIT} s", file=sys.stderr)
            return 1
    print(f"{count} of {count} ended cleanly, the slowest in {slowest:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
