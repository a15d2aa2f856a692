"""What the printer answers: status bytes laid out as the makers' command references print them."""

from dataclasses import dataclass
from typing import Final

CLEAR_RESPONSE: Final = b"\x37\x25\x00"
"""DLE DC4 (fn = 8): header, identifier, NUL."""

XON, XOFF = b"\x11", b"\x13"

_FIXED_REAL_TIME: Final = 0x12  # bits 1 and 4 on, 0 and 7 off
_FIXED_ASB: Final = 0x10  # first byte: bit 4 on, 0, 1 and 7 off
_ASB_FOURTH: Final = 0x0F  # no sensors there; bits 0-3 read on, bits 4 and 7 fixed off

_IDENTITY_BYTES: Final = {1: 0x20, 49: 0x20, 2: 0x02, 50: 0x02, 3: 0x04, 51: 0x04}
_IDENTITY_TEXTS: Final = {65: b"1.00 SIM", 66: b"SIMULATED", 67: b"TM-SIM80", 68: b"SIM0000001", 69: b"PAGE1"}


@dataclass(frozen=True, slots=True)
class Sensors:
    """What the printer's own sensors say at one moment."""

    cover_open: bool = False
    paper_out: bool = False
    near_end: bool = False
    cutter_error: bool = False
    fatal: bool = False

    @property
    def offline(self) -> bool:
        """Whether the mechanics stand still until somebody cures the cause."""
        return self.cover_open or self.paper_out or self.cutter_error or self.fatal


def real_time_status(number: int, sensors: Sensors) -> bytes:
    """DLE EOT n: one byte; nothing for a number the printer does not have."""
    answers = {
        1: _on(0x08, sensors.offline),
        2: _on(0x04, sensors.cover_open)
        | _on(0x20, sensors.paper_out)
        | _on(0x40, sensors.cutter_error or sensors.fatal),
        3: _on(0x08, sensors.cutter_error) | _on(0x20, sensors.fatal),
        4: _on(0x0C, sensors.near_end) | _on(0x60, sensors.paper_out),
    }
    return bytes((_FIXED_REAL_TIME | answers[number],)) if number in answers else b""


def automatic_status(sensors: Sensors) -> bytes:
    """The four bytes of Automatic Status Back (GS a)."""
    first = _FIXED_ASB | _on(0x08, sensors.offline) | _on(0x20, sensors.cover_open)
    second = _on(0x08, sensors.cutter_error) | _on(0x20, sensors.fatal)
    return bytes((first, second, _paper_bits(sensors), _ASB_FOURTH))


def watched_part(status: bytes, items: int) -> bytes:
    """The part of an automatic status whose changes are reported for the items chosen by GS a."""
    first, second, third, _ = status
    return bytes((first if items & 0x02 else 0, second if items & 0x04 else 0, third if items & 0x08 else 0))


def queued_status(number: int, sensors: Sensors) -> bytes:
    """GS r n: 1 (or "1") the paper sensors, 2 (or "2") the drawer's pin, which here reads low."""
    if number in {1, 49}:
        return bytes((_paper_bits(sensors),))
    return b"\x00" if number in {2, 50} else b""


def identity(number: int) -> bytes:
    """GS I n: one byte for n 1-3, header 5F text NUL for n 65-69."""
    if number in _IDENTITY_BYTES:
        return bytes((_IDENTITY_BYTES[number],))
    return b"\x5f" + _IDENTITY_TEXTS[number] + b"\x00" if number in _IDENTITY_TEXTS else b""


def process_response(process_id: bytes) -> bytes:
    """GS ( H function 48: header 37, identifier 22, the four characters, NUL."""
    return b"\x37\x22" + process_id + b"\x00"


def _paper_bits(sensors: Sensors) -> int:
    return _on(0x03, sensors.near_end) | _on(0x0C, sensors.paper_out)


def _on(bits: int, condition: bool) -> int:  # noqa: FBT001 - reads as a sentence: these bits on that condition
    return bits if condition else 0
