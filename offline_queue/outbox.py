"""The queue of trámites waiting for the platform: the only writer of its file.

A filing is durable when `append` returns: first a synced journal record, then a SQLite commit with
`synchronous=FULL`. Only the platform's signed word on a folio changes its fate; nothing is ever dropped.
An Outbox belongs to the thread that opened it.
"""

import hashlib
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from offline_queue.clock import Clock, file_stamp, rfc3339
from offline_queue.journal import Journal, JournalRecord
from offline_queue.ledger import PrintJob, PrintLedger, PrintState
from offline_queue.mending.repair import Opened, RepairReport, open_and_mend
from offline_queue.rows import Instant, file_row, insert_draft, pack_settled, select, settle_row
from offline_queue.states import AFTER, Entry, FolioTakenError, State, UnknownFolioError, may_move
from offline_queue.store import (
    DATABASE_NAME,
    DEFAULT_RESERVE,
    QueueFullError,
    Reserve,
    WriteLock,
    check_room,
    make_directory,
    sync_directory,
    transaction,
    translated,
)
from tramites.wire.chain import GENESIS, chain_hash
from tramites.wire.envelope import MAX_ENVELOPE_BYTES
from tramites.wire.messages import FolioResult, Outcome

# A session starts only if a filing of ordinary size would still fit.
_ORDINARY_RECORD: Final = 64 * 1024
_WORTH_PACKING: Final = 32
_PRIVATE: Final = 0o600


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the platform's word changed, and what of it could not be meant for our bytes."""

    settled: tuple[FolioResult, ...] = ()
    disregarded: tuple[FolioResult, ...] = ()


class Outbox:
    """The open queue. Every method may raise QueueFullError, QueueBusyError or QueueDamagedError."""

    def __init__(
        self, directory: Path, opened: Opened, lock: WriteLock, clock: Clock, reserve: Reserve
    ) -> None:
        self.report: Final[RepairReport] = opened.report
        self._directory = directory
        self._db = opened.db
        self._journal: Journal = opened.journal
        self._lock = lock
        self._clock = clock
        self._reserve = reserve
        self._ledger = PrintLedger(opened.db, clock)
        self._epoch = 0
        self._head_seq, self._head_hash = 0, GENESIS
        self._oldest_pending = 1
        self._settled_since_packing = _WORTH_PACKING  # nobody knows what the process before this one left

    @classmethod
    def open(
        cls, directory: Path, *, terminal: str, epoch: int, clock: Clock, reserve: Reserve = DEFAULT_RESERVE
    ) -> Self:
        """Open the queue in `directory` (made if missing), mend it if needed, and take its lock.

        `report` says what was mended. An epoch already used in the chain is never gone back from.
        """
        make_directory(directory)
        path = directory / DATABASE_NAME
        with translated(path), ExitStack() as on_failure:
            lock = WriteLock.acquire(directory)
            on_failure.callback(lock.release)
            opened = open_and_mend(directory, reserve, file_stamp(clock.now()))
            on_failure.callback(opened.close)
            outbox = cls(directory, opened, lock, clock, reserve)
            outbox._start(terminal, epoch, opened)
            on_failure.pop_all()
        return outbox

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of files and lock."""
        with translated(self._path):
            self._db.close()
            self._journal.close()
            self._lock.release()

    # A citizen's session ------------------------------------------------------------------------------

    def draft(self, folio: str, kind: str) -> None:
        """Reserve a folio when a session starts; there is no data yet.

        Raises QueueFullError when a filing would not fit: said before the citizen starts, not after.
        """
        with translated(self._path):
            known = self.entry(folio)
            if known is not None and known.state is not State.DRAFT:
                raise FolioTakenError(f"{self._path}: folio {folio} is already filed; make a new folio")
            self._check_room(_ORDINARY_RECORD)
            with transaction(self._db):
                self._db.execute("DELETE FROM queue WHERE folio = ? AND seq < 0", (folio,))
                insert_draft(self._db, folio, kind, self._epoch, self._instant())

    def discard_draft(self, folio: str) -> bool:
        """Forget a draft; returns whether there was one. A filed folio is never touched."""
        with translated(self._path):
            cursor = self._db.execute("DELETE FROM queue WHERE folio = ? AND seq < 0", (folio,))
            return cursor.rowcount == 1

    def drafts(self) -> tuple[Entry, ...]:
        """Folios of sessions that never came to filing, oldest first."""
        with translated(self._path):
            return tuple(select(self._db, "WHERE seq < 0 ORDER BY seq DESC"))

    def append(self, folio: str, kind: str, sealed: bytes, key_id: str) -> Entry:
        """File a sealed trámite: durable in two copies when this returns.

        The same bytes under the same folio give the entry that is there already; other bytes are refused
        with FolioTakenError. When this raises, nothing was filed.
        """
        if not 0 < len(sealed) <= MAX_ENVELOPE_BYTES:
            raise ValueError(f"a sealed record has 1 to {MAX_ENVELOPE_BYTES} bytes, not {len(sealed)}")
        with translated(self._path):
            known = self.entry(folio)
            if known is not None and known.state is not State.DRAFT:
                return self._same_bytes(known, sealed)
            self._check_room(len(sealed))
            return self._file(self._next_record(folio, kind, sealed, key_id))

    def mark_printed(self, folio: str) -> None:
        """Note that a printer confirmed the paper of this folio."""
        self._flag("UPDATE queue SET printed = 1 WHERE folio = ? AND seq > 0", folio)

    def end_session(self, folio: str) -> None:
        """The citizen has left: after a crash nobody needs to see this folio."""
        self._flag("UPDATE queue SET session_open = 0 WHERE folio = ?", folio)

    def unfinished(self) -> Entry | None:
        """The last filed trámite whose citizen has not left: where the screen goes after a crash."""
        with translated(self._path):
            rows = select(self._db, "WHERE session_open = 1 AND seq > 0 ORDER BY seq DESC LIMIT 1")
            return next(rows, None)

    # The platform -------------------------------------------------------------------------------------

    def pending(self, limit_records: int, limit_bytes: int, after_seq: int = 0) -> list[Entry]:
        """What the platform has not answered for, oldest first; at least one record, however large."""
        start = max(after_seq + 1, self._oldest_pending)
        found: list[Entry] = []
        size = 0
        with translated(self._path):
            condition = "WHERE seq >= ? AND state = 'pending' ORDER BY seq LIMIT ?"
            for entry in select(self._db, condition, (start, limit_records)):
                size += entry.size
                if found and size > limit_bytes:
                    break
                found.append(entry)
        return found

    def pending_folios(self) -> list[str]:
        """Folios the platform has not answered for, oldest first."""
        with translated(self._path):
            rows = self._db.execute(
                "SELECT folio FROM queue WHERE seq >= ? AND state = 'pending' ORDER BY seq",
                (self._oldest_pending,),
            )
            return [row[0] for row in rows]

    def settle(self, results: Iterable[FolioResult]) -> Settlement:
        """Write the platform's word down, all of it in one transaction; only the folios it names change.

        A result about other bytes than ours changes nothing and is returned as disregarded.
        """
        settled: list[FolioResult] = []
        disregarded: list[FolioResult] = []
        with translated(self._path):
            with transaction(self._db):
                for result in results:
                    self._settle_one(result, settled, disregarded)
            self._forget_settled(settled)
        self._settled_since_packing += len(settled)
        return Settlement(tuple(settled), tuple(disregarded))

    def release(self, folio: str) -> None:
        """A technician sends a quarantined trámite once more."""
        statement = (
            "UPDATE queue SET state = 'pending', problem = NULL WHERE folio = ? AND state = 'quarantined'"
        )
        self._flag(statement, folio)
        self._oldest_pending = 1

    def purge(self, before: datetime) -> int:
        """Forget the acuses of trámites filed before an instant; their places in the chain stay."""
        with translated(self._path), transaction(self._db):
            cursor = self._db.execute(
                "UPDATE queue SET state = 'purged', qr = NULL, counts_from = NULL, received_at = NULL"
                " WHERE state = 'acknowledged' AND session_open = 0 AND created_at < ?",
                (rfc3339(before),),
            )
            return cursor.rowcount

    def adopt_epoch(self, epoch: int) -> None:
        """The platform saw a restored image and gave a new epoch: what is filed from now on carries it."""
        self._epoch = max(self._epoch, epoch)

    # Questions ----------------------------------------------------------------------------------------

    @property
    def epoch(self) -> int:
        """The epoch of what is filed next."""
        return self._epoch

    def entry(self, folio: str) -> Entry | None:
        """All that is known of a folio."""
        with translated(self._path):
            return next(select(self._db, "WHERE folio = ?", (folio,)), None)

    def counts(self) -> dict[State, int]:
        """How many folios are in each state; every state is named."""
        with translated(self._path):
            found = dict(self._db.execute("SELECT state, count(*) FROM queue GROUP BY state").fetchall())
        return {state: int(found.get(state.value, 0)) for state in State}

    def head(self) -> tuple[int, bytes]:
        """Place and hash of the last filed trámite; (0, GENESIS) for an empty queue."""
        return self._head_seq, self._head_hash

    # The print ledger ---------------------------------------------------------------------------------

    def record_job(
        self,
        *,
        folio: str,
        kind: str,
        copy: int,
        sha256: str,
        total_bytes: int = 0,
        state: PrintState = PrintState.QUEUED,
    ) -> int:
        """A new print job; returns its id. `kind` is what is printed, `copy` 0 the first paper."""
        with translated(self._path):
            return self._ledger.record(
                folio=folio, kind=kind, copy=copy, sha256=sha256, total_bytes=total_bytes, state=state
            )

    def update_job(
        self, job_id: int, state: PrintState, *, job: str | None = None, sent_bytes: int | None = None
    ) -> None:
        """What is known of a print job now; None leaves a column as it is."""
        with translated(self._path):
            self._ledger.update(job_id, state, job=job, sent_bytes=sent_bytes)

    def jobs(self, folio: str) -> tuple[PrintJob, ...]:
        """Every printing of a folio, oldest first."""
        with translated(self._path):
            return self._ledger.jobs(folio)

    # --------------------------------------------------------------------------------------------------

    @property
    def _path(self) -> Path:
        return self._directory / DATABASE_NAME

    def _start(self, terminal: str, epoch: int, opened: Opened) -> None:
        self._read_head(epoch)
        with transaction(self._db):
            self._ledger.recover()
            self._remember_terminal(terminal)
        for loose in opened.loose:
            self.append(loose.folio, loose.kind, loose.sealed, loose.key_id)
        for path in self._directory.iterdir():
            path.chmod(_PRIVATE)
        sync_directory(self._directory)
        if not self.report.clean:
            self.report.log()

    def _read_head(self, epoch: int) -> None:
        last = self._db.execute(
            "SELECT seq, hash FROM queue WHERE seq > 0 ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        if last is not None:
            self._head_seq, self._head_hash = last
        used = self._db.execute("SELECT max(epoch) FROM queue WHERE seq > 0").fetchone()[0]
        self._epoch = max(epoch, used or 0)
        self._advance_oldest_pending()

    def _remember_terminal(self, terminal: str) -> None:
        known = self._db.execute("SELECT value FROM meta WHERE key = 'terminal'").fetchone()
        if known != (terminal,):
            self._db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('terminal', ?)", (terminal,))

    def _check_room(self, size: int) -> None:
        try:
            check_room(self._db, self._directory, self._reserve, size)
        except QueueFullError:
            if self._settled_since_packing < _WORTH_PACKING:
                raise
            pack_settled(self._db)
            self._settled_since_packing = 0
            check_room(self._db, self._directory, self._reserve, size)

    def _next_record(self, folio: str, kind: str, sealed: bytes, key_id: str) -> JournalRecord:
        seq = self._head_seq + 1
        digest = hashlib.sha256(sealed).digest()
        return JournalRecord(
            seq=seq,
            epoch=self._epoch,
            folio=folio,
            kind=kind,
            key_id=key_id,
            created_at=rfc3339(self._clock.now()),
            prev=self._head_hash,
            hash=chain_hash(self._head_hash, self._epoch, seq, folio, digest),
            sealed=sealed,
        )

    def _file(self, record: JournalRecord) -> Entry:
        """Journal first; if SQLite then refuses, the record is taken back so that it cannot return."""
        self._journal.append(record)
        committed = False
        try:
            with transaction(self._db):
                file_row(self._db, record, self._instant())
            committed = True
        finally:
            if not committed:
                self._journal.take_back()
        self._head_seq, self._head_hash = record.seq, record.hash
        filed = self.entry(record.folio)
        if filed is None:
            raise UnknownFolioError(f"{self._path}: folio {record.folio} vanished after its commit")
        return filed

    def _same_bytes(self, known: Entry, sealed: bytes) -> Entry:
        if known.sha256 != hashlib.sha256(sealed).digest():
            raise FolioTakenError(
                f"{self._path}: folio {known.folio} is filed with other bytes; file these under a new folio"
            )
        return known

    def _settle_one(
        self, result: FolioResult, settled: list[FolioResult], disregarded: list[FolioResult]
    ) -> None:
        if result.outcome is Outcome.UNKNOWN:
            return
        row = self._db.execute(
            "SELECT state, sha256 FROM queue WHERE folio = ? AND seq > 0", (result.folio,)
        ).fetchone()
        if row is None or row[1].hex() != result.sha256:
            disregarded.append(result)
            return
        after = AFTER[result.outcome]
        if may_move(State(row[0]), after):
            settle_row(self._db, result, after)
            settled.append(result)

    def _forget_settled(self, settled: Iterable[FolioResult]) -> None:
        """The second copy goes only after the database file itself, not just its log, holds the answer."""
        acknowledged = [item.folio for item in settled if AFTER[item.outcome] is State.ACKNOWLEDGED]
        unneeded = self._journal.settle(acknowledged)
        if unneeded:
            _, logged, moved = self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            if moved == logged:
                self._journal.delete(unneeded)
        if acknowledged:
            self._advance_oldest_pending()

    def _advance_oldest_pending(self) -> None:
        row = self._db.execute(
            "SELECT seq FROM queue WHERE seq >= ? AND state = 'pending' ORDER BY seq LIMIT 1",
            (self._oldest_pending,),
        ).fetchone()
        self._oldest_pending = row[0] if row else self._head_seq + 1

    def _flag(self, statement: str, folio: str) -> None:
        with translated(self._path):
            if self._db.execute(statement, (folio,)).rowcount != 1:
                raise UnknownFolioError(f"{self._path}: no folio {folio} in the state this needs")

    def _instant(self) -> Instant:
        return Instant(rfc3339(self._clock.now()), self._clock.boot_id, self._clock.monotonic())
