"""What every command is."""


class Command:
    """A wish of the user, or news from the world."""

    __slots__ = ()
