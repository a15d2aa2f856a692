"""What a durable filing costs beside the limit of the machine: raw SQLite with WAL and synchronous=FULL.

    python -m benchmarks.queue_enqueue [--rounds 6] [--operations 150] [--json]

Operations per second depend on the disk; ratios and counts of syncs do not. Subjects take turns in random
order and the median of their rounds is compared. persist-queue and litequeue take part where they are
installed. Syncs are counted with strace where it is installed.
"""

import argparse
import importlib
import importlib.util
import json
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from offline_queue.clock import SystemClock
from offline_queue.outbox import Outbox
from tramites.identifiers.folio import Folio

SIZE = 4000
SYNC_CALLS = ("fsync", "fdatasync")
Put = Callable[[bytes], object]


@dataclass(frozen=True)
class Subject:
    name: str
    opened: Callable[[Path], Any]  # a context manager that gives a Put


@contextmanager
def raw_sqlite(directory: Path) -> Iterator[Put]:
    db = sqlite3.connect(directory / "raw.db", isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE queue (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    yield lambda body: db.execute("INSERT INTO queue (body) VALUES (?)", (body,))
    db.close()


@contextmanager
def our_append(directory: Path) -> Iterator[Put]:
    with Outbox.open(directory / "ours", terminal="bench", epoch=1, clock=SystemClock()) as outbox:
        yield lambda body: outbox.append(new_folio(), "kind", body, "key")


@contextmanager
def our_session(directory: Path) -> Iterator[Put]:
    with Outbox.open(directory / "session", terminal="bench", epoch=1, clock=SystemClock()) as outbox:

        def put(body: bytes) -> None:
            folio = new_folio()
            outbox.draft(folio, "kind")
            outbox.append(folio, "kind", body, "key")

        yield put


@contextmanager
def persist_queue(directory: Path) -> Iterator[Put]:
    peer = importlib.import_module("persistqueue").SQLiteAckQueue(
        str(directory / "persist"), auto_commit=True
    )
    yield peer.put
    peer.close()


@contextmanager
def litequeue(directory: Path) -> Iterator[Put]:
    peer = importlib.import_module("litequeue").LiteQueue(str(directory / "lite.db"))
    peer.conn.execute("PRAGMA synchronous=FULL")
    yield lambda body: peer.put(body.hex())
    peer.close()


def subjects() -> dict[str, Subject]:
    known = {
        "raw": Subject("raw SQLite, WAL + FULL", raw_sqlite),
        "append": Subject("Outbox.append (two copies)", our_append),
        "session": Subject("draft + append", our_session),
    }
    if importlib.util.find_spec("persistqueue"):
        known["persistqueue"] = Subject("persist-queue", persist_queue)
    if importlib.util.find_spec("litequeue"):
        known["litequeue"] = Subject("litequeue set to FULL", litequeue)
    return known


def new_folio() -> str:
    return Folio.make(datetime.now(UTC).date(), random.randbytes(16)).text  # noqa: S311


@contextmanager
def fresh_directory() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as name:
        yield Path(name)


def seconds_per_put(subject: Subject, operations: int) -> float:
    body = random.randbytes(SIZE)  # noqa: S311
    times = []
    with fresh_directory() as directory, subject.opened(directory) as put:
        for _ in range(operations):
            started = time.perf_counter()
            put(body)
            times.append(time.perf_counter() - started)
    return statistics.median(times)


def measured(rounds: int, operations: int) -> dict[str, float]:
    """Median seconds of one put, by subject; the order is shuffled in each round."""
    found: dict[str, list[float]] = {name: [] for name in subjects()}
    for _ in range(rounds):
        order = list(subjects().items())
        random.shuffle(order)
        for name, subject in order:
            found[name].append(seconds_per_put(subject, operations))
    return {name: statistics.median(times) for name, times in found.items()}


def syncs_per_put(name: str, operations: int) -> float | None:
    """Syncs of `operations` puts less those of none, by strace; None where it is missing or not allowed."""
    if shutil.which("strace") is None:
        return None
    counts = [traced_syncs(name, number) for number in (0, operations)]
    if None in counts:
        return None
    return ((counts[1] or 0) - (counts[0] or 0)) / operations


def traced_syncs(name: str, operations: int) -> int | None:
    itself = [
        sys.executable,
        "-m",
        "benchmarks.queue_enqueue",
        "--only",
        name,
        "--operations",
        str(operations),
    ]
    trace = ["strace", "-f", "-c", "-e", "trace=" + ",".join(SYNC_CALLS), *itself]
    run = subprocess.run(trace, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return None
    lines = [re.split(r"\s+", line.strip()) for line in run.stderr.splitlines()]
    return sum(int(fields[3]) for fields in lines if fields[-1] in SYNC_CALLS)


def report(rounds: int, operations: int) -> list[dict[str, object]]:
    medians = measured(rounds, operations)
    return [
        {
            "subject": subject.name,
            "p50_ms": round(medians[name] * 1000, 3),
            "times_raw": round(medians[name] / medians["raw"], 2),
            "syncs_per_put": syncs_per_put(name, operations),
        }
        for name, subject in subjects().items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--operations", type=int, default=150)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--only", choices=list(subjects()), help="run one subject once and print nothing")
    arguments = parser.parse_args()
    if arguments.only:
        run_once(subjects()[arguments.only], arguments.operations)
        return
    lines = report(arguments.rounds, arguments.operations)
    if arguments.json:
        print(json.dumps(lines, indent=2))
        return
    for line in lines:
        figures = f"{line['p50_ms']:8} ms {line['times_raw']:6} x raw"
        print(f"{line['subject']:32} {figures} {line['syncs_per_put']} syncs")


def run_once(subject: Subject, operations: int) -> None:
    with fresh_directory() as directory, subject.opened(directory) as put:
        for _ in range(operations):
            put(bytes(SIZE))


if __name__ == "__main__":
    main()
