"""One job on its way to paper: sending, stopping, and the proof that it came out.

Behind the job goes a query of our own, GS a 0 and GS r 1. It is executed in buffer order, so its answer means
that the printer processed everything before it; sent later, a printer that lost its buffer would answer too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from devices.clock import Clock
from devices.contract import (
    USABLE,
    Condition,
    Confirmed,
    JobId,
    PrintOutcome,
    Refused,
    Stopped,
    Uncertain,
    WeaklyConfirmed,
)
from devices.printers.conversation import Conversation
from devices.printers.profiles import PrinterProfile
from devices.transport import TransportError

BARRIER: Final = b"\x1d\x61\x00\x1d\x72\x01"  # GS a 0 (no status of its own accord), GS r 1 (paper sensor)
_CHUNK: Final = 512
_SLICE_SECONDS: Final = 0.25
_SLOWEST_LINE: Final = 960  # bytes per second at 9600 baud: what a device server may still be passing on
_STOPPING: Final = frozenset({Condition.COVER_OPEN, Condition.PAPER_OUT, Condition.FAULT})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a printer is waited for, in seconds.

    `answer`: one status query. `poll`: between looks at the sensors during a job. `stall`: nothing was
    taken before it counts as stopped. `confirm`: no identifier from a printer that looks well. `identifier`:
    how long it may come after GS r was answered. `stopped`: for a person to bring paper or close the cover.
    """

    answer_seconds: float = 0.45
    poll_seconds: float = 1.0
    stall_seconds: float = 3.0
    confirm_seconds: float = 12.0
    identifier_seconds: float = 6.0
    stopped_seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class Addressee:
    """The printer a job goes to, as a job sees it."""

    talk: Conversation
    clock: Clock
    profile: PrinterProfile
    patience: Patience


class JobRun:
    """Sends one job and waits for its proof. Used once."""

    def __init__(self, printer: Addressee, job: JobId, progress: Callable[[Stopped], None]) -> None:
        self._talk = printer.talk
        self._clock = printer.clock
        self._profile = printer.profile
        self._patience = printer.patience
        self._job = job
        self._progress = progress
        self._condition = Condition.READY
        self._told: set[Condition] = set()
        self._started = self._since = self._clock.monotonic()
        self._next_look = self._since + self._patience.poll_seconds
        self._in_transit_seconds = 0.0
        self.sent = 0
        self.unsent = 0

    def run(self, data: bytes) -> PrintOutcome:
        """Send `data`, wait, and say what is known."""
        self.unsent = len(data) + len(BARRIER)
        try:
            self._talk.forget()
            if self._send(data) and self._send_barrier():
                self._in_transit_seconds = len(data) / _SLOWEST_LINE
                return self._await_proof()
        except TransportError:
            return self._without_proof(Condition.DISCONNECTED)
        return self._without_proof(self._condition)

    def _without_proof(self, condition: Condition) -> PrintOutcome:
        if self.sent:
            return Uncertain(self._job)
        return Refused(Condition.UNKNOWN if condition in USABLE else condition)

    def _send(self, data: bytes) -> bool:
        """Hand all of `data` over; False when patience ended first."""
        rest = data
        while rest:
            taken = self._talk.say(rest[:_CHUNK], _SLICE_SECONDS)
            rest = rest[taken:]
            self.sent += taken
            self.unsent -= taken
            self._after_a_piece(taken)
            if self._given_up():
                return False
        return True

    def _send_barrier(self) -> bool:
        self._talk.expect_paper_answer()
        return self._send(BARRIER)

    def _after_a_piece(self, taken: int) -> None:
        """Look at what the printer says by itself: asking now could put the question into a picture."""
        self._talk.listen(0.0)
        if taken:
            self._since = self._clock.monotonic()
            self._condition = Condition.READY if self._condition is Condition.UNKNOWN else self._condition
        if self._talk.automatic is not None:
            self._note(self._talk.automatic.status().condition)
        elif self._clock.monotonic() - self._since >= self._patience.stall_seconds:
            self._note(Condition.UNKNOWN)

    def _await_proof(self) -> PrintOutcome:
        self._since = self._clock.monotonic()
        self._next_look = self._since + self._patience.poll_seconds
        while True:
            self._talk.listen(_SLICE_SECONDS)
            if self._job in self._talk.ids:
                return Confirmed(self._job)
            if self._given_up():
                return Uncertain(self._job)
            if self._processed():
                return WeaklyConfirmed(self._job)
            self._look()

    def _processed(self) -> bool:
        """Whether GS r was answered, no identifier is due any more and no other job's came."""
        answered = self._talk.paper_answered_at()
        if answered is None or self._condition not in USABLE or self._talk.ids:
            return False
        waited = self._clock.monotonic() - answered
        return not self._profile.process_id or waited >= self._patience.identifier_seconds

    def _look(self) -> None:
        """Learn the printer's condition: from what it says by itself, else by asking now and then."""
        automatic = self._talk.automatic
        if automatic is not None and automatic.status().condition in _STOPPING:
            self._note(automatic.status().condition)  # Its buffer is full: a question would not reach it.
        elif self._clock.monotonic() >= self._next_look:
            self._note(self._talk.ask_status().condition)
            self._next_look = self._clock.monotonic() + self._patience.poll_seconds

    def _note(self, condition: Condition) -> None:
        """Keep the condition; patience begins again when a stop begins or ends, or a silence ends."""
        stop_changed = (condition in _STOPPING) != (self._condition in _STOPPING)
        silence_ended = self._condition is Condition.UNKNOWN and condition is not Condition.UNKNOWN
        if stop_changed or silence_ended:
            self._since = self._clock.monotonic()
        self._condition = condition
        # A silence is not told: a printer that says nothing is not known to hold anything.
        if condition in _STOPPING and condition not in self._told:
            self._told.add(condition)
            self._progress(Stopped(self._job, condition))

    def _given_up(self) -> bool:
        now = self._clock.monotonic()
        if self._clock.cancelled or now - self._started >= self._longest():
            return True
        if self._condition in _STOPPING:
            return now - self._since >= self._patience.stopped_seconds
        silence = self._in_transit_seconds if self._condition is Condition.UNKNOWN else 0.0
        return now - self._since >= self._patience.confirm_seconds + silence

    def _longest(self) -> float:
        """A printer that changes its mind for ever is not waited for for ever."""
        return 2 * self._patience.stopped_seconds + self._in_transit_seconds
