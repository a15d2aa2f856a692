"""What is really stored: read from the files of platform and queue, not asked of the programs."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Held:
    """How often the platform holds a folio, and the state of its case."""

    times: int
    state: str | None


def platform_holds(database: Path, folio: str) -> Held:
    """Look a folio up in the platform's intake and cases."""
    with _reading(database) as db:
        (times,) = db.execute("SELECT count(*) FROM intake WHERE folio = ?", (folio,)).fetchone()
        case = db.execute("SELECT state FROM cases WHERE folio = ?", (folio,)).fetchone()
    return Held(times, case[0] if case else None)


def platform_total(database: Path) -> int:
    """How many trámites the platform holds."""
    with _reading(database) as db:
        (total,) = db.execute("SELECT count(*) FROM intake").fetchone()
    return int(total)


def queue_counts(database: Path) -> dict[str, int]:
    """How many trámites of the queue are in each state."""
    with _reading(database) as db:
        return dict(db.execute("SELECT state, count(*) FROM queue GROUP BY state").fetchall())


def queue_state(database: Path, folio: str) -> str | None:
    """The state of one folio as the terminal knows it."""
    with _reading(database) as db:
        row = db.execute("SELECT state FROM queue WHERE folio = ?", (folio,)).fetchone()
    return row[0] if row else None


@contextmanager
def _reading(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=5)) as db:
        yield db
