"""Run: the buttons of the control panel, for the keyboard and for those who look in menus first."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from nnviz.session.commands import SeekEnd, SeekStart, SetSpeed, SetStepSize
from nnviz.session.state import FULL_SPEED, State, StepSize
from nnviz.ui.menus.menu import Menu
from nnviz.ui.panels.control_panel import ControlPanel
from nnviz.ui.shell import Shell


class RunMenu(Menu):
    """The Run menu."""

    def __init__(self, window: QWidget, shell: Shell, control: ControlPanel) -> None:
        super().__init__("", window)
        self.setTitle(self.tr("&Run"))
        self.run = self.add(self.tr("&Run"), control.run.click, ["Space"])
        self.step = self.add(self.tr("&Step"), control.step.click, ["Right", "PgDown"])
        self.back = self.add(self.tr("Step &back"), control.back.click, ["Left", "PgUp"])
        self.add(self.tr("To the be&ginning"), lambda: shell.send(SeekStart()), ["Home"])
        self.add(
            self.tr("To the en&d"), lambda: shell.send(SeekEnd()), ["End"], self.tr("The last place that was reached")
        )
        self.addSeparator()
        sizes = Menu(self.tr("Step b&y"), self)
        self.sizes = sizes.add_choices(
            (
                (self.tr("&Value"), StepSize.VALUE),
                (self.tr("&Layer"), StepSize.LAYER),
                (self.tr("&Pass"), StepSize.PASS),
                (self.tr("&Iteration"), StepSize.ITERATION),
                (self.tr("&Epoch"), StepSize.EPOCH),
            ),
            shell.state.step_size,
            lambda size: shell.send(SetStepSize(size)),
        )
        self.addMenu(sizes)
        self.add(self.tr("&Full speed"), lambda: shell.send(SetSpeed(FULL_SPEED)))
        self.addSeparator()
        self.add(self.tr("Rese&t (same weights)"), control.reset.click, ["Ctrl+R"])
        self.add(self.tr("&New weights"), control.new_weights.click, ["Ctrl+Shift+R"])

    def add_check(self, check: Callable[[], None]) -> None:
        """Put in the check of the gradients of the whole network."""
        self.addSeparator()
        self.add(
            self.tr("&Check gradients"), check, tip=self.tr("Compare them with central differences, for every weight")
        )

    def render(self, state: State) -> None:  # type: ignore[override]
        """Say what Space does, and how far a step goes."""
        self.run.setText(self.tr("&Pause") if state.playing else self.tr("&Run"))
        self.sizes[list(StepSize).index(state.step_size)].setChecked(True)
