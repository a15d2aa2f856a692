"""One question, one answer."""

from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from devices.contract import USABLE
from tramites.definition import FieldDefinition, Option, Page
from tramites.form import NO, YES, folded
from ui.qt_typing import Property, Signal, Slot
from ui.services import CitizenSession, Words

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_ROWS: Final = 4
_KINDS: Final = {
    "opcion": "choice",
    "si_no": "choice",
    "lista": "list",
    "telefono": "phone",
    "fecha": "date",
    "escaneo": "scan",
}
_KEYBOARDS: Final = {"text": "es", "list": "es", "phone": "numero", "date": "numero", "scan": "numero"}


@QmlElement
class QuestionViewModel(QObject):
    """The page's field and what is typed in it; the text stays here only while the page is shown."""

    changed = Signal()

    def __init__(self, session: CitizenSession, words: Words) -> None:
        super().__init__()
        self._session = session
        self._words = words
        self._page_id = ""
        self._typed = ""
        self._filter = ""
        self._first_row = 0
        self._date = ["", "", ""]
        self._seen_scan = ""

    @Property(str, notify=changed)
    def kind(self) -> str:
        """How it is asked: choice, list, text, phone, date or scan."""
        field = self._field()
        return _KINDS.get(field.type, "text") if field else "text"

    @Property(str, notify=changed)
    def question(self) -> str:
        """The question."""
        page = self._page()
        return page.question if page else ""

    @Property(str, notify=changed)
    def help(self) -> str:
        """Why, or help, in one line."""
        page = self._page()
        return (page.help or "") if page else ""

    @Property(str, notify=changed)
    def label(self) -> str:
        """The field's label."""
        field = self._field()
        return field.label if field else ""

    @Property(str, notify=changed)
    def hint(self) -> str:
        """How to write it."""
        field = self._field()
        return (field.hint or "") if field else ""

    @Property(str, notify=changed)
    def value(self) -> str:
        """What is in the field."""
        return self._typed

    @Property(str, notify=changed)
    def error(self) -> str:
        """What is missing and how to write it."""
        problem = self._session.problem
        return self._words(problem.value) if problem else ""

    @Property(bool, notify=changed)
    def optional(self) -> bool:
        """Whether it may stay empty."""
        field = self._field()
        return field is not None and not field.required

    @Property(str, notify=changed)
    def skipText(self) -> str:
        """The way out ("Prefiero no darlo")."""
        field = self._field()
        return (field.skip_text or "") if field else ""

    @Property(str, notify=changed)
    def keyboard(self) -> str:
        """The keyboard's layout, empty without one."""
        return _KEYBOARDS.get(self.kind, "")

    @Property(int, notify=changed)
    def maximumLength(self) -> int:
        """Characters the field takes."""
        field = self._field()
        return field.max_length if field else 0

    @Property("QVariantList", notify=changed)
    def options(self) -> list[dict[str, Any]]:
        """The choices; one that cannot be used now says why."""
        field = self._field()
        if field is None:
            return []
        if field.type == "si_no":
            return [self._row(YES, self._words("question.yes")), self._row(NO, self._words("question.no"))]
        return [
            self._row(each.value, each.text, each.detail or "", self._cannot(each)) for each in field.options
        ]

    @Property("QVariantList", notify=changed)
    def items(self) -> list[dict[str, Any]]:
        """The rows of a long list that are visible now."""
        rows = self._matching()[self._first_row : self._first_row + _ROWS]
        return [{"text": each, "selected": each == self._typed} for each in rows]

    @Property(bool, notify=changed)
    def hasMore(self) -> bool:
        """Whether *Ver más* shows further rows."""
        return self._first_row + _ROWS < len(self._matching())

    @Property(bool, notify=changed)
    def hasPrevious(self) -> bool:
        """Whether there are rows before these."""
        return self._first_row > 0

    @Property(str, notify=changed)
    def filter(self) -> str:
        """First letters typed to find a row."""
        return self._filter

    @Property(str, notify=changed)
    def scanKind(self) -> str:
        """State of the reader: ok or bad."""
        return "ok" if self._session.conditions.scanner in USABLE else "bad"

    @Property(str, notify=changed)
    def scanText(self) -> str:
        """State of the reader in words."""
        ready = self._session.conditions.scanner in USABLE
        return self._words("question.scan-ready" if ready else "question.scan-none")

    @Property(str, notify=changed)
    def day(self) -> str:
        """Day of the month."""
        return self._date[0]

    @Property(str, notify=changed)
    def month(self) -> str:
        """Month as a number."""
        return self._date[1]

    @Property(str, notify=changed)
    def year(self) -> str:
        """Four digits."""
        return self._date[2]

    @Property(str, notify=changed)
    def todayText(self) -> str:
        """Word for today."""
        return self._words("question.today")

    @Property(str, notify=changed)
    def yesterdayText(self) -> str:
        """Word for yesterday."""
        return self._words("question.yesterday")

    @Slot(str)
    def edit(self, text: str) -> None:
        """The text of the field as it is now; nothing is checked while typing."""
        self._typed = text
        self._session.touch()
        self.changed.emit()

    @Slot(str)
    def choose(self, value: str) -> None:
        """Mark a choice; *Continuar* goes on."""
        option = next((each for each in self.options if each["value"] == value), None)
        if option is not None and not option["problem"]:
            self._typed = value
            self.changed.emit()

    @Slot(str)
    def filterItems(self, text: str) -> None:
        """Show the rows that match what is typed."""
        self._filter, self._first_row = text, 0
        exact = [each for each in self._matching() if folded(each) == folded(text)]
        self._typed = exact[0] if exact else ""
        self.changed.emit()

    @Slot(str)
    def chooseItem(self, text: str) -> None:
        """Mark a row."""
        self._typed = text
        self.changed.emit()

    @Slot()
    def moreItems(self) -> None:
        """The next rows."""
        self._first_row += _ROWS
        self.changed.emit()

    @Slot()
    def previousItems(self) -> None:
        """The rows before."""
        self._first_row = max(0, self._first_row - _ROWS)
        self.changed.emit()

    @Slot(str)
    def setDay(self, text: str) -> None:
        """Type the day."""
        self._date[0] = text
        self.changed.emit()

    @Slot(str)
    def setMonth(self, text: str) -> None:
        """Type the month."""
        self._date[1] = text
        self.changed.emit()

    @Slot(str)
    def setYear(self, text: str) -> None:
        """Type the year."""
        self._date[2] = text
        self.changed.emit()

    @Slot()
    def chooseToday(self) -> None:
        """Fill in today's date."""
        self._set_date(date.fromisoformat(self._session.today()))

    @Slot()
    def chooseYesterday(self) -> None:
        """Fill in yesterday's date."""
        self._set_date(date.fromisoformat(self._session.today()) - timedelta(days=1))

    @Slot()
    def submit(self) -> None:
        """Give the answer: *Continuar*."""
        self._session.answer(self._iso_date() if self.kind == "date" else self._typed)

    @Slot()
    def skip(self) -> None:
        """Leave it empty."""
        self._typed = ""
        self._session.answer("")

    def refresh(self) -> None:
        """The session changed: a new page starts with what was given before; a scan fills the field."""
        page = self._page()
        if (page.id if page else "") != self._page_id:
            self._enter(page)
        scanned = self._session.scanned
        if scanned and scanned != self._seen_scan:
            self._typed = scanned
        self._seen_scan = scanned
        self.changed.emit()

    def _enter(self, page: Page | None) -> None:
        field = page.field if page else None
        given = self._session.journey.given(field.id) if self._session.journey and field else ""
        self._page_id = page.id if page else ""
        self._typed, self._filter, self._first_row = given, "", 0
        year, month, day = given.split("-") if field and field.type == "fecha" and given else ("", "", "")
        self._date = [day, month, year]

    def _set_date(self, day: date) -> None:
        self._date = [str(day.day), str(day.month), str(day.year)]
        self.changed.emit()

    def _iso_date(self) -> str:
        day, month, year = (part.strip() for part in self._date)
        if not (day or month or year):
            return ""
        return f"{year}-{month.zfill(2)}-{day.zfill(2)}"

    def _matching(self) -> tuple[str, ...]:
        field, journey = self._field(), self._session.journey
        if field is None or journey is None or field.type != "lista":
            return ()
        every = journey.definition.choices(field, journey.answers())
        wanted = folded(self._filter.strip())
        starts = [each for each in every if folded(each).startswith(wanted)]
        return tuple(starts + [each for each in every if each not in starts and wanted in folded(each)])

    def _cannot(self, option: Option) -> str:
        if option.needs == "lector_de_codigos" and self._session.conditions.scanner not in USABLE:
            return self._words("question.option-scanner")
        return ""

    def _row(self, value: str, text: str, line: str = "", problem: str = "") -> dict[str, Any]:
        selected = value == self._typed
        return {"value": value, "text": text, "line": line, "problem": problem, "selected": selected}

    def _page(self) -> Page | None:
        page = self._session.journey.current if self._session.journey else None
        return page if page is not None and page.field is not None else None

    def _field(self) -> FieldDefinition | None:
        page = self._page()
        return page.field if page else None
