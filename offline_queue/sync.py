"""The sync loop: when to try the platform, and what each answer means for the queue.

One thread. No maximum age, no maximum attempts, nothing dropped; a record the platform cannot take never
holds up the others.
"""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile
from typing import Final, Protocol

import structlog

from offline_queue.clock import Clock
from offline_queue.line import (
    DEFAULT_PACE,
    BatchSize,
    LineState,
    LineTrouble,
    Pace,
    Random,
    Situation,
    Step,
    backoff,
    next_step,
    state_after,
)
from offline_queue.outbox import Outbox, Settlement
from offline_queue.states import Entry
from offline_queue.writer import QueueWriter
from tramites.errors import ExpectedError
from tramites.wire.messages import BatchAnswer, FolioResult, Outcome, SessionAnswer

_QUERY_FOLIOS: Final = 500
# After so many single records refused in a row the fault is hardly theirs: wait, then go on behind them.
_REFUSED_IN_A_ROW: Final = 5
# A platform that names an absurd time must not silence a terminal for ever.
_LONGEST_WAIT: Final = 3600.0


class Platform(Protocol):
    """What the loop needs of the platform; `PlatformClient` is one."""

    def session(self, epoch: int, last_seq: int, head: bytes) -> SessionAnswer | LineTrouble:
        """Say where this terminal stands."""
        ...

    def send_batch(self, entries: Sequence[Entry]) -> BatchAnswer | LineTrouble:
        """Send sealed records of one epoch."""
        ...

    def query(self, folios: Sequence[str]) -> BatchAnswer | LineTrouble:
        """Ask which of these the platform has."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


class SyncLoop:
    """Brings pending trámites to the platform. The callbacks run on the loop's own thread."""

    def __init__(  # noqa: PLR0913  # joined once, where the application is built
        self,
        writer: QueueWriter,
        client: Platform,
        clock: Clock,
        random: Random,
        on_line: Callable[[LineState], None],
        on_settled: Callable[[tuple[FolioResult, ...]], None],
        *,
        next_contact_seconds: float = 60.0,
        pace: Pace = DEFAULT_PACE,
    ) -> None:
        self._writer = writer
        self._client = client
        self._clock = clock
        self._random = random
        self._on_line = on_line
        self._on_settled = on_settled
        self._next_contact_seconds = next_contact_seconds
        self._pace = pace
        self._state = LineState.UNKNOWN
        self._failures = 0
        self._fate_unknown = True  # nobody knows what the process before this one sent
        self._session_until = 0.0
        self._batch = BatchSize()
        self._refused_in_a_row = 0
        self._start_after = 0  # seq after which the next round begins
        self._wake = threading.Condition()
        self._nudged = False
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)

    @property
    def state(self) -> LineState:
        """What is known of the line now."""
        return self._state

    def start(self) -> None:
        """Begin; the first contact is at once."""
        self._thread.start()

    def nudge(self) -> None:
        """There is something to send: try at once, though at most once a second. Never waits."""
        with self._wake:
            self._nudged = True
            self._wake.notify()

    def stop(self, wait_seconds: float = 5.0) -> None:
        """End the thread; a request under way is waited for so long, then left to the end of the process."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join(wait_seconds)

    def _run(self) -> None:
        try:
            while not self._stopping:
                started = self._clock.monotonic()
                not_before, delay = self.contact_once()
                self._rest(started, not_before, delay)
        finally:
            self._client.close()

    def contact_once(self) -> tuple[float, float]:
        """One round with the platform: seconds that even a nudge must wait, and seconds to the next round."""
        try:
            trouble = self._round()
        except ExpectedError as error:
            structlog.get_logger().warning("sync.queue-unavailable", code=error.code)
            self._failures += 1
            return 0.0, self._backoff()
        if trouble is None:
            self._failures = 0
            return 0.0, self._next_contact_seconds
        self._failures += 1
        self._session_until = 0.0
        self._tell(state_after(trouble))
        structlog.get_logger().info("sync.trouble", kind=trouble.kind.name, detail=trouble.detail)
        asked = min(trouble.seconds or 0.0, _LONGEST_WAIT)
        return asked, asked + self._backoff()

    def _round(self) -> LineTrouble | None:
        """Session, question, batches, until nothing is left to try or the line fails."""
        after_seq, self._start_after = self._start_after, 0
        fresh = self._session_is_fresh()
        while not self._stopping:
            waiting = self._writer.wait(partial(self._pending, after_seq=after_seq))
            step = next_step(Situation(fresh, self._fate_unknown, bool(waiting)))
            if step is Step.REST:
                return None
            outcome = self._take(step, waiting)
            if isinstance(outcome, LineTrouble):
                return outcome
            fresh = True
            after_seq = max(after_seq, outcome)
        return None

    def _take(self, step: Step, waiting: list[Entry]) -> LineTrouble | int:
        """Do one step; returns the seq up to which this round is done, 0 if it moved nothing."""
        if step is Step.SESSION:
            return self._open_session() or 0
        if step is Step.QUERY:
            return self._ask_fate() or 0
        return self._send(_of_one_epoch(waiting))

    def _pending(self, outbox: Outbox, after_seq: int) -> list[Entry]:
        return outbox.pending(self._batch.records, self._batch.bytes, after_seq)

    def _session_is_fresh(self) -> bool:
        return self._state is LineState.UP and self._clock.monotonic() < self._session_until

    def _open_session(self) -> LineTrouble | None:
        epoch, (seq, head) = self._writer.wait(lambda outbox: (outbox.epoch, outbox.head()))
        answer = self._client.session(epoch, seq, head)
        if isinstance(answer, LineTrouble):
            return answer
        self._writer.wait(lambda outbox: outbox.adopt_epoch(answer.epoch))
        self._batch = self._batch.limited(answer.max_records, answer.max_bytes)
        self._session_until = self._clock.monotonic() + self._next_contact_seconds / 2
        self._tell(LineState.UP)
        return None

    def _ask_fate(self) -> LineTrouble | None:
        """Which of what waits does the platform have already? Asked before anything is sent a second time."""
        folios = self._writer.wait(Outbox.pending_folios)
        for start in range(0, len(folios), _QUERY_FOLIOS):
            answer = self._client.query(folios[start : start + _QUERY_FOLIOS])
            if isinstance(answer, LineTrouble):
                return answer
            self._settle(answer)
        self._fate_unknown = False
        return None

    def _send(self, entries: list[Entry]) -> LineTrouble | int:
        size = sum(entry.size for entry in entries)
        started = self._clock.monotonic()
        self._fate_unknown = True
        answer = self._client.send_batch(entries)
        if isinstance(answer, LineTrouble):
            return self._after_failed_batch(answer, entries, size)
        self._fate_unknown = False
        self._refused_in_a_row = 0
        self._batch = self._batch.measured(size, self._clock.monotonic() - started)
        self._settle(answer)
        return entries[-1].seq

    def _after_failed_batch(self, trouble: LineTrouble, entries: list[Entry], size: int) -> LineTrouble | int:
        """Halve a batch the platform will not take; a single such record waits for the next round."""
        if not trouble.concerns_the_batch:
            return trouble
        self._fate_unknown = False
        if len(entries) > 1:
            self._batch = self._batch.halved(len(entries), size)
            return entries[0].seq - 1
        structlog.get_logger().warning("sync.record-refused", seq=entries[0].seq, detail=trouble.detail)
        self._refused_in_a_row += 1
        if self._refused_in_a_row < _REFUSED_IN_A_ROW:
            return entries[0].seq
        self._refused_in_a_row = 0
        self._start_after = entries[0].seq
        return trouble

    def _settle(self, answer: BatchAnswer) -> None:
        settlement: Settlement = self._writer.wait(lambda outbox: outbox.settle(answer.results))
        if settlement.disregarded:
            structlog.get_logger().warning("sync.result-for-other-bytes", count=len(settlement.disregarded))
        for result in settlement.settled:
            if result.outcome in {Outcome.CONFLICT, Outcome.INVALID}:
                structlog.get_logger().error("sync.person-needed", outcome=result.outcome.value)
        if settlement.settled:
            self._on_settled(settlement.settled)

    def _tell(self, state: LineState) -> None:
        if state is not self._state:
            self._state = state
            self._on_line(state)

    def _backoff(self) -> float:
        return backoff(self._failures, self._pace, self._random)

    def _rest(self, started: float, not_before: float, delay: float) -> None:
        ended = self._clock.monotonic()
        soonest = max(ended + not_before, started + self._pace.between_nudges)
        with self._wake:
            while not self._stopping:
                due = min(ended + delay, soonest) if self._nudged else ended + delay
                left = max(due, ended + not_before) - self._clock.monotonic()
                if left <= 0:
                    break
                self._wake.wait(left)
            self._nudged = False


def _of_one_epoch(entries: list[Entry]) -> list[Entry]:
    """A manifest names one epoch; the rest goes with the next batch."""
    return list(takewhile(lambda entry: entry.epoch == entries[0].epoch, entries))
