"""What can go wrong, as the user reads it.

NnvizError
|-- BadInput       a file, a typed text or a request that cannot be used; says what, where and what to do
|-- NotSaved       a document could not be written; the old file is intact
`-- Diverged       training left the range of finite numbers
"""


class NnvizError(Exception):
    """Anything nnviz refuses, in one clear sentence."""


class BadInput(NnvizError):
    """A file, a typed text or a request that cannot be used."""


class NotSaved(NnvizError):
    """A document could not be written; the file that was there is intact."""


class Diverged(NnvizError):
    """Training left the range of finite numbers."""
