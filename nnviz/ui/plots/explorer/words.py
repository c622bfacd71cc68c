"""Where the activations come from, and what their derivatives say in words, for translators."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

TEXTS = (
    QT_TRANSLATE_NOOP("Activations", "deck 004 (purelin)"),
    QT_TRANSLATE_NOOP("Activations", "all decks (logsig in 004)"),
    QT_TRANSLATE_NOOP("Activations", "decks 000, 001, 002, 004 (tansig)"),
    QT_TRANSLATE_NOOP("Activations", "decks 000, 001, 002"),
    QT_TRANSLATE_NOOP("Activations", "1 if z > 0, else 0 (0 at 0)"),
    QT_TRANSLATE_NOOP("Activations", "deck 001 (slope 0.1)"),
    QT_TRANSLATE_NOOP("Activations", "1 if z > 0, else negative_slope (also at 0)"),
    QT_TRANSLATE_NOOP("Activations", "deck 001; Clevert et al. 2016, Fast and accurate deep network learning by ELUs"),
    QT_TRANSLATE_NOOP("Activations", "1 if z > 0, else a + alpha (alpha at 0)"),
    QT_TRANSLATE_NOOP("Activations", "Glorot et al. 2011, Deep sparse rectifier neural networks"),
    QT_TRANSLATE_NOOP("Activations", "decks 000, 002"),
    QT_TRANSLATE_NOOP("Activations", "deck 003; deck 004 (hardlim)"),
    QT_TRANSLATE_NOOP("Activations", "0 (none at 0; 0 is used)"),
    QT_TRANSLATE_NOOP("Activations", "deck 004 (hardlims)"),
    QT_TRANSLATE_NOOP("Activations", "deck 004"),
    QT_TRANSLATE_NOOP("Activations", "1 if 0 < z < 1, else 0 (0 at 0 and at 1)"),
    QT_TRANSLATE_NOOP("Activations", "deck 003"),
    QT_TRANSLATE_NOOP("Activations", "1 if -1/2 < z < 1/2, else 0 (0 at -1/2 and at 1/2)"),
    QT_TRANSLATE_NOOP("Activations", "deck 001; Goodfellow et al. 2013, Maxout networks"),
    QT_TRANSLATE_NOOP("Activations", "1 for the winning piece (tie: the lower), else 0"),
)


def told(text: str) -> str:
    """A source or a derivative in the language of the window."""
    return QCoreApplication.translate("Activations", text)
