"""Capturing a trámite for a caller: one lit question among numbered ones, with what to read aloud."""

from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from tramites.definition import Page
from ui.desk_services import DeskSession
from ui.qt_typing import Property, Signal, Slot
from ui.services import Words
from ui.viewmodels.desk_answer import HINTS, Typing
from ui.viewmodels.desk_words import NOT_STORED, TO_ANSWER, shown_answer

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_CONFIRMED: Final = ("safety", "notice", "review")
_REVIEW: Final = "Le leo lo que anoté. Dígame si está bien o si algo cambia."


@QmlElement
class DeskCaptureViewModel(QObject):
    """The page in force of the journey, the fields before and after it, and the review."""

    changed = Signal()
    typedChanged = Signal()

    def __init__(self, desk: DeskSession, words: Words) -> None:
        super().__init__()
        self._desk = desk
        self._words = words
        self._typing = Typing()
        self._page_id = ""

    @Property(str, notify=changed)
    def kind(self) -> str:
        """What the page is: text, phone, choice, list, date, safety, notice, review or filing."""
        page = self._page()
        if page is None:
            return self._desk.stage
        if page.safety is not None:
            return "safety"
        return "notice" if page.notice is not None else self._typing.kind

    @Property(str, notify=changed)
    def name(self) -> str:
        """The trámite."""
        return self._desk.definition.name if self._desk.definition else ""

    @Property(str, notify=changed)
    def stepText(self) -> str:
        """Where in the trámite."""
        definition, page = self._desk.definition, self._page()
        if definition is None:
            return ""
        step = page.step if page else len(definition.steps)
        return f"Paso {step} de {len(definition.steps)} · {definition.steps[step - 1]}"

    @Property(str, notify=changed)
    def script(self) -> str:
        """What to read aloud."""
        page = self._page()
        if page is None:
            return _REVIEW
        return f"{page.question} {page.help or ''}".strip()

    @Property("QVariantList", notify=changed)
    def scriptLines(self) -> list[str]:
        """The rest of what to read aloud: what to do in danger, the notice, what sending declares."""
        page, definition = self._page(), self._desk.definition
        if page is not None and page.safety is not None:
            return [page.safety.lead, *page.safety.steps]
        if page is not None and page.notice is not None:
            notice = page.notice
            return [notice.controller, notice.purpose, notice.rights, notice.full_text]
        if page is None and definition is not None:
            return ["Al enviarlo usted declara:", *definition.declaration]
        return []

    @Property(str, notify=changed)
    def phones(self) -> str:
        """Numbers the caller dials first."""
        page = self._page()
        return " · ".join(page.safety.phones) if page and page.safety else ""

    @Property(str, notify=changed)
    def goOnText(self) -> str:
        """Words of the button that goes on."""
        page = self._page()
        if page is not None and page.safety is not None:
            return "La persona ya llamó o está a salvo"
        return "Leí el aviso completo" if page is not None and page.notice is not None else "Continuar"

    @Property(bool, notify=changed)
    def confirms(self) -> bool:
        """Whether Ctrl+Intro does something: something was read aloud, or everything was."""
        return self.kind in _CONFIRMED

    @Property(str, notify=changed)
    def label(self) -> str:
        """The field's label."""
        page = self._page()
        return page.field.label if page and page.field else ""

    @Property(int, notify=changed)
    def number(self) -> int:
        """The field's number, from 1."""
        return len(self._rows_before()) + 1

    @Property(str, notify=changed)
    def hint(self) -> str:
        """How to type it."""
        page = self._page()
        if page is None or page.field is None:
            return ""
        own = HINTS.get(self._typing.kind) or page.field.hint or ""
        return own if page.field.required else f"{own} Opcional: déjelo vacío y oprima Intro.".strip()

    @Property(str, notify=changed)
    def error(self) -> str:
        """What the answer lacks."""
        return self._words(self._desk.problem.value) if self._desk.problem else ""

    @Property("QVariantList", notify=changed)
    def before(self) -> list[dict[str, Any]]:
        """The answered fields before this one; `far` counts from the lit one."""
        rows = self._rows_before()
        return [{**row, "far": len(rows) - at} for at, row in enumerate(rows)]

    @Property("QVariantList", notify=changed)
    def after(self) -> list[dict[str, Any]]:
        """The fields still to come, as the answers so far promise."""
        rows = self._rows()
        start = self.number if self._page() and self.label else self.number - 1
        return [{**row, "far": at + 1} for at, row in enumerate(rows[start:])]

    @Property("QVariantList", notify=changed)
    def review(self) -> list[dict[str, Any]]:
        """Every answer, to be read back."""
        return self._rows() if self._page() is None else []

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Why it was not stored."""
        return NOT_STORED if self._desk.trouble and self._desk.stage == "review" else ""

    @Property(str, notify=typedChanged)
    def value(self) -> str:
        """What is typed."""
        return self._typing.text

    @Property("QVariantList", notify=typedChanged)
    def options(self) -> list[dict[str, Any]]:
        """The choices with their keys."""
        return [
            {"key": number, "text": each.text, "selected": each.value == self._typing.text}
            for number, each in enumerate(self._typing.options(), start=1)
        ]

    @Property("QVariantList", notify=typedChanged)
    def matches(self) -> list[dict[str, Any]]:
        """The rows of a long list that match."""
        if self._typing.kind != "list":
            return []
        marked = self._typing.marked
        return [{"text": each, "selected": at == marked} for at, each in enumerate(self._typing.matches())]

    @Slot(str)
    def edit(self, text: str) -> None:
        """The text of the field as it is now."""
        self._typing.text, self._typing.marked = text, 0
        self.typedChanged.emit()

    @Slot(int)
    def pick(self, number: int) -> None:
        """Mark the choice of a key."""
        self._typing.pick(number)
        self.typedChanged.emit()

    @Slot(int)
    def move(self, step: int) -> None:
        """Mark the choice or row below or above."""
        self._typing.move(step)
        self.typedChanged.emit()

    @Slot(int)
    def takeRow(self, row: int) -> None:
        """A row of the list was clicked."""
        self._typing.marked = row
        self.submit()

    @Slot()
    def submit(self) -> None:
        """Intro: give the answer, or go past a page that was read aloud."""
        page = self._page()
        if page is None:
            return
        if page.field is None:
            self._desk.go_on()
        else:
            self._desk.answer(self._typing.given(date.fromisoformat(self._desk.today())))

    @Slot()
    def back(self) -> None:
        """The page before."""
        self._desk.back()

    @Slot(str)
    def change(self, page: str) -> None:
        """From the review to one question."""
        self._desk.change(page)

    @Slot()
    def confirm(self) -> None:
        """Ctrl+Intro: past what was read aloud, or store it."""
        if self.kind == "review":
            self._desk.send()
        elif self.kind in _CONFIRMED:
            self._desk.go_on()

    @Slot()
    def send(self) -> None:
        """Store it."""
        self._desk.send()

    def refresh(self) -> None:
        """The desk changed: another page starts with what was given before."""
        page = self._page()
        if (page.id if page else "") != self._page_id:
            self._page_id = page.id if page else ""
            self._typing.clear()
            if page is not None and page.field is not None and self._desk.journey is not None:
                self._typing.enter(self._desk.journey, page.field)
        self.changed.emit()
        self.typedChanged.emit()

    def forget(self) -> None:
        """The call ended: nothing typed stays."""
        self._page_id = ""
        self._typing.clear()

    def _page(self) -> Page | None:
        return self._desk.journey.current if self._desk.journey else None

    def _rows(self) -> list[dict[str, Any]]:
        journey = self._desk.journey
        if journey is None:
            return []
        missing = journey.still_to_answer(date.fromisoformat(self._desk.today()))
        fields = [(page.id, page.field) for page in journey.path() if page.field is not None]
        return [
            {
                "page": page_id,
                "number": number,
                "label": field.label,
                "value": shown_answer(field, journey.given(field.id)),
                "problem": TO_ANSWER if page_id in missing else "",
            }
            for number, (page_id, field) in enumerate(fields, start=1)
        ]

    def _rows_before(self) -> list[dict[str, Any]]:
        journey, page = self._desk.journey, self._page()
        if journey is None or page is None:
            return []
        path = list(journey.path())
        asked = sum(each.field is not None for each in path[: path.index(page)])
        return self._rows()[:asked]
