"""What can be asked for on the command line."""

import argparse
import math
from contextlib import suppress
from typing import Any, NoReturn

from nnviz import __version__
from nnviz.cli.saying import say
from nnviz.errors import BadInput

_USAGE = """nnviz [FILE]                   open the window
       nnviz train FILE [--epochs N] [--until-loss X] [--save OUT] [--json]
       nnviz walk FILE [--iterations N] [--sample K] [--json]
       nnviz check FILE               validate a network file, compare its gradients with numeric ones
       nnviz export FILE OUT.{svg,pdf,png} [--fact N] [--epochs N] [--view diagram|window]
       nnviz list [--json]            what comes with the app"""
ALL_FACTS = 0
"""Of ``--fact``: a picture for each."""
_FILE = "a network file, or a name that `nnviz list` prints"


class _Parser(argparse.ArgumentParser):
    """Refuses in one line, and prints nothing where there is no standard output."""

    def error(self, message: str) -> NoReturn:
        """Raise BadInput."""
        raise BadInput("{message}; `{prog} --help` says what can be asked for.", message=message, prog=self.prog)

    def _print_message(self, message: str, file: Any = None) -> None:
        say(message.rstrip())


def window_parser() -> argparse.ArgumentParser:
    """``nnviz``."""
    parser = _Parser("nnviz", _USAGE, "Show how a neural network computes and learns.", allow_abbrev=False)
    parser.add_argument("file", metavar="FILE", nargs="?", help=_FILE)
    parser.add_argument("--version", action="version", version=f"nnviz {__version__}")
    return parser


def train_parser() -> argparse.ArgumentParser:
    """``nnviz train``."""
    parser = _Parser("nnviz train", description="Train from where the file stands.", allow_abbrev=False)
    parser.add_argument("file", metavar="FILE", help=_FILE)
    parser.add_argument(
        "--epochs", metavar="N", type=_count, help="train N more epochs (else: to where the file stops, or one epoch)"
    )
    parser.add_argument(
        "--until-loss", metavar="X", type=_loss, help="stop as soon as the training loss is at most X; else exit with 3"
    )
    parser.add_argument("--save", metavar="OUT", help="write the trained network")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def walk_parser() -> argparse.ArgumentParser:
    """``nnviz walk``."""
    parser = _Parser("nnviz walk", description="Print every number of the next iteration in order.", allow_abbrev=False)
    parser.add_argument("file", metavar="FILE", help=_FILE)
    parser.add_argument("--iterations", metavar="N", type=_from_1, default=1, help="walk through N iterations")
    parser.add_argument(
        "--sample",
        metavar="K",
        type=_from_1,
        help="the sample to follow, from 1 as in the window; it must be in the batch (else its first one)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON list")
    return parser


def check_parser() -> argparse.ArgumentParser:
    """``nnviz check``."""
    parser = _Parser("nnviz check", description="Validate a file, check its gradients.", allow_abbrev=False)
    parser.add_argument("file", metavar="FILE", help=_FILE)
    return parser


def export_parser() -> argparse.ArgumentParser:
    """``nnviz export``."""
    parser = _Parser("nnviz export", description="Draw a picture; no screen is needed.", allow_abbrev=False)
    parser.add_argument("file", metavar="FILE", help=_FILE)
    parser.add_argument("out", metavar="OUT", help="the picture to write; its name ends in .svg, .pdf or .png")
    parser.add_argument(
        "--fact",
        metavar="N",
        type=_fact,
        help="the moment of the N-th number of the next iteration, with its formula; `all`: OUT-01, OUT-02, ...",
    )
    parser.add_argument("--epochs", metavar="N", type=_count, help="train N epochs before")
    parser.add_argument("--view", choices=("diagram", "window"), default="diagram", help="what is drawn")
    parser.add_argument("--diagram-only", action="store_true", help="leave out the formula of the fact")
    parser.add_argument("--transparent", action="store_true", help="leave the ground of the diagram transparent")
    parser.add_argument("--dark", action="store_true", help="draw for a dark ground")
    return parser


def list_parser() -> argparse.ArgumentParser:
    """``nnviz list``."""
    parser = _Parser("nnviz list", description="List what comes with the app.", allow_abbrev=False)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 15:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of epochs")
    return int(text)


def _from_1(text: str) -> int:
    if not text.isdecimal() or len(text) > 15 or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def _fact(text: str) -> int:
    if text == "all":
        return ALL_FACTS
    if not text.isdecimal() or len(text) > 15 or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is neither the number of a fact nor `all`")
    return int(text)


def _loss(text: str) -> float:
    with suppress(ValueError):
        loss = float(text.replace(",", "."))
        if math.isfinite(loss) and loss >= 0:
            return loss
    raise argparse.ArgumentTypeError(f"{text!r} is not a loss")
