"""What can go wrong, as the user reads it.

NnvizError
|-- BadInput       a file, a typed text or a request that cannot be used; says what, where and what to do
|-- NotSaved       a document could not be written; the old file is intact
`-- Diverged       training left the range of finite numbers
"""

from nnviz.sentence import Sentence


class NnvizError(Exception):
    """Anything nnviz refuses, in one clear sentence: a template, and the values of its named places."""

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(template if isinstance(template, Sentence) else Sentence(template, **values))


class BadInput(NnvizError):
    """A file, a typed text or a request that cannot be used."""


class NotSaved(NnvizError):
    """A document could not be written; the file that was there is intact."""


class Diverged(NnvizError):
    """Training left the range of finite numbers."""
