"""What technicians and support see of a queue: read-only and without its lock."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from sqlite_utils import Database

from offline_queue.journal import read_segments
from offline_queue.mending.compare import compare
from offline_queue.rows import SELECT, read_row
from offline_queue.states import State
from offline_queue.store import DATABASE_NAME, LOCK_NAME, QueueDamagedError, connect_for_reading, translated
from tramites.wire.chain import GENESIS

_LISTED: Final = 100
_LOCKS: Final = Path("/proc/locks")


class QueueStatus(msgspec.Struct, frozen=True, kw_only=True):
    """A queue at a glance."""

    directory: str
    terminal: str | None
    counts: dict[str, int]
    oldest_pending_at: str | None
    oldest_pending_seconds: float | None
    head_seq: int
    head: str
    database_bytes: int
    journal_bytes: int
    open_in_process: int | None  # who has it open for writing now
    damaged_files: tuple[str, ...]


class QueueRow(msgspec.Struct, frozen=True, kw_only=True):
    """One trámite, as far as anybody but its recipients can read it."""

    seq: int
    folio: str
    kind: str
    state: str
    printed: bool
    session_open: bool
    created_at: str
    attempts: int
    epoch: int
    key_id: str | None
    sha256: str | None
    size: int
    received_at: str | None
    counts_from: str | None
    problem: str | None


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """Chain and both copies, compared. `problems` is empty when `sound`."""

    sound: bool
    rows: int
    journal_records: int
    problems: tuple[str, ...]


def status(directory: Path, now: datetime) -> QueueStatus:
    """Counts, age of the oldest pending trámite, head and sizes."""
    with _database(directory) as database:
        counts = {str(row["state"]): int(row["n"]) for row in database.query(_COUNTS)}
        oldest = _first(database, _OLDEST_PENDING, "created_at")
        head_seq = _first(database, _HEAD, "seq")
        head = _first(database, _HEAD, "hash")
        terminal = _first(database, "SELECT value FROM meta WHERE key = 'terminal'", "value")
    return QueueStatus(
        directory=str(directory),
        terminal=terminal if isinstance(terminal, str) else None,
        counts={state.value: counts.get(state.value, 0) for state in State},
        oldest_pending_at=oldest if isinstance(oldest, str) else None,
        oldest_pending_seconds=_age(oldest, now),
        head_seq=head_seq if isinstance(head_seq, int) else 0,
        head=(head if isinstance(head, bytes) else GENESIS).hex(),
        database_bytes=_size(directory, f"{DATABASE_NAME}*"),
        journal_bytes=_size(directory, "journal-*.log"),
        open_in_process=_writing_process(directory),
        damaged_files=tuple(sorted(path.name for path in directory.glob("damaged-*"))),
    )


def rows(directory: Path, state: State | None = None, limit: int = _LISTED) -> tuple[QueueRow, ...]:
    """The newest trámites first, of one state or of all."""
    condition = "" if state is None else " WHERE state = :state"
    with _database(directory) as database:
        found = database.query(
            _ROWS + condition + " ORDER BY seq DESC LIMIT :limit",
            {"state": None if state is None else state.value, "limit": limit},
        )
        return tuple(_row(columns) for columns in found)


def row(directory: Path, folio: str) -> QueueRow | None:
    """One trámite by its folio."""
    with _database(directory) as database:
        for columns in database.query(_ROWS + " WHERE folio = :folio", {"folio": folio}):
            return _row(columns)
    return None


def verify(directory: Path) -> Verification:
    """Check the file, the chain and both copies against each other. Changes nothing.

    A filing under way may show as a record without its row for a moment.
    """
    with _database(directory) as database:
        integrity = [str(found["integrity_check"]) for found in database.query("PRAGMA integrity_check")]
        raws = database.conn.execute(SELECT + " ORDER BY seq").fetchall()
    segments = read_segments(directory)
    findings = compare(raws, segments)
    problems = [f"database: {text}" for text in integrity if text != "ok"]
    problems += [f"seq {raw[0]}: the row is not what was filed" for raw in findings.invalid]
    problems += [f"folio {folio}: neither copy is whole" for folio in findings.lost]
    problems += [f"seq {record.seq}: in the journal, not in the database" for record in findings.restored]
    problems += [f"seq {entry.seq}: in the database, not in the journal" for entry in findings.unjournaled]
    problems += [f"seq {seq}: does not follow the one before it" for seq in findings.gaps]
    problems += [
        f"{segment.path.name}: {len(segment.unreadable)} unreadable bytes"
        for segment in segments
        if segment.unreadable
    ]
    return Verification(
        sound=not problems,
        rows=sum(1 for raw in raws if read_row(raw) is not None),
        journal_records=sum(len(segment.records) for segment in segments),
        problems=tuple(problems),
    )


_COUNTS: Final = "SELECT state, count(*) AS n FROM queue GROUP BY state"
_OLDEST_PENDING: Final = "SELECT created_at FROM queue WHERE state = 'pending' ORDER BY seq LIMIT 1"
_HEAD: Final = "SELECT seq, hash FROM queue WHERE seq > 0 ORDER BY seq DESC LIMIT 1"
_ROWS: Final = (
    "SELECT seq, folio, kind, state, printed, session_open, created_at, attempts, epoch, key_id,"
    " lower(hex(sha256)) AS sha256, size, received_at, counts_from, problem FROM queue"
)


@contextmanager
def _database(directory: Path) -> Iterator[Database]:
    path = directory / DATABASE_NAME
    if not path.is_file():
        raise QueueDamagedError(f"{path}: there is no queue here; check the directory in the settings")
    with translated(path), closing(connect_for_reading(path)) as connection:
        yield Database(connection)


def _row(columns: dict[str, object]) -> QueueRow:
    return msgspec.convert(columns, QueueRow, strict=False)


def _first(database: Database, question: str, column: str) -> object:
    for found in database.query(question):
        return found[column]
    return None


def _age(created_at: object, now: datetime) -> float | None:
    if not isinstance(created_at, str):
        return None
    try:
        return round((now - datetime.fromisoformat(created_at)).total_seconds(), 3)
    except (ValueError, TypeError):
        return None


def _size(directory: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in directory.glob(pattern))


def _writing_process(directory: Path) -> int | None:
    """Whoever holds the lock, by the kernel's list: trying the lock could turn a starting terminal away."""
    path = directory / LOCK_NAME
    if not path.is_file() or not _LOCKS.is_file():
        return None
    pid = path.read_text(encoding="ascii", errors="replace").strip()
    inode = str(path.stat().st_ino)
    for line in _LOCKS.read_text(encoding="ascii").splitlines():
        fields = line.split()
        if "FLOCK" in fields and pid in fields and any(field.endswith(f":{inode}") for field in fields):
            return int(pid)
    return None
