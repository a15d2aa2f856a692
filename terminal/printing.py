"""Printing a slip and knowing what became of it.

The ledger keeps id, folio, hash, state and counts, never bytes; the receipt itself lives in memory until the
citizen leaves. Automatic repetition happens in one case only: when not one byte was sent. Paper that ran out
in mid-job is waited for; once the rest is out, one complete copy follows, marked as replacing the first.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeAlias, assert_never

from devices.contract import (
    USABLE,
    Condition,
    Confirmed,
    DeviceStatus,
    JobId,
    PrinterService,
    PrintOutcome,
    Receipt,
    Refused,
    Stopped,
    Uncertain,
    WeaklyConfirmed,
)
from offline_queue.ledger import PrintState
from terminal.receipts import Copy

MAX_REPRINTS: Final = 2
ReceiptMaker: TypeAlias = Callable[[Copy], Receipt]


@dataclass(frozen=True, slots=True)
class Slip:
    """What is known of one citizen's paper. `condition` says what stands in the way, if anything does."""

    folio: str
    kind: str
    copy: int = 0
    state: PrintState = PrintState.QUEUED
    condition: Condition | None = None
    answered: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing more will be known without a person."""
        return self.state in (PrintState.CONFIRMED, PrintState.WEAKLY_CONFIRMED, PrintState.UNCERTAIN)


class Ledger(Protocol):
    """Where print jobs are recorded; returns at once."""

    def record(self, slip: Slip, sha256: str, size: int) -> None:
        """A job is about to be sent: its hash and size, and that it is being sent."""
        ...

    def update(self, slip: Slip) -> None:
        """The state of the job last recorded for this folio and copy."""
        ...


class Printing:
    """Prints for one citizen at a time. Every method and callback runs on the thread `post` leads to."""

    def __init__(
        self,
        printer: PrinterService,
        ledger: Ledger,
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        self._printer = printer
        self._ledger = ledger
        self._post = post
        self.on_change: Callable[[], None] = lambda: None
        self._maker: ReceiptMaker | None = None
        self._stopped_in_mid_job = False
        self._session = 0
        self.slip: Slip | None = None
        self.status = DeviceStatus(Condition.UNKNOWN)
        printer.watch(lambda status: post(lambda: self._status_changed(status)))

    def start(self, folio: str, kind: str, maker: ReceiptMaker) -> None:
        """Print the first copy of a slip; a second call for the same folio and kind is ignored."""
        if self.slip is not None and (self.slip.folio, self.slip.kind) == (folio, kind):
            return
        self._maker = maker
        self._print(Slip(folio, kind))

    def resume(self, slip: Slip, maker: ReceiptMaker) -> None:
        """After a crash: what the ledger knows of the last slip; nothing is printed by itself."""
        self._maker = maker
        self.slip = slip

    def reprint(self) -> bool:
        """One more copy, marked as replacing; False when the limit at the terminal is reached."""
        if self.slip is None or self.slip.copy >= MAX_REPRINTS:
            return False
        self._print(Slip(self.slip.folio, self.slip.kind, self.slip.copy + 1))
        return True

    def citizen_says(self, *, came_out: bool) -> None:
        """The answer to "¿Salió completo su comprobante?"; a no prints a copy."""
        if self.slip is None or not self.slip.settled:
            return
        if came_out or not self.reprint():
            self._change(replace(self.slip, answered=True))

    def forget(self) -> None:
        """The citizen left: receipt and callbacks go; a job the printer holds still runs to its end."""
        self._session += 1
        self._maker = None
        self.slip = None
        self._stopped_in_mid_job = False

    def _print(self, slip: Slip) -> None:
        if self._maker is None:
            return
        self.slip = slip
        self._stopped_in_mid_job = False
        session = self._session
        receipt = self._maker(Copy(slip.copy))

        def for_this(action: Callable[[], None]) -> None:
            self._post(lambda: action() if session == self._session else None)

        def sending(_job: JobId, data: bytes) -> None:
            digest = hashlib.sha256(data).hexdigest()
            self._ledger.record(replace(slip, state=PrintState.SENDING), digest, len(data))
            for_this(lambda: self._change(replace(slip, state=PrintState.SENDING)))

        def stopped(outcome: Stopped) -> None:
            self._ledger.update(replace(slip, state=PrintState.STOPPED))
            for_this(lambda: self._stopped(slip, outcome.condition))

        def done(outcome: PrintOutcome) -> None:
            self._ledger.update(replace(slip, state=_state(outcome)))
            for_this(lambda: self._done(slip, outcome))

        self._printer.submit(receipt, sending, stopped, done)
        self.on_change()

    def _stopped(self, slip: Slip, condition: Condition) -> None:
        self._stopped_in_mid_job = True
        self._change(replace(slip, state=PrintState.STOPPED, condition=condition))

    def _done(self, slip: Slip, outcome: PrintOutcome) -> None:
        condition = outcome.condition if isinstance(outcome, Stopped | Refused) else None
        whole = isinstance(outcome, Confirmed) and self._stopped_in_mid_job
        self._change(replace(slip, state=_state(outcome), condition=condition))
        if whole and slip.copy < MAX_REPRINTS:
            self._print(Slip(slip.folio, slip.kind, slip.copy + 1))

    def _status_changed(self, status: DeviceStatus) -> None:
        self.status = status
        refused = self.slip is not None and self.slip.state is PrintState.REFUSED
        if refused and status.condition in USABLE and self.slip is not None:
            self._print(replace(self.slip, state=PrintState.QUEUED, condition=None))
        self.on_change()

    def _change(self, slip: Slip) -> None:
        self.slip = slip
        self.on_change()


def _state(outcome: PrintOutcome) -> PrintState:
    match outcome:
        case Confirmed():
            return PrintState.CONFIRMED
        case WeaklyConfirmed():
            return PrintState.WEAKLY_CONFIRMED
        case Stopped():
            return PrintState.STOPPED
        case Uncertain():
            return PrintState.UNCERTAIN
        case Refused():
            return PrintState.REFUSED
        case _:
            assert_never(outcome)
