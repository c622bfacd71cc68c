"""Which columns the table of samples has."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from nnviz.core.dataset import Dataset
from nnviz.core.network import Network
from nnviz.ui.panels.answers import judge_for


class Kind(Enum):
    """What a column shows."""

    PICTURE = "picture"
    INPUT = "input"  # as the source gives it
    FEATURE = "feature"  # an input made of others
    TARGET = "target"
    TARGET_FEATURE = "target feature"
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
    if data.features is None:
        return [Column(Kind.INPUT, name, index) for index, name in enumerate(names)]
    columns = [Column(Kind.INPUT, name, index) for index, name in enumerate(data.raw_input_names)]
    return [*columns, *(Column(Kind.FEATURE, data.input_names[index], index) for index in data.features.made_inputs)]


def _outputs(data: Dataset, network: Network) -> list[Column]:
    """Targets and outputs; where the classes have names, the one wanted and the one answered."""
    names = network.layers[-1].unit_names
    target, output = _tr("target"), _tr("output")
    if data.class_names is not None and len(names) > 1 and judge_for(data.targets):
        return [Column(Kind.TARGET_CLASS, target), Column(Kind.OUTPUT_CLASS, output)]
    names = data.target_names if data.named else names
    wanted = _titled(Kind.TARGET, target, names, always=data.named)
    if data.features is not None and data.features.made_targets:
        wanted = [Column(Kind.TARGET, name, index) for index, name in enumerate(data.raw_target_names)]
        made = enumerate(data.target_names)
        wanted += [Column(Kind.TARGET_FEATURE, f"{target}\n{name}", index) for index, name in made]
    return [*wanted, *_titled(Kind.OUTPUT, output, names, always=data.named)]


def _titled(kind: Kind, title: str, names: Sequence[str], *, always: bool) -> list[Column]:
    """A column for each name, which stands below the title where there are several, or always."""
    several = always or len(names) > 1
    return [Column(kind, f"{title}\n{name}" if several else title, index) for index, name in enumerate(names)]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Samples", text)
