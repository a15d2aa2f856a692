"""What is true after the kills: read from the files of queue and platform when both have stopped."""

import sqlite3
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import select

from central_platform.fleet import FolioCount, folio_counts
from central_platform.store.database import reading
from central_platform.store.schema import intake
from offline_queue import inspect
from offline_queue.store import DATABASE_NAME
from tests.fakes.platforms import HeldClock, PlatformHere, platform_here
from tests.faults.platform_child import DELAYS
from tests.faults.report import Verdict
from tramites.wire.chain import GENESIS, chain_hash

# Longer than the lease of a delivery that was under way when the platform was killed.
_LATER: Final = timedelta(minutes=10)


def judge(platform_state: Path, queue: Path, shown: AbstractSet[str], pending: int) -> Verdict:
    """Compare what citizens were shown with what queue, platform and agency hold."""
    with platform_here(
        platform_state, clock=HeldClock(datetime.now(UTC) + _LATER), delays=DELAYS
    ) as platform:
        while platform.services.dispatcher.work_once():
            pass  # deliveries that a kill interrupted are made when their lease is over
        counts = folio_counts(platform.engine)
        chain = tuple(_chain_problems(platform))
    promised = shown | _filed(queue)
    return Verdict(
        shown=len(shown),
        stored=len(counts),
        lost=tuple(sorted(promised - counts.keys())),
        doubled=_where(counts, lambda count: count.stored > 1 or count.effects > 1),
        without_effect=_where(counts, lambda count: count.effects < 1),
        pending=pending,
        problems=(*chain, *_queue_problems(queue)),
    )


def _where(counts: dict[str, FolioCount], holds: Callable[[FolioCount], bool]) -> tuple[str, ...]:
    return tuple(sorted(folio for folio, count in counts.items() if holds(count)))


def _filed(queue: Path) -> set[str]:
    """Every folio the terminal ever filed."""
    file = f"file:{queue / DATABASE_NAME}?mode=ro"
    with closing(sqlite3.connect(file, uri=True)) as db:
        return {row[0] for row in db.execute("SELECT folio FROM queue WHERE seq > 0")}


def _queue_problems(queue: Path) -> Iterable[str]:
    found = inspect.verify(queue)
    status = inspect.status(queue, datetime.now(UTC))
    for problem in found.problems:
        yield f"queue: {problem}"
    for file in status.damaged_files:
        yield f"queue: {file} was set aside"
    for state in ("quarantined", "conflict"):
        if status.counts[state]:
            yield f"queue: {status.counts[state]} {state}"


def _chain_problems(platform: PlatformHere) -> Iterable[str]:
    """Walk the chain again from what the platform stored, in the order of the terminal's own numbers."""
    columns = intake.c["terminal", "epoch", "seq", "folio", "sha256", "prev", "hash", "chain_ok"]
    with reading(platform.engine) as connection:
        rows = connection.execute(select(*columns).order_by(*columns[:3])).all()
    last: dict[str, bytes] = {}
    for row in rows:
        if not row.chain_ok:
            yield f"platform: {row.folio} was flagged when it came"
        prev = last.get(row.terminal, GENESIS)
        own = chain_hash(bytes.fromhex(row.prev), row.epoch, row.seq, row.folio, bytes.fromhex(row.sha256))
        if bytes.fromhex(row.prev) != prev or own.hex() != row.hash:
            yield f"platform: {row.folio} does not follow the one before it"
        last[row.terminal] = bytes.fromhex(row.hash)
