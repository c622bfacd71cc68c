"""Thousands of damaged network files: none may crash or hang, and each refusal must name a place.

python tests/campaigns/mutated_files.py [count] [seed]
"""

import faulthandler
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from nnviz.errors import BadInput
from nnviz.storage.network_file import decode, encode

NETWORKS = Path(__file__).parents[2] / "resources" / "networks"
LONGEST = 1.0  # seconds of computing that one file may take
HANGS = 60  # seconds after which a file counts as a hang, and the campaign ends with a traceback
PLACE = re.compile(r"\$[.\[\w]|at \$|at line \d+, column \d+|at byte \d+")
RAW = [
    "null", "true", "false", '""', '"text"', '"inputs"', '"\\ud800"', '"\\u0000"', '"rounded"', '"perceptron"',
    "0", "-1", "1", "2", "0.5", "-0.0", "1e-320", "1e308", "1e39", "4097", "100000", "4294967296", "1000000000000",
    "NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 308, "9" * 400, "9" * 5000, "01", "+1", ".5", "0x10",
    "[]", "{}", "[[]]", "[[1], [1, 2]]", "[1, [2]]", '[{"units": 1}]', '{"name": "elu"}', '{"name": "maxout"}',
    '{"generator": "spiral"}', '{"generator": "blobs", "classes": 4}', '{"npz": "a", "inputs": "x", "targets": "y"}',
    '{"images": "a", "labels": "b"}', '{"x-note": [1e999]}', '{"x-note": 1}',
    "[" * 70 + "]" * 70, "[" * 100_000, '{"a":' * 70 + "1" + "}" * 70, '{"x-a":' * 50_000, '"' + '\\"' * 20_000,
]  # fmt: skip
KEYS = [
    "unit",
    "Units",
    "x-note",
    "",
    "$",
    "a.b[0]",
    "é",
    "format",
    "name",
    "weight",
    "targets",
    "progress",
    "a" * 9000,
]

Mutation = Callable[[bytes, random.Random], bytes]


def flipped_bytes(data: bytes, dice: random.Random) -> bytes:
    """One to eight bytes become others."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def truncated(data: bytes, dice: random.Random) -> bytes:
    """The end is missing."""
    return data[: dice.randrange(len(data))]


def cut_out(data: bytes, dice: random.Random) -> bytes:
    """A piece is missing, or stands there twice."""
    begin = dice.randrange(len(data))
    end = begin + dice.randint(1, 40)
    return data[:begin] + data[end:] if dice.random() < 0.5 else data[:end] + data[begin:]


def other_encoding(data: bytes, dice: random.Random) -> bytes:
    """The text is not in plain UTF-8."""
    text = data.decode()
    encoding = dice.choice(["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-7"])
    return text.replace("name", "näme").encode("latin-1", "replace") if dice.random() < 0.2 else text.encode(encoding)


def other_value(data: bytes, dice: random.Random) -> bytes:
    """Another value, or something that is no value, stands somewhere in the tree."""
    tree = json.loads(data)
    holder, key = dice.choice(_places(tree))
    holder[key] = "@raw"
    return json.dumps(tree).replace('"@raw"', dice.choice(RAW), 1).encode()


def other_key(data: bytes, dice: random.Random) -> bytes:
    """A key is missing, renamed, or stands there twice."""
    tree = json.loads(data)
    holder, key = dice.choice([place for place in _places(tree) if isinstance(place[0], dict)])
    value = holder.pop(key)
    way = dice.randrange(3)
    if way == 0:
        holder[dice.choice(KEYS)] = value
    elif way == 1:
        holder[key] = holder["@again"] = value
    return json.dumps(tree).replace('"@again"', json.dumps(key)).encode()


def other_length(data: bytes, dice: random.Random) -> bytes:
    """A list is one item shorter or longer, so that rows are ragged and counts do not agree."""
    tree = json.loads(data)
    lists = [holder[key] for holder, key in _places(tree) if isinstance(holder[key], list) and holder[key]]
    changed = dice.choice(lists)
    if dice.random() < 0.5:
        changed.pop(dice.randrange(len(changed)))
    else:
        changed.insert(dice.randrange(len(changed)), dice.choice(changed))
    return json.dumps(tree).encode()


MUTATIONS: list[Mutation] = [
    flipped_bytes, truncated, cut_out, other_encoding, other_value, other_value, other_value, other_key, other_length
]  # fmt: skip


def _places(tree: object) -> list[tuple]:
    """Every place of the tree, as the object or list that holds it and the key; long lists by a few of their items."""
    found, waiting = [], [tree]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(min(len(holder), 12))
        found += [(holder, key) for key in keys]
        waiting += [holder[key] for key in keys if isinstance(holder[key], dict | list)]
    return found


def verdict(data: bytes) -> str:
    """What becomes of one file: accepted, refused, or what went wrong."""
    began = time.process_time()
    try:
        text = encode(decode(data, "mutated.json", NETWORKS))
        outcome = "accepted" if encode(decode(text, "saved.json", NETWORKS)) == text else "saved differently"
    except BadInput as error:
        outcome = "refused" if PLACE.search(str(error)) else f"refused without a place: {str(error)[:200]}"
    except Exception as error:  # noqa: BLE001  a crash of whatever kind is what is looked for
        outcome = f"crashed: {type(error).__name__}: {str(error)[:200]}"
    seconds = time.process_time() - began
    return outcome if seconds <= LONGEST else f"took {seconds:.1f} s"


def main(count: int = 10_000, seed: int = 0) -> int:
    """Run the campaign and print its figures; 1 where there was a violation."""
    originals = [path.read_bytes() for path in sorted(NETWORKS.glob("*.json"))]
    dice = random.Random(seed)
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for number in range(count):
        mutation = dice.choice(MUTATIONS)
        data = mutation(dice.choice(originals), dice)
        faulthandler.dump_traceback_later(HANGS, exit=True)
        began = time.process_time()
        outcome = verdict(data)
        slowest = max(slowest, time.process_time() - began)
        outcomes[outcome] += 1
        if outcome not in ("accepted", "refused"):
            print(f"file {number}, {mutation.__name__}: {outcome}\n  {data[:300]!r}")
    faulthandler.cancel_dump_traceback_later()
    wrong = count - outcomes["accepted"] - outcomes["refused"]
    print(
        f"{count} mutated files: {outcomes['accepted']} accepted, {outcomes['refused']} refused with a place,"
        f" {wrong} violations; slowest {slowest:.2f} s"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
