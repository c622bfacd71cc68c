"""The language of the interface: English stands in the source, others in ``resources/translations/nnviz_<code>.qm``."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from nnviz.resources import resource_root

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


def _folder() -> Path:
    return resource_root() / "translations"
