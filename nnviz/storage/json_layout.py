"""A tree of JSON values to text that a person can read: what fits on a line stands on one, a row of numbers always."""

import json
import re
from typing import Any

from nnviz.storage.json_tree import Extras, JsonObject

WIDTH = 120
INDENT = "  "


def laid_out(tree: JsonObject) -> bytes:
    """The text of ``tree``, UTF-8, with a line feed at its end; NaN and infinities raise ValueError."""
    return (_broken(["{", "}"], _members(tree, INDENT), "") + "\n").encode()


def with_extras(tree: JsonObject, extras: Extras) -> JsonObject:
    """The tree after the ``x-...`` keys were put back into it; notes to what is no longer there are dropped.

    A name such as "elu" that has notes becomes an object with that name.
    """
    for path, notes in extras.items():
        steps = [int(index) if index else name for name, index in re.findall(r"\.([\w-]+)|\[(\d+)\]", path)]
        _put_back({"$": tree}, ["$", *steps], notes)
    return tree


def _put_back(holder: Any, steps: list[str | int], notes: JsonObject) -> None:
    key, *rest = steps
    if isinstance(holder, list):
        there = isinstance(key, int) and key < len(holder)
    else:
        there = isinstance(holder, dict) and key in holder
    if there and rest:
        _put_back(holder[key], rest, notes)
    elif there and isinstance(holder[key], str):
        holder[key] = {"name": holder[key], **notes}
    elif there and isinstance(holder[key], dict):
        holder[key] |= notes


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _laid_out(value: object, margin: str, before: int) -> str:
    """The text of ``value``, whose first line begins ``before`` characters behind ``margin``."""
    if isinstance(value, dict):
        brackets, items = ["{", "}"], _members(value, margin + INDENT)
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        brackets, items = ["[", "]"], [_laid_out(item, margin + INDENT, 0) for item in value]
    else:
        return _text(value)
    line = ", ".join(items).join(brackets)
    if len(margin) + before + len(line) < WIDTH and "\n" not in line:
        return line
    return _broken(brackets, items, margin)


def _members(value: JsonObject, margin: str) -> list[str]:
    keys = [f"{_text(key)}: " for key in value]
    return [key + _laid_out(item, margin, len(key)) for key, item in zip(keys, value.values(), strict=True)]


def _broken(brackets: list[str], items: list[str], margin: str) -> str:
    inner = f"\n{margin}{INDENT}"
    return (inner + f",{inner}".join(items) + f"\n{margin}").join(brackets)
