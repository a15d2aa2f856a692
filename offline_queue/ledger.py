"""The print ledger: what was sent to a printer and what is known of the paper. Never the bytes themselves."""

import sqlite3
from enum import Enum
from typing import Final

import msgspec

from offline_queue.clock import Clock, rfc3339
from offline_queue.states import UnknownFolioError


class PrintState(Enum):
    """What is known of one printing."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    CONFIRMED = "confirmed"
    WEAKLY_CONFIRMED = "weakly_confirmed"
    STOPPED = "stopped"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"


class PrintJob(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the ledger. `copy` 0 is the first paper, n the n-th reprint; `job` the printer's own id."""

    id: int
    folio: str
    kind: str
    copy: int
    sha256: str
    state: PrintState
    job: str | None
    total_bytes: int
    sent_bytes: int
    at: str


_COLUMNS: Final = PrintJob.__struct_fields__
_SELECT: Final = (
    "SELECT id, folio, kind, copy, sha256, state, job, total_bytes, sent_bytes, at FROM print_jobs"
)


def write_raw_job(db: sqlite3.Connection, raw: tuple[object, ...]) -> None:
    """Put a line saved from a damaged file back, if it still is one."""
    if read_job(raw) is not None:
        db.execute("INSERT OR IGNORE INTO print_jobs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", raw)


class PrintLedger:
    """Reads and writes the ledger's table on the queue's connection."""

    def __init__(self, db: sqlite3.Connection, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    def recover(self) -> int:
        """After a crash nobody knows what a job that had begun printed; one still queued was never sent."""
        cursor = self._db.execute(
            "UPDATE print_jobs SET state = CASE state WHEN 'queued' THEN 'refused' ELSE 'uncertain' END"
            " WHERE state IN ('queued', 'sending', 'sent')"
        )
        return cursor.rowcount

    def record(
        self, *, folio: str, kind: str, copy: int, sha256: str, total_bytes: int, state: PrintState
    ) -> int:
        """A new job; returns its id."""
        cursor = self._db.execute(
            "INSERT INTO print_jobs (folio, kind, copy, sha256, state, total_bytes, sent_bytes, at)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
            (folio, kind, copy, sha256, state.value, total_bytes, rfc3339(self._clock.now())),
        )
        return int(cursor.lastrowid or 0)

    def update(self, job_id: int, state: PrintState, *, job: str | None, sent_bytes: int | None) -> None:
        """What is known now; None leaves a column as it is."""
        cursor = self._db.execute(
            "UPDATE print_jobs SET state = ?, job = coalesce(?, job), sent_bytes = coalesce(?, sent_bytes),"
            " at = ? WHERE id = ?",
            (state.value, job, sent_bytes, rfc3339(self._clock.now()), job_id),
        )
        if cursor.rowcount != 1:
            raise UnknownFolioError(f"print job {job_id} is not in the ledger; record it first")

    def jobs(self, folio: str) -> tuple[PrintJob, ...]:
        """Every printing of a folio, oldest first."""
        rows = self._db.execute(_SELECT + " WHERE folio = ? ORDER BY id", (folio,))
        return tuple(job for row in rows if (job := read_job(row)) is not None)


def read_job(raw: tuple[object, ...]) -> PrintJob | None:
    """A line of the table, or None where damage left none; a state nobody knows is uncertain."""
    columns = dict(zip(_COLUMNS, raw, strict=False))
    if columns.get("state") not in {state.value for state in PrintState}:
        columns["state"] = PrintState.UNCERTAIN.value
    try:
        return msgspec.convert(columns, PrintJob)
    except msgspec.ValidationError:
        return None
