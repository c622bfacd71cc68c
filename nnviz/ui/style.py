"""From a theme to what Qt draws by itself: the palette, the font and the shapes."""

from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from nnviz.resources import resource_root
from nnviz.ui.flat_style import FlatStyle
from nnviz.ui.theme import Theme, blend

BODY = 14
"""Height of body text in pixels at 100 %."""
FAMILY = "DejaVu Sans"
"""It comes with the app: it has every sign that formulas need, and its figures are all equally wide."""
MONOSPACED = "DejaVu Sans Mono"
"""For code; it comes with the app, too."""


def load_font() -> None:
    """Make the app's own font known to Qt, so that every machine shows the same signs; call it once."""
    for file in sorted((resource_root() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def dress(app: QApplication, theme: Theme, scale: int) -> None:
    """Give the app its style, colors and font; ``scale`` is the content size in percent."""
    app.setStyle(FlatStyle(theme, scale))
    app.setPalette(palette(theme))
    app.setFont(font(scale))
    QToolTip.setPalette(palette(theme))
    QToolTip.setFont(font(scale))


def font(scale: int) -> QFont:
    """The font of body text."""
    family = QFont(FAMILY)
    family.setPixelSize(round(BODY * scale / 100))
    return family


def file_font() -> QFont:
    """The font of pictures in files: without hints for the screen, texts are as wide in every kind of file."""
    plain = font(100)
    plain.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return plain


def palette(theme: Theme) -> QPalette:
    """The colors of the widgets that Qt draws."""
    role = QPalette.ColorRole
    colors = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.raised,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.PlaceholderText: theme.quiet,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.error,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.accent_text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.backward,
        role.Light: blend(theme.raised, theme.canvas, 0.5),
        role.Midlight: theme.raised,
        role.Mid: blend(theme.border, theme.quiet, 0.35),  # frames of fields: they must be seen
        role.Dark: blend(theme.border, theme.quiet, 0.6),
        role.Shadow: blend(theme.border, theme.text, 0.6),
    }
    made = QPalette()
    for which, color in colors.items():
        made.setColor(which, color)
    faint = blend(theme.quiet, theme.window, 0.4)
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, faint)
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, theme.border)
    return made
