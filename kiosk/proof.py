"""The citizen's proof; first the folio, then a comprobante or, with an answer in time, the acuse."""

from collections.abc import Callable, Iterable
from typing import Final

from devices.contract import Condition, Receipt
from offline_queue.clock import Clock
from offline_queue.ledger import PrintState
from terminal import receipts
from terminal.printing import Printing, Slip
from terminal.receipts import Copy, Letterhead
from tramites.acuse import Filed, Received
from tramites.wire.messages import CaseAnswer, FolioResult, Outcome

COMPROBANTE: Final = "comprobante"
ACUSE: Final = "acuse"
_STORED: Final = frozenset({Outcome.ACCEPTED, Outcome.DUPLICATE})
# A person at the kiosk can mend these; the rest means that there is no paper today.
_MENDABLE: Final = frozenset({Condition.PAPER_OUT, Condition.COVER_OPEN, Condition.FAULT})
_WORKING: Final = frozenset({PrintState.QUEUED, PrintState.SENDING, PrintState.SENT})


class Proof:
    """One citizen's proof at a time. Everything runs on the GUI's thread."""

    def __init__(
        self,
        printing: Printing,
        head: Letterhead,
        clock: Clock,
        acuse_wait: float,
        nudge: Callable[[], None],
        line_is_up: Callable[[], bool],
    ) -> None:
        self._printing = printing
        self._head = head
        self._clock = clock
        self._acuse_wait = acuse_wait
        self._nudge = nudge
        self._line_is_up = line_is_up
        self._deadline: float | None = None
        self._clave: str | None = None
        self.filed: Filed | None = None
        self.received: Received | None = None
        self.on_change: Callable[[], None] = lambda: None
        printing.on_change = self._slip_changed

    @property
    def slip(self) -> Slip | None:
        """What is known of the paper."""
        return self._printing.slip

    @property
    def awaiting(self) -> bool:
        """Whether paper waits a moment for the platform's answer."""
        return self._deadline is not None

    @property
    def working(self) -> bool:
        """Whether a slip is on its way out: the citizen's clock stands still."""
        return self.awaiting or (self.slip is not None and self.slip.state in _WORKING)

    @property
    def paper_failed(self) -> bool:
        """Whether a person has to look at the printer."""
        if self.slip is None or self.filed is None:
            return False
        stuck = self.slip.state in (PrintState.STOPPED, PrintState.REFUSED)
        return stuck and self.slip.condition in _MENDABLE

    def filed_now(self, filed: Filed, clave: str | None) -> None:
        """The trámite is durable. With the line up, the acuse is worth a few seconds."""
        self.filed, self._clave = filed, clave
        self._nudge()
        if self._line_is_up():
            self._deadline = self._clock.monotonic() + self._acuse_wait
        else:
            self._print_comprobante()

    def recovered(self, filed: Filed, paper: PrintState | None) -> None:
        """After a crash: the slip is the short one, and is printed only if surely none came out."""
        self.filed, self._clave = filed, None
        if paper in (None, PrintState.REFUSED):
            self._print_comprobante()
        else:
            self._printing.resume(Slip(filed.folio, COMPROBANTE, 0, paper), self._comprobante)

    def acknowledged(self, results: Iterable[FolioResult]) -> None:
        """The platform answered for some folios; ours may be among them."""
        for result in results:
            if self.filed is not None and result.folio == self.filed.folio and result.outcome in _STORED:
                self._received_now(result)

    def tick(self) -> None:
        """Waited long enough for the acuse: the comprobante goes out."""
        if self._deadline is not None and self._clock.monotonic() >= self._deadline:
            self._deadline = None
            self._print_comprobante()
            self.on_change()

    def citizen_says(self, *, came_out: bool) -> None:
        """The answer to "¿Salió completo?"."""
        self._printing.citizen_says(came_out=came_out)

    def print_case(self, case: CaseAnswer, name: str, agency: str, clave: str | None) -> None:
        """The acuse of a case looked up by folio and clave; `name` and `agency` as people call them."""
        if case.received_at is None or case.counts_from is None or case.qr is None:
            return
        filed = Filed(case.folio, case.tramite or "", name, agency, case.received_at, "", case.qr)
        received = Received(case.folio, case.received_at, case.counts_from, case.qr)
        self._printing.start(
            case.folio, ACUSE, lambda copy: receipts.acuse(filed, received, clave, self._head, copy)
        )

    def forget(self) -> None:
        """The citizen left."""
        self.filed = None
        self.received = None
        self._clave = None
        self._deadline = None
        self._printing.forget()

    def _slip_changed(self) -> None:
        self.on_change()

    def _received_now(self, result: FolioResult) -> None:
        if result.received_at is None or result.counts_from is None or result.qr is None:
            return
        self.received = Received(result.folio, result.received_at, result.counts_from, result.qr)
        if self._deadline is not None:
            self._deadline = None
            self._printing.start(result.folio, ACUSE, self._acuse)
        self.on_change()

    def _print_comprobante(self) -> None:
        if self.filed is not None:
            self._printing.start(self.filed.folio, COMPROBANTE, self._comprobante)

    def _comprobante(self, copy: Copy) -> Receipt:
        if self.filed is None:
            raise ValueError("a slip is printed only for a filed trámite")
        return receipts.comprobante(self.filed, self._clave, self._head, copy)

    def _acuse(self, copy: Copy) -> Receipt:
        if self.filed is None or self.received is None:
            raise ValueError("an acuse is printed only for a received trámite")
        return receipts.acuse(self.filed, self.received, self._clave, self._head, copy)
