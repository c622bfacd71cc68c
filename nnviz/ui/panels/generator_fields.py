"""What a generator is asked for: how many samples, how much noise, from which seed, and what is its own."""

import secrets
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nnviz.core.names import input_names
from nnviz.data.expression import Columns, parse
from nnviz.data.generator import MOST_NOISE, MOST_SAMPLES
from nnviz.data.generators import GENERATORS
from nnviz.data.own_formula import spelled_out
from nnviz.data.spec import Generated
from nnviz.ui.button import Button
from nnviz.ui.icons import Icon
from nnviz.ui.names import parameter_name
from nnviz.ui.numbers import NumberField, Range
from nnviz.ui.panels.expression_field import ExpressionField
from nnviz.ui.panels.field_row import FieldRow

FORMULA = 24
"""The width of a formula, in characters."""
SEEDS = 10_000
"""A rolled seed is below this, so that it can be read aloud."""


class GeneratorFields(QObject):
    """The fields of a generator.

    Signals: ``changed(Generated)``, something else was asked for.
    """

    changed = Signal(object)

    def __init__(self, row: FieldRow) -> None:
        super().__init__(row)
        self._row = row
        self._asked: Generated | None = None
        self.samples = NumberField(Range(2, MOST_SAMPLES, whole=True), characters=6)
        self.noise = NumberField(Range(0, 100 * MOST_NOISE), characters=4)
        self.seed = NumberField(Range(0, 2**32 - 1, whole=True), characters=5)
        self.roll = Button(row.theme, icon=Icon.DICE)
        self.roll.setToolTip(self.tr("Roll a new seed and draw other samples"))
        self.roll.setAccessibleName(self.tr("Roll a new seed"))
        self.formula = ExpressionField(self._check, FORMULA)
        self.formula.setToolTip(
            self.tr("Numbers, x (x1, x2, … of several inputs), + − * / ^, and functions such as sin, exp, abs, max")
        )
        self._formula_group = row.add(self.tr("y ="), self.formula)
        self._groups = [
            row.add(self.tr("Samples"), self.samples),
            row.add(self.tr("Noise"), self.noise, unit="%"),
            row.add(self.tr("Seed"), self.seed, self.roll),
        ]
        self.parameters: dict[str, NumberField] = {}
        self._own_groups: dict[str, QWidget] = {}
        for name in dict.fromkeys(own.name for generator in GENERATORS.values() for own in generator.parameters):
            self.parameters[name] = NumberField(characters=5)
            self._own_groups[name] = row.add(parameter_name(name), self.parameters[name])
            self.parameters[name].entered.connect(partial(self._on_parameter, name))
        self.formula.entered.connect(lambda text: self._change(formula=text))
        self.samples.entered.connect(lambda value: self._change(samples=int(value)))
        self.noise.entered.connect(lambda value: self._change(noise=value / 100))
        self.seed.entered.connect(lambda value: self._change(seed=int(value)))
        self.roll.clicked.connect(self._on_roll)

    def show_asked(self, asked: Generated | None) -> None:
        """Show what is asked for; None: nothing."""
        self._asked = asked
        self._row.show_groups(self._groups, asked is not None)
        self._show_own(asked)
        if asked is None:
            return
        self.samples.allowed = Range(2, GENERATORS[asked.generator].most_samples, whole=True)
        self.samples.show_value(asked.samples)
        self.noise.show_value(round(100 * asked.noise, 9))
        self.seed.show_value(asked.seed)

    def _show_own(self, asked: Generated | None) -> None:
        """Show the numbers that only this generator asks for."""
        generator = GENERATORS[asked.generator] if asked else None
        asked_for = {own.name: own for own in generator.parameters} if generator else {}
        numbers = dict(generator.filled(asked.parameters)) if generator and asked else {}
        self._row.show_groups([self._formula_group], bool(generator and generator.own_formula))
        if generator and asked:
            self.formula.show_expression(asked.formula or generator.own_formula)
        for name, field in self.parameters.items():
            self._row.show_groups([self._own_groups[name]], name in asked_for)
            if name in asked_for:
                own = asked_for[name]
                field.allowed = Range(own.least, own.most, whole=own.whole)
                field.show_value(numbers[name])

    def _on_parameter(self, name: str, value: float) -> None:
        assert self._asked is not None
        generator = GENERATORS[self._asked.generator]
        whole = {own.name for own in generator.parameters if own.whole}
        number = int(value) if name in whole else value
        given = (*self._asked.parameters, (name, number))
        formula = self._asked.formula
        if generator.own_formula and name == "inputs":
            formula = spelled_out(formula or generator.own_formula, self._inputs())
        self.changed.emit(replace(self._asked, parameters=generator.filled(given), formula=formula))

    def _check(self, text: str) -> None:
        parse(text, Columns(input_names(self._inputs())))

    def _inputs(self) -> int:
        """The inputs that a formula may name."""
        assert self._asked is not None
        return int(dict(GENERATORS[self._asked.generator].filled(self._asked.parameters))["inputs"])

    def _change(self, **change: float | str) -> None:
        assert self._asked is not None
        self.changed.emit(replace(self._asked, **change))  # type: ignore[arg-type]

    def _on_roll(self) -> None:
        """Another seed than the one shown."""
        assert self._asked is not None
        self._change(seed=(self._asked.seed + 1 + secrets.randbelow(SEEDS - 1)) % SEEDS)
