"""Following a trámite by folio and clave."""

from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from devices.contract import USABLE
from tramites.errors import ExpectedError
from tramites.identifiers.folio import Folio
from tramites.moments import local
from tramites.wire.messages import CaseEvent
from ui.qt_typing import Property, Signal, Slot
from ui.services import CitizenSession, Words
from ui.session_texts import FOLLOW_WORDS
from ui.viewmodels.proof_words import paper_words, said

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_CODE_PARTS: Final = 7
_REFERENCE: Final = "VENTANILLA:"
_STATES: Final = frozenset(
    code.removeprefix("case.state-") for code in FOLLOW_WORDS if code.startswith("case.state-")
)


@QmlElement
class FollowUpViewModel(QObject):
    """First the folio, then the clave, then the case. Scanning the slip fills the folio."""

    changed = Signal()

    def __init__(self, session: CitizenSession, words: Words) -> None:
        super().__init__()
        self._session = session
        self._words = words
        self._stage = "folio"
        self._folio = ""
        self._clave = ""
        self._error = ""
        self._seen_scan = ""

    @Property(str, notify=changed)
    def stage(self) -> str:
        """What is asked now: folio or clave."""
        return self._stage

    @Property(str, notify=changed)
    def folio(self) -> str:
        """The folio as typed."""
        return self._folio

    @Property(str, notify=changed)
    def clave(self) -> str:
        """The clave as typed."""
        return self._clave

    @Property(str, notify=changed)
    def error(self) -> str:
        """What is missing."""
        problem = self._session.case_problem
        return self._error or (self._words(problem) if problem else "")

    @Property(str, notify=changed)
    def scanKind(self) -> str:
        """State of the reader: ok or bad."""
        return "ok" if self._session.conditions.scanner in USABLE else "bad"

    @Property(str, notify=changed)
    def scanText(self) -> str:
        """What the reader can do for the citizen."""
        ready = self._session.conditions.scanner in USABLE
        return self._words("follow.scan-ready" if ready else "follow.scan-none")

    @Property(str, notify=changed)
    def keyboard(self) -> str:
        """The keyboard's layout."""
        return "folio"

    @Property(bool, notify=changed)
    def waiting(self) -> bool:
        """Whether the platform is being asked."""
        return self._session.case_waiting

    @Property(str, notify=changed)
    def waitingText(self) -> str:
        """Words while waiting."""
        return self._words("follow.asking") if self._session.case_waiting else ""

    @Property(str, notify=changed)
    def caseHeading(self) -> str:
        """The trámite's name."""
        case = self._session.case
        return self._words.source(self._session.name_of(case.tramite or "")) if case else ""

    @Property(str, notify=changed)
    def caseFolio(self) -> str:
        """The folio of the case."""
        return self._session.case.folio if self._session.case else ""

    @Property(str, notify=changed)
    def agencyFolio(self) -> str:
        """The agency's own folio beside ours."""
        case = self._session.case
        if case is None or not case.agency_folio:
            return ""
        return self._words("case.agency-folio", {"folio": case.agency_folio})

    @Property(str, notify=changed)
    def stateText(self) -> str:
        """Where it is now."""
        case = self._session.case
        if case is None:
            return ""
        return self._event(case.events[-1]) if case.events else self._words("proof.received")

    @Property("QVariantList", notify=changed)
    def timeline(self) -> list[dict[str, Any]]:
        """What happened so far."""
        case = self._session.case
        events = case.events if case else ()
        return [
            {
                "title": self._event(each),
                "line": self._words.moment(local(each.at, self._session.zone)),
                "state": "now" if each is events[-1] else "done",
                "icon": "check",
            }
            for each in events
        ]

    @Property(str, notify=changed)
    def nextStep(self) -> str:
        """What follows, or that the clave shows more."""
        case = self._session.case
        if case is None:
            return ""
        told = any(event.text for event in case.events)
        return self._words.source(case.next_step or "") if told else self._words("case.no-clave")

    @Property(bool, notify=changed)
    def canPrintAcuse(self) -> bool:
        """Whether there is an acuse to print."""
        case = self._session.case
        return case is not None and case.qr is not None and self._session.slip is None

    @Property(str, notify=changed)
    def printKind(self) -> str:
        """Kind of the print card, empty when nothing was printed here."""
        return paper_words(self._session.slip, awaiting=False).kind if self._session.slip else ""

    @Property(str, notify=changed)
    def printTitle(self) -> str:
        """What is known of the paper."""
        return self._said(paper_words(self._session.slip, awaiting=False).title)

    @Property(str, notify=changed)
    def printText(self) -> str:
        """What to do about it."""
        return self._said(paper_words(self._session.slip, awaiting=False).line)

    @Slot(str)
    def edit(self, text: str) -> None:
        """The field as it is now."""
        if self._stage == "folio":
            self._folio = text
        else:
            self._clave = text
        self._session.touch()
        self.changed.emit()

    @Slot()
    def submit(self) -> None:
        """From the folio to the clave, from the clave to the answer."""
        if self._stage == "folio":
            self._check_folio()
        elif self._clave.strip():
            self._session.consult(self._folio, self._clave)
        else:
            self._error = self._words("clave.invalid")
        self.changed.emit()

    @Slot()
    def withoutClave(self) -> None:
        """Only the state, for who has lost the clave."""
        self._session.consult(self._folio, "")

    @Slot()
    def printAcuse(self) -> None:
        """Print the acuse of this case."""
        self._session.print_case()

    @Slot()
    def another(self) -> None:
        """Another trámite."""
        self._session.another()

    def step_back(self) -> bool:
        """From the clave to the folio; False when the page itself is left."""
        if self._session.page != "follow-up" or self._stage == "folio":
            return False
        self._stage, self._error = "folio", ""
        self.changed.emit()
        return True

    def refresh(self) -> None:
        """The session changed: leaving the page forgets it; a scan fills the folio."""
        if self._session.page not in ("follow-up", "case"):
            self.forget()
        elif self._session.scanned and self._session.scanned != self._seen_scan:
            self._seen_scan = self._session.scanned
            self._folio = _folio_in(self._session.scanned)
            self._check_folio()
        self.changed.emit()

    def forget(self) -> None:
        """Nothing a citizen typed stays."""
        self._stage, self._folio, self._clave = "folio", "", ""
        self._error, self._seen_scan = "", ""

    def _event(self, event: CaseEvent) -> str:
        """The agency's own words, or, without the clave, only the state."""
        if event.text:
            return self._words.source(event.text)
        return self._words(f"case.state-{event.state if event.state in _STATES else 'other'}")

    def _said(self, code: str) -> str:
        slip = self._session.slip
        return said(self._words, code, slip) if slip else ""

    def _check_folio(self) -> None:
        try:
            self._folio = Folio.parse(self._folio).text
        except ExpectedError as error:
            self._error = self._words(error.code)
        else:
            self._stage, self._error = "clave", ""


def _folio_in(scanned: str) -> str:
    """The folio in a slip's code, in the code shown on screen, or the text itself."""
    fields = scanned.split("|")
    if len(fields) == _CODE_PARTS and fields[0] == "V1":
        return fields[1]
    return scanned.removeprefix(_REFERENCE)
