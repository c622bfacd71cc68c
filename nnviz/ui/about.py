"""About nnviz: its version, its licence, and those of what it builds on."""

import html
from importlib.metadata import version

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

import nnviz

LGPL = "LGPL v3"
PARTS = (
    ("Qt", LGPL, "https://www.qt.io", "© The Qt Company Ltd. and other contributors", "PySide6-Essentials"),
    ("Qt for Python (PySide6)", LGPL, "https://pyside.org", "© The Qt Company Ltd.", "PySide6-Essentials"),
    ("pyqtgraph", "MIT", "https://www.pyqtgraph.org", "© University of North Carolina at Chapel Hill", "pyqtgraph"),
    ("NumPy", "BSD 3-clause", "https://numpy.org", "© NumPy Developers", "numpy"),
    ("msgspec", "BSD 3-clause", "https://jcristharif.com/msgspec", "© Jim Crist-Harif", "msgspec"),
    ("threadpoolctl", "BSD 3-clause", "https://github.com/joblib/threadpoolctl", "© threadpoolctl contributors",
     "threadpoolctl"),
    ("ziamath", "MIT", "https://ziamath.readthedocs.io", "© Collin J. Delker", "ziamath"),
    ("ziafont", "MIT", "https://ziafont.readthedocs.io", "© Collin J. Delker", "ziafont"),
    ("latex2mathml", "MIT", "https://github.com/roniemartinez/latex2mathml", "© Ronie Martinez", "latex2mathml"),
    ("pooch", "BSD 3-clause", "https://www.fatiando.org/pooch", "© The Pooch Developers", "pooch"),
    ("requests", "Apache 2.0", "https://requests.readthedocs.io", "© Kenneth Reitz and contributors", "requests"),
    ("urllib3", "MIT", "https://urllib3.readthedocs.io", "© Andrey Petrov and contributors", "urllib3"),
    ("certifi", "MPL 2.0", "https://github.com/certifi/python-certifi", "© Kenneth Reitz and contributors", "certifi"),
    ("charset-normalizer", "MIT", "https://github.com/jawah/charset_normalizer", "© Ahmed R. Tahri",
     "charset-normalizer"),
    ("idna", "BSD 3-clause", "https://github.com/kjd/idna", "© Kim Davies and contributors", "idna"),
    ("platformdirs", "MIT", "https://github.com/tox-dev/platformdirs", "© The platformdirs developers", "platformdirs"),
    ("packaging", "Apache 2.0 or BSD 2-clause", "https://github.com/pypa/packaging",
     "© Donald Stufft and contributors", "packaging"),
    ("STIX Two Math", "SIL Open Font License 1.1", "https://github.com/stipub/stixfonts",
     "© The STIX Fonts Project Authors", ""),
    ("Python", "PSF License", "https://www.python.org", "© Python Software Foundation", ""),
    ("DejaVu Sans, DejaVu Sans Mono", "Bitstream Vera", "https://dejavu-fonts.github.io",
     "© Bitstream, Inc.; © Tavmjong Bah", ""),
)  # fmt: skip
"""Name, licence, address, owner, and the distribution whose version is in use."""


class About(QDialog):
    """The About box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About nnviz"))
        heading = QLabel(
            self.tr("nnviz {version} shows a class how a neural network computes and learns.").format(
                version=nnviz.__version__
            )
        )
        heading.setWordWrap(True)
        self.licences = QTextBrowser()
        self.licences.setOpenExternalLinks(True)
        self.licences.setHtml(self._text())
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (heading, self.licences, close):
            layout.addWidget(widget)

    def sizeHint(self) -> QSize:
        """Wide enough for the longest line."""
        return QSize(self.fontMetrics().averageCharWidth() * 90, self.fontMetrics().height() * 28)

    def _text(self) -> str:
        intro = self.tr("nnviz is free software under the MIT License. It builds on these, each under its own licence:")
        replace = self.tr(
            "Qt is used as a library that can be exchanged: a Qt of your own takes its place where PySide6 is "
            "installed. The texts of the licences come with each package."
        )
        rows = "".join(_row(*part) for part in PARTS)
        return f'<p>{html.escape(intro)}</p><table cellpadding="6">{rows}</table><p>{html.escape(replace)}</p>'


def _row(name: str, licence: str, address: str, owner: str, distribution: str) -> str:
    used = version(distribution) if distribution else ""
    link = f'<a href="{address}">{address}</a>'
    return f"<tr><td><b>{name}</b> {used}</td><td>{licence}</td><td>{html.escape(owner)}<br>{link}</td></tr>"
