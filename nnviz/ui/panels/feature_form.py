"""What the network hears of the samples, and what it is to answer: columns, or features made of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nnviz.core.dataset import Dataset
from nnviz.data.features import columns_of, count_monomials, monomials, playground
from nnviz.data.formula_text import quoted
from nnviz.data.spec import DataSpec
from nnviz.ui.button import Button, Weight
from nnviz.ui.icons import Icon
from nnviz.ui.panels.feature_list import FeatureList, Offer
from nnviz.ui.panels.field_row import FieldRow
from nnviz.ui.stepper import Stepper
from nnviz.ui.theme import Theme

MOST_COLUMNS, FEW_COLUMNS = 16, 4
"""Columns that are offered as features, and columns of which squares, products and sines are offered, too."""
MOST_DEGREE, MOST_ADDED = 10, 100
"""The degree of a polynomial, and the features that are added at once."""


class FeatureForm(QWidget):
    """The features of inputs and targets, which unfold.

    Signals: ``changed(tuple, tuple)``, the expressions that are wanted of inputs and of targets; empty: the columns.
    """

    changed = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: DataSpec | None = None
        self._data: Dataset | None = None
        self._degree = 2
        self.unfold = Button(theme, self.tr("Features"), Icon.FOLDED, Weight.BARE)
        self.unfold.setToolTip(self.tr("Choose what the network hears: the columns, or what is computed from them"))
        self.inputs = FeatureList(theme, self.tr("The network hears"))
        self.targets = FeatureList(theme, self.tr("It is to answer"))
        self.degree = Stepper(theme, self.tr("Degree"), 1, MOST_DEGREE)
        self.count = QLabel()
        self.count.setToolTip(self.tr("Products of powers up to this degree, the constant 1 among them"))
        self.add_all = Button(theme, self.tr("Add all"), Icon.PLUS)
        self.polynomial = FieldRow(theme)
        self.polynomial.add(self.tr("Degree"), self.degree)
        self.polynomial.add("", self.count)  # a group of its own: beside the degree it is too wide for a narrow column
        self.polynomial.add("", self.add_all)
        self._place()
        self.unfold.clicked.connect(self._on_unfold)
        self.inputs.changed.connect(self._on_inputs)
        self.targets.changed.connect(lambda texts: self._want(self._features, texts))
        self.degree.entered.connect(self._on_degree)
        self.add_all.clicked.connect(lambda: self.inputs.use_too(monomials(self._names, self._degree)))

    def show_data(self, spec: DataSpec | None, data: Dataset | None) -> None:
        """Show the features of these samples; pictures have none."""
        self._spec, self._data = spec, data
        shown = spec is not None and data is not None and data.input_shape is None
        self.setVisible(shown)
        if shown:
            count = len(self._features)
            title = self.tr("Features: {count}").format(count=count) if count else self.tr("Features")
            self.unfold.show_as(title, self.unfold.sign or Icon.FOLDED)
            self._show_lists()

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        for part in (self.unfold, self.inputs, self.targets, self.polynomial, self.add_all):
            part.restyle(theme)

    def _place(self) -> None:
        self.body = QWidget()
        self.body.hide()
        inside = QVBoxLayout(self.body)
        inside.setContentsMargins(0, 0, 0, 4)
        inside.setSpacing(8)
        for part in (self.inputs, self.polynomial, self.targets):
            inside.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.unfold)
        layout.addWidget(self.body)

    @property
    def _names(self) -> tuple[str, ...]:
        return () if self._data is None else self._data.raw_input_names

    @property
    def _features(self) -> tuple[str, ...]:
        return () if self._spec is None else self._spec.features

    @property
    def _target_features(self) -> tuple[str, ...]:
        return () if self._spec is None else self._spec.target_features

    def _show_lists(self) -> None:
        """Show what there is, where it is unfolded."""
        if self.body.isHidden() or self._data is None:
            return
        names = self._names
        columns = tuple(quoted(name) for name in names) if len(names) <= MOST_COLUMNS else ()
        offered = playground(names) if len(names) <= FEW_COLUMNS else columns
        used = self._features or columns
        self.inputs.setVisible(bool(used))
        self.polynomial.setVisible(bool(columns))
        if used:
            self.inputs.show_offer(Offer(*columns_of(self._data), used, offered, least=1))
        self.targets.show_offer(Offer(*columns_of(self._data, targets=True), self._target_features))
        self._show_count()

    def _show_count(self) -> None:
        inputs, degree = len(self._names), self._degree
        count = count_monomials(inputs, degree)
        self.degree.show_value(degree)
        self.count.setText(
            self.tr("{formula} = {count} terms").format(formula=f"C({inputs} + {degree}, {degree})", count=count)
        )
        few = count - 1 <= MOST_ADDED
        self.add_all.setEnabled(few)
        self.add_all.setToolTip(
            self.tr("Let the network hear all of them but the 1, for which it has a bias")
            if few
            else self.tr("Up to {most} features are added at once").format(most=MOST_ADDED)
        )

    def _on_unfold(self) -> None:
        folded = self.body.isHidden()
        self.body.setVisible(folded)
        self.unfold.show_as(self.unfold.text(), Icon.UNFOLDED if folded else Icon.FOLDED)
        self._show_lists()

    def _on_degree(self, degree: int) -> None:
        self._degree = degree
        self._show_count()

    def _on_inputs(self, texts: tuple[str, ...]) -> None:
        columns = tuple(quoted(name) for name in self._names)
        self._want(() if texts == columns else texts, self._target_features)

    def _want(self, features: tuple[str, ...], target_features: tuple[str, ...]) -> None:
        self.changed.emit(features, target_features)
