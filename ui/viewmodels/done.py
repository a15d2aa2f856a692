"""Proof in hand: the folio first, the paper second; and the page for when the paper did not come out."""

from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from devices.contract import Condition
from offline_queue.ledger import PrintState
from tramites.definition import WhatFollows
from tramites.moments import local
from ui.qt_typing import Property, Signal, Slot
from ui.services import CitizenSession, Words
from ui.viewmodels.proof_words import STAFF_KEYS, PaperWords, paper_words, said, trouble_words

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_PAPER_IN_HAND: Final = frozenset(
    {PrintState.CONFIRMED, PrintState.SENDING, PrintState.SENT, PrintState.QUEUED}
)


@QmlElement
class DoneViewModel(QObject):
    """What is durable, what the platform answered, and what is known of the paper."""

    changed = Signal()

    def __init__(self, session: CitizenSession, words: Words) -> None:
        super().__init__()
        self._session = session
        self._words = words
        self._big_qr = False

    @Property(bool, notify=changed)
    def received(self) -> bool:
        """Whether the platform has it."""
        return self._session.received is not None

    @Property(str, notify=changed)
    def heading(self) -> str:
        """What happened to the trámite, first of all."""
        follows = self._follows()
        if follows is None:
            return self._words("paper.safe") if self._session.filed else ""
        return self._words.source(follows.received if self.received else follows.saved)

    @Property(str, notify=changed)
    def subheading(self) -> str:
        """Whether it was sent."""
        if self.received:
            return self.when
        line = self._session.conditions.line
        return self._words("proof.saved-online" if line else "proof.saved-offline")

    @Property(str, notify=changed)
    def when(self) -> str:
        """Date and time of reception, or of capture before it."""
        filed, received = self._session.filed, self._session.received
        instant = received.received_at if received else filed.captured_at if filed else ""
        return self._words.moment(local(instant, self._session.zone)) if instant else ""

    @Property(str, notify=changed)
    def folio(self) -> str:
        """The folio, the same for life."""
        return self._session.filed.folio if self._session.filed else ""

    @Property(str, notify=changed)
    def folioCaption(self) -> str:
        """Words above the folio."""
        return self._words("proof.folio" if self.received else "proof.folio-provisional")

    @Property(str, notify=changed)
    def folioNote(self) -> str:
        """Words below the folio."""
        return self._words("proof.folio-note" if self.received else "proof.folio-note-provisional")

    @Property(str, notify=changed)
    def chip(self) -> str:
        """The state beside the folio."""
        return self._words("proof.received" if self.received else "proof.to-send")

    @Property(str, notify=changed)
    def clave(self) -> str:
        """The clave, on the screen only while no paper carries it."""
        slip = self._session.slip
        in_hand = slip is not None and (slip.state in _PAPER_IN_HAND or slip.answered)
        return "" if in_hand or self._session.awaiting_acuse else self._session.clave

    @Property(str, notify=changed)
    def claveNote(self) -> str:
        """What the clave is for."""
        return self._words("proof.clave-note")

    @Property(str, notify=changed)
    def printKind(self) -> str:
        """Kind of the print card."""
        return self._paper().kind

    @Property(str, notify=changed)
    def printTitle(self) -> str:
        """What is known of the paper."""
        return said(self._words, self._paper().title, self._session.slip)

    @Property(str, notify=changed)
    def printText(self) -> str:
        """What to do about it."""
        return said(self._words, self._paper().line, self._session.slip)

    @Property(float, notify=changed)
    def printProgress(self) -> float:
        """Share of the slip that is out; -1 when nobody knows."""
        return -1.0

    @Property(bool, notify=changed)
    def asksPaper(self) -> bool:
        """Whether the citizen is asked if the slip came out."""
        return self._paper().asks

    @Property("QVariantList", notify=changed)
    def timeline(self) -> list[dict[str, Any]]:
        """Saved, sent, acuse: where the trámite is."""
        filed, received = self._session.filed, self._session.received
        if filed is None:
            return []
        saved = self._words.time(local(filed.captured_at, self._session.zone))
        sent = self._words.time(local(received.received_at, self._session.zone)) if received else ""
        send_line = (
            self._words("proof.step-sent-line", {"time": sent})
            if sent
            else self._words(
                "proof.step-sending-line" if self._session.conditions.line else "proof.step-send-line"
            )
        )
        return [
            _step(
                self._words("proof.step-saved"),
                self._words("proof.step-saved-line", {"time": saved}),
                "done",
                "check",
            ),
            _step(
                self._words("proof.step-send", {"agency": filed.agency}),
                send_line,
                "done" if sent else "now",
                "send",
            ),
            _step(
                self._words("proof.step-acuse"),
                self._words("proof.step-acuse-line"),
                "now" if sent else "next",
                "receipt",
            ),
        ]

    @Property("QVariantList", notify=changed)
    def follows(self) -> list[str]:
        """What follows, in order."""
        follows = self._follows()
        return [self._words.source(each) for each in follows.next_steps] if follows else []

    @Property(str, notify=changed)
    def dateTitle(self) -> str:
        """Heading of the date that counts."""
        return self._words("proof.date-title")

    @Property(str, notify=changed)
    def dateText(self) -> str:
        """Which date counts."""
        received, follows = self._session.received, self._follows()
        if received is not None:
            day = local(f"{received.counts_from}T12:00:00Z", self._session.zone).date()
            return self._words("proof.counts-from", {"day": self._words.day(day)})
        return self._words.source(follows.date_that_counts) if follows else ""

    @Property(str, notify=changed)
    def dangerTitle(self) -> str:
        """Heading of the safety note."""
        return self._words("proof.danger-title")

    @Property(str, notify=changed)
    def danger(self) -> str:
        """What to do if there is danger, when the matter can be dangerous."""
        follows = self._follows()
        return self._words.source(follows.danger) if follows and follows.danger else ""

    @Property(str, notify=changed)
    def qrText(self) -> str:
        """An opaque reference for a telephone: no personal data."""
        return f"VENTANILLA:{self.folio}" if self.folio else ""

    @Property(str, notify=changed)
    def paperTitle(self) -> str:
        """What failed."""
        return said(self._words, trouble_words(self._session.slip)[0], self._session.slip)

    @Property(str, notify=changed)
    def paperText(self) -> str:
        """What counts."""
        return said(self._words, trouble_words(self._session.slip)[1], self._session.slip)

    @Property(str, notify=changed)
    def safeHeading(self) -> str:
        """The first line of the page *Sin papel*."""
        return self._words("paper.safe")

    @Property(str, notify=changed)
    def safeText(self) -> str:
        """When it was stored."""
        filed = self._session.filed
        if filed is None:
            return ""
        time = self._words.time(local(filed.captured_at, self._session.zone))
        return self._words("paper.registered", {"time": time})

    @Property(str, notify=changed)
    def staffKey(self) -> str:
        """The key staff looks up, in small letters."""
        slip = self._session.slip
        condition = slip.condition if slip else None
        return self._words("paper.staff-key", {"key": STAFF_KEYS.get(condition or Condition.FAULT, "IMP-05")})

    @Property(bool, notify=changed)
    def waitingForStaff(self) -> bool:
        """Whether the citizen said to wait."""
        return self._session.staff_called_at is not None

    @Property(str, notify=changed)
    def staffText(self) -> str:
        """Since when the notice stands on the screen."""
        called = self._session.staff_called_at
        if called is None:
            return ""
        return self._words(
            "paper.staff-coming", {"time": self._words.time(local(called, self._session.zone))}
        )

    @Property(bool, notify=changed)
    def bigQr(self) -> bool:
        """Whether the large QR is shown."""
        return self._big_qr

    @Slot()
    def finish(self) -> None:
        """Erase and leave."""
        self._session.leave()

    @Slot()
    def another(self) -> None:
        """Another trámite."""
        self._session.another()

    @Slot(bool)
    def paperCameOut(self, came_out: bool) -> None:
        """The citizen's answer."""
        self._session.paper_came_out(came_out=came_out)

    @Slot()
    def showQr(self) -> None:
        """Show the large QR."""
        self._big_qr = True
        self.changed.emit()

    @Slot()
    def hideQr(self) -> None:
        """Back from the large QR."""
        self._big_qr = False
        self.changed.emit()

    @Slot()
    def waitForStaff(self) -> None:
        """Wait for paper; the clock stands still."""
        self._session.wait_for_staff()

    def refresh(self) -> None:
        """The session changed."""
        if self._session.filed is None:
            self._big_qr = False
        self.changed.emit()

    def _paper(self) -> PaperWords:
        return paper_words(self._session.slip, awaiting=self._session.awaiting_acuse)

    def _follows(self) -> WhatFollows | None:
        definition = self._session.definition
        return definition.follows if definition else None


def _step(title: str, line: str, state: str, icon: str) -> dict[str, Any]:
    return {"title": title, "line": line, "state": state, "icon": icon}
