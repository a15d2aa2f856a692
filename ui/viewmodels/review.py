"""The last look before sending."""

from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from tramites.definition import FieldDefinition, Page
from ui.qt_typing import Property, Signal, Slot
from ui.services import CitizenSession, Words

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_ROWS: Final = 6


@QmlElement
class ReviewViewModel(QObject):
    """What will be filed, row by row; each can be changed."""

    changed = Signal()

    def __init__(self, session: CitizenSession, words: Words) -> None:
        super().__init__()
        self._session = session
        self._words = words
        self._first = 0

    @Property("QVariantList", notify=changed)
    def rows(self) -> list[dict[str, Any]]:
        """The rows that are visible now."""
        return self._all_rows()[self._first : self._first + _ROWS]

    @Property(bool, notify=changed)
    def hasMore(self) -> bool:
        """Whether *Ver más* shows further rows."""
        return self._first + _ROWS < len(self._pages())

    @Property(bool, notify=changed)
    def hasPrevious(self) -> bool:
        """Whether there are rows before these."""
        return self._first > 0

    @Property(bool, notify=changed)
    def valuesHidden(self) -> bool:
        """Whether the values are covered, because nobody touched the screen for a while."""
        return self._session.values_hidden

    @Property("QVariantList", notify=changed)
    def declaration(self) -> list[str]:
        """What sending declares."""
        definition = self._session.definition
        return list(definition.declaration) if definition else []

    @Property(str, notify=changed)
    def primaryText(self) -> str:
        """Words of the primary button."""
        return self._words("review.send")

    @Property(bool, notify=changed)
    def canSend(self) -> bool:
        """Whether the last rows are in sight and nothing is missing."""
        return not self.hasMore and not self._to_answer()

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Why it was not stored, if it was not."""
        return self._words("review.not-stored") if self._session.trouble else ""

    @Slot(str)
    def change(self, page: str) -> None:
        """Open one question and come back."""
        self._session.change(page)

    @Slot()
    def moreRows(self) -> None:
        """The next rows."""
        self._first += _ROWS
        self.changed.emit()

    @Slot()
    def previousRows(self) -> None:
        """The rows before."""
        self._first = max(0, self._first - _ROWS)
        self.changed.emit()

    @Slot()
    def showValues(self) -> None:
        """Uncover the values."""
        self._session.show_values()

    @Slot()
    def send(self) -> None:
        """File it."""
        self._session.send()

    def refresh(self) -> None:
        """The session changed."""
        if self._session.page != "review":
            self._first = 0
        self.changed.emit()

    def _all_rows(self) -> list[dict[str, Any]]:
        to_answer = self._to_answer()
        return [self._row(page, page.field, page.id in to_answer) for page in self._pages() if page.field]

    def _row(self, page: Page, field: FieldDefinition, unanswered: bool) -> dict[str, Any]:
        return {
            "pageId": page.id,
            "label": field.label,
            "value": self._value(field),
            "changed": page.id in self._session.changed_pages,
            "problem": self._words("review.to-answer") if unanswered else "",
        }

    def _value(self, field: FieldDefinition) -> str:
        journey = self._session.journey
        given = journey.given(field.id) if journey else ""
        if not given:
            return self._words("review.empty")
        if field.type == "fecha":
            return self._words.day(date.fromisoformat(given))
        option = next((each for each in field.options if each.value == given), None)
        return self._words.source(option.text) if option else given

    def _pages(self) -> list[Page]:
        journey = self._session.journey
        return [page for page in journey.path() if page.field is not None] if journey else []

    def _to_answer(self) -> tuple[str, ...]:
        journey = self._session.journey
        return journey.still_to_answer(date.fromisoformat(self._session.today())) if journey else ()
