"""The start screen: what this is, that it works, and one touch to begin."""

from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from devices.contract import USABLE, Condition
from ui.languages import Languages
from ui.qt_typing import Property, Signal, Slot
from ui.services import CitizenSession, Words
from ui.theme_model import ThemeModel

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_MAX_ARCHES: Final = 6


@QmlElement
class StartViewModel(QObject):
    """What works now is said before anybody starts; unknown is never shown as ready."""

    changed = Signal()

    def __init__(
        self, session: CitizenSession, words: Words, languages: Languages, theme: ThemeModel, place: str
    ) -> None:
        super().__init__()
        self._theme = theme
        self._session = session
        self._words = words
        self._languages = languages
        self._place = place

    @Property(str, notify=changed)
    def place(self) -> str:
        """Where this terminal stands."""
        return self._place

    @Property(str, notify=changed)
    def conditionKind(self) -> str:
        """Kind of the condition's chip: ok, warn or info."""
        return {"start.all-well": "ok", "start.checking": "info"}.get(self._condition(), "warn")

    @Property(str, notify=changed)
    def conditionText(self) -> str:
        """The most important thing to know, in words."""
        return self._words(self._condition())

    @Property(str, notify=changed)
    def conditionDetail(self) -> str:
        """What that means for the citizen."""
        return self._words(f"{self._condition()}-detail")

    @Property("QVariantList", notify=changed)
    def languages(self) -> list[dict[str, Any]]:
        """Languages beside Spanish, each with code and autonym."""
        return [each for each in self._languages.offered if each["code"] != "es-MX"]

    @Property("QVariantList", notify=changed)
    def themes(self) -> list[dict[str, Any]]:
        """Up to six themes for the arches, the institution's choice first."""
        wanted = self._theme.startThemes
        first = sorted(
            self._session.themes,
            key=lambda each: wanted.index(each.id) if each.id in wanted else len(wanted),
        )
        return [
            {"id": each.id, "name": each.name, "icon": each.icon, "color": each.color}
            for each in first[:_MAX_ARCHES]
        ]

    @Property(str, notify=changed)
    def crashNotice(self) -> str:
        """That nothing was sent, after the terminal had to start afresh."""
        return self._words("start.crashed") if self._session.crashed_before_filing else ""

    @Slot()
    def start(self) -> None:
        """Begin in the language in force."""
        self._session.start()

    @Slot(str)
    def startIn(self, code: str) -> None:
        """Begin in another language."""
        self._languages.switch(code)
        self._session.start()

    @Slot(str)
    def openTheme(self, theme: str) -> None:
        """Begin with a theme."""
        self._session.open_theme(theme)

    def _condition(self) -> str:
        now = self._session.conditions
        if now.line is None or Condition.UNKNOWN in (now.printer, now.scanner):
            return "start.checking"
        if now.line is False:
            return "start.no-line"
        if now.printer not in USABLE:
            return "start.no-printer"
        return "start.all-well" if now.scanner in USABLE else "start.no-scanner"
