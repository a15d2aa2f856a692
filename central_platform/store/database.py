"""Opening a database and its transactions: SQLite embedded (WAL, FULL, one writer) or any SQLAlchemy URL."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from tramites.errors import ExpectedError

_BUSY_SECONDS: Final = 10
_READS: Final = "ventanilla_reads"
_FULL: Final = 2


class UnusableDatabaseError(ExpectedError):
    """The database cannot be opened, or does not keep what it is told."""

    code = "database.unusable"


def open_engine(url: str) -> Engine:
    """An engine for `url`. Parameters never appear in errors: they may be about a citizen."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _open_sqlite(url, parsed.database)
        return create_engine(url, hide_parameters=True, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise UnusableDatabaseError(
            f"--database: {type(error).__name__}; revise la dirección de la base de datos"
        ) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: committed when the block ends well, else as if it never began."""
    with engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view; never waits for a writer."""
    with engine.connect() as connection:
        yield connection.execution_options(**{_READS: True})


def _open_sqlite(url: str, file: str | None) -> Engine:
    if not file or file == ":memory:":
        raise UnusableDatabaseError(
            "--database: SQLite necesita un archivo; por ejemplo sqlite:////ruta/platform.sqlite3"
        )
    _make_private(Path(file))
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _make_private(file: Path) -> None:
    """The file is the owner's alone from its first byte; SQLite gives -wal and -shm the same mode."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise UnusableDatabaseError(f"{file}: {error.strerror}; revise la carpeta y sus permisos") from error


def _prepare_connection(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cell_size_check=ON")
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
        level = connection.execute("PRAGMA synchronous").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise UnusableDatabaseError(f"la base de datos no se puede leer: {error}") from error
    if (mode, level) != ("wal", _FULL):
        raise UnusableDatabaseError(f"SQLite quedó en {mode}/{level}; se necesita WAL y synchronous=FULL")


def _begin(connection: Connection) -> None:
    # IMMEDIATE takes the writer's place at once: no transaction reads, waits and then finds it cannot write.
    reads = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def is_sqlite(engine: Engine) -> bool:
    """Whether this is the embedded database."""
    return engine.dialect.name == "sqlite"


def integrity_problem(engine: Engine) -> str | None:
    """What SQLite's own check finds, or None; other databases check themselves."""
    if not is_sqlite(engine):
        return None
    try:
        with reading(engine) as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    except DBAPIError as error:
        return str(error.orig)
    return None if found == "ok" else str(found)
