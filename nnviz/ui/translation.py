"""The language of the interface: English stands in the source, others in ``resources/translations/nnviz_<code>.qm``."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from nnviz.resources import resource_root
from nnviz.sentence import Sentence

SOURCE = "en"


def languages() -> list[str]:
    """The codes of the languages there are."""
    return [SOURCE, *sorted(file.stem.removeprefix("nnviz_") for file in _folder().glob("nnviz_*.qm"))]


def translate(app: QCoreApplication, code: str) -> None:
    """Show every text that comes from now on in a language; none: that of the system, where there is one for it."""
    wanted = code or QLocale.system().name().partition("_")[0]
    translator = QTranslator(app)
    if wanted in languages() and translator.load(str(_folder() / f"nnviz_{wanted}.qm")):
        app.installTranslator(translator)


def translated(text: str) -> str:
    """A text made below the window, in the language of the interface; one that nobody translated stays as it is."""
    if not isinstance(text, Sentence):
        return QCoreApplication.translate("Sentence", text)
    template = QCoreApplication.translate("Sentence", text.template)
    if not text.values:
        return template
    values = {name: translated(v) if isinstance(v, Sentence) else v for name, v in text.values.items()}
    try:
        return template.format(**values)
    except (LookupError, ValueError):  # the translation names a place that the sentence does not have
        return text


def _folder() -> Path:
    return resource_root() / "translations"
