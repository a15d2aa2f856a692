"""What host and card said to each other. No PIN is ever in it."""

from collections import deque
from dataclasses import dataclass
from typing import Final

from devices.sim.card.iso7816.apdu import CHAINED, Instruction

_LONGEST: Final = 5000
_HEADER: Final = 4
# VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER, and their forms with tagged data (ISO/IEC 7816-4).
_SECRET: Final = frozenset({0x20, 0x21, 0x24, 0x25, 0x2C, 0x2D})


@dataclass(frozen=True, slots=True)
class Entry:
    """One command and its answer; no status means that the card left before it answered."""

    number: int
    slot: int
    command: str
    status: str | None
    answer_bytes: int

    def as_json(self) -> dict[str, object]:
        """For the control socket."""
        return {
            "n": self.number,
            "slot": self.slot,
            "command": self.command,
            "status": self.status,
            "answer_bytes": self.answer_bytes,
        }


class ApduLog:
    """The last commands of all slots."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=_LONGEST)

    def add(self, slot: int, number: int, command: bytes, answer: bytes | None) -> None:
        """Keep a command, without what is secret in it, and how long its answer was."""
        status = answer[-2:].hex() if answer is not None else None
        size = len(answer) - 2 if answer is not None else 0
        self._entries.append(Entry(number, slot, redacted(command), status, size))

    def as_json(self) -> list[dict[str, object]]:
        """Everything there is, oldest first."""
        return [entry.as_json() for entry in self._entries]

    def clear(self) -> None:
        """Begin anew."""
        self._entries.clear()


def redacted(command: bytes) -> str:
    """A command in hexadecimal; of one that may carry a PIN only header and size."""
    if len(command) < 2 or command[1] in _SECRET:
        body = len(command) - _HEADER
        return command[:_HEADER].hex() + (f" [{body} bytes]" if body > 0 else "")
    return command.hex()


def is_signature(command: bytes) -> bool:
    """Whether it is the last part of a GENERAL AUTHENTICATE."""
    return len(command) > 1 and command[1] == Instruction.GENERAL_AUTHENTICATE and not command[0] & CHAINED


def is_login(command: bytes, answer: bytes) -> bool:
    """Whether a PIN was given, and was right."""
    return command[1:2] == bytes((Instruction.VERIFY,)) and len(command) > 5 and answer[-2:] == b"\x90\x00"
