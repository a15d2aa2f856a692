"""Command and answer as they cross the contacts (ISO/IEC 7816-4, clause 5)."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

_SHORT_ALL: Final = 256
_EXTENDED_ALL: Final = 65536
CHAINED: Final = 0x10  # class bit: more of this command's data follows


class Status(IntEnum):
    """The status words this card gives."""

    OK = 0x9000
    MORE = 0x6100  # + how many bytes are left, 00 for 256 or more
    TRIES_LEFT = 0x63C0  # + how many
    WRONG_LENGTH = 0x6700
    NO_CHANNELS = 0x6881
    NO_SECURE_MESSAGING = 0x6882
    LAST_OF_CHAIN_EXPECTED = 0x6883
    NOT_VERIFIED = 0x6982
    BLOCKED = 0x6983
    NOT_NOW = 0x6985
    WRONG_DATA = 0x6A80
    NOT_FOUND = 0x6A82
    WRONG_PARAMETERS = 0x6A86
    NO_SUCH_REFERENCE = 0x6A88
    UNKNOWN_INSTRUCTION = 0x6D00
    UNKNOWN_CLASS = 0x6E00


class Instruction(IntEnum):
    """The instructions this card knows."""

    VERIFY = 0x20
    CHANGE_REFERENCE_DATA = 0x24
    RESET_RETRY_COUNTER = 0x2C
    GENERAL_AUTHENTICATE = 0x87
    SELECT = 0xA4
    GET_RESPONSE = 0xC0
    GET_DATA = 0xCB


class WrongLengthError(Exception):
    """The lengths inside a command do not agree with its size."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command; `expected` is how many bytes of answer may come at once."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = b""
    expected: int = _SHORT_ALL

    @classmethod
    def parse(cls, raw: bytes) -> "Command":
        """Read a command, short or extended.

        Without an expected length an answer comes all the same: over T=1 cards give it, hosts rely on it.

        Raises:
            WrongLengthError: the lengths inside do not agree with the size.
        """
        if len(raw) < 4:
            raise WrongLengthError
        body = raw[4:]
        extended = len(body) > 1 and body[0] == 0
        data, expected = _extended(body[1:]) if extended else _short(body)
        cla, ins, p1, p2 = raw[:4]
        return cls(cla, ins, p1, p2, data, expected)

    @property
    def chained(self) -> bool:
        """Whether more of its data follows."""
        return bool(self.cla & CHAINED)


@dataclass(frozen=True, slots=True)
class Answer:
    """Data and the two bytes of status."""

    status: int
    data: bytes = b""

    def encoded(self) -> bytes:
        """As it crosses the contacts."""
        return self.data + self.status.to_bytes(2, "big")


def _short(body: bytes) -> tuple[bytes, int]:
    if len(body) < 2:
        return b"", (body[0] if body else 0) or _SHORT_ALL
    size = body[0]
    rest = body[1 + size :]
    if len(body) < 1 + size or len(rest) > 1:
        raise WrongLengthError
    return body[1 : 1 + size], (rest[0] if rest else 0) or _SHORT_ALL


def _extended(body: bytes) -> tuple[bytes, int]:
    """After the zero that says extended: two bytes of length, or of expected length alone."""
    if len(body) < 2:
        raise WrongLengthError
    size = int.from_bytes(body[:2], "big")
    if len(body) == 2:
        return b"", size or _EXTENDED_ALL
    rest = body[2 + size :]
    if size == 0 or len(body) < 2 + size or len(rest) not in {0, 2}:
        raise WrongLengthError
    return body[2 : 2 + size], int.from_bytes(rest, "big") or _EXTENDED_ALL
