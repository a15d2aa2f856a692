"""Finding a trámite: by theme, in one's own words, or by folio."""

from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from tramites.definition import Definition
from ui.qt_typing import Property, Signal, Slot
from ui.services import CitizenSession, Words

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_MAX_RESULTS: Final = 4
_MIN_LETTERS: Final = 2


@QmlElement
class HomeViewModel(QObject):
    """Themes and search; the list of one theme."""

    changed = Signal()

    def __init__(self, session: CitizenSession, words: Words) -> None:
        super().__init__()
        self._session = session
        self._words = words
        self._typed = ""

    @Property("QVariantList", notify=changed)
    def themes(self) -> list[dict[str, Any]]:
        """Every theme that has a trámite."""
        return [
            {"id": each.id, "name": each.name, "line": each.line, "icon": each.icon, "chip": ""}
            for each in self._session.themes
        ]

    @Property(str, notify=changed)
    def searchText(self) -> str:
        """What is in the search box."""
        return self._typed

    @Property(bool, notify=changed)
    def searching(self) -> bool:
        """Whether results take the place of the themes."""
        return len(self._typed.strip()) >= _MIN_LETTERS

    @Property("QVariantList", notify=changed)
    def results(self) -> list[dict[str, Any]]:
        """The best matches."""
        return [self._row(each) for each in self._found()[:_MAX_RESULTS]]

    @Property(str, notify=changed)
    def nothingFound(self) -> str:
        """What to try when nothing matches."""
        if len(self._typed.strip()) < _MIN_LETTERS or self._found():
            return ""
        return self._words("home.nothing-found", {"typed": self._typed.strip()})

    @Property(str, notify=changed)
    def countText(self) -> str:
        """How many trámites can be finished here."""
        every = {each.id for theme in self._session.themes for each in self._session.in_theme(theme.id)}
        code = "home.count-one" if len(every) == 1 else "home.count-many"
        return self._words(code, {"count": str(len(every))})

    @Property(str, notify=changed)
    def themeName(self) -> str:
        """The theme that is open."""
        return next((each.name for each in self._session.themes if each.id == self._session.theme), "")

    @Property("QVariantList", notify=changed)
    def themeTramites(self) -> list[dict[str, Any]]:
        """The trámites of the open theme."""
        return [self._row(each) for each in self._session.in_theme(self._session.theme)]

    @Slot(str)
    def search(self, typed: str) -> None:
        """Look for a trámite as the citizen types."""
        self._typed = typed
        self._session.touch()
        self.changed.emit()

    @Slot()
    def clearSearch(self) -> None:
        """Back to the themes."""
        self._typed = ""
        self.changed.emit()

    @Slot(str)
    def openTheme(self, theme: str) -> None:
        """Show the trámites of a theme."""
        self._session.open_theme(theme)

    @Slot(str)
    def openTramite(self, tramite: str) -> None:
        """Show a trámite's sheet."""
        self._session.open_tramite(tramite)

    @Slot()
    def openFollowUp(self) -> None:
        """Follow a trámite by its folio."""
        self._session.follow_up()

    def forget(self) -> None:
        """Nothing a citizen typed stays."""
        self._typed = ""
        self.changed.emit()

    def _found(self) -> tuple[Definition, ...]:
        return self._session.find(self._typed)

    def _row(self, each: Definition) -> dict[str, Any]:
        return {"id": each.id, "name": each.name, "line": each.result, "chip": ""}
