"""From number to number."""

from dataclasses import dataclass

from nnviz.session.commands.command import Command
from nnviz.walkthrough.quantity import Quantity, What


@dataclass(frozen=True, slots=True)
class GoTo(Command):
    """Go to the fact that made a number in an iteration; none: in that of the cursor."""

    quantity: Quantity
    iteration: int | None = None


@dataclass(frozen=True, slots=True)
class Point(Command):
    """The pointer is on a number, in any panel, on several that stand together, or on none."""

    what: What | None
