"""What the network learns from: the source of the samples, and every sample with the answer to it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from nnviz.session.commands import (
    AddRow,
    BeginWithPoints,
    Command,
    ExportSamples,
    GetData,
    RemoveRow,
    SetData,
    ShowSample,
)
from nnviz.session.commands.walking import GoTo
from nnviz.session.predicting import outputs_are_secret
from nnviz.session.state import State
from nnviz.session.walks import unsaid_answer
from nnviz.ui.button import Button
from nnviz.ui.flow_layout import FlowLayout
from nnviz.ui.icons import Icon
from nnviz.ui.pace import Pace
from nnviz.ui.panel import Panel
from nnviz.ui.panels.data_card import DataCard
from nnviz.ui.panels.data_summary import summary
from nnviz.ui.panels.feature_form import FeatureForm
from nnviz.ui.panels.samples_model import Shown
from nnviz.ui.panels.samples_table import SamplesTable
from nnviz.ui.panels.source_form import SourceForm
from nnviz.ui.quiet_label import QuietLabel
from nnviz.ui.tables.taking import Taking, take_text
from nnviz.ui.theme import Theme
from nnviz.ui.translation import translated
from nnviz.walkthrough.quantity import Kind, Quantity

WIDTH = 20
"""At least, in lines of text."""
ROWS = 7
"""The height of the table at least, in lines of text."""
REDRAWS = 10
"""A second, while training runs."""


class DataPanel(Panel):
    """The data.

    Shows: the source of the samples, the samples, the outputs of the network under the cursor, and the sample shown.
    Commands: SetData, GetData, BeginWithPoints, EditInput, EditTarget, AddRow, RemoveRow, ExportSamples, ShowSample,
    GoTo.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setWindowTitle(self.tr("Data"))
        self._state: State | None = None
        self._shown: tuple[object, ...] = ()
        self._pace = Pace(REDRAWS, self)
        self.source = SourceForm(theme)
        self.features = FeatureForm(theme)
        self.card = QuietLabel(theme, wraps=True)
        self.table = SamplesTable(theme)
        self.score = QLabel()
        self.add_row = Button(theme, self.tr("Add row"), Icon.PLUS)
        self.add_row.setToolTip(self.tr("Add a sample, a copy of the last one"))
        self.remove_row = Button(theme, self.tr("Remove row"), Icon.MINUS)
        self.remove_row.setToolTip(self.tr("Take the marked sample out"))
        self.paste = Button(theme, self.tr("Paste"))
        self.paste.setToolTip(self.tr("Learn from the cells of a spreadsheet that were copied (Ctrl+V in the table)"))
        self.details = Button(theme, self.tr("Details…"))
        self.details.setToolTip(self.tr("What x and y are, their ranges, counts per class, and where they come from"))
        self._place()
        self._connect()

    def render(self, state: State) -> None:  # type: ignore[override]
        """Show the state."""
        self._state = state
        data, spec = state.recipe.dataset, state.data
        secret = outputs_are_secret(state)
        network, unsaid = state.network_seen, unsaid_answer(state)
        shown = (spec, data, state.path, network, state.view.digits, secret, state.sample_shown, unsaid)
        if shown == self._shown or not self._pace.allows(state.playing):
            return
        old, self._shown = self._shown, shown
        if old[:3] != shown[:3]:
            self.source.show_spec(spec, data, state.network.inputs, state.path.parent if state.path else None)
            self.features.show_data(spec, data)
            self.card.setText("" if data is None else summary(data))
            self.card.setToolTip("" if data is None else translated(data.description))
            self.card.setVisible(data is not None)
        if data is None:
            self.table.samples.show(None)
        else:
            self.table.samples.show(Shown(data, network, state.view.digits, state.sample_shown, secret, unsaid))
        if old[6:7] != shown[6:7]:
            self.table.show_sample(state.sample_shown)
        self._show_buttons(state)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a small table, and high enough for a few rows."""
        return super().minimumSizeHint().expandedTo(QSize(WIDTH * self.fontMetrics().height(), 0))

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        super().restyle(theme)
        for part in (self.source, self.features, self.card, self.table):
            part.restyle(theme)
        for button in self._buttons:
            button.restyle(theme)

    def _place(self) -> None:
        self.card.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = FlowLayout(gap=8)
        for part in (*self._buttons, self.score):
            buttons.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.source)
        layout.addWidget(self.features)
        layout.addWidget(self.card)
        layout.addWidget(self.table, 1)
        self.table.setMinimumHeight(ROWS * self.fontMetrics().height())
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._pace.due.connect(self._on_due)
        self.source.changed.connect(lambda spec: self._send(SetData(spec)))
        self.source.published_wanted.connect(lambda: self._send(GetData()))
        self.source.points_wanted.connect(lambda: self._send(BeginWithPoints()))
        self.features.changed.connect(self._on_features)
        self.table.asked.connect(lambda row: self._send(ShowSample(row)))
        self.table.made.connect(self._on_made)
        self.table.samples.edited.connect(self._send)
        self.add_row.clicked.connect(lambda: self._send(AddRow()))
        self.remove_row.clicked.connect(self._on_remove)
        self.paste.clicked.connect(self._on_paste)
        self.table.pasted.connect(self._on_paste)
        self.details.clicked.connect(self._on_details)

    @property
    def _buttons(self) -> tuple[Button, ...]:
        return self.add_row, self.remove_row, self.paste, self.details

    def _show_buttons(self, state: State) -> None:
        editable = state.recipe.dataset is None or self.table.samples.editable
        self.details.setEnabled(state.recipe.dataset is not None)
        self.add_row.setEnabled(editable)
        self.remove_row.setEnabled(editable and state.sample_shown is not None)
        score = self.table.samples.score()
        self.score.setText("" if score is None else self.tr("{right} of {count} right").format_map(_named(score)))

    def _on_features(self, features: tuple[str, ...], target_features: tuple[str, ...]) -> None:
        if self._state is not None and self._state.data is not None:
            self._send(SetData(replace(self._state.data, features=features, target_features=target_features)))

    def _on_remove(self) -> None:
        if self._state is not None and self._state.sample_shown is not None:
            self._send(RemoveRow(self._state.sample_shown))

    def _on_made(self, unit: int) -> None:
        """Go to the fact of an output, where the sample shown is one of the batch that is walked through."""
        state = self._state
        moment = None if state is None else state.work.timeline.moment
        if state is not None and moment is not None and state.sample_shown in moment.batch.rows:
            self._send(GoTo(Quantity(Kind.ACTIVATION, state.network.depth - 1, unit)))

    def _on_paste(self) -> None:
        if self._state is not None:
            network = self._state.network
            taking = Taking(self, self.theme, lambda spec: self._send(SetData(spec)))
            take_text(taking, QGuiApplication.clipboard().text(), network.inputs, network.outputs)

    def _on_details(self) -> None:
        if self._state is not None and self._state.recipe.dataset is not None:
            dialog = DataCard(self._state.recipe.dataset, self.theme, self.window())
            dialog.export.clicked.connect(self._on_export)
            dialog.open()

    def _on_export(self) -> None:
        title, kinds = self.tr("Export the samples"), self.tr("Tables") + " (*.csv)"
        path, _ = QFileDialog.getSaveFileName(self, title, self.tr("samples") + ".csv", kinds)
        if path:
            self._send(ExportSamples(Path(path)))

    def _on_due(self) -> None:
        if self._state is not None:
            self.render(self._state)

    def _send(self, command: Command) -> None:
        """Send a wish; where it was not granted, the state that still holds is shown again."""
        self.commanded.emit(command)
        self._shown = ()
        if self._state is not None:
            self.render(self._state)


def _named(score: tuple[int, int]) -> dict[str, int]:
    return {"right": score[0], "count": score[1]}
