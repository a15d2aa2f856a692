import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from offline_queue.clock import SystemClock
from offline_queue.line import LineState, LineTrouble, Pace, TroubleKind
from offline_queue.outbox import Outbox
from offline_queue.states import State
from offline_queue.sync import SyncLoop
from offline_queue.writer import QueueWriter
from tests.unit.offline_queue.fakes import (
    FolioMaker,
    Middle,
    ScriptedPlatform,
    TickingClock,
    file_some,
    open_outbox,
)
from tramites.wire.messages import FolioResult, Outcome

DOWN = LineTrouble(TroubleKind.DOWN, "ConnectionError")
PATIENCE = 10.0


class Bench:
    """A sync loop with everything around it in sight."""

    def __init__(self, writer: QueueWriter) -> None:
        self.writer = writer
        self.platform = ScriptedPlatform()
        self.lines: list[LineState] = []
        self.settled: list[FolioResult] = []
        self.loop = self.make(TickingClock())

    def make(
        self, clock: SystemClock | TickingClock, next_contact: float = 60.0, pace: Pace | None = None
    ) -> SyncLoop:
        return SyncLoop(
            self.writer,
            self.platform,
            clock,
            Middle(),
            self.lines.append,
            self.settled.extend,
            next_contact_seconds=next_contact,
            pace=pace or Pace(),
        )

    def file(self, count: int, seed: int = 1) -> list[str]:
        return list(self.writer.wait(lambda outbox: file_some(outbox, FolioMaker(seed), count)))

    def counts(self) -> dict[State, int]:
        return self.writer.wait(Outbox.counts)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with QueueWriter(lambda: open_outbox(tmp_path)) as writer:
        yield Bench(writer)


def test_what_waits_is_asked_about_then_sent_then_settled(bench: Bench) -> None:
    folios = bench.file(3)

    waits = bench.loop.contact_once()

    assert bench.platform.calls == ["session", "query", "batch"]
    assert bench.platform.batches == [folios]
    assert [word.folio for word in bench.settled] == folios
    assert bench.counts()[State.ACKNOWLEDGED] == 3
    assert bench.lines == [LineState.UP]
    assert waits == (0.0, 60.0)


def test_an_idle_terminal_only_says_hello(bench: Bench) -> None:
    bench.loop.contact_once()

    assert bench.platform.calls == ["session"]
    assert bench.lines == [LineState.UP]


def test_a_batch_cut_after_the_platforms_commit_is_asked_about_and_not_sent_again(bench: Bench) -> None:
    bench.file(3)
    bench.platform.batch_troubles = [DOWN]
    bench.platform.cut_after_commit = True

    bench.loop.contact_once()
    bench.loop.contact_once()

    assert len(bench.platform.batches) == 1
    assert bench.counts()[State.ACKNOWLEDGED] == 3
    assert bench.lines == [LineState.UP, LineState.DOWN, LineState.UP]


def test_a_batch_cut_before_the_platforms_commit_is_sent_again(bench: Bench) -> None:
    folios = bench.file(3)
    bench.platform.batch_troubles = [DOWN]

    bench.loop.contact_once()
    assert bench.counts()[State.PENDING] == 3
    bench.loop.contact_once()

    assert bench.platform.batches == [folios, folios]
    assert bench.counts()[State.ACKNOWLEDGED] == 3


def test_a_failed_contact_waits_longer_each_time_and_success_starts_afresh(bench: Bench) -> None:
    bench.platform.session_troubles = [DOWN] * 4

    delays = [bench.loop.contact_once()[1] for _ in range(5)]

    assert delays == [2.5, 5, 10, 20, 60]


def test_a_platform_that_asks_for_time_gets_it_even_from_a_nudge(bench: Bench) -> None:
    bench.platform.session_troubles = [LineTrouble(TroubleKind.RETRY_LATER, "status 429", seconds=30)]

    assert bench.loop.contact_once() == (30.0, 32.5)


def test_a_platform_that_asks_for_a_year_gets_an_hour(bench: Bench) -> None:
    bench.platform.session_troubles = [LineTrouble(TroubleKind.RETRY_LATER, "", seconds=3e7)]

    assert bench.loop.contact_once()[0] == 3600.0


def test_a_batch_that_is_too_large_is_halved_until_it_fits(bench: Bench) -> None:
    folios = bench.file(8)
    too_large = LineTrouble(TroubleKind.TOO_LARGE, "status 413", status=413)
    bench.platform.batch_troubles = [too_large, too_large]

    bench.loop.contact_once()

    assert [len(batch) for batch in bench.platform.batches] == [8, 4, 2, 4, 2]
    assert bench.counts()[State.ACKNOWLEDGED] == len(folios)


@pytest.mark.parametrize("bad", range(5))
def test_one_record_the_platform_cannot_take_never_holds_up_the_others(bench: Bench, bad: int) -> None:
    folios = bench.file(5)
    refused = LineTrouble(TroubleKind.REFUSED, "status 400", problem="batch.malformed", status=400)
    bench.platform.poison = {folios[bad]: refused}

    bench.loop.contact_once()

    assert bench.counts()[State.ACKNOWLEDGED] == 4
    assert bench.writer.wait(Outbox.pending_folios) == [folios[bad]]
    assert bench.lines == [LineState.UP]


def test_a_platform_that_refuses_every_record_is_not_hammered_and_no_record_is_left_out(bench: Bench) -> None:
    folios = bench.file(12)
    refused = LineTrouble(TroubleKind.REFUSED, "status 400", problem="request.malformed", status=400)
    bench.platform.poison = dict.fromkeys(folios[:11], refused)

    bench.loop.contact_once()
    assert len(bench.platform.batches) < 12
    assert bench.lines[-1] is LineState.REFUSED
    for _ in range(3):
        bench.loop.contact_once()

    assert bench.writer.wait(Outbox.pending_folios) == folios[:11]


def test_a_record_that_was_refused_is_tried_again_in_the_next_round(bench: Bench) -> None:
    folios = bench.file(2)
    bench.platform.poison = {folios[0]: LineTrouble(TroubleKind.TOO_LARGE, "status 413", status=413)}
    bench.loop.contact_once()
    bench.platform.poison = {}

    bench.loop._session_until = 0.0
    bench.loop.contact_once()

    assert bench.counts()[State.ACKNOWLEDGED] == 2


def test_a_terminal_that_is_refused_says_so_and_keeps_everything(bench: Bench) -> None:
    bench.file(2)
    bench.platform.session_troubles = [
        LineTrouble(TroubleKind.REFUSED, "status 403", problem="terminal.unknown", status=403)
    ]

    bench.loop.contact_once()

    assert bench.lines == [LineState.REFUSED]
    assert bench.counts()[State.PENDING] == 2


def test_invalid_and_conflicting_records_are_set_apart_and_reported(bench: Bench) -> None:
    folios = bench.file(3)
    bench.platform.outcomes = {folios[0]: Outcome.INVALID, folios[1]: Outcome.CONFLICT}

    bench.loop.contact_once()

    counts = bench.counts()
    assert (counts[State.QUARANTINED], counts[State.CONFLICT], counts[State.ACKNOWLEDGED]) == (1, 1, 1)
    assert {word.outcome for word in bench.settled} == {
        Outcome.INVALID,
        Outcome.CONFLICT,
        Outcome.ACCEPTED,
    }


def test_batches_keep_to_the_platforms_limit_of_records(bench: Bench) -> None:
    bench.file(7)
    bench.platform.max_records = 3

    bench.loop.contact_once()

    assert [len(batch) for batch in bench.platform.batches] == [3, 3, 1]


def test_a_new_epoch_is_used_from_then_on_and_batches_do_not_mix_epochs(bench: Bench) -> None:
    bench.file(2, seed=1)
    bench.platform.session_troubles = [DOWN]
    bench.loop.contact_once()
    bench.writer.wait(lambda outbox: outbox.adopt_epoch(2))
    bench.file(2, seed=2)
    bench.platform.epoch = 2

    bench.loop.contact_once()

    assert [len(batch) for batch in bench.platform.batches] == [2, 2]


def test_a_queue_that_cannot_be_opened_is_tried_again_later(tmp_path: Path) -> None:
    with open_outbox(tmp_path), QueueWriter(lambda: open_outbox(tmp_path)) as writer:
        assert Bench(writer).loop.contact_once() == (0.0, 2.5)


def test_a_filing_is_sent_at_once_when_the_loop_is_nudged(bench: Bench) -> None:
    arrived = threading.Event()
    bench.settled = Notifying(arrived.set)
    loop = bench.make(SystemClock(), next_contact=3600, pace=Pace(between_nudges=0.01))
    loop.start()
    bench.file(1)

    loop.nudge()

    assert arrived.wait(PATIENCE)
    loop.stop()
    assert bench.platform.closed


def test_a_nudge_cuts_a_backoff_short_but_not_what_the_platform_asked_for(bench: Bench) -> None:
    up = threading.Event()
    bench.lines = Notifying(up.set)
    bench.platform.session_troubles = [LineTrouble(TroubleKind.RETRY_LATER, "", seconds=0.2)]
    clock = SystemClock()
    loop = bench.make(clock, pace=Pace(base=3600, cap=3600, between_nudges=0.01))
    started = clock.monotonic()
    loop.start()
    loop.nudge()
    loop.nudge()

    assert up.wait(PATIENCE)
    while LineState.UP not in bench.lines:
        loop.nudge()
    assert clock.monotonic() - started >= 0.2
    loop.stop()
    assert bench.lines == [LineState.DOWN, LineState.UP]


def test_nudges_do_not_make_the_loop_hammer_the_platform(bench: Bench) -> None:
    bench.platform.session_troubles = [DOWN] * 1000
    loop = bench.make(SystemClock(), pace=Pace(base=3600, cap=3600, between_nudges=3600))
    loop.start()
    for _ in range(100):
        loop.nudge()
    loop.stop()

    assert len(bench.platform.calls) <= 1


def test_an_idle_loop_contacts_the_platform_again_and_again(bench: Bench) -> None:
    enough = threading.Event()
    real = bench.platform.session

    def counted(epoch: int, last_seq: int, head: bytes) -> object:
        if len(bench.platform.calls) >= 3:
            enough.set()
        return real(epoch, last_seq, head)

    bench.platform.session = counted  # type: ignore[method-assign,assignment]  # counts and passes on
    loop = bench.make(SystemClock(), next_contact=0.01)
    loop.start()

    assert enough.wait(PATIENCE)
    loop.stop()


class Notifying(list):  # type: ignore[type-arg]  # holds whatever the loop reports
    """A list that tells when something is added."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell

    def append(self, item: object) -> None:
        super().append(item)
        self._tell()

    def extend(self, items: object) -> None:
        super().extend(items)  # type: ignore[arg-type]  # an iterable, as list's own extend takes
        self._tell()
