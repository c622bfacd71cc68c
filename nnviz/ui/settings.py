"""What nnviz remembers from one start to the next: how it looks, its panels, the files opened last."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from nnviz.ui.diagram.response_maps import MapsWanted
from nnviz.ui.theme import LIGHT, THEMES, Theme

SCALES = tuple(range(100, 325, 25))
"""Content sizes in percent."""
MOST_RECENT = 10


class Settings:
    """The user's settings file; what is missing or senseless in it counts as its default."""

    def __init__(self, store: QSettings | None = None) -> None:
        ini = QSettings.Format.IniFormat
        self._store = store or QSettings(ini, QSettings.Scope.UserScope, "nnviz", "nnviz")

    @property
    def theme(self) -> Theme:
        """Light or dark."""
        return THEMES.get(str(self._store.value("theme", "")), LIGHT)

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._store.setValue("theme", theme.name)

    @property
    def scale(self) -> int:
        """Content size in percent."""
        text = str(self._store.value("content_size", ""))
        return int(text) if text.isdecimal() and int(text) in SCALES else SCALES[0]

    @scale.setter
    def scale(self, scale: int) -> None:
        self._store.setValue("content_size", scale)

    @property
    def language(self) -> str:
        """The code of the language, or nothing for that of the system."""
        return str(self._store.value("language", ""))

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def formula(self) -> bool:
        """Whether the formula stands below the diagram."""
        return str(self._store.value("formula", "")) != "hidden"

    @formula.setter
    def formula(self, shown: bool) -> None:
        self._store.setValue("formula", "shown" if shown else "hidden")

    @property
    def aside(self) -> bool:
        """Whether predictions and the numeric check stand beside the formula."""
        return str(self._store.value("aside", "")) != "hidden"

    @aside.setter
    def aside(self, shown: bool) -> None:
        self._store.setValue("aside", "shown" if shown else "hidden")

    @property
    def warnings(self) -> bool:
        """Whether units that learn badly have a sign in the diagram."""
        return str(self._store.value("warnings", "")) != "hidden"

    @warnings.setter
    def warnings(self, shown: bool) -> None:
        self._store.setValue("warnings", "shown" if shown else "hidden")

    @property
    def maps(self) -> MapsWanted:
        """Where maps are wanted in the neurons of the diagram."""
        of_clouds = str(self._store.value("maps", "")) != "hidden"
        return MapsWanted(of_clouds, str(self._store.value("maps_of_few", "")) == "shown")

    @maps.setter
    def maps(self, wanted: MapsWanted) -> None:
        self._store.setValue("maps", "shown" if wanted.of_clouds else "hidden")
        self._store.setValue("maps_of_few", "shown" if wanted.of_few else "hidden")

    @property
    def recent(self) -> list[Path]:
        """The files opened or saved last, the newest first."""
        value = self._store.value("recent")
        paths = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        return [Path(str(path)) for path in paths[:MOST_RECENT]]

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        path = path.absolute()
        rest = [other for other in self.recent if other != path]
        self._store.setValue("recent", [str(kept) for kept in [path, *rest][:MOST_RECENT]])

    @property
    def geometry(self) -> QByteArray:
        """Where the window stands, in Qt's own words."""
        return self._bytes("geometry")

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    @property
    def layout(self) -> QByteArray:
        """Where the panels stand, in Qt's own words."""
        return self._bytes("layout")

    @layout.setter
    def layout(self, layout: QByteArray) -> None:
        self._store.setValue("layout", layout)

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
