"""A clock that moves only when somebody waits, a line that plays its part, and a printer at its far end."""

from collections.abc import Callable
from dataclasses import dataclass, field

from devices.transport import LineTrouble, TransportError


class SteppedClock:
    """Time passes by waiting and reading, never by itself."""

    def __init__(self) -> None:
        self.now = 100.0
        self.cancelled = False

    def monotonic(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += max(0.0, seconds)

    def cancel(self) -> None:
        self.cancelled = True


class ScriptedLine:
    """Plays one device: keeps what was written, says what is due, and breaks when told to."""

    def __init__(self, clock: SteppedClock) -> None:
        self.clock = clock
        self.is_open = False
        self.trouble: LineTrouble | None = None
        self.written = bytearray()
        self.opened = 0
        self.attempts = 0
        self.room: int | None = None
        self.loses_at: int | None = None
        self.on_write: Callable[[bytes], None] = lambda _data: None
        self._due: list[tuple[float, bytes]] = []

    def open(self) -> None:
        if self.is_open:
            return
        self.attempts += 1
        if self.trouble is not None:
            raise TransportError(self.trouble)
        self.is_open = True
        self.opened += 1
        self._due.clear()

    def close(self) -> None:
        self.is_open = False

    def read(self, n: int, seconds: float) -> bytes:
        self._check()
        if self._due and self._due[0][0] <= self.clock.now + seconds:
            moment, data = self._due.pop(0)
            self.clock.now = max(self.clock.now, moment)
            if len(data) > n:
                self._due.insert(0, (moment, data[n:]))
            return data[:n]
        self.clock.wait(seconds)
        return b""

    def write(self, data: bytes, seconds: float) -> int:
        self._check()
        taken = len(data) if self.room is None else min(len(data), self.room)
        lost = self.loses_at is not None and len(self.written) + taken >= self.loses_at
        if lost and self.loses_at is not None:
            taken = self.loses_at - len(self.written)
            self.loses_at = None
            self.trouble = LineTrouble.ABSENT
        if self.room is not None:
            self.room -= taken
        if taken == 0 and not lost:
            self.clock.wait(seconds)
            return 0
        self.written += data[:taken]
        self.on_write(bytes(data[:taken]))
        if lost:
            self.is_open = False
        return taken

    def say(self, data: bytes, after: float = 0.0) -> None:
        """Have `data` arrive `after` seconds from now."""
        self._due.append((self.clock.now + after, data))
        self._due.sort(key=lambda due: due[0])

    def lose(self, trouble: LineTrouble = LineTrouble.ABSENT) -> None:
        """Pull the cable."""
        self.is_open = False
        self.trouble = trouble

    def restore(self) -> None:
        """Put the cable back."""
        self.trouble = None

    def _check(self) -> None:
        if not self.is_open:
            raise TransportError(LineTrouble.LOST)


READY_EOT = (0x16, 0x12, 0x12, 0x12)
COVER_EOT = (0x1E, 0x16, 0x12, 0x12)
PAPER_OUT_EOT = (0x1E, 0x32, 0x12, 0x72)
CUTTER_EOT = (0x1E, 0x52, 0x1A, 0x12)
PAPER_LOW_EOT = (0x16, 0x12, 0x12, 0x1E)
OFFLINE_EOT = (0x1E, 0x12, 0x12, 0x12)
FEEDING_EOT = (0x1E, 0x1A, 0x12, 0x12)

PAPER_OUT_ASB = b"\x18\x00\x0f\x00"
READY_ASB = b"\x10\x00\x00\x00"


@dataclass
class FarEnd:
    """A printer in a few lines: answers questions, and proves a job when its last command has come."""

    line: ScriptedLine
    eot: tuple[int, int, int, int] = READY_EOT
    silent: bool = False
    answers_process_id: bool = True
    process_id: bytes | None = None  # instead of the job's own
    answers_paper: bool = True
    held: bool = False  # keeps what it owes until `release`
    proof_after: float = 0.2
    owed: list[bytes] = field(default_factory=list)
    on_job: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.line.on_write = self._hear

    def release(self) -> None:
        self.held = False
        for answer in self.owed:
            self.line.say(answer, self.proof_after)
        self.owed.clear()

    def _hear(self, data: bytes) -> None:
        if len(data) == 3 and data.startswith(b"\x10\x04"):
            if not self.silent:
                self.line.say(bytes((self.eot[data[2] - 1],)), 0.001)
            return
        if data.startswith(b"\x1b@"):
            self.on_job()
        head = self.line.written.rfind(b"\x1d(H\x06\x0000")
        if self.answers_process_id and data.endswith(bytes(self.line.written[head:])) and head >= 0:
            own = bytes(self.line.written[head + 7 : head + 11])
            self._owe(b"7\x22" + (self.process_id or own) + b"\x00")
        if data.endswith(b"\x1dr\x01") and self.answers_paper:
            self._owe(b"\x00")

    def _owe(self, answer: bytes) -> None:
        if self.held:
            self.owed.append(answer)
        else:
            self.line.say(answer, self.proof_after)
