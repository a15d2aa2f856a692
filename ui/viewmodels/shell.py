"""What stands around every page: which page, header, steps, the way out."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from ui.qt_typing import Property, Signal, Slot
from ui.services import CitizenSession, ReadingAloud, Words
from ui.viewmodels.done import DoneViewModel
from ui.viewmodels.follow_up import FollowUpViewModel
from ui.viewmodels.home import HomeViewModel
from ui.viewmodels.notices import NoticeViewModel, SafetyViewModel
from ui.viewmodels.overlays import HelpViewModel, SettingsViewModel, StillThereViewModel
from ui.viewmodels.page_models import PageModels
from ui.viewmodels.question import QuestionViewModel
from ui.viewmodels.review import ReviewViewModel
from ui.viewmodels.sheet import SheetViewModel
from ui.viewmodels.spoken import can_be_said, spoken
from ui.viewmodels.staff import StaffViewModel
from ui.viewmodels.start import StartViewModel
from ui.viewmodels.technician import TechnicianViewModel

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_WITH_STEPS: Final = ("safety", "notice", "question", "review")
_NOTHING_TO_ERASE: Final = ("start", "home", "theme")


@QmlElement
class ShellViewModel(QObject):
    """The root of what QML sees; one view-model per page hangs from it."""

    changed = Signal()

    def __init__(
        self, session: CitizenSession, words: Words, pages: PageModels, reading: ReadingAloud
    ) -> None:
        super().__init__()
        self._reading = reading
        self._read: tuple[str, ...] = ()
        self._session = session
        self._words = words
        self._pages = pages
        session.subscribe(self.refresh)
        reading.subscribe(self._on_reading)

    @Property(str, notify=changed)
    def pageKey(self) -> str:
        """Changes with every new page, also from question to question."""
        journey = self._session.journey
        current = journey.current if journey and self._session.page in _WITH_STEPS else None
        return f"{self._session.page}/{current.id if current else ''}"

    @Property(int, notify=changed)
    def direction(self) -> int:
        """1 forward, -1 back, 0 neither."""
        return self._session.direction

    @Property(str, notify=changed)
    def overlay(self) -> str:
        """What lies over the page."""
        return self._session.overlay

    @Property(str, notify=changed)
    def tramite(self) -> str:
        """The trámite's name in the header; before it, the theme's."""
        definition = self._session.definition
        if definition is None:
            return ""
        if self._session.page == "sheet":
            return next((each.name for each in self._session.themes if each.id == self._session.theme), "")
        return definition.name

    @Property(int, notify=changed)
    def step(self) -> int:
        """The step the citizen is on, from 1; 0 without steps."""
        if self._session.page not in _WITH_STEPS or self._session.journey is None:
            return 0
        current = self._session.journey.current
        return current.step if current else self.stepCount

    @Property(int, notify=changed)
    def stepCount(self) -> int:
        """Steps of this trámite, fixed for the session."""
        definition = self._session.definition
        return len(definition.steps) if definition and self._session.page in _WITH_STEPS else 0

    @Property(str, notify=changed)
    def finishText(self) -> str:
        """*Terminar* while there is nothing to erase."""
        nothing = self._session.page in _NOTHING_TO_ERASE
        return self._words("home.finish" if nothing else "home.finish-and-erase")

    @Property(bool, notify=changed)
    def canListen(self) -> bool:
        """Whether this page can be read aloud, in the language in force."""
        session = self._session
        able = self._reading.available and self._words.voice != ""
        return able and can_be_said(session.page, session.overlay)

    @Property(bool, notify=changed)
    def speaking(self) -> bool:
        """Whether the page is being read aloud."""
        return self._reading.speaking

    @Property(StartViewModel, constant=True)
    def start(self) -> StartViewModel:
        """The start screen."""
        return self._pages.start

    @Property(HomeViewModel, constant=True)
    def home(self) -> HomeViewModel:
        """Themes and search."""
        return self._pages.home

    @Property(SheetViewModel, constant=True)
    def sheet(self) -> SheetViewModel:
        """A trámite's sheet."""
        return self._pages.sheet

    @Property(SafetyViewModel, constant=True)
    def safety(self) -> SafetyViewModel:
        """What to do in danger."""
        return self._pages.safety

    @Property(NoticeViewModel, constant=True)
    def notice(self) -> NoticeViewModel:
        """The privacy notice."""
        return self._pages.notice

    @Property(QuestionViewModel, constant=True)
    def question(self) -> QuestionViewModel:
        """A question."""
        return self._pages.question

    @Property(ReviewViewModel, constant=True)
    def review(self) -> ReviewViewModel:
        """The review."""
        return self._pages.review

    @Property(DoneViewModel, constant=True)
    def done(self) -> DoneViewModel:
        """The proof."""
        return self._pages.done

    @Property(FollowUpViewModel, constant=True)
    def followUp(self) -> FollowUpViewModel:
        """Following a trámite."""
        return self._pages.follow_up

    @Property(StillThereViewModel, constant=True)
    def stillThere(self) -> StillThereViewModel:
        """The countdown."""
        return self._pages.still_there

    @Property(SettingsViewModel, constant=True)
    def settings(self) -> SettingsViewModel:
        """Language and text."""
        return self._pages.settings

    @Property(HelpViewModel, constant=True)
    def help(self) -> HelpViewModel:
        """Help."""
        return self._pages.help

    @Property(StaffViewModel, constant=True)
    def staff(self) -> StaffViewModel:
        """The PIN of staff."""
        return self._pages.staff

    @Property(TechnicianViewModel, constant=True)
    def technician(self) -> TechnicianViewModel:
        """Technician mode."""
        return self._pages.technician

    @Slot()
    def back(self) -> None:
        """*Regresar*."""
        if not self._pages.follow_up.step_back():
            self._session.back()

    @Slot()
    def finish(self) -> None:
        """*Terminar y borrar*: asks when something would be lost."""
        self._session.ask_to_leave()

    @Slot()
    def confirmFinish(self) -> None:
        """Yes, erase."""
        self._session.leave()

    @Slot()
    def cancelFinish(self) -> None:
        """No, stay."""
        self._session.close_overlay()

    @Slot()
    def openHelp(self) -> None:
        """*Ayuda*."""
        self._session.show_overlay("help")

    @Slot()
    def openSettings(self) -> None:
        """*Idioma y texto*."""
        self._pages.settings.opened()
        self._session.show_overlay("settings")

    @Slot()
    def listen(self) -> None:
        """*Escuchar*: read this page aloud; while it is read, be silent."""
        if self._reading.speaking:
            self._reading.stop()
        elif self.canListen:
            self._session.touch()
            self._read = self._what_is_read()
            self._reading.say(self._sentences(), self._words.voice)

    @Slot()
    def activity(self) -> None:
        """Somebody touched the screen."""
        self._session.touch()

    def refresh(self) -> None:
        """The session changed: whatever page is shown reads it again."""
        self._pages.refresh(self._session.page)
        if self._reading.speaking and self._read != self._what_is_read():
            self._reading.stop()
        self.changed.emit()

    def retranslate(self) -> None:
        """The language changed: sentences composed here are said again, and nothing in the old voice."""
        self._pages.retranslate()
        self.refresh()

    def _on_reading(self) -> None:
        if not self._reading.speaking:
            self._session.touch()  # whoever listened was there until now
        self.changed.emit()

    def _what_is_read(self) -> tuple[str, ...]:
        """What makes a page another one for the ear."""
        return (self.pageKey, self._session.overlay, self._pages.follow_up.stage, self._words.voice)

    def _sentences(self) -> tuple[str, ...]:
        session = self._session
        return spoken(session.page, session.overlay, self._pages, self._words, self.finishText)
