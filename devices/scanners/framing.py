"""Where one scanned code ends and the next begins: a serial scanner only sends characters.

Pure: bytes and time go in, codes come out. A code ends with the configured suffix or with a pause; driving
licences and other PDF417 codes hold carriage returns, so for them only the pause counts.
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from devices.contract import Scan, ScanEvent, ScanOverflow

GAP_SECONDS: Final = 0.08
LONGEST_CODE: Final = 4096
REPEAT_SECONDS: Final = 1.5
"""A scanner on a stand reads the same code again and again while it is held there."""

_TELL_ANYWAY: Final = 65536  # a device that never pauses is reported without waiting for its pause
_CONTROL: Final = frozenset({"Cc", "Cs"})
_AIM: Final = re.compile(r"\](?P<code>[A-Za-z])(?P<modifier>[0-9A-Za-z])")
_GS1_MODIFIER: Final = "1"

# ISO/IEC 15424, the letters scanners at a counter send.
SYMBOLOGIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "A": "code-39",
        "C": "code-128",
        "E": "ean",
        "I": "itf",
        "L": "pdf417",
        "Q": "qr",
        "d": "data-matrix",
    }
)
_PDF417: Final = b"]L"


class Framer:
    """Cuts a stream of bytes into codes. `suffix` ends a code at once; without one the pause does."""

    def __init__(self, suffix: bytes = b"") -> None:
        self._suffix = suffix
        self._held = bytearray()
        self._dropped = 0
        self._skipping = False
        self._told = False
        self._last_byte = 0.0
        self._last_payload = b""
        self._last_seen = float("-inf")

    def feed(self, data: bytes, now: float) -> tuple[ScanEvent, ...]:
        """Codes completed by `data`, which came at `now` (seconds, steady)."""
        events = list(self.expire(now))
        if data:
            self._last_byte = now
        for value in data:
            events += self._take(value, now)
        return tuple(events)

    def expire(self, now: float) -> tuple[ScanEvent, ...]:
        """The code or the burst that a pause ended; call it also when nothing came."""
        if now - self._last_byte <= GAP_SECONDS:
            return ()
        events = self._end_of_burst() if self._dropped else self._end_of_code(self._last_byte)
        self._skipping = False
        return events

    def discard(self) -> None:
        """Forget the code under way, the rest of it too, and what was scanned last."""
        self._skipping = bool(self._held or self._dropped)
        self._held.clear()
        self._dropped = 0
        self._told = False
        self._last_payload = b""

    def _take(self, value: int, now: float) -> tuple[ScanEvent, ...]:
        if self._dropped:
            self._dropped += 1
            return self._tell_endless_burst()
        self._held.append(value)
        if self._suffix and self._held.endswith(self._suffix) and not self._held.startswith(_PDF417):
            return self._end_of_code(now)
        if len(self._held) > LONGEST_CODE:
            self._dropped = len(self._held)
            self._held.clear()
        return ()

    def _end_of_code(self, now: float) -> tuple[ScanEvent, ...]:
        raw = bytes(self._held)
        self._held.clear()
        if self._skipping:
            self._skipping = False
            return ()
        repeated = raw == self._last_payload and now - self._last_seen <= REPEAT_SECONDS
        scan = read_scan(raw)
        if not scan.text:
            return ()
        self._last_payload, self._last_seen = raw, now
        return () if repeated else (scan,)

    def _end_of_burst(self) -> tuple[ScanEvent, ...]:
        dropped, told = self._dropped, self._told
        self._dropped, self._told = 0, False
        return () if told else (ScanOverflow(dropped),)

    def _tell_endless_burst(self) -> tuple[ScanEvent, ...]:
        if self._told or self._dropped < _TELL_ANYWAY:
            return ()
        self._told = True
        return (ScanOverflow(self._dropped),)


def read_scan(raw: bytes) -> Scan:
    """One code as text: UTF-8, else Windows-1252; without control characters and AIM identifier."""
    text = _decoded(raw)
    symbology = None
    aim = _AIM.match(text)
    if aim and aim["code"] in SYMBOLOGIES:
        symbology = SYMBOLOGIES[aim["code"]]
        if symbology == "code-128" and aim["modifier"] == _GS1_MODIFIER:
            symbology = "gs1-128"
        text = text[aim.end() :]
    return Scan(raw, _printable(text), symbology)


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _printable(text: str) -> str:
    return "".join(character for character in text if unicodedata.category(character) not in _CONTROL)
