"""``view`` and ``stop`` of a network file: how the network is shown, and when training stops by itself."""

import re

import msgspec

from nnviz.errors import BadInput
from nnviz.sentence import Sentence
from nnviz.storage.document import Stop, View
from nnviz.storage.json_tree import JsonObject, quoted
from nnviz.storage.schema import StopFile, ViewFile, check_choice, typed
from nnviz.walkthrough.notation import Notation, Symbols

ROUNDED = "rounded"
FULL_SPEED = "full"
DELTA_SIGNS = ("+", "-")
BIAS_SYMBOLS = ("b", "x0")


def read_view(value: JsonObject) -> View:
    """How the network is shown."""
    file = typed(value, ViewFile, "$.view")
    if isinstance(file.digits, str) and file.digits != ROUNDED:
        raise BadInput(
            'at $.view.digits, expected 2 to 9 or "{rounded}", found {found}',
            rounded=ROUNDED,
            found=quoted(file.digits),
        )
    return View(
        Notation(check_choice(file.notation, list(Notation), "$.view.notation")),
        Symbols(check_choice(file.symbols, list(Symbols), "$.view.symbols")),
        file.first_layer,
        check_choice(file.delta_sign, DELTA_SIGNS, "$.view.delta_sign"),
        check_choice(file.bias_as, BIAS_SYMBOLS, "$.view.bias_as"),
        None if file.digits == ROUNDED else int(file.digits),
        _speed(file.speed),
        tuple(file.panels),
        file.target_loss,
        file.noise_floor,
    )


def write_view(view: View) -> JsonObject:
    """The view as the file holds it."""
    file = ViewFile(
        notation=view.notation.value,
        symbols=view.symbols.value,
        first_layer=view.first_layer,
        delta_sign=view.delta_sign,
        bias_as=view.bias_as,
        digits=ROUNDED if view.digits is None else view.digits,
        speed=view.speed,
        panels=list(view.panels),
        target_loss=view.target_loss,
        noise_floor=view.noise_floor,
    )
    return msgspec.structs.asdict(file)


def read_stop(value: JsonObject) -> Stop:
    """When training stops by itself."""
    file = typed(value, StopFile, "$.stop")
    return Stop(file.epochs, file.train_loss, file.test_loss)


def write_stop(stop: Stop) -> JsonObject:
    """The stop as the file holds it; null: never."""
    return {"epochs": stop.epochs, "train_loss": stop.train_loss, "test_loss": stop.test_loss}


def _speed(text: str) -> str:
    steps = re.fullmatch(r"(\d{1,4}(?:\.\d{1,4})?)/s", text)
    if text != FULL_SPEED and not (steps and float(steps[1]) > 0):
        expected = Sentence('steps a second such as "10/s", or "{full_speed}"', full_speed=FULL_SPEED)
        raise BadInput("at $.view.speed, expected {expected}, found {found}", expected=expected, found=quoted(text))
    return text
