"""The print ledger as printing sees it: recorded on the queue's thread, never waited for."""

from typing import Final

import structlog

from offline_queue.ledger import PrintState
from offline_queue.outbox import Outbox
from terminal.filing import QueueCalls
from terminal.printing import Slip
from tramites.errors import ExpectedError

_log = structlog.get_logger(__name__)
_OPEN: Final = frozenset({PrintState.QUEUED, PrintState.SENDING, PrintState.SENT, PrintState.STOPPED})


class QueueLedger:
    """Implements `terminal.printing.Ledger`; the row's id is known on the queue's thread alone."""

    def __init__(self, queue: QueueCalls) -> None:
        self._queue = queue
        self._rows: dict[tuple[str, str, int], int] = {}

    def record(self, slip: Slip, sha256: str, size: int) -> None:
        """A job is about to be sent."""

        def write(outbox: Outbox) -> None:
            row = outbox.record_job(
                folio=slip.folio, kind=slip.kind, copy=slip.copy, sha256=sha256, total_bytes=size
            )
            self._rows[_key(slip)] = row
            outbox.update_job(row, slip.state)

        self._queue.call(write, _report)

    def update(self, slip: Slip) -> None:
        """What is known now; a slip of which not one byte was sent has no row."""

        def write(outbox: Outbox) -> None:
            row = self._rows.get(_key(slip))
            if row is not None:
                outbox.update_job(row, slip.state)
            if slip.state not in _OPEN:
                self._rows.pop(_key(slip), None)  # nothing more will be known of this paper

        self._queue.call(write, _report)


def _key(slip: Slip) -> tuple[str, str, int]:
    return slip.folio, slip.kind, slip.copy


def _report(result: object) -> None:
    """A ledger that cannot be written never stops paper: the technician is told."""
    if isinstance(result, ExpectedError):
        _log.warning("print.ledger-not-written", code=result.code)
