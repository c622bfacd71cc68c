"""Activations, initializers and optimizers in a network file: a name, or an object of a name and parameters."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from nnviz.core.activations import ACTIVATIONS, ALIASES, Activation, activation
from nnviz.core.initializers import INITIALIZERS, Initializer, initializer
from nnviz.core.optimizers import OPTIMIZERS, Optimizer, optimizer
from nnviz.errors import BadInput
from nnviz.storage.json_tree import JsonObject
from nnviz.storage.schema import Named, check_choice, check_keys, converted

RATE = 0.1
"""The learning rate where the file gives none."""

_PORTION = Annotated[float, Meta(ge=0, lt=1)]
_ABOVE_ZERO = Annotated[float, Meta(gt=0)]
_MODERATE = Annotated[float, Meta(ge=-1e6, le=1e6)]

RANGES: dict[str, object] = {
    "learning_rate": _ABOVE_ZERO,
    "momentum": _PORTION,
    "rho": _PORTION,
    "beta_1": _PORTION,
    "beta_2": _PORTION,
    "epsilon": _ABOVE_ZERO,
    "pieces": Annotated[int, Meta(ge=2, le=16)],
    "value": _MODERATE,
    "low": _MODERATE,
    "high": _MODERATE,
    "mean": _MODERATE,
    "std": Annotated[float, Meta(ge=0, le=1e6)],
    "alpha": _MODERATE,
    "negative_slope": _MODERATE,
}
"""Parameter name -> the numbers it may be."""

Parameters = Mapping[str, float]


def read_activation(value: Named, path: str) -> Activation:
    """The activation that the file names."""
    table = {name: dict(make().parameters) for name, make in ACTIVATIONS.items()}
    name, parameters = _read(value, path, table | {alias: table[name] for alias, name in ALIASES.items()})
    return activation(name, **parameters)


def read_initializer(value: Named, path: str) -> Initializer:
    """The initializer that the file names."""
    name, parameters = _read(value, path, {name: dict(kind.defaults) for name, kind in INITIALIZERS.items()})
    read = initializer(name, **parameters)
    bounds = dict(read.parameters)
    if bounds.get("low", 0) > bounds.get("high", 0):
        raise BadInput(
            "at {path}, expected low to be at most high, found {low} and {high}",
            path=path,
            low=bounds["low"],
            high=bounds["high"],
        )
    return read


def read_optimizer(value: Named, path: str) -> tuple[Optimizer, float]:
    """The optimizer that the file names, and the learning rate."""
    table = {name: {"learning_rate": RATE} | dict(kind.defaults) for name, kind in OPTIMIZERS.items()}
    name, parameters = _read(value, path, table)
    rate = parameters.pop("learning_rate", RATE)
    return optimizer(name, **parameters), rate


def write_named(part: Activation | Initializer) -> Named:
    """The name alone where there are no parameters."""
    return {"name": part.name, **dict(part.parameters)} if part.parameters else part.name


def write_optimizer(part: Optimizer, rate: float) -> JsonObject:
    """The optimizer with its learning rate and parameters."""
    return {"name": part.name, "learning_rate": rate, **dict(part.parameters)}


def _read(value: Named, path: str, table: Mapping[str, Parameters]) -> tuple[str, dict[str, float]]:
    """The name, and the parameters that are given, each in its range."""
    if isinstance(value, str):
        return check_choice(value, table, path), {}
    if "name" not in value:
        raise BadInput('at {path}, the name "name" is missing', path=path)
    name = check_choice(value["name"], table, f"{path}.name")
    check_keys(value, ["name", *table[name]], path)
    return name, {key: converted(given, RANGES[key], f"{path}.{key}") for key, given in value.items() if key != "name"}
