"""Do anything in the window, in any order, with every panel open, and look for an error.

    python -m tests.campaigns.any_order [seeds] [operations a seed]

Each seed is a process of its own: the window offscreen, and operations drawn by chance from all that a lecturer can ask
for, at rest and while it trains. No error may reach the window, and Qt may not end the process. Exit status 1 at the
first seed where one does; the last operations are printed.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from nnviz.core.activations import ACTIVATIONS
from nnviz.core.optimizers import optimizer
from nnviz.data.features import playground
from nnviz.data.generators import GENERATORS
from nnviz.data.spec import DataSpec, Generated
from nnviz.session.commands import (
    AddLayer,
    AddSamples,
    ChangeRecipe,
    EditWeight,
    NewWeights,
    OpenDocument,
    Pause,
    Redo,
    RemoveLayer,
    RemoveSamples,
    Reset,
    Run,
    Seek,
    Select,
    SetActivation,
    SetData,
    SetSpeed,
    SetStepSize,
    SetStop,
    SetUnits,
    ShowSample,
    StepBack,
    StepForward,
    Undo,
)
from nnviz.session.commands.comparing import KeepRun, RunNextSeed
from nnviz.session.state import FULL_SPEED, Element, Part, StepSize
from nnviz.storage.document import Stop

PROJECT = Path(__file__).parents[2]
NETWORKS = PROJECT / "resources" / "networks"
TIMEOUT = 600


def once(seed: int, operations: int) -> None:
    """Do so many operations in a process of its own; AssertionError with what it said where one goes wrong."""
    with tempfile.TemporaryDirectory() as home:
        variables = {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
        environment = os.environ | variables | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PROJECT)}
        command = [sys.executable, "-X", "faulthandler", "-m", __spec__.name, "play", str(seed), str(operations)]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=TIMEOUT, cwd=PROJECT)
    if ended.returncode:
        raise AssertionError(f"seed {seed}: status {ended.returncode}\n{ended.stdout[-1500:]}\n{ended.stderr[-3000:]}")


def play(seed: int, operations: int) -> int:
    """Do them in this process; return 1 where an error reached the window."""
    from PySide6.QtCore import QLoggingCategory

    from nnviz.app import App

    QLoggingCategory.setFilterRules("default.warning=false")
    chance, errors = random.Random(seed), []
    app = App(NETWORKS / "moons-2-8-1.json")

    def note(kind, error, trace) -> None:
        errors.append("".join(traceback.format_exception(kind, error, trace)))

    sys.excepthook = note
    app.shell.told.connect(errors.append)
    app.window.resize(1600, 1000)
    app.window.show()
    app.window.add_plots()
    for dock in app.window.docks.all:
        dock.show()
    for _ in range(operations):
        name = chance.choice(list(OPERATIONS))
        print(name, flush=True)
        try:
            OPERATIONS[name](app, chance)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            note(type(error), error, error.__traceback__)
        live(app, chance.choice([0, 0, 0.02, 0.05, 0.1]))
        if errors:
            print(errors[0], file=sys.stderr)
            os._exit(1)
    app.window.close()
    return app._end(0)


def live(app, seconds: float) -> None:
    """Let the window live."""
    end = time.monotonic() + seconds
    app.qt.processEvents()
    while time.monotonic() < end:
        app.qt.processEvents()
        time.sleep(0.002)


# --- operations -------------------------------------------------------------------------------------------------------


def _open(app, chance) -> None:
    app.shell.send(OpenDocument(chance.choice(sorted(NETWORKS.glob("*.json"))), example=True, confirmed=True))


def _data(app, chance) -> None:
    kind = chance.choice(sorted(GENERATORS.keys() - {"glyph_digits", "digits"}))
    samples, noise = chance.choice([10, 100, 500]), chance.choice([0, 0.1, 0.5])
    made = Generated(kind, samples=samples, noise=noise, seed=chance.randrange(9))
    spec = DataSpec(made, test_fraction=chance.choice([None, 0.2, 0.5]), standardize=chance.random() < 0.3)
    app.shell.send(SetData(spec, confirmed=True))


def _features(app, chance) -> None:
    state = app.shell.state
    if state.data is not None and state.recipe.dataset.raw_inputs.shape[1] < 6:
        names = state.recipe.dataset.raw_input_names
        features = tuple(chance.sample(playground(names), 2))
        app.shell.send(SetData(replace(state.data, features=features), confirmed=True))


def _samples(app, chance) -> None:
    data = app.shell.state.recipe.dataset
    if data is None or data.raw_inputs.shape[1] > 9:
        return
    if chance.random() < 0.5:
        x = np.random.default_rng(chance.randrange(9)).normal(size=(2, data.raw_inputs.shape[1]))
        app.shell.send(AddSamples(x, np.repeat(data.targets[:1], 2, axis=0)))
    else:
        app.shell.send(RemoveSamples(tuple(chance.sample(range(data.samples), min(3, data.samples - 1)))))


def _shape(app, chance) -> None:
    depth = app.shell.state.network.depth
    units = SetUnits(chance.randrange(depth), chance.choice([1, 2, 3, 5, 9]), confirmed=True)
    more = AddLayer(chance.randrange(depth), chance.choice([1, 3, 8]), confirmed=True)
    fewer = RemoveLayer(chance.randrange(depth), confirmed=True)
    app.shell.send(chance.choice([units, more, fewer] if depth < 5 else [units, fewer]))


def _activation(app, chance) -> None:
    kind = ACTIVATIONS[chance.choice(list(ACTIVATIONS))]()
    app.shell.send(SetActivation(chance.randrange(app.shell.state.network.depth), kind, confirmed=True))


def _recipe(app, chance) -> None:
    change = chance.choice(
        [
            {"rate": chance.choice([0.001, 0.1, 1.0, 10.0, 1000.0])},
            {"batch_size": chance.choice([1, 3, 10, 50])},
            {"precision": chance.choice(["float32", "float64"])},
            {"optimizer": optimizer(chance.choice(["sgd", "momentum", "adam"]))},
        ]
    )
    app.shell.send(ChangeRecipe(**change, confirmed=True))


def _weight(app, chance) -> None:
    layer = chance.randrange(app.shell.state.network.depth)
    app.shell.send(EditWeight(layer, 0, 0, chance.uniform(-3, 3), confirmed=True))


def _step(app, chance) -> None:
    app.shell.send(SetStepSize(chance.choice(list(StepSize))))
    app.shell.send(chance.choice([StepForward, StepBack])())


def _seek(app, chance) -> None:
    app.shell.send(Seek(chance.randrange(1 + app.shell.state.work.timeline.end)))


def _run(app, chance) -> None:
    app.shell.send(SetSpeed(chance.choice([4.0, 100.0, FULL_SPEED, FULL_SPEED])))
    app.shell.send(SetStop(Stop(epochs=chance.choice([None, 50, 5000]))))
    app.shell.send(Run())


def _sample(app, chance) -> None:
    data = app.shell.state.recipe.dataset
    if data is not None:
        app.shell.send(ShowSample(chance.choice([None, chance.randrange(data.samples)])))


def _select(app, chance) -> None:
    part = chance.choice([Part.UNIT, Part.WEIGHT, Part.BIAS])
    app.shell.send(Select(Element(part, chance.randrange(app.shell.state.network.depth), 0, 0)))


def _simple(app, chance) -> None:
    simple = [Pause(), Reset(), Undo(), Redo(), KeepRun(), RunNextSeed(), NewWeights(chance.randrange(9))]
    app.shell.send(chance.choice(simple))


def _dock(app, chance) -> None:
    dock = chance.choice(app.window.docks.all)
    dock.show()
    dock.raise_()


def _enlarge(app, chance) -> None:
    enlarged = app.window.docks.enlarged
    enlarged.leave() if enlarged.dock is not None else enlarged.show_dock(chance.choice(app.window.docks.all))


def _resize(app, chance) -> None:
    app.window.resize(chance.randrange(1280, 1900), chance.randrange(760, 1060))


OPERATIONS: dict[str, Callable[..., None]] = {
    function.__name__.removeprefix("_"): function
    for function in (
        _open, _data, _features, _samples, _shape, _activation, _recipe, _weight, _step, _seek, _run, _sample, _select,
        _simple, _dock, _enlarge, _resize,
    )
}  # fmt: skip


def main(seeds: int, operations: int) -> int:
    """Play every seed."""
    for seed in range(seeds):
        try:
            once(seed, operations)
        except AssertionError as error:
            print(error, file=sys.stderr)
            return 1
        print(f"{seed + 1}/{seeds}: {operations} operations, no error", flush=True)
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["play"]:
        sys.exit(play(int(sys.argv[2]), int(sys.argv[3])))
    sys.exit(main(*(int(argument) for argument in [*sys.argv[1:], *("20", "300")[len(sys.argv) - 1 :]])))
