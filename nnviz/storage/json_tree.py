"""Text to a tree of JSON values, without what JSON readers let pass: doubled keys, NaN, infinities, deep nesting.

What is wrong raises BadInput that says where: a byte, a line and column, or a JSON path as ``$.layers[0].weight[1]``.
Keys that begin with ``x-`` are anybody's notes: they are taken out of the tree and kept by the path of their object.
"""

import json
import math
import re
from typing import Any

from nnviz.errors import BadInput

JsonObject = dict[str, Any]
Extras = dict[str, JsonObject]
"""Path of an object -> its ``x-...`` keys and their values."""

DEEPEST = 64
LONGEST_WHOLE_NUMBER = 300  # digits; more are no finite number to NumPy
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\Z)|[\[{]|[\]}]', re.DOTALL)


class _Doubled(JsonObject):
    """An object in which a name appeared twice."""

    name = ""


def parse(data: bytes) -> tuple[JsonObject, Extras]:
    """The JSON object that ``data`` is, and the ``x-...`` keys taken out of it."""
    text = _text(data)
    _check_depth(text)
    try:
        tree = json.loads(text, object_pairs_hook=_object, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        raise BadInput(
            "at line {lineno}, column {colno}, it is not JSON: {msg}",
            lineno=error.lineno,
            colno=error.colno,
            msg=error.msg,
        ) from None
    if not isinstance(tree, dict):
        raise BadInput("at $, expected an object in braces, found something else")
    _check(tree, "$")
    extras: Extras = {}
    _take_extras(tree, "$", extras)
    return tree, extras


def below(path: str, key: str) -> str:
    """The path of what ``key`` names in the object at ``path``."""
    if re.fullmatch(r"[\w-]{1,60}", key):
        return f"{path}.{key}"
    return f"{path}[{quoted(key)}]"


def quoted(value: object) -> str:
    """A value as JSON on one line, shortened to what fits in a sentence."""
    text = json.dumps(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("at byte {start}, it is not UTF-8 text", start=error.start) from None


def _check_depth(text: str) -> None:
    depth = 0
    for token in _BRACKETS.finditer(text):
        first = token[0][0]
        if first != '"':
            depth += 1 if first in "[{" else -1
        if depth > DEEPEST:
            line = text.count("\n", 0, token.start()) + 1
            column = token.start() - text.rfind("\n", 0, token.start())
            raise BadInput(
                "at line {line}, column {column}, it is nested deeper than {deepest} levels",
                line=line,
                column=column,
                deepest=DEEPEST,
            )


def _object(pairs: list[tuple[str, Any]]) -> JsonObject:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    doubled = _Doubled(plain)
    names = [name for name, _ in pairs]
    doubled.name = next(name for name in names if names.count(name) > 1)
    return doubled


def _whole_number(text: str) -> int | float:
    return int(text) if len(text) <= LONGEST_WHOLE_NUMBER else float(text)


def _check(value: object, path: str) -> None:
    if isinstance(value, dict):
        _check_object(value, path)
    elif isinstance(value, list):
        _check_list(value, path)
    elif isinstance(value, float) and not math.isfinite(value):
        raise BadInput("at {path}, expected a finite number, found {number}", path=path, number=value)
    elif isinstance(value, str):
        _check_text(value, path)


def _check_object(value: JsonObject, path: str) -> None:
    if isinstance(value, _Doubled):
        raise BadInput("at {place}, the name appears twice", place=below(path, value.name))
    for key, item in value.items():
        _check_text(key, path)
        _check(item, below(path, key))


def _check_list(values: list[Any], path: str) -> None:
    if set(map(type, values)) <= {int, float} and all(map(math.isfinite, values)):
        return
    for index, item in enumerate(values):
        _check(item, f"{path}[{index}]")


def _check_text(text: str, path: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadInput("at {path}, the text holds half of a character", path=path) from None


def _take_extras(value: object, path: str, extras: Extras) -> None:
    if isinstance(value, dict):
        kept = {key: value.pop(key) for key in list(value) if key.startswith("x-")}
        if kept:
            extras[path] = kept
        for key, item in value.items():
            _take_extras(item, below(path, key), extras)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for index, item in enumerate(value):
            _take_extras(item, f"{path}[{index}]", extras)
