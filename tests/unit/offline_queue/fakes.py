"""Doubles and makers that tests of the queue share."""

import itertools
import random
import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from offline_queue.line import LineTrouble
from offline_queue.outbox import Outbox
from offline_queue.states import Entry
from offline_queue.store import Reserve
from tramites.identifiers.folio import Folio
from tramites.wire.messages import BatchAnswer, FolioResult, Outcome, SessionAnswer

SMALL = Reserve(quota_bytes=64 * 1024 * 1024, free_bytes=0)
KIND = "cfe-falla-de-luz"
KEY_ID = "0123456789abcdef"
TERMINAL = "kiosk-1"


class TickingClock:
    """A millisecond passes with each look at it."""

    boot_id = "boot-of-the-test"

    def __init__(self, start: datetime = datetime(2026, 1, 31, 12, tzinfo=UTC)) -> None:
        self._start = start
        self._ticks = itertools.count()

    def now(self) -> datetime:
        return self._start + timedelta(milliseconds=next(self._ticks))

    def monotonic(self) -> float:
        return next(self._ticks) / 1000


class Middle:
    """A random source that always picks the middle."""

    def uniform(self, a: float, b: float, /) -> float:
        return (a + b) / 2


class FolioMaker:
    """Different folios, the same in every run."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)

    def __call__(self) -> str:
        return Folio.make(date(2026, 1, 31), self._random.randbytes(16)).text

    def sealed(self, size: int = 200) -> bytes:
        return self._random.randbytes(size)


def open_outbox(directory: Path, *, epoch: int = 1, reserve: Reserve = SMALL) -> Outbox:
    return Outbox.open(directory, terminal=TERMINAL, epoch=epoch, clock=TickingClock(), reserve=reserve)


def file_some(outbox: Outbox, make: FolioMaker, count: int, size: int = 200) -> dict[str, bytes]:
    """File `count` trámites; what was filed, by folio."""
    filed = {make(): make.sealed(size) for _ in range(count)}
    for folio, sealed in filed.items():
        outbox.append(folio, KIND, sealed, KEY_ID)
    return filed


def result(entry: Entry, outcome: Outcome = Outcome.ACCEPTED) -> FolioResult:
    """The platform's word on an entry as it is in our queue."""
    assert entry.sha256 is not None
    return FolioResult(
        folio=entry.folio,
        sha256=entry.sha256.hex(),
        outcome=outcome,
        received_at="2026-01-31T12:00:05Z",
        counts_from="2026-02-02",
        qr="V1|…",
    )


def snapshot(directory: Path, to: Path) -> Path:
    """The files of a queue as a power cut would find them."""
    shutil.copytree(directory, to)
    return to


def sealed_of(outbox: Outbox) -> dict[str, bytes]:
    """What waits, by folio."""
    return {entry.folio: entry.sealed or b"" for entry in outbox.pending(2**31, 2**31)}


class ScriptedPlatform:
    """A platform that takes everything, unless troubles are scripted; remembers what it was asked."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.batches: list[list[str]] = []
        self.queries: list[list[str]] = []
        self.stored: dict[str, str] = {}
        self.session_troubles: list[LineTrouble] = []
        self.batch_troubles: list[LineTrouble] = []
        self.poison: dict[str, LineTrouble] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.cut_after_commit = False
        self.epoch = 1
        self.max_records = 50
        self.closed = False

    def session(self, epoch: int, last_seq: int, head: bytes) -> SessionAnswer | LineTrouble:
        self.calls.append("session")
        if self.session_troubles:
            return self.session_troubles.pop(0)
        return SessionAnswer(
            terminal=TERMINAL,
            server_time="2026-01-31T12:00:00Z",
            epoch=self.epoch,
            max_records=self.max_records,
            max_bytes=1024 * 1024,
            next_contact_seconds=60,
            catalogue_sha256="",
        )

    def send_batch(self, entries: Sequence[Entry]) -> BatchAnswer | LineTrouble:
        self.calls.append("batch")
        self.batches.append([entry.folio for entry in entries])
        for entry in entries:
            if entry.folio in self.poison:
                return self.poison[entry.folio]
        if self.batch_troubles:
            trouble = self.batch_troubles.pop(0)
            if self.cut_after_commit:
                self._store(entries)
            return trouble
        return self._answer(self._store(entries))

    def query(self, folios: Sequence[str]) -> BatchAnswer | LineTrouble:
        self.calls.append("query")
        self.queries.append(list(folios))
        return self._answer(
            [
                FolioResult(
                    folio=folio,
                    sha256=self.stored.get(folio, ""),
                    outcome=Outcome.DUPLICATE if folio in self.stored else Outcome.UNKNOWN,
                )
                for folio in folios
            ]
        )

    def close(self) -> None:
        self.closed = True

    def _store(self, entries: Sequence[Entry]) -> list[FolioResult]:
        results = []
        for entry in entries:
            word = result(entry, self.outcomes.get(entry.folio, Outcome.ACCEPTED))
            if word.outcome is Outcome.ACCEPTED:
                self.stored[entry.folio] = word.sha256
            results.append(word)
        return results

    def _answer(self, results: list[FolioResult]) -> BatchAnswer:
        return BatchAnswer(terminal=TERMINAL, issued_at="2026-01-31T12:00:05Z", results=tuple(results))
