"""Rows of the queue table as values, and when a row can be believed."""

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

import msgspec

from offline_queue.clock import rfc3339
from offline_queue.journal import JournalRecord
from offline_queue.states import SETTLED_FOR_GOOD, Entry, State
from offline_queue.store import transaction
from tramites.wire.chain import chain_hash
from tramites.wire.messages import FolioResult

RawRow: TypeAlias = tuple[object, ...]
COLUMNS: Final = Entry.__struct_fields__
SELECT: Final = (
    "SELECT seq, folio, kind, state, printed, session_open, created_at, boot_id, monotonic, attempts, epoch,"
    " key_id, prev, hash, sha256, size, received_at, counts_from, qr, problem, sealed FROM queue"
)
_INSERT: Final = "INSERT INTO queue VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SETTLED: Final = SELECT + " WHERE seq > ? AND state IN ('acknowledged', 'purged') ORDER BY seq LIMIT ?"
_PACKED_AT_ONCE: Final = 500
_SHA256_BYTES: Final = 32
_DRAFT: Final = """INSERT INTO queue
    (seq, folio, kind, state, printed, session_open, created_at, boot_id, monotonic, attempts, epoch, size)
    SELECT min(0, coalesce(min(seq), 0)) - 1, ?, ?, 'draft', 0, 1, ?, ?, ?, 0, ?, 0 FROM queue"""
_FILE_DRAFT: Final = """UPDATE queue SET
    seq = :seq, kind = :kind, state = 'pending', created_at = :created_at, boot_id = :boot_id,
    monotonic = :monotonic, epoch = :epoch, key_id = :key_id, prev = :prev, hash = :hash, sha256 = :sha256,
    size = :size, sealed = :sealed
    WHERE folio = :folio AND seq < 0"""
_FILE_NEW: Final = """INSERT INTO queue
    (seq, folio, kind, state, printed, session_open, created_at, boot_id, monotonic, attempts, epoch, key_id,
     prev, hash, sha256, size, sealed)
    VALUES (:seq, :folio, :kind, 'pending', 0, 1, :created_at, :boot_id, :monotonic, 0, :epoch, :key_id,
     :prev, :hash, :sha256, :size, :sealed)"""
# The sealed bytes go once the platform has them; quarantine and conflict keep them for a person.
_SETTLE: Final = """UPDATE queue SET
    received_at = ?1, counts_from = ?2, qr = ?3, problem = ?4, state = ?5, attempts = attempts + 1,
    sealed = CASE WHEN ?5 = 'acknowledged' THEN NULL ELSE sealed END
    WHERE folio = ?6"""


class Instant(NamedTuple):
    """When something happened, by both clocks."""

    wall: str
    boot_id: str
    monotonic: float


def read_row(raw: RawRow) -> Entry | None:
    """The row as an entry, or None if some column cannot be what it must be."""
    try:
        return msgspec.convert(dict(zip(COLUMNS, raw, strict=True)), Entry, strict=False)
    except msgspec.ValidationError:
        return None


def select(db: sqlite3.Connection, condition: str = "", values: tuple[object, ...] = ()) -> Iterator[Entry]:
    """The believable rows that meet a condition (SQL after the table's name)."""
    for raw in db.execute(SELECT + " " + condition, values):
        entry = read_row(raw)
        if entry is not None:
            yield entry


def insert_row(db: sqlite3.Connection, raw: RawRow) -> None:
    """Put a whole row in, inside the caller's transaction."""
    db.execute(_INSERT, raw)


def insert_draft(db: sqlite3.Connection, folio: str, kind: str, epoch: int, instant: Instant) -> None:
    """A row that only reserves a folio, with the next negative seq."""
    db.execute(_DRAFT, (folio, kind, instant.wall, instant.boot_id, instant.monotonic, epoch))


def file_row(db: sqlite3.Connection, record: JournalRecord, instant: Instant) -> None:
    """Draft → pending, or a new pending row where there was no draft."""
    values = {name: getattr(record, name) for name in record.__struct_fields__}
    values |= {
        "boot_id": instant.boot_id,
        "monotonic": instant.monotonic,
        "sha256": hashlib.sha256(record.sealed).digest(),
        "size": len(record.sealed),
    }
    if not db.execute(_FILE_DRAFT, values).rowcount:
        db.execute(_FILE_NEW, values)


def settle_row(db: sqlite3.Connection, result: FolioResult, after: State) -> None:
    """Write the platform's word on one folio down."""
    facts = (result.received_at, result.counts_from, result.qr, result.problem)
    db.execute(_SETTLE, (*facts, after.value, result.folio))


def pack_settled(db: sqlite3.Connection) -> None:
    """Write settled rows close together again, some at a time.

    SQLite does not join pages that an UPDATE left nearly empty: a row without its sealed bytes keeps a page.
    """
    last = 0
    while rows := db.execute(_SETTLED, (last, _PACKED_AT_ONCE)).fetchall():
        with transaction(db):
            db.executemany("DELETE FROM queue WHERE seq = ?", [(raw[0],) for raw in rows])
            db.executemany(_INSERT, rows)
        last = rows[-1][0]


def row_of_record(record: JournalRecord, *, session_open: bool) -> RawRow:
    """The pending row a journal record stands for. The platform calls it a duplicate if it has it already."""
    columns: dict[str, object] = dict.fromkeys(COLUMNS)
    columns |= {
        "printed": 0,
        "session_open": int(session_open),
        "state": State.PENDING.value,
        "boot_id": "",
        "monotonic": 0.0,
        "attempts": 0,
        "sha256": hashlib.sha256(record.sealed).digest(),
        "size": len(record.sealed),
    }
    columns |= {name: getattr(record, name) for name in JournalRecord.__struct_fields__}
    return tuple(columns.values())


def record_of_entry(entry: Entry) -> JournalRecord:
    """The journal record of a filed row that still has its sealed bytes."""
    if entry.key_id is None or entry.prev is None or entry.hash is None or entry.sealed is None:
        raise ValueError(f"the row of seq {entry.seq} has no sealed bytes to write a second time")
    return JournalRecord(
        seq=entry.seq,
        epoch=entry.epoch,
        folio=entry.folio,
        kind=entry.kind,
        key_id=entry.key_id,
        created_at=rfc3339(entry.created_at),
        prev=entry.prev,
        hash=entry.hash,
        sealed=entry.sealed,
    )


def is_sound(entry: Entry) -> bool:
    """Whether chain hash, digest and size of a row agree with each other and with its state."""
    if entry.seq < 0:
        return entry.state is State.DRAFT and entry.sealed is None
    if entry.state is State.DRAFT or not _has_place_in_chain(entry):
        return False
    return entry.state in SETTLED_FOR_GOOD or sealed_is_intact(entry)


def sealed_is_intact(entry: Entry) -> bool:
    """Whether the sealed bytes are those whose digest the row states."""
    sealed = entry.sealed
    return (
        sealed is not None and len(sealed) == entry.size and hashlib.sha256(sealed).digest() == entry.sha256
    )


def record_is_sound(record: JournalRecord) -> bool:
    """Whether a journal record's hash is that of its own contents."""
    if record.seq < 1 or record.epoch < 0:
        return False
    digest = hashlib.sha256(record.sealed).digest()
    return record.hash == chain_hash(record.prev, record.epoch, record.seq, record.folio, digest)


def _has_place_in_chain(entry: Entry) -> bool:
    if entry.prev is None or entry.sha256 is None or entry.key_id is None or entry.epoch < 0:
        return False
    if len(entry.prev) != _SHA256_BYTES or len(entry.sha256) != _SHA256_BYTES or entry.seq < 1:
        return False
    return entry.hash == chain_hash(entry.prev, entry.epoch, entry.seq, entry.folio, entry.sha256)
