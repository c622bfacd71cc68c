"""Where the samples come from: one choice of all sources, and the fields of the one chosen."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.core.dataset import Dataset
from nnviz.data.generator import Kind
from nnviz.data.generators import GENERATORS
from nnviz.data.spec import Arrays, DataSpec, Generated, Images, Inline, Source, Table
from nnviz.data.truth_tables import FUNCTIONS, functions_of
from nnviz.ui.choice import Choice
from nnviz.ui.names import name_of
from nnviz.ui.numbers import NumberField, Range
from nnviz.ui.panels.arrays_fields import ArraysFields
from nnviz.ui.panels.field_row import FieldRow
from nnviz.ui.panels.generator_fields import GeneratorFields
from nnviz.ui.panels.images_fields import ImagesFields
from nnviz.ui.panels.present_source import TruthTable, present_source
from nnviz.ui.panels.rows_fields import RowsFields
from nnviz.ui.panels.table_fields import TableFields
from nnviz.ui.panels.truth_table_fields import TruthTableFields
from nnviz.ui.theme import Theme
from nnviz.ui.translation import translated

TABLE, POINTS, IMAGES, ARRAYS, FILE = "table", "points", "images", "arrays", "file"
GET = "get"
MOST_TESTS = 90
"""Percent of the samples that can be kept for testing."""


class SourceForm(QWidget):
    """The source of the samples.

    Signals: ``changed(DataSpec)``, other samples are wanted; ``points_wanted()``, two to begin with;
    ``published_wanted()``, data that can be downloaded.
    """

    changed = Signal(object)
    published_wanted = Signal()
    points_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: DataSpec | None = None
        self._inputs = 2
        self.choice = Choice(self._options(), repeats=True)
        self.choice.setPlaceholderText(self.tr("Choose data…"))
        self.choice.setAccessibleName(self.tr("Data"))
        self.row = FieldRow(theme)
        self.truth_table = TruthTableFields(self.row)
        self.generator = GeneratorFields(self.row)
        self.images = ImagesFields(self.row)
        self.arrays = ArraysFields(self.row)
        self.rows = RowsFields(self.row)
        self.table = TableFields(self.row)
        self.tests = NumberField(Range(0, MOST_TESTS), characters=4)
        self.tests.setToolTip(self.tr("Samples that are kept for testing, drawn by the seed of the network"))
        self._split = self.row.add(self.tr("Test split"), self.tests, unit="%")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.choice, self.row):
            layout.addWidget(part)
        self.choice.chosen.connect(self._on_chosen)
        self.truth_table.changed.connect(lambda table: self._use(table.source()))
        self.generator.changed.connect(self._use)
        self.images.changed.connect(self._use)
        self.arrays.changed.connect(self._use)
        self.rows.changed.connect(self._on_rows)
        self.table.changed.connect(self.changed)
        self.tests.entered.connect(self._on_tests)

    def show_spec(self, spec: DataSpec | None, data: Dataset | None, inputs: int, folder: Path | None) -> None:
        """Show the present source; ``inputs`` of the network, ``folder`` of its file."""
        self._spec, self._inputs = spec, inputs
        source = present_source(spec)
        self.choice.show_key(_key(source))
        self.choice.refuse(TABLE, "" if isinstance(source, Inline) else self.tr("Edit or add samples in the table"))
        self.truth_table.show_table(source if isinstance(source, TruthTable) else None)
        self.generator.show_asked(source if isinstance(source, Generated) and not _fixed(source) else None)
        self.images.show_files(source if isinstance(source, Images) else None, folder)
        self.arrays.show_arrays(source if isinstance(source, Arrays) else None, folder)
        self.table.show_spec(spec, folder)
        in_file = spec is not None and isinstance(source, Images | Arrays)
        self.rows.show_rows(spec.rows if spec else None, data.samples if data else 0, in_file)
        divisible = data is not None and data.samples > 1 and not isinstance(source, TruthTable)
        self.row.show_groups([self._split], divisible)
        self.row.setVisible(divisible or not isinstance(source, Inline | None))
        self.tests.setEnabled(not getattr(source, "test_images", None) and not getattr(source, "test_inputs", None))
        if data is not None:
            self.tests.show_value(_percent_of_tests(spec, data))

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.row.restyle(theme)

    def _options(self) -> list[tuple[str, str, str] | str]:
        tables = [
            (name, self.tr("Truth table {function}").format(function=name), translated(function.meaning))
            for name, function in FUNCTIONS.items()
        ]
        return [
            self.tr("Truth tables"),
            *tables,
            self.tr("Toy clouds"),
            *_made(Kind.CLOUD),
            self.tr("Curves and numbers"),
            *_made(Kind.CURVE),
            self.tr("Digits"),
            *_made(Kind.PICTURE),
            self.tr("Own data"),
            (TABLE, self.tr("Own samples"), self.tr("The samples typed into the table")),
            (POINTS, self.tr("Own points"), self.tr("Two samples, to which others are painted on the output map")),
            (FILE, self.tr("Own table…"), self.tr("A CSV file, as every spreadsheet writes one")),
            (IMAGES, self.tr("Images from IDX files…"), self.tr("Pictures with labels, as MNIST has them")),
            (ARRAYS, self.tr("Arrays from an NPZ file…"), self.tr("Arrays that NumPy saved")),
            self.tr("From the internet"),
            (GET, self.tr("Get data…"), self.tr("Download MNIST or the California housing table")),
        ]

    def _on_chosen(self, key: str) -> None:
        if key in FUNCTIONS:
            self._use(self._truth_table(key).source())
        elif key in GENERATORS:
            self._use(self._generated(key))
        elif key == POINTS:
            self._show_present()
            self.points_wanted.emit()
        elif key == GET:
            self._show_present()
            self.published_wanted.emit()
        elif key == IMAGES:
            self.images.choose()
            self._show_present()
        elif key == ARRAYS:
            self.arrays.choose()
            self._show_present()
        elif key == FILE:
            self.table.choose()
            self._show_present()

    def _truth_table(self, function: str) -> TruthTable:
        """The table of a function, written like the present one, with as many inputs as the network where it can."""
        present = present_source(self._spec)
        like = present if isinstance(present, TruthTable) else TruthTable(function, self._inputs)
        inputs = self._inputs if 1 <= self._inputs <= 4 and function in functions_of(self._inputs) else 0
        return replace(like, function=function, inputs=inputs or FUNCTIONS[function].fewest)

    def _generated(self, name: str) -> Generated:
        """What a generator is asked for at first: what the present one was asked for, where both ask for it."""
        present, generator = self._spec.source if self._spec else None, GENERATORS[name]
        if not isinstance(present, Generated) or _fixed(present) or generator.fixed:
            return Generated(name, generator.samples, parameters=generator.filled(), formula=generator.own_formula)
        unasked = present.samples == GENERATORS[present.generator].samples
        samples = generator.samples if unasked else min(present.samples, generator.most_samples)
        own = generator.filled(present.parameters)
        return Generated(name, samples, present.noise, present.seed, own, generator.own_formula)

    def _use(self, source: Source) -> None:
        """Ask for other samples; the share of tests stays, unless there are test files or hardly any samples."""
        old = self._spec
        clouds = isinstance(source, Generated) and not _fixed(source)
        kept = old.test_fraction if old is not None and clouds else None
        self.changed.emit(DataSpec(source, test_fraction=kept, extras=old.extras if old else {}))

    def _on_tests(self, percent: float) -> None:
        if self._spec is not None:
            self.changed.emit(replace(self._spec, test_fraction=percent / 100 or None, test_last=None))

    def _on_rows(self, rows: tuple[int, ...] | None) -> None:
        old = self._spec
        if old is not None:
            tests = None if rows is not None and len(rows) <= (old.test_last or 0) else old.test_last
            self.changed.emit(replace(old, rows=rows, test_last=tests, sample_names=None))

    def _show_present(self) -> None:
        self.choice.show_key(_key(present_source(self._spec)))


def _made(kind: Kind) -> list[tuple[str, str, str]]:
    """The generators of a kind."""
    found = [generator for generator in GENERATORS.values() if generator.kind is kind]
    return [(generator.name, name_of(generator.name), translated(generator.formula)) for generator in found]


def _percent_of_tests(spec: DataSpec | None, data: Dataset) -> float:
    """How many samples are kept for testing: as it was chosen, else as it came out."""
    if spec is not None and spec.test_fraction is not None:
        return round(100 * spec.test_fraction, 9)
    return round(100 * len(data.test_rows) / data.samples, 2)


def _key(source: TruthTable | Source | None) -> str:
    if isinstance(source, TruthTable):
        return source.function
    if isinstance(source, Generated):
        return source.generator
    if isinstance(source, Images):
        return IMAGES
    if isinstance(source, Arrays):
        return ARRAYS
    if isinstance(source, Table):
        return FILE
    return TABLE if isinstance(source, Inline) else ""


def _fixed(source: Generated) -> bool:
    return GENERATORS[source.generator].fixed
