"""What the mouse does on a map: look, or put, erase and move samples; and what it puts."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from nnviz.ui.icons import Icon
from nnviz.ui.plots.output_map.choices import MapChoices
from nnviz.ui.plots.output_map.ink_buttons import InkButtons
from nnviz.ui.plots.output_map.inks import Inks, Way
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import Theme


class Tool(StrEnum):
    """What the mouse does."""

    LOOK = "look"
    PAINT = "paint"
    ERASE = "erase"
    MOVE = "move"


class Tools(QObject):
    """The switch of tools and the inks, in a row with the other choices of a map.

    Signals: ``changed(Tool)``, another tool was chosen, or another ink.
    """

    changed = Signal(object)

    def __init__(self, choices: MapChoices) -> None:
        super().__init__(choices)
        self.tool = Tool.LOOK
        self._choices = choices
        look = self.tr("Point at the picture to read it; click a sample to show it")
        put = self.tr("Click to put a sample, drag to spray some; one stroke, one undo. Keys 0 to 9 choose the class")
        wipe = self.tr("Take samples out; so does the right button with every tool but the first")
        signs = {
            Tool.LOOK: (Icon.POINTER, self.tr("Look"), look),
            Tool.PAINT: (Icon.PENCIL, self.tr("Paint"), put),
            Tool.ERASE: (Icon.ERASER, self.tr("Erase"), wipe),
            Tool.MOVE: (Icon.MOVE, self.tr("Move"), self.tr("Drag a sample to another place")),
        }
        self.switch = Segmented(choices.theme, [(tool, "", "") for tool in signs])
        for tool, (icon, name, text) in signs.items():
            button = self.switch.button(tool)
            button.show_as("", icon)
            button.setAccessibleName(name)
            button.setToolTip(f"<b>{name}</b><div>{text}</div>")
        self.switch.show_value(Tool.LOOK)
        choices.add(self.switch)
        self.inks = InkButtons(choices)
        self.switch.chosen.connect(self._use)
        self.inks.picked.connect(lambda: self.changed.emit(self.tool))

    def offer(self, inks: Inks) -> None:
        """Offer to paint with these."""
        self.inks.offer(inks)
        self.switch.setVisible(inks.way is not Way.NOTHING)
        if inks.way is Way.NOTHING and self.tool is not Tool.LOOK:
            self.switch.show_value(Tool.LOOK)
            self._use(Tool.LOOK)
        self._show_inks()

    def pick(self, digit: int) -> None:
        """Choose by a key what is painted, and paint."""
        if self.inks.inks.way is Way.NOTHING:
            return
        self.inks.pick(digit)
        self.switch.show_value(Tool.PAINT)
        self._use(Tool.PAINT)

    def hint(self) -> str:
        """What the mouse does."""
        height = self.inks.inks.way is Way.HEIGHT
        put = self.tr("Click to put a sample, drag to spray some; the right button erases.")
        beside = self.tr("Click where a sample is to be, drag to spray some; the right button erases.")
        return {
            Tool.LOOK: self.tr("Point at the picture to read it; click a sample to show it."),
            Tool.PAINT: beside if height else put,
            Tool.ERASE: self.tr("Click a sample to take it out, or drag over some."),
            Tool.MOVE: self.tr("Drag a sample to another place; the right button erases."),
        }[self.tool]

    def restyle(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self.switch.restyle(theme)
        self.inks.restyle(theme)

    def _use(self, tool: Tool) -> None:
        self.tool = tool
        self._show_inks()
        self.changed.emit(tool)

    def _show_inks(self) -> None:
        """Show what can be painted while painting."""
        self.inks.show(self.tool is Tool.PAINT)
        self._choices.fit_rows()
