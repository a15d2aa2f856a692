"""The queue file itself: who may write it, its settings, its tables, and what can go wrong with it.

`synchronous=FULL` is set and read back: with NORMAL, SQLite loses committed rows at a power cut and its own
integrity check stays "ok".
"""

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from tramites.errors import ExpectedError

DATABASE_NAME: Final = "queue.db"
LOCK_NAME: Final = "queue.lock"
PAGE_BYTES: Final = 4096
_FULL_SYNC: Final = 2
_MIB: Final = 1024 * 1024
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DAMAGED: Final = "{path}: {error}; restart the terminal to rebuild it from its journal, then check the disk"
_PRIMARY_CODE: Final = 0xFF  # SQLite's extended codes keep the primary one in the low byte

# STRICT, no AUTOINCREMENT, one UNIQUE index: each further index costs a page per commit. `sealed` stands
# last, so that reading the columns before it never walks its overflow pages.
_TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS queue (
        seq INTEGER PRIMARY KEY,
        folio TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        printed INTEGER NOT NULL,
        session_open INTEGER NOT NULL,
        created_at TEXT NOT NULL,
        boot_id TEXT NOT NULL,
        monotonic REAL NOT NULL,
        attempts INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        key_id TEXT,
        prev BLOB,
        hash BLOB,
        sha256 BLOB,
        size INTEGER NOT NULL,
        received_at TEXT,
        counts_from TEXT,
        qr TEXT,
        problem TEXT,
        sealed BLOB
    ) STRICT""",
    """CREATE TABLE IF NOT EXISTS print_jobs (
        id INTEGER PRIMARY KEY,
        folio TEXT NOT NULL,
        kind TEXT NOT NULL,
        copy INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        state TEXT NOT NULL,
        job TEXT,
        total_bytes INTEGER NOT NULL,
        sent_bytes INTEGER NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
)


class QueueFullError(ExpectedError):
    """No room for another trámite. What is queued is safe, and the platform's answers still fit."""

    code = "queue.full"


class QueueDamagedError(ExpectedError):
    """The disk or the file system does not let the queue work."""

    code = "queue.damaged"


class QueueBusyError(ExpectedError):
    """Another process has this queue open for writing."""

    code = "queue.busy"


@dataclass(frozen=True, slots=True)
class Reserve:
    """How much the queue may take, so that the platform's answers can be written even when it is full."""

    quota_bytes: int = 256 * _MIB
    spare_bytes: int = 2 * _MIB  # beyond the quota, for settling and printing only
    free_bytes: int = 32 * _MIB  # what the file system must have free before another trámite is taken


DEFAULT_RESERVE: Final = Reserve()


class WriteLock:
    """An exclusive lock on `queue.lock`; the kernel drops it with the process, however that ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def acquire(cls, directory: Path) -> Self:
        """Take the lock, or QueueBusyError naming the directory and the process that holds it."""
        descriptor = os.open(directory / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(descriptor)
            raise QueueBusyError(
                f"{directory}: the queue is open in process {holder}; stop it, or wait until it ends"
            ) from error
        os.ftruncate(descriptor, 0)
        with suppress(OSError):  # the number only informs; a full disk must not keep the queue shut
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        return cls(descriptor)

    def release(self) -> None:
        """Let another process in. The file stays: removing it would let two processes hold two locks."""
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)


def make_directory(directory: Path) -> None:
    """The queue's directory, readable by its owner only."""
    with translated(directory):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        directory.chmod(0o700)


def connect(path: Path, reserve: Reserve) -> sqlite3.Connection:
    """Open the database for writing with every setting read back. Raises sqlite3.Error as SQLite does."""
    if not path.exists():
        path.touch(mode=0o600)
    db = sqlite3.connect(path, isolation_level=None, timeout=5)
    db.text_factory = _lenient
    try:
        _apply_settings(db, path, reserve)
        _make_tables(db)
        _check_tables(db)
    except (sqlite3.Error, UnicodeDecodeError, QueueDamagedError):
        db.close()
        raise
    return db


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """Open the database without the right to change it; no lock is needed."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=5)
    db.text_factory = _lenient
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, durable when the block has ended."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Trouble of disk and SQLite becomes an error of the queue that names the file and the remedy."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
        raise  # mistakes of ours, not of the world
    except UnicodeDecodeError as error:  # Python reads SQLite's message about a damaged schema as UTF-8
        raise QueueDamagedError(_DAMAGED.format(path=path, error="the schema is not text")) from error
    except sqlite3.Error as error:
        raise _of_database(error, path) from error
    except OSError as error:
        raise _of_file(error, path) from error


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; SQLITE_ERROR where Python gives none."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY_CODE


def check_room(db: sqlite3.Connection, directory: Path, reserve: Reserve, size: int) -> None:
    """QueueFullError unless `size` more bytes fit the quota and leave the file system its reserve."""
    used = (_number(db, "PRAGMA page_count") - _number(db, "PRAGMA freelist_count")) * PAGE_BYTES
    if used + size > reserve.quota_bytes:
        raise QueueFullError(
            f"{directory}: the queue holds {used} of {reserve.quota_bytes} bytes; connect the terminal so "
            "that it can send them, or raise its quota"
        )
    disk = os.statvfs(directory)
    free = disk.f_bavail * disk.f_frsize
    if free < reserve.free_bytes + size:
        raise QueueFullError(
            f"{directory}: {free} bytes free on its disk, the queue keeps {reserve.free_bytes} in reserve; "
            "free some space there"
        )


def sync_directory(directory: Path) -> None:
    """Make new, renamed and deleted names durable."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _apply_settings(db: sqlite3.Connection, path: Path, reserve: Reserve) -> None:
    pages = (reserve.quota_bytes + reserve.spare_bytes) // PAGE_BYTES
    db.execute(f"PRAGMA page_size={PAGE_BYTES}")
    mode = db.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    for setting in (
        "synchronous=FULL",
        "wal_autocheckpoint=128",
        f"journal_size_limit={_MIB}",
        f"max_page_count={pages}",
        "cell_size_check=ON",
        "trusted_schema=OFF",
    ):
        db.execute(f"PRAGMA {setting}").fetchall()
    level = _number(db, "PRAGMA synchronous")
    if mode != "wal" or level != _FULL_SYNC:
        raise QueueDamagedError(
            f"{path}: SQLite runs with journal_mode={mode}, synchronous={level}, not wal and {_FULL_SYNC}: "
            "a power cut could lose trámites; use a local file system and an unmodified SQLite"
        )


def _make_tables(db: sqlite3.Connection) -> None:
    with transaction(db):
        for table in _TABLES:
            db.execute(table)


def _check_tables(db: sqlite3.Connection) -> None:
    """A flipped bit can rename a column; SQLite does not mind, the queue does."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as intended:
        _make_tables(intended)
        if _definitions(db) != _definitions(intended):
            raise sqlite3.DatabaseError("the tables are not those of a queue")


def _definitions(db: sqlite3.Connection) -> list[tuple[str, str | None]]:
    return db.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()


def _number(db: sqlite3.Connection, question: str) -> int:
    return int(db.execute(question).fetchone()[0])


def _lenient(text: bytes) -> str:
    """A flipped bit may break UTF-8; the row is then found invalid instead of stopping the queue."""
    return text.decode("utf-8", "replace")


def _of_database(error: sqlite3.Error, path: Path) -> ExpectedError:
    if primary_code(error) == sqlite3.SQLITE_FULL:
        return QueueFullError(f"{path}: no room for another trámite ({error}); free some space on its disk")
    if primary_code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return QueueBusyError(f"{path}: another program holds the database ({error}); close it")
    return QueueDamagedError(_DAMAGED.format(path=path, error=error))


def _of_file(error: OSError, path: Path) -> ExpectedError:
    if error.errno in _NO_ROOM:
        return QueueFullError(f"{path}: the disk is full; free some space on it")
    return QueueDamagedError(f"{path}: {error.strerror or error}; check the disk and who may write there")
