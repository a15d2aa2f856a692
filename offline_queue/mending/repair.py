"""Opening the queue after whatever happened to it: both copies compared, each mended from the other.

What cannot be mended is set aside in files `damaged-<time>-…` beside the queue, never deleted, and the queue
works on.
"""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import structlog

from offline_queue.journal import Journal, JournalRecord, Segment, read_segments
from offline_queue.ledger import write_raw_job
from offline_queue.mending.compare import Findings, Loose, compare
from offline_queue.rows import COLUMNS, SELECT, RawRow, insert_row, record_of_entry, row_of_record
from offline_queue.store import (
    DATABASE_NAME,
    Reserve,
    connect,
    connect_for_reading,
    primary_code,
    sync_directory,
    transaction,
)

# What SQLite answers when the file is at fault; anything else is the disk, its rights or another program.
_FILE_AT_FAULT: Final = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_READONLY,
    }
)


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What opening the queue had to mend. Folios are listed so that a person can look them up."""

    rebuilt: bool = False  # the database file was unusable and was made anew
    restored: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    rejournaled: tuple[str, ...] = ()
    rechained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    gaps: tuple[int, ...] = ()
    unreadable_journal_bytes: int = 0  # a write cut off by a power failure counts here too
    set_aside: tuple[Path, ...] = ()

    @property
    def clean(self) -> bool:
        """Nothing had to be mended."""
        return self == RepairReport()

    def log(self) -> None:
        """Tell technicians, in numbers; the folios stay in the queue's own files."""
        structlog.get_logger().warning(
            "queue.repaired",
            rebuilt=self.rebuilt,
            restored=len(self.restored),
            replaced=len(self.replaced),
            rejournaled=len(self.rejournaled),
            rechained=len(self.rechained),
            lost=len(self.lost),
            gaps=len(self.gaps),
            unreadable_journal_bytes=self.unreadable_journal_bytes,
            set_aside=[path.name for path in self.set_aside],
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """A queue that can be worked with. `loose` records still need a new place in the chain."""

    db: sqlite3.Connection
    journal: Journal
    report: RepairReport
    loose: tuple[Loose, ...]

    def close(self) -> None:
        """Let go of both copies."""
        self.db.close()
        self.journal.close()


@dataclass(frozen=True, slots=True)
class _Contents:
    """The open database and what it, or the unusable file it replaces, holds."""

    db: sqlite3.Connection
    rows: Sequence[RawRow]
    jobs: Sequence[RawRow]
    set_aside: tuple[Path, ...]

    @property
    def rebuilt(self) -> bool:
        return bool(self.set_aside)


def open_and_mend(directory: Path, reserve: Reserve, stamp: str) -> Opened:
    """Open both copies and mend them; `stamp` names what is set aside. Raises sqlite3.Error and OSError."""
    segments = read_segments(directory)
    contents = _open_database(directory, reserve, stamp)
    findings = compare(contents.rows, segments)
    journal, segments_aside = _mend_journal(directory, segments, findings, stamp)
    rows_aside = _set_rows_aside(directory, findings, stamp)
    new_gaps = _mend_database(contents, findings)
    report = RepairReport(
        rebuilt=contents.rebuilt,
        restored=tuple(record.folio for record in findings.restored),
        replaced=tuple(record.folio for record in findings.replaced),
        rejournaled=tuple(entry.folio for entry in findings.unjournaled),
        rechained=tuple(loose.folio for loose in findings.loose),
        lost=tuple(findings.lost),
        gaps=new_gaps,
        unreadable_journal_bytes=sum(len(segment.unreadable) for segment in segments),
        set_aside=(*contents.set_aside, *segments_aside, *rows_aside),
    )
    return Opened(contents.db, journal, report, tuple(findings.loose))


def _open_database(directory: Path, reserve: Reserve, stamp: str) -> _Contents:
    path = directory / DATABASE_NAME
    try:
        return _sound_contents(path, reserve)
    except UnicodeDecodeError:
        pass  # Python reads SQLite's message about a damaged schema as UTF-8
    except sqlite3.DatabaseError as error:
        if primary_code(error) not in _FILE_AT_FAULT or not os.access(path, os.W_OK):
            raise
    aside = _set_database_aside(path, stamp)
    rows, jobs = _salvage(aside[0])
    return _Contents(connect(path, reserve), rows, jobs, aside)


def _sound_contents(path: Path, reserve: Reserve) -> _Contents:
    db = connect(path, reserve)
    try:
        _check_integrity(db)
        return _Contents(db, db.execute(SELECT + " ORDER BY seq").fetchall(), (), ())
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        db.close()
        raise


def _check_integrity(db: sqlite3.Connection) -> None:
    verdict = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        raise sqlite3.DatabaseError(f"integrity check: {verdict}")


def _set_database_aside(path: Path, stamp: str) -> tuple[Path, ...]:
    """Move the file and its log away together: SQLite finds the log by the file's name."""
    target = _free_name(path.parent, f"damaged-{stamp}", ".db")
    path.rename(target)
    moved = [target]
    for suffix in ("-wal", "-shm"):
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            moved.append(companion.rename(target.with_name(target.name + suffix)))
    sync_directory(path.parent)
    return tuple(moved)


def _salvage(path: Path) -> tuple[list[RawRow], list[RawRow]]:
    """Whatever can still be read of an unusable file, from both ends towards the damage."""
    rows: dict[object, RawRow] = {}
    jobs: dict[object, RawRow] = {}
    try:
        db = connect_for_reading(path)
    except sqlite3.Error:
        return [], []
    for order in ("ASC", "DESC"):
        _read_until_damage(db, f"SELECT * FROM queue NOT INDEXED ORDER BY rowid {order}", rows)  # noqa: S608  # two constants
        _read_until_damage(db, f"SELECT * FROM print_jobs ORDER BY rowid {order}", jobs)  # noqa: S608
    db.close()
    return [raw for raw in rows.values() if len(raw) == len(COLUMNS)], list(jobs.values())


def _read_until_damage(db: sqlite3.Connection, question: str, into: dict[object, RawRow]) -> None:
    try:
        for raw in db.execute(question):
            into.setdefault(raw[0], raw)
    except (sqlite3.Error, UnicodeDecodeError):
        return  # the other direction, and the journal, have the rest


def _mend_journal(
    directory: Path, segments: Sequence[Segment], findings: Findings, stamp: str
) -> tuple[Journal, list[Path]]:
    """Write again what would be left without a second copy, then set damaged segments aside."""
    damaged = [segment for segment in segments if segment.unreadable]
    journal = Journal.resume(directory, (segment for segment in segments if not segment.unreadable))
    settled = findings.settled
    for record in _records_to_rewrite(damaged, findings):
        if record.folio not in settled:
            journal.append(record)
    aside = [
        segment.path.rename(_free_name(directory, f"damaged-{stamp}-{segment.path.stem}", ".log"))
        for segment in damaged
    ]
    journal.settle(settled)
    sync_directory(directory)
    return journal, aside


def _records_to_rewrite(damaged: Iterable[Segment], findings: Findings) -> list[JournalRecord]:
    records = {record.folio: record for segment in damaged for record in segment.records}
    records |= {entry.folio: record_of_entry(entry) for entry in findings.unjournaled}
    return sorted(records.values(), key=lambda record: record.seq)


def _set_rows_aside(directory: Path, findings: Findings, stamp: str) -> list[Path]:
    if not findings.invalid:
        return []
    path = _free_name(directory, f"damaged-{stamp}-rows", ".jsonl")
    path.touch(mode=0o600)
    path.write_bytes(b"".join(msgspec.json.encode(raw) + b"\n" for raw in findings.invalid))
    sync_directory(directory)
    return [path]


def _mend_database(contents: _Contents, findings: Findings) -> tuple[int, ...]:
    """One transaction: invalid rows out, mended rows in. Returns the gaps nobody was told of yet."""
    db = contents.db
    open_sessions = {draft.folio for draft in findings.drafts if draft.session_open}
    with transaction(db):
        known = _known_gaps(db)
        if contents.rebuilt:
            _copy_salvaged(contents, findings)
        for raw in findings.invalid:
            db.execute("DELETE FROM queue WHERE seq = ?", (raw[0],))
        for record in (*findings.restored, *findings.replaced):
            db.execute("DELETE FROM queue WHERE folio = ? AND seq < 0", (record.folio,))
            insert_row(db, row_of_record(record, session_open=record.folio in open_sessions))
        if list(known) != findings.gaps:
            _remember_gaps(db, findings.gaps)
    return tuple(gap for gap in findings.gaps if gap not in known)


def _copy_salvaged(contents: _Contents, findings: Findings) -> None:
    raws = {raw[0]: raw for raw in contents.rows}
    folios = {entry.folio for entry in findings.kept}
    for entry in findings.kept:
        insert_row(contents.db, raws[entry.seq])
    for entry in findings.drafts:
        if entry.folio not in folios:
            insert_row(contents.db, raws[entry.seq])
            folios.add(entry.folio)
    for job in contents.jobs:
        write_raw_job(contents.db, job)


def _known_gaps(db: sqlite3.Connection) -> tuple[int, ...]:
    row = db.execute("SELECT value FROM meta WHERE key = 'gaps'").fetchone()
    try:
        return msgspec.json.decode(row[0], type=tuple[int, ...]) if row else ()
    except msgspec.MsgspecError:
        return ()


def _remember_gaps(db: sqlite3.Connection, gaps: Sequence[int]) -> None:
    text = msgspec.json.encode(gaps).decode()
    db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('gaps', ?)", (text,))


def _free_name(directory: Path, stem: str, suffix: str) -> Path:
    path = directory / f"{stem}{suffix}"
    number = 2
    while path.exists():
        path = directory / f"{stem}-{number}{suffix}"
        number += 1
    return path
