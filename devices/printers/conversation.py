"""Talking with one printer over one line: what it said is sorted and kept until somebody needs it."""

from typing import Final

from devices.clock import Clock
from devices.contract import DeviceStatus
from devices.printers.replies import (
    PREFIX_SECONDS,
    Asb,
    Demultiplexer,
    Eot,
    Junk,
    ProcessId,
    may_be_paper_answer,
)
from devices.printers.sensors import SILENT, Sensors
from devices.transport import ByteLine

_QUERY: Final = b"\x10\x04"  # DLE EOT n, answered in real time
_QUERIES: Final = (1, 2, 3, 4)
_ALLOWED_MISSES: Final = 3
_READ_SIZE: Final = 4096
_SLICE_SECONDS: Final = 0.1  # how long a read may keep the thread from noticing that it was cancelled
_MOST_DRAINED: Final = 65536  # a device that never stops talking is no reason to listen for ever


class Conversation:
    """Questions, answers and what the printer says by itself. Raises TransportError when the line is lost."""

    def __init__(self, line: ByteLine, clock: Clock, answer_seconds: float) -> None:
        self._line = line
        self._clock = clock
        self._answer_seconds = answer_seconds
        self._replies = Demultiplexer()
        self._heard = clock.monotonic()
        self._answers: list[int] = []
        self.ids: list[str] = []
        self.automatic: Sensors | None = None
        self._paper_answers: list[float] = []

    def forget(self) -> None:
        """Throw away everything said so far: it belongs to another job, another session or nobody."""
        self._drain(0.0)
        self._replies = Demultiplexer()
        self._answers.clear()
        self.ids.clear()
        self._paper_answers.clear()
        self.automatic = None

    def listen(self, seconds: float) -> int:
        """Wait at most `seconds` for something and sort it; the number of bytes heard."""
        started = self._clock.monotonic()
        data = self._line.read(_READ_SIZE, min(seconds, _SLICE_SECONDS))
        now = self._clock.monotonic()
        # Bytes may have waited in the kernel while this thread did not run: only listening counts as silence.
        self._heard = self._heard + now - started if data else now
        for event in self._replies.feed(data, self._heard):
            match event:
                case Eot(value):
                    self._answers.append(value)
                case ProcessId(text):
                    self.ids.append(text)
                case Asb(status):
                    self.automatic = Sensors.from_asb(status)
                case Junk(value) if may_be_paper_answer(value):
                    self._paper_answers.append(now)
                case _:
                    pass  # Other chatter is counted by the demultiplexer and means nothing to a job.
        return len(data)

    def say(self, data: bytes, seconds: float) -> int:
        """Hand over what the line takes within `seconds`; the number of bytes taken."""
        return self._line.write(data, seconds)

    def expect_paper_answer(self) -> None:
        """From here on a lone byte with the right bits answers the GS r about to be sent."""
        self._paper_answers.clear()

    def paper_answered_at(self) -> float | None:
        """When GS r was answered: by exactly one byte and silence behind it (four are a broken status)."""
        if len(self._paper_answers) != 1:
            return None
        answered = self._paper_answers[0]
        return answered if self._clock.monotonic() - answered > PREFIX_SECONDS else None

    def ask_status(self) -> DeviceStatus:
        """Ask DLE EOT 1 to 4. Three questions without an answer are a silent printer."""
        answers: list[int] = []
        misses = 0
        while len(answers) < len(_QUERIES):
            if self._clock.cancelled:
                return SILENT
            answer = self._ask(_QUERIES[len(answers)], after_a_miss=misses > 0)
            if answer is not None:
                answers.append(answer)
                continue
            misses += 1
            if misses == _ALLOWED_MISSES:
                return SILENT
        printer, cause, error, paper = answers
        return Sensors.from_eot((printer, cause, error, paper)).status()

    def _ask(self, query: int, *, after_a_miss: bool) -> int | None:
        """One answer to one question; None for silence and for two answers, since one of them is not ours."""
        self._drain(
            PREFIX_SECONDS if after_a_miss else 0.0
        )  # A late answer must not answer the next question.
        self._answers.clear()
        question = _QUERY + bytes((query,))
        deadline = self._clock.monotonic() + self._answer_seconds
        if self.say(question, self._answer_seconds) < len(question):
            return None
        while not self._answers and self._clock.monotonic() < deadline and not self._clock.cancelled:
            self.listen(deadline - self._clock.monotonic())
        return self._answers[0] if len(self._answers) == 1 else None

    def _drain(self, quiet_seconds: float) -> None:
        drained = 0
        while drained < _MOST_DRAINED:
            count = self.listen(quiet_seconds)
            if count == 0:
                return
            drained += count
