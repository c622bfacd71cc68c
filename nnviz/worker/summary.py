"""What a long run came to: losses on the way, measures, outputs and weights, as text and as JSON."""

import math
import unicodedata
from collections.abc import Sequence

import numpy as np

from nnviz.core.forward import forward
from nnviz.core.metrics import evaluate
from nnviz.core.network import Network
from nnviz.storage.document import Document
from nnviz.walkthrough.notation import Names, has_one_bias
from nnviz.worker.long_run import Outcome

MOST_OUTPUTS = 100  # samples in JSON
MOST_ROWS, MOST_COLUMNS = 16, 10  # samples and outputs in text
MOST_LOSSES = 12  # epochs in text
MOST_PARAMETERS = 100


def as_json(document: Document, outcome: Outcome) -> dict[str, object]:
    """The run as one object; what is not finite is null."""
    found = outcome.epoch_ends[-1].evaluation
    test = found.test or (None,) * len(found.names)
    return {
        "epochs": outcome.reached.epoch,
        "train_loss": _finite(found.train_loss),
        "test_loss": _finite(found.test_loss),
        "report": {
            name: {"train": _finite(train_value), "test": _finite(test_value)}
            for name, train_value, test_value in zip(found.names[1:], found.train[1:], test[1:], strict=True)
        },
        "metrics": metrics(document, outcome),
        "outputs": outputs(document, outcome, MOST_OUTPUTS),
        "parameters": parameters(document, outcome.reached.network),
    }


def as_text(document: Document, outcome: Outcome) -> str:
    """The run as a few small tables."""
    parts = [_title(document, outcome), _losses(outcome)]
    measured = metrics(document, outcome)
    if measured:
        parts.append(_table([[name, _number(value)] for name, value in measured.items()]))
    data = document.recipe.dataset
    if data is not None and data.samples <= MOST_ROWS and data.targets.shape[1] <= MOST_COLUMNS:
        rows = [[*map(_number, a), "|", *map(_number, y)] for a, y in _answers(document, outcome)]
        names = outcome.reached.network.layers[-1].unit_names
        parts.append(_table([[*names, "|", *(f"target {name}" for name in names)], *rows]))
    named = parameters(document, outcome.reached.network)
    if named:
        parts.append(_table([[name, _number(value)] for name, value in named.items()]))
    return "\n\n".join(parts)


def metrics(document: Document, outcome: Outcome) -> dict[str, float]:
    """Accuracy of each part where the targets are classes, else R2, as far as they apply."""
    found = evaluate(outcome.reached.network, document.recipe, ("accuracy", "r2"))
    accuracy = found.train[1] is not None
    name, index = ("accuracy", 1) if accuracy else ("r2", 2)
    parts = {f"train_{name}": found.train[index], f"test_{name}": found.test[index] if found.test else None}
    return {part: value for part, value in parts.items() if value is not None and math.isfinite(value)}


def outputs(document: Document, outcome: Outcome, most: int) -> list[list[float]]:
    """What the network answers to the first samples."""
    return [a for a, _ in _answers(document, outcome)[:most]]


def parameters(document: Document, network: Network) -> dict[str, float]:
    """Weights and biases of a small network by name, in the order of the file; of a large one nothing."""
    if network.parameters > MOST_PARAMETERS:
        return {}
    mode = document.recipe.bias_mode
    names = Names(network, mode)
    found: dict[str, float] = {}
    for index, layer in enumerate(network.layers):
        for (row, source), weight in np.ndenumerate(layer.weight):
            found[_free(found, names.weight(index, row, source))] = float(weight)
    for index, layer in enumerate(network.layers):
        if layer.bias is not None:
            biases = layer.bias[:1] if has_one_bias(layer, mode) else layer.bias
            for row, bias in enumerate(biases):
                found[_free(found, names.bias(index, row))] = float(bias)
    return found


def shape(network: Network) -> str:
    """Units of each layer, inputs first: 2-2-2."""
    return "-".join(str(count) for count in (network.inputs, *(layer.units for layer in network.layers)))


def _answers(document: Document, outcome: Outcome) -> list[tuple[list[float], list[float]]]:
    """Outputs and targets of the first samples, in the original unit of the targets."""
    data = document.recipe.dataset
    assert data is not None
    inputs = data.inputs[:MOST_OUTPUTS].astype(document.recipe.precision)
    a = forward(outcome.reached.network, inputs)[-1].a
    assert a is not None
    targets = data.original_targets[:MOST_OUTPUTS]
    return list(zip(data.answers(a).tolist(), targets.tolist(), strict=True))


def _title(document: Document, outcome: Outcome) -> str:
    return f"{document.name or 'A network'} ({shape(document.network)}), epoch {outcome.reached.epoch}"


def _losses(outcome: Outcome) -> str:
    ends = outcome.epoch_ends
    shown = np.unique(np.linspace(0, len(ends) - 1, min(MOST_LOSSES, len(ends))).round().astype(int))
    names = ends[-1].evaluation.names
    head = ["epoch", *names, *(f"test {name}" for name in (names if ends[-1].evaluation.test else ()))]
    rows = []
    for end in (ends[index] for index in shown):
        values = (*end.evaluation.train, *(end.evaluation.test or ()))
        rows.append([str(end.epoch), *("-" if value is None else _number(value) for value in values)])
    return _table([head, *rows])


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _free(taken: dict[str, float], name: str) -> str:
    """The name with its numbers on the line, with a mark where the file gives it twice."""
    name = unicodedata.normalize("NFKC", name)
    while name in taken:
        name += "'"
    return name


def _number(value: float) -> str:
    return f"{value:.9g}"


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
