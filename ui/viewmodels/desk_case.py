"""Finding a case for a caller, by folio and by the clave the caller gives."""

from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from tramites.moments import local
from tramites.wire.messages import CaseEvent
from ui.desk_services import DeskSession
from ui.qt_typing import Property, Signal, Slot
from ui.services import Words
from ui.viewmodels.desk_words import OTHER_STATE, STATES

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_NO_LINE: Final = "case.no-line"
_SHOWN_EVENTS: Final = 3
_OFFLINE: Final = "Sin conexión: ahora no se puede consultar."


@QmlElement
class DeskCaseViewModel(QObject):
    """Folio and clave as typed, and what the platform answered. Without clave it answers only the state."""

    changed = Signal()

    def __init__(self, desk: DeskSession, words: Words) -> None:
        super().__init__()
        self._desk = desk
        self._words = words
        self._folio = ""
        self._clave = ""

    @Property(str, notify=changed)
    def folio(self) -> str:
        """The folio as typed."""
        return self._folio

    @Property(str, notify=changed)
    def clave(self) -> str:
        """The clave as typed."""
        return self._clave

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why there is no case."""
        code = self._desk.case_problem
        if code == _NO_LINE:
            return _OFFLINE
        return self._words(code) if code else ""

    @Property(bool, notify=changed)
    def waiting(self) -> bool:
        """Whether the platform is being asked."""
        return self._desk.case_waiting

    @Property(str, notify=changed)
    def name(self) -> str:
        """The trámite of the case."""
        wanted = (self._desk.case.tramite or "") if self._desk.case else ""
        return next((each.name for each in self._desk.find("") if each.id == wanted), wanted)

    @Property(str, notify=changed)
    def foundFolio(self) -> str:
        """The folio of the case that is shown."""
        return self._desk.case.folio if self._desk.case else ""

    @Property(str, notify=changed)
    def stateText(self) -> str:
        """Where it is now."""
        case = self._desk.case
        if case is None:
            return ""
        return _said(case.events[-1]) if case.events else STATES.get(case.state or "", OTHER_STATE)

    @Property(str, notify=changed)
    def agencyFolio(self) -> str:
        """The agency's own folio beside ours."""
        case = self._desk.case
        if case is None or not case.agency_folio:
            return ""
        return self._words("case.agency-folio", {"folio": case.agency_folio})

    @Property("QVariantList", notify=changed)
    def events(self) -> list[dict[str, Any]]:
        """What happened last, in 24 hours as staff reads it; the words only with the clave."""
        case = self._desk.case
        return [
            {"at": local(each.at, self._desk.zone).strftime("%d/%m %H:%M"), "text": _said(each)}
            for each in (case.events[-_SHOWN_EVENTS:] if case else ())
        ]

    @Property(str, notify=changed)
    def note(self) -> str:
        """What to do next, or that the clave shows more."""
        case = self._desk.case
        if case is None:
            return ""
        return case.next_step or "Solo el estado. Con la clave se ven los detalles."

    @Property(str, notify=changed)
    def offlineText(self) -> str:
        """Said beside the search while there is no line."""
        return _OFFLINE if self._desk.line is False and not self._desk.case_problem else ""

    @Property(str, notify=changed)
    def earlier(self) -> str:
        """How many steps came before the ones shown."""
        more = len(self._desk.case.events) - _SHOWN_EVENTS if self._desk.case else 0
        return f"Pasos anteriores: {more}" if more > 0 else ""

    @Slot(str)
    def editFolio(self, text: str) -> None:
        """The folio as it is now."""
        self._folio = text
        self.changed.emit()

    @Slot(str)
    def editClave(self, text: str) -> None:
        """The clave as it is now."""
        self._clave = text
        self.changed.emit()

    @Slot()
    def search(self) -> None:
        """Ask the platform."""
        self._desk.consult(self._folio, self._clave)
        self._clave = ""  # it opened what it had to open

    def refresh(self) -> None:
        """The desk changed."""
        self.changed.emit()

    def forget(self) -> None:
        """The call ended."""
        self._folio, self._clave = "", ""


def _said(event: CaseEvent) -> str:
    return event.text or STATES.get(event.state, OTHER_STATE)
