"""What is known of one element?  Everything, in names and in numbers: what it is and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnviz.core.arrays import Array
from nnviz.core.recipe import BiasMode
from nnviz.core.snapshot import Trace
from nnviz.session.state import Element, Part
from nnviz.ui.diagram.drawing import MISSING
from nnviz.ui.diagram.pending import NewValue
from nnviz.ui.diagram.readings import Readings
from nnviz.ui.diagram.warnings import NO_WARNINGS, Warnings
from nnviz.walkthrough.decimals import format_number

MOST_TERMS = 5
"""Longer sums are written by their first and last terms, and the largest ones."""
LONGEST = 64
"""Letters of a sum in one line."""

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Inspection:
    """The title, and lines of a word and what it says."""

    title: str
    lines: tuple[tuple[str, str], ...]
    warning: str = ""
    rule: str = ""  # the formula with which one of the lines begins


@dataclass(frozen=True, slots=True, eq=False)
class Inspector:
    """Finds out what is known of an element."""

    readings: Readings
    digits: int | None
    warnings: Warnings = NO_WARNINGS

    def inspect(self, element: Element) -> Inspection:
        """All that is known at this moment."""
        match element.part:
            case Part.INPUT:
                return self._input(element.unit)
            case Part.UNIT:
                return self._unit(element.layer, element.unit)
            case Part.WEIGHT:
                return self._weight(element.layer, element.unit, element.source)
            case Part.BIAS:
                return self._bias(element.layer, element.unit)
            case Part.TARGET:
                return self._target(element.unit)

    def _number(self, value: float) -> str:
        return MISSING if np.isnan(value) else format_number(float(value), 4 if self.digits is None else self.digits)

    def _factor(self, value: float) -> str:
        """A number inside a sum or product: in brackets where it is negative."""
        text = self._number(value)
        return f"({text})" if value < 0 else text

    @property
    def _minus(self) -> str:
        """What stands before ∂E in the meaning of δ."""
        return "−" if self.readings.delta_sign < 0 else ""

    @property
    def _times_one(self) -> str:
        """What follows a bias in a sum, where it is the weight of an input that is always 1."""
        return " · 1" if self.readings.names.bias_as == "x0" else ""

    def _trace(self, layer: int) -> Trace:
        return Trace() if self.readings.seen is None else self.readings.seen.traces[layer]

    def _name(self, column: int, unit: int) -> str:
        return self.readings.columns[column].names[unit]

    def _input(self, unit: int) -> Inspection:
        column, lines = self.readings.columns[0], []
        name = self._name(0, unit)
        if column.a is not None:
            lines.append((name, self._number(column.a[unit])))
        if column.delta is not None:
            lines.append((f"∂E/∂{name}", self._number(column.delta[unit])))
        return Inspection(f"{name} · {translate('Diagram', 'input')}", tuple(lines))

    def _unit(self, layer: int, unit: int) -> Inspection:
        own, trace, row = self.readings.network.layers[layer], self._trace(layer), self.readings.row
        symbols, lines = self.readings.symbols, []
        pieces = own.activation.pieces
        for piece in range(pieces):
            lines += self._sum(layer, unit * pieces + piece, pieces)
        rule = symbols.written(own.activation.formula).removeprefix(f"{symbols.output} = ")
        result = "" if trace.a is None else f"  =  {self._number(trace.a[row, unit])}"
        lines.append((symbols.output, rule + result))
        lines += self._blame(layer, unit)
        if own.bias is not None:
            for piece in range(pieces):
                lines += self._bias(layer, unit * pieces + piece).lines
        title = f"{self._name(layer + 1, unit)} · {own.name} · {own.activation.name}"
        return Inspection(title, tuple(lines), self._warning(layer, unit), rule)

    def _warning(self, layer: int, unit: int) -> str:
        """Why a unit learns badly; nothing where it does not."""
        name, slope = self._name(layer + 1, unit), self.warnings.slope(layer, unit)
        if self.warnings.is_dead(layer, unit):
            return translate("Diagram", "{unit} is 0 for every sample and learns nothing.").format(unit=name)
        if slope is None:
            return ""
        return translate("Diagram", "{unit} is saturated: slope {slope}.").format(unit=name, slope=self._number(slope))

    def _sum(self, layer: int, weight_row: int, pieces: int) -> list[tuple[str, str]]:
        """The weighted sum of one unit with names, with numbers, and what it comes to."""
        own, trace, seen = self.readings.network.layers[layer], self._trace(layer), self.readings.row
        word = self.readings.symbols.net_input + (f" {weight_row % pieces + 1}" if pieces > 1 else "")
        terms = [
            f"{self.readings.names.weight(layer, weight_row, source)} · {self._name(layer, source)}"
            for source in _ends(own.sources)
        ]
        bias = [] if own.bias is None else [self.readings.names.bias(layer, weight_row) + self._times_one]
        lines = [(word, _joined(terms, bias, own.sources))]
        entering = self.readings.columns[layer].a
        if entering is None or trace.z is None:
            return lines
        weight = own.weight[weight_row]
        numbers = [f"{self._factor(weight[i])} · {self._factor(entering[i])}" for i in _ends(own.sources)]
        biases = [] if own.bias is None else [self._factor(own.bias[weight_row]) + self._times_one]
        lines += (("", text) for text in _broken(f"= {_joined(numbers, biases, own.sources)}"))
        lines.append(("", f"= {self._number(trace.z[seen, weight_row])}"))
        if own.sources > MOST_TERMS:
            lines.append((translate("Diagram", "largest terms"), self._largest(layer, weight_row, weight * entering)))
        return lines

    def _largest(self, layer: int, weight_row: int, terms: Array) -> str:
        strongest = np.argsort(-np.abs(terms), kind="stable")[:3].tolist()
        names = self.readings.names
        return ",  ".join(
            f"{names.weight(layer, weight_row, i)} · {self._name(layer, i)} = {self._number(terms[i])}"
            for i in strongest
        )

    def _blame(self, layer: int, unit: int) -> list[tuple[str, str]]:
        column, symbols, lines = self.readings.columns[layer + 1], self.readings.symbols, []
        if column.output_gradient is not None:
            lines.append((f"∂E/∂{symbols.output}", self._number(column.output_gradient[unit])))
        if column.delta is not None:
            lines.append((f"δ = {self._minus}∂E/∂{symbols.net_input}", self._number(column.delta[unit])))
        return lines

    def _weight(self, layer: int, row: int, source: int) -> Inspection:
        own, trace, readings = self.readings.network.layers[layer], self._trace(layer), self.readings
        name, unit = readings.names.weight(layer, row, source), row // own.activation.pieces
        start, end = self._name(layer, source), self._name(layer + 1, unit)
        weight = float(own.weight[row, source])
        lines = [(name, self._number(weight))]
        entering = readings.columns[layer].a
        if entering is not None:
            product = f"{self._factor(weight)} · {self._factor(entering[source])}"
            lines.append((f"{name} · {start}", f"{product} = {self._number(weight * entering[source])}"))
        if trace.delta is not None and trace.weight_gradient is not None and entering is not None:
            text = self._number(trace.weight_gradient[row, source])
            if trace.delta.shape[0] == 1 and not readings.recipe.regularization.active:
                delta = self._factor(readings.delta_sign * trace.delta[0, row])
                product = f"{self._minus}{delta} · {self._factor(entering[source])}"
                text = f"{self._minus}δ({end}) · {start}  =  {product}  =  {text}"
            lines.append((f"∂E/∂{name}", text))
        if readings.coming is not None:
            lines += self._new(name, readings.coming.weight(layer, row, source))
        return Inspection(f"{name} · {start} → {end}", tuple(lines))

    def _bias(self, layer: int, row: int) -> Inspection:
        own, trace, readings = self.readings.network.layers[layer], self._trace(layer), self.readings
        assert own.bias is not None
        name = readings.names.bias(layer, row)
        lines = [(name, self._number(own.bias[row]))]
        if readings.recipe.bias_mode is BiasMode.FROZEN:
            lines[0] = (name, f"{lines[0][1]}  ({translate('Diagram', 'frozen')})")
        elif trace.bias_gradient is not None:
            lines.append((f"∂E/∂{name}", self._number(trace.bias_gradient[row])))
        if readings.coming is not None:
            lines += self._new(name, readings.coming.bias(layer, row))
        title = translate("Diagram", "{name} · bias of {layer}").format(name=name, layer=own.name)
        return Inspection(title, tuple(lines))

    def _new(self, name: str, new: NewValue | None) -> list[tuple[str, str]]:
        """What the update makes of a weight or bias, or will make of it."""
        if new is None:
            return []
        word = translate("Diagram", "pending {name}") if new.pending else translate("Diagram", "new {name}")
        return [(word.format(name=name), self._number(new.value))]

    def _target(self, output: int) -> Inspection:
        readings, column = self.readings, self.readings.columns[-1]
        name, lines = column.names[output], []
        if readings.targets is not None:
            wanted = float(readings.targets[output])
            lines.append((translate("Diagram", "target"), self._number(wanted)))
            if column.a is not None:
                lines.append((name, self._number(column.a[output])))
                lines.append((translate("Diagram", "error"), self._number(column.a[output] - wanted)))
        if readings.losses is not None:
            lines.append(("E", self._number(readings.losses[output])))
        rule = readings.symbols.written(readings.recipe.loss.formula)
        lines.append((translate("Diagram", "loss"), rule))
        return Inspection(translate("Diagram", "target of {name}").format(name=name), tuple(lines), rule=rule)


def _ends(count: int) -> Sequence[int]:
    """All places of a short sum; the first two and the last of a long one."""
    return range(count) if count <= MOST_TERMS else (0, 1, count - 1)


def _broken(total: str) -> list[str]:
    """A sum in one line; a long one that tells all its terms with a line for each, so that the card covers less."""
    if len(total) <= LONGEST or "…" in total:
        return [total]
    first, *more = total.split(" + ")
    return [first, *(f"+ {term}" for term in more)]


def _joined(terms: list[str], bias: list[str], count: int) -> str:
    if count > MOST_TERMS:
        terms = [*terms[:2], "…", terms[2]]
    return " + ".join([*terms, *bias])
