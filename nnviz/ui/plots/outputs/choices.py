"""What is shown: which picture, of which part, unit or output."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nnviz.core.arrays import Array
from nnviz.session.state import Element, Part
from nnviz.ui.choice import Choice, Option, numbered
from nnviz.ui.plots.fields import Fields
from nnviz.ui.plots.outputs.subject import Subject, View


class OutputsChoices(Fields):
    """The fields above a picture of the outputs; what leaves no choice is hidden.

    Signals: ``changed()``, the user chose something else.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject: Subject | None = None
        self.views, self.parts, self.layers, self.outputs, self.units = (Choice() for _ in range(5))
        self.layers.chosen.connect(self._offer_units)
        for field in self._fields:
            self.add(field)
            field.hide()
            field.chosen.connect(self._on_chosen)

    @property
    def _fields(self) -> tuple[Choice, ...]:
        return self.views, self.parts, self.layers, self.outputs, self.units

    @property
    def view(self) -> View:
        """The picture that is chosen."""
        return View(self.views.key)

    @property
    def layer(self) -> int:
        """The layer of the unit that is chosen."""
        return int(self.layers.key)

    @property
    def unit(self) -> int:
        """The unit that is chosen."""
        return int(self.units.key)

    @property
    def output(self) -> int:
        """The output that is chosen."""
        return int(self.outputs.key)

    @property
    def rows(self) -> Array:
        """The rows of the part that is chosen."""
        assert self._subject is not None
        return dict(self._subject.parts)[self.parts.key]

    def show_subject(self, subject: Subject) -> None:
        """Offer what there is to choose; what was chosen and is still there stays chosen."""
        self._subject = subject
        titles, tips = self._titles(), self._tips()
        _offer(self.views, [(view, titles[view], tips[view]) for view in subject.views])
        words = {"test": self.tr("Test samples"), "train": self.tr("Training samples")}
        _offer(self.parts, [(part, words[part], "") for part, _ in subject.parts])
        layers = numbered((name for name, _ in subject.layers), self.tr("Layer: {name}"))
        _offer(self.layers, layers, str(len(layers) - 1))
        _offer(self.outputs, numbered(subject.outputs, self.tr("Output: {name}")))
        self._offer_units()
        self._show_fields()

    def follow(self, element: Element | None) -> None:
        """Choose the unit that is selected in the diagram."""
        if element is not None and element.part is Part.UNIT and element.layer < self.layers.count():
            self.layers.show_key(str(element.layer))
            self._offer_units()
            self.units.show_key(str(element.unit))
            self._show_fields()

    def _titles(self) -> dict[View, str]:
        return {
            View.SAMPLE: self.tr("Outputs for the sample"),
            View.UNIT: self.tr("One neuron for all samples"),
            View.CONFUSION: self.tr("Confusion matrix"),
            View.SCORES: self.tr("Precision and recall"),
            View.PREDICTED: self.tr("Predicted against target"),
            View.RESIDUALS: self.tr("Residuals"),
            View.RECONSTRUCTION: self.tr("Reconstruction"),
        }

    def _tips(self) -> dict[View, str]:
        return {
            View.SAMPLE: self.tr("What each output answers to the sample shown, and its target"),
            View.UNIT: self.tr("What one neuron answers to the samples, before training and now"),
            View.CONFUSION: self.tr("How often each class was taken for each"),
            View.SCORES: self.tr(
                "Precision: how many of those answered as a class belong to it. Recall: how many of those that belong "
                "to it were found. F1: the harmonic mean of both."
            ),
            View.PREDICTED: self.tr("On the diagonal a prediction is its target"),
            View.RESIDUALS: self.tr("What predictions are above or below their targets"),
            View.RECONSTRUCTION: self.tr("What the network makes of its input, and where it fails most"),
        }

    def _offer_units(self) -> None:
        assert self._subject is not None
        _offer(self.units, numbered(self._subject.layers[self.layer][1], self.tr("Neuron: {name}")))

    def _show_fields(self) -> None:
        """Show the fields that the picture asks for."""
        view = self.view
        self.views.show()
        self.layers.setVisible(view is View.UNIT and self.layers.count() > 1)
        self.units.setVisible(view is View.UNIT and self.units.count() > 1)
        self.parts.setVisible(view in (View.CONFUSION, View.SCORES) and self.parts.count() > 1)
        self.outputs.setVisible(view in (View.PREDICTED, View.RESIDUALS) and self.outputs.count() > 1)
        self.fit_rows()

    def fit_rows(self) -> None:
        """No field is wider than all of them may be together."""
        for field in self._fields:
            field.setMaximumWidth(max(1, self.width()))
        super().fit_rows()

    def _on_chosen(self) -> None:
        self._show_fields()
        self.changed.emit()


def _offer(field: Choice, options: list[Option], first: str = "") -> None:
    """Other options in a field, at what was chosen before where that is still offered.

    ``first``: what is chosen where there are more or fewer options than before.
    """
    kept = first if first and field.count() != len(options) else field.key
    field.offer(options)
    if field.findData(kept) >= 0:
        field.show_key(kept)
