"""Which numbers does a line of code name?  ``a[1][n, 0]`` is one, ``W[1][0]`` a row of them."""

import re
from dataclasses import dataclass

from nnviz.walkthrough.fact import Fact
from nnviz.walkthrough.quantity import Kind, Quantity, Reference, What

_NAMES = re.compile(r"(?<![\w.])(x|y|a|z|delta|W|b|dW|db)((?:\[[^\[\]]*\])+)")
_INDEX = re.compile(r"[^\[\],\s]+")
_KINDS: dict[str, tuple[Kind, ...]] = {
    "x": (Kind.INPUT,),
    "y": (Kind.TARGET,),
    "a": (Kind.ACTIVATION,),
    "z": (Kind.NET_INPUT,),
    "delta": (Kind.DELTA, Kind.SHORT_DELTA),
    "W": (Kind.WEIGHT,),
    "b": (Kind.BIAS,),
    "dW": (Kind.WEIGHT_GRADIENT,),
    "db": (Kind.BIAS_GRADIENT,),
}
_OF_SAMPLES = ("x", "y", "a", "z", "delta")
"""Arrays whose rows are samples."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a line of code, with what it names."""

    code: str
    of: What | None = None


def snippets(fact: Fact) -> tuple[Snippet, ...]:
    """The parts of a fact's line of code: what it makes, and what it is made of."""
    left, equals, right = fact.code.partition(" = ")
    found, end = [Snippet(left, fact.about), Snippet(equals)], 0
    for match in _NAMES.finditer(right):
        found += [Snippet(right[end : match.start()]), Snippet(match[0], _meaning(match[1], match[2], fact))]
        end = match.end()
    return tuple(snippet for snippet in (*found, Snippet(right[end:])) if snippet.code)


def _meaning(name: str, brackets: str, fact: Fact) -> What | None:
    indices = _INDEX.findall(brackets)
    layer = fact.scene.last if name == "y" else -1
    if name not in ("x", "y"):
        if not indices[0].isdigit():
            return None
        layer = int(indices.pop(0)) - 1
    if name in _OF_SAMPLES and indices:
        sample = indices.pop(0)
        whole_batch = sample == ":"
    else:
        whole_batch = name in _OF_SAMPLES
    kinds = (Kind.INPUT,) if name == "a" and layer < 0 else _KINDS[name]
    ranges = [_range(index) for index in indices] + [None, None]
    reference = Reference(kinds, layer, ranges[0], ranges[1] if name in ("W", "dW") else None, whole_batch)
    return reference if whole_batch else _single(reference, name, fact.about)


def _range(index: str) -> range | None:
    first, colon, end = index.partition(":")
    if not colon:
        return range(int(first), int(first) + 1)
    return range(int(first), int(end)) if first and end else None


def _single(reference: Reference, name: str, about: Quantity) -> What:
    """The one number that is meant, where it is one."""
    units, sources = reference.units, reference.sources
    if units is None or len(units) != 1 or (name in ("W", "dW") and (sources is None or len(sources) != 1)):
        return reference
    return Quantity(reference.kinds[0], reference.layer, units[0], sources[0] if sources else None)
