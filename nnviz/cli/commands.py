"""What each command does. Only the window needs Qt."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path

from threadpoolctl import threadpool_limits

from nnviz import environment
from nnviz.cli.exporting import export
from nnviz.cli.finding import find
from nnviz.cli.options import check_parser, export_parser, list_parser, train_parser, walk_parser, window_parser
from nnviz.cli.saying import say, say_json, tell
from nnviz.cli.status import BAD_INPUT, GOAL_MISSED, INTERRUPTED
from nnviz.cli.training import train
from nnviz.cli.walking import walk
from nnviz.core.checkpoint import start
from nnviz.core.gradient_check import TOLERANCE, GradientCheck, check_gradients
from nnviz.core.training import ready
from nnviz.data.generator import Generator
from nnviz.data.generators import GENERATORS
from nnviz.errors import BadInput, NnvizError
from nnviz.resources import networks_folder
from nnviz.storage.examples import examples
from nnviz.storage.network_file import read
from nnviz.worker.summary import shape


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; return the exit status."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a name that this terminal cannot write is no error
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except NnvizError as error:
        tell(str(error))
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # where Python's last flush goes
        return 0


def _run(words: list[str]) -> int:
    if not words or words[0] not in _COMMANDS:
        return _window(window_parser().parse_args(words))
    parser, command = _COMMANDS[words[0]]
    options = parser().parse_args(words[1:])
    with threadpool_limits(1, user_api="blas"):  # measured five times as fast and steadier than on two
        return command(options)


def _window(options: argparse.Namespace) -> int:
    path = None if options.file is None else find(options.file)
    has_screen = environment.check()
    from nnviz import app

    if has_screen:
        return app.open_window(path)
    say(app.picture(path, Path("nnviz.png")))
    return 0


def _check(options: argparse.Namespace) -> int:
    path = find(options.file)
    document = read(path)
    network, recipe = document.network, document.recipe
    say(f"{path} is valid: {document.name or 'a network'}, {shape(network)}, {network.parameters:,} parameters.")
    if recipe.dataset is None:
        say("It has no data, so there are no gradients to compare.")
        return 0
    batch = ready(document.progress or start(network, recipe), recipe).batch
    try:
        found = check_gradients(network, recipe, batch)
    except BadInput as error:
        say(f"Gradients were not compared. {error}")
        return 0
    say(
        f"{_what(found, len(batch.rows))} compared with numeric ones, {found.skipped:,} skipped near a kink: "
        f"largest relative difference {found.largest_difference:.1e}, allowed {TOLERANCE:.0e}."
    )
    if found.agrees:
        return 0
    layer, row, source = found.worst or (0, 0, None)
    number = "bias" if source is None else f"weight[{row}][{source}]"
    tell(f'The gradients differ, most at {number} of row {row} in the layer "{network.layers[layer].name}".')
    return GOAL_MISSED


def _what(found: GradientCheck, samples: int) -> str:
    """How many gradients were compared, and of a large batch over how much of it."""
    some = "" if found.whole else ", evenly chosen,"
    first = f" over the first {found.samples:,} samples of the batch" if found.samples < samples else ""
    return f"{found.compared:,} of {found.parameters:,} gradients{some}{first}"


def _list(options: argparse.Namespace) -> int:
    networks = [
        {"name": found.path.stem, "title": found.name, "topic": found.topic, "description": found.description}
        for found in examples(networks_folder())
    ]
    datasets = [
        {"name": made.name, "title": made.title, "description": _description(made)} for made in GENERATORS.values()
    ]
    if options.json:
        say_json({"networks": networks, "datasets": datasets})
        return 0
    width = max(len(entry["name"]) for entry in networks)
    for title, entries in (("Networks", networks), ("Datasets, for `generator` in a network file", datasets)):
        say(f"{title}\n" + "\n".join(f"  {entry['name']:{width}}  {entry['description']}" for entry in entries))
    return 0


def _description(generator: Generator) -> str:
    """What a generator makes, and the numbers that are its own."""
    own = [f'"{it.name}" {it.least:g} to {it.most:g}, default {it.default:g}' for it in generator.parameters]
    formula = [f'"formula" as text, default {generator.own_formula}'] if generator.own_formula else []
    return "; ".join([f"{generator.formula} ({generator.source})", *formula, *own])


_COMMANDS: dict[str, tuple[Callable[[], argparse.ArgumentParser], Callable[[argparse.Namespace], int]]] = {
    "train": (train_parser, train),
    "walk": (walk_parser, walk),
    "check": (check_parser, _check),
    "export": (export_parser, export),
    "list": (list_parser, _list),
}
