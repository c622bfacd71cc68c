"""Which output is looked at, over which inputs, with the others held where."""

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnviz.core.arrays import Array
from nnviz.session.state import State
from nnviz.ui.plots.output_map.choices import MapChoices
from nnviz.ui.plots.output_map.held_inputs import HeldInputs
from nnviz.ui.plots.output_map.making import Wish
from nnviz.ui.plots.output_map.subject import Subject
from nnviz.ui.theme import Theme

MOST_SLIDERS = 12
"""Of more inputs than can have sliders, those that do not run are those of the sample shown."""


class Chooser(QObject):
    """The fields above a picture of the outputs and the sliders below it.

    Signals: ``changed()``, the user chose something else.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.choices = MapChoices(theme)
        self.held = HeldInputs()
        self._subject: Subject | None = None
        self.choices.changed.connect(self._on_choices)
        self.held.moved.connect(self.changed)

    @property
    def subject(self) -> Subject:
        """What is chosen from."""
        assert self._subject is not None
        return self._subject

    @property
    def follows_sample(self) -> bool:
        """Whether the inputs that do not run are those of the sample shown."""
        return len(self.subject.inputs) - len(self.choices.columns) > MOST_SLIDERS

    def take(self, subject: Subject) -> None:
        """Begin anew with another kind of network, or other data."""
        self._subject = subject
        self.choices.show_subject(subject)
        self._offer_sliders()

    def wish(self, state: State, words: tuple[str, str]) -> Wish:
        """What the user has chosen; ``words`` are those for samples that train, and that test."""
        choices = self.choices
        return Wish(choices.columns, self._values(state), choices.output, choices.in_two, words)

    def _values(self, state: State) -> Array:
        """Every raw input."""
        subject = self.subject
        if self.follows_sample and subject.data is not None and state.sample_shown is not None:
            return np.asarray(subject.data.raw_inputs[state.sample_shown])
        values = np.array([subject.middle(column) for column in range(len(subject.inputs))])
        for column, value in self.held.values().items():
            values[column] = value
        return values

    def _offer_sliders(self) -> None:
        subject, old = self.subject, self.held.values()
        columns = [column for column in range(len(subject.inputs)) if column not in self.choices.columns]
        if self.follows_sample:
            columns = []
        self.held.show_inputs(
            {
                column: (subject.inputs[column], subject.span(column), old.get(column, subject.middle(column)))
                for column in columns
            }
        )

    def _on_choices(self) -> None:
        self._offer_sliders()
        self.changed.emit()
