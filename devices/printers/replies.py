"""What a printer says, sorted out of one stream of bytes: nothing in ESC/POS frames an answer.

Pure: bytes and the time they came go in, events come out. Source of the patterns: Epson's ESC/POS reference,
the fixed bits of each status, and GS ( H function 48.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

PREFIX_SECONDS: Final = 0.05
"""An answer's bytes follow each other at once; one lost byte may not hold up the stream longer than this."""

_FIXED_BITS: Final = 0x93
_EOT_BITS: Final = 0x12
_ASB_BITS: Final = 0x10
_SENSOR_BITS: Final = 0x90  # both 0 in the second to fourth byte of an ASB and in the answer to GS r
_PROCESS_ID_HEAD: Final = b"\x37\x22"
_PROCESS_ID_LENGTH: Final = 7
_ASB_LENGTH: Final = 4
_TEXT_HEAD: Final = 0x5F
_LONGEST_TEXT: Final = 80
_FLOW: Final = frozenset({0x11, 0x13})
_PRINTABLE: Final = range(0x20, 0x7F)


@dataclass(frozen=True, slots=True)
class Eot:
    """The answer to one DLE EOT query; nothing in it tells to which."""

    value: int


@dataclass(frozen=True, slots=True)
class Asb:
    """An automatic status: four bytes, sent at every change while GS a has it on."""

    data: bytes


@dataclass(frozen=True, slots=True)
class ProcessId:
    """A job's identifier, sent back when its paper came out."""

    text: str


@dataclass(frozen=True, slots=True)
class GsI:
    """A text answer to GS I: maker, model, firmware."""

    text: bytes


@dataclass(frozen=True, slots=True)
class XonXoff:
    """Software hand-shake that leaked through the port."""

    value: int


@dataclass(frozen=True, slots=True)
class Junk:
    """One byte that is the start of nothing. The answer to GS r is one of these to whoever asked for it."""

    value: int


ReplyEvent: TypeAlias = Eot | Asb | ProcessId | GsI | XonXoff | Junk


def may_be_paper_answer(value: int) -> bool:
    """Whether a byte has the fixed bits of an answer to GS r 1."""
    return value & _SENSOR_BITS == 0


class Demultiplexer:
    """Bytes to events. The same bytes give the same events however they were cut into pieces."""

    def __init__(self) -> None:
        self._pending = bytearray()
        self._since = 0.0
        self.dropped = 0

    def feed(self, data: bytes, now: float) -> tuple[ReplyEvent, ...]:
        """Events completed by `data`, which came at `now` (seconds, steady)."""
        events = list(self.expire(now))
        for value in data:
            if not self._pending:
                self._since = now
            self._pending.append(value)
            events += self._sort(now)
        return tuple(events)

    def expire(self, now: float) -> tuple[ReplyEvent, ...]:
        """Give up an incomplete answer whose rest did not come in time; call it also when nothing came."""
        events: list[ReplyEvent] = []
        while self._pending and now - self._since > PREFIX_SECONDS:
            events.append(self._drop_first())
            events += self._sort(self._since)
        return tuple(events)

    def _sort(self, now: float) -> list[ReplyEvent]:
        """Take every complete answer off the front of what is pending."""
        events: list[ReplyEvent] = []
        while self._pending:
            length = _answer_length(self._pending)
            if length is None:
                break
            events.append(self._drop_first() if length == 0 else self._take(length))
            self._since = now
        return events

    def _take(self, length: int) -> ReplyEvent:
        answer = bytes(self._pending[:length])
        del self._pending[:length]
        return _event(answer)

    def _drop_first(self) -> Junk:
        self.dropped += 1
        return Junk(self._pending.pop(0))


def _answer_length(pending: bytearray) -> int | None:
    """Length of the answer at the front; 0 when none starts there, None while it may become one."""
    first = pending[0]
    if first in _FLOW or first & _FIXED_BITS == _EOT_BITS:
        return 1
    if first & _FIXED_BITS == _ASB_BITS:
        return _length_if(_ASB_LENGTH, pending, fits=all(may_be_paper_answer(value) for value in pending[1:]))
    if first == _PROCESS_ID_HEAD[0]:
        return _length_if(_PROCESS_ID_LENGTH, pending, fits=_fits_process_id(pending))
    if first == _TEXT_HEAD:
        return _text_length(pending)
    return 0


def _length_if(length: int, pending: bytearray, *, fits: bool) -> int | None:
    if not fits:
        return 0
    return length if len(pending) >= length else None


def _fits_process_id(pending: bytearray) -> bool:
    head, characters, end = pending[:2], pending[2:6], pending[6:7]
    return (
        _PROCESS_ID_HEAD.startswith(head)
        and all(value in _PRINTABLE for value in characters)
        and bytes(end) in {b"", b"\x00"}
    )


def _text_length(pending: bytearray) -> int | None:
    end = pending.find(0, 1)
    if end > 0:
        return end + 1
    return None if len(pending) <= _LONGEST_TEXT else 0


def _event(answer: bytes) -> ReplyEvent:
    if len(answer) == 1:
        return XonXoff(answer[0]) if answer[0] in _FLOW else Eot(answer[0])
    if answer.startswith(_PROCESS_ID_HEAD):
        return ProcessId(answer[2:6].decode("ascii"))
    if answer[0] == _TEXT_HEAD:
        return GsI(answer[1:-1])
    return Asb(answer)
