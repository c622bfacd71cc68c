"""What the pointer is on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a picture."""

    text: str  # what it says
    row: int | None = None  # the sample that a click shows
    cell: tuple[int, int] | None = None  # the classes, the true one and the answer, whose samples a click lists
