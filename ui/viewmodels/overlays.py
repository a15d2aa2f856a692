"""What opens over a page and leaves it as it was: "¿Sigue ahí?", language and text, help."""

from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from ui.languages import Languages
from ui.qt_typing import Property, Signal, Slot
from ui.services import CitizenSession, ReadingAloud, Words
from ui.theme_model import ThemeModel

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_COLOUR_SETS: Final = (
    ("claro", "settings.light"),
    ("oscuro", "settings.dark"),
    ("blanco-y-negro", "settings.black-white"),
    ("alto-contraste", "settings.contrast"),
)
_TEXT_MODES: Final = (1, 2, 3, 4)
_PATIENT_FROM: Final = 3
_NORMAL: Final = 2


@QmlElement
class StillThereViewModel(QObject):
    """The countdown before erasing."""

    changed = Signal()

    def __init__(self, session: CitizenSession, words: Words) -> None:
        super().__init__()
        self._session = session
        self._words = words

    @Property(int, notify=changed)
    def seconds(self) -> int:
        """Seconds left."""
        return self._session.seconds_left

    @Property(int, notify=changed)
    def total(self) -> int:
        """The whole countdown."""
        return self._session.countdown

    @Property(str, notify=changed)
    def title(self) -> str:
        """The question."""
        return self._words("still-there.title")

    @Property(str, notify=changed)
    def text(self) -> str:
        """What happens without an answer."""
        return self._words("still-there.text")

    @Property(str, notify=changed)
    def note(self) -> str:
        """The truth about the trámite."""
        return self._words("still-there.filed" if self._session.filed else "still-there.not-sent")

    @Slot()
    def stay(self) -> None:
        """Yes, still here."""
        self._session.touch()
        self._session.close_overlay()

    @Slot()
    def finish(self) -> None:
        """Erase now."""
        self._session.leave()


@QmlElement
class SettingsViewModel(QObject):
    """Language, size, colours, time, voice; every choice applies at once and goes with the citizen."""

    changed = Signal()

    def __init__(
        self,
        session: CitizenSession,
        words: Words,
        languages: Languages,
        theme: ThemeModel,
        reading: ReadingAloud,
        default: str,
    ) -> None:
        super().__init__()
        self._session = session
        self._words = words
        self._languages = languages
        self._theme = theme
        self._reading = reading
        self._default = default
        self._patient = False
        self._before = self._now()

    @Property("QVariantList", notify=changed)
    def languages(self) -> list[dict[str, Any]]:
        """Languages in their own names."""
        return [
            {**each, "selected": each["code"] == self._languages.code} for each in self._languages.offered
        ]

    @Property("QVariantList", notify=changed)
    def textModes(self) -> list[dict[str, Any]]:
        """The four sizes."""
        return [
            {
                "mode": mode,
                "name": self._words(f"settings.text-{mode}"),
                "selected": mode == self._theme.textMode,
            }
            for mode in _TEXT_MODES
        ]

    @Property("QVariantList", notify=changed)
    def colourSets(self) -> list[dict[str, Any]]:
        """The four sets of colours."""
        return [
            {"id": name, "name": self._words(code), "selected": name == self._theme.colorSet}
            for name, code in _COLOUR_SETS
        ]

    @Property("QVariantList", notify=changed)
    def aids(self) -> list[dict[str, Any]]:
        """What else helps; a louder voice only where something speaks."""
        more_time = self._aid("moreTime", "clock", "settings.more-time", selected=self._patient)
        louder = self._aid("louder", "listen", "settings.louder", selected=self._reading.louder)
        return [more_time, louder] if self._reading.available else [more_time]

    @Slot(str)
    def setLanguage(self, code: str) -> None:
        """Switch the language."""
        self._languages.switch(code)
        self.changed.emit()

    @Slot(int)
    def setTextMode(self, mode: int) -> None:
        """Switch the size; the two large ones come with more time."""
        self._theme.setTextMode(mode)
        self._apply_time()

    @Slot(str)
    def setColourSet(self, name: str) -> None:
        """Switch the colours."""
        self._theme.setColorSet(name)
        self.changed.emit()

    @Slot(str)
    def toggleAid(self, name: str) -> None:
        """Switch one of the aids on or off."""
        if name == "louder":
            self._reading.set_louder(louder=not self._reading.louder)
            self.changed.emit()
        else:
            self._patient = not self._patient
            self._apply_time()

    @Slot()
    def asBefore(self) -> None:
        """Undo what was chosen since the page was opened."""
        language, mode, colours, patient, louder = self._before
        self._languages.switch(language)
        self._theme.setTextMode(mode)
        self._theme.setColorSet(colours)
        self._reading.set_louder(louder=louder)
        self._patient = patient
        self._apply_time()

    @Slot()
    def close(self) -> None:
        """Back to the same step."""
        self._session.close_overlay()

    def opened(self) -> None:
        """Remember how it was."""
        self._before = self._now()
        self.changed.emit()

    def forget(self) -> None:
        """A citizen's settings go with them."""
        self._languages.switch(self._default)
        self._theme.forgetCitizen()
        self._reading.reset()
        self._patient = False
        self._before = self._now()
        self.changed.emit()

    def _apply_time(self) -> None:
        self._session.more_time(patient=self._patient or self._theme.textMode >= _PATIENT_FROM)
        self.changed.emit()

    def _now(self) -> tuple[str, int, str, bool, bool]:
        theme, louder = self._theme, self._reading.louder
        return (self._languages.code, theme.textMode, theme.colorSet, self._patient, louder)

    def _aid(self, name: str, icon: str, code: str, *, selected: bool) -> dict[str, Any]:
        return {"id": name, "icon": icon, "name": self._words(code), "selected": selected}


@QmlElement
class HelpViewModel(QObject):
    """A few plain sentences and a telephone."""

    changed = Signal()

    def __init__(self, session: CitizenSession, words: Words, phone: str) -> None:
        super().__init__()
        self._session = session
        self._words = words
        self._phone = phone

    @Property(str, notify=changed)
    def title(self) -> str:
        """The heading."""
        return self._words("help.title")

    @Property("QVariantList", notify=changed)
    def paragraphs(self) -> list[str]:
        """What helps on every page."""
        return [self._words(code) for code in ("help.one", "help.two", "help.three")]

    @Property(str, notify=changed)
    def phone(self) -> str:
        """Whom to call."""
        return self._words("help.phone", {"phone": self._phone})

    @Slot()
    def close(self) -> None:
        """Back to the same step."""
        self._session.close_overlay()
