"""What is a kept run called?  By what sets it apart from the other runs, unless the user has named it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from nnviz.core.recipe import BiasMode
from nnviz.core.regularization import Regularization
from nnviz.session.runs import Aspect, KeptRun, Setup
from nnviz.ui.names import name_of
from nnviz.ui.numbers import write_number

MOST = 3
"""Aspects in one name."""


def run_names(runs: Sequence[KeptRun], present: Setup) -> list[str]:
    """A name for each run; ``present`` is the run that goes on beside them.

    What all kept runs have in common is named only where that tells them from the present one.
    """
    setups = [run.setup for run in runs]
    names = [_words(setup, _differing(setups)) for setup in setups]
    if len(set(names)) < len(names) or "" in names:
        names = [_words(setup, _differing([*setups, present])) for setup in setups]
    return [run.name or _numbered(name, names, run) for run, name in zip(runs, names, strict=True)]


def _numbered(name: str, names: list[str], run: KeptRun) -> str:
    number = _tr("run {number}").format(number=run.number)
    if not name:
        return number
    return name if names.count(name) == 1 else f"{name}, {number}"


def _differing(setups: Sequence[Setup]) -> list[Aspect]:
    return [aspect for aspect in Aspect if len({setup[aspect] for setup in setups}) > 1][:MOST]


def _words(setup: Setup, aspects: list[Aspect]) -> str:
    return ", ".join(" → ".join(dict.fromkeys(_WORDS[aspect](value) for value in setup[aspect])) for aspect in aspects)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RunNames", text)


def _regularization(penalty: Regularization) -> str:
    if not penalty.active:
        return _tr("no penalty")
    return f"{name_of(penalty.name)} {write_number(penalty.rate)}"


def _biases(mode: BiasMode) -> str:
    return {
        BiasMode.PER_UNIT: _tr("biases learn"),
        BiasMode.SHARED: _tr("shared biases"),
        BiasMode.FROZEN: _tr("frozen biases"),
    }[mode]


_WORDS: dict[Aspect, Callable[[Any], str]] = {
    Aspect.DATA: str,
    Aspect.NOISE: lambda noise: _tr("noise {percent} %").format(percent=write_number(round(100 * noise, 6))),
    Aspect.UNITS: lambda sizes: "–".join(map(str, sizes)),
    Aspect.ACTIVATIONS: lambda kinds: "–".join(name_of(kind.name) for kind in kinds),
    Aspect.LOSS: name_of,
    Aspect.OPTIMIZER: lambda optimizer: name_of(optimizer.name),
    Aspect.RATE: lambda rate: _tr("rate {rate}").format(rate=write_number(rate)),
    Aspect.BATCH_SIZE: lambda size: _tr("batch {size}").format(size=size),
    Aspect.SHUFFLE: lambda shuffle: _tr("shuffled") if shuffle else _tr("in order"),
    Aspect.REGULARIZATION: _regularization,
    Aspect.BIASES: _biases,
    Aspect.SEED: lambda seed: _tr("seed {seed}").format(seed=seed),
}
