"""Which columns the table of samples has."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from nnviz.core.dataset import Dataset
from nnviz.core.network import Network
from nnviz.ui.panels.answers import judge_for


class Kind(Enum):
    """What a column shows."""

    PICTURE = "picture"
    INPUT = "input"
    TARGET = "target"
    OUTPUT = "output"
    TARGET_CLASS = "target class"
    OUTPUT_CLASS = "output class"
    VERDICT = "verdict"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``index`` counts the columns of its kind."""

    kind: Kind
    title: str
    index: int = 0


def columns_for(data: Dataset, network: Network) -> tuple[Column, ...]:
    """The picture or every input, what is wanted beside what is answered, right or wrong, training or test."""
    verdict = [Column(Kind.VERDICT, "")] if judge_for(data.targets) else []
    part = [Column(Kind.PART, _tr("part"))] if len(data.test_rows) else []
    return (*_inputs(data, network), *_outputs(data, network), *verdict, *part)


def _inputs(data: Dataset, network: Network) -> list[Column]:
    if data.input_shape is not None:
        return [Column(Kind.PICTURE, _tr("picture"))]
    names = data.input_names if data.named else network.input_names
    return [Column(Kind.INPUT, name, index) for index, name in enumerate(names)]


def _outputs(data: Dataset, network: Network) -> list[Column]:
    """Targets and outputs; where the classes have names, the one wanted and the one answered."""
    names = network.layers[-1].unit_names
    target, output = _tr("target"), _tr("output")
    if data.class_names is not None and len(names) > 1 and judge_for(data.targets):
        return [Column(Kind.TARGET_CLASS, target), Column(Kind.OUTPUT_CLASS, output)]
    names = data.target_names if data.named else names
    return [
        Column(kind, f"{title}\n{name}" if data.named or len(names) > 1 else title, index)
        for kind, title in ((Kind.TARGET, target), (Kind.OUTPUT, output))
        for index, name in enumerate(names)
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Samples", text)
