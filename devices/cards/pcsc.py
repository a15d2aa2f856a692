"""PC/SC in our own types. The only module that calls pyscard, and only its lowest layer.

pyscard's monitors die with the service and its connections unpower the card when they end (which logs a
running signature out): neither is used. Names and numbers are those of PC/SC part 5 and pcsc-lite.
"""

import functools
import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Protocol

UNAWARE: Final = 0x0000
CHANGED: Final = 0x0002
UNKNOWN: Final = 0x0004
PRESENT: Final = 0x0020
MUTE: Final = 0x0200
_COUNTER_SHIFT: Final = 16
_STATUS_WORD: Final = 2  # bytes at the end of every answer

CANCELLED: Final = 0x80100002
UNKNOWN_READER: Final = 0x80100009
SHARING_VIOLATION: Final = 0x8010000B
NO_SERVICE: Final = 0x8010001D
_TIMEOUT: Final = 0x8010000A
_READER_UNAVAILABLE: Final = 0x80100017
_NO_READERS: Final = 0x8010002E
_NO_ANSWER: Final = 0x8010002F
READER_GONE: Final = frozenset({UNKNOWN_READER, _READER_UNAVAILABLE, _NO_READERS})

_PNP: Final = "\\\\?PnP?\\Notification"  # wakes a waiting call when a reader is plugged or unplugged


class PcscError(Exception):
    """PC/SC answered with an error; the code says which."""

    def __init__(self, code: int, call: str = "") -> None:
        self.code = code & 0xFFFFFFFF
        super().__init__(f"{call}: 0x{self.code:08X}" if call else f"0x{self.code:08X}")

    @property
    def detail(self) -> str:
        """What technicians are told when it is the service that is missing."""
        return f"TAR-01 el servicio pcscd no responde ({self})"


@dataclass(frozen=True, slots=True)
class Slot:
    """One reader at one moment. `events` counts cards going in and out, modulo 65536."""

    present: bool = False
    mute: bool = False
    events: int = 0
    atr: bytes = b""

    @classmethod
    def of(cls, state: int, atr: bytes) -> "Slot":
        """Read a state word: flags below, the event counter above."""
        return cls(bool(state & PRESENT), bool(state & MUTE), state >> _COUNTER_SHIFT & 0xFFFF, atr)


class StateSource(Protocol):
    """What the watcher needs of PC/SC. `cancel` may be called from any thread, the rest from one."""

    def readers(self) -> tuple[str, ...]:
        """The readers there are; none is no error. Raises PcscError."""
        ...

    def changes(self, known: Mapping[str, int], seconds: float) -> Mapping[str, tuple[int, bytes]]:
        """Wait until a reader is no longer as known, or one comes or goes: state words and ATRs, or nothing.

        Raises PcscError: CANCELLED after `cancel`, others when the service or a reader is gone.
        """
        ...

    def cancel(self) -> None:
        """End the wait under way."""
        ...

    def release(self) -> None:
        """Let go. Never raises."""
        ...


class PcscContext:
    """One context of the PC/SC service. Raises PcscError when there is no service."""

    def __init__(self) -> None:
        scard = _scard()
        code, self._context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        _check(code, "SCardEstablishContext")

    def readers(self) -> tuple[str, ...]:
        """See `StateSource.readers`."""
        code, names = _scard().SCardListReaders(self._context, [])
        if code & 0xFFFFFFFF == _NO_READERS:
            return ()
        _check(code, "SCardListReaders")
        return tuple(names)

    def changes(self, known: Mapping[str, int], seconds: float) -> Mapping[str, tuple[int, bytes]]:
        """See `StateSource.changes`."""
        asked = [*known.items(), (_PNP, len(known) << _COUNTER_SHIFT)]
        return self._status_change(asked, seconds)

    def state(self, reader: str, known: int = UNAWARE, seconds: float = 0.0) -> tuple[int, bytes]:
        """One reader's state word and ATR, at the latest after `seconds` without change."""
        seen = self._status_change([(reader, known)], seconds)
        return seen.get(reader, (known, b""))

    def cancel(self) -> None:
        """See `StateSource.cancel`."""
        _scard().SCardCancel(self._context)

    def release(self) -> None:
        """See `StateSource.release`."""
        _scard().SCardReleaseContext(self._context)

    @contextmanager
    def card(self, reader: str) -> Iterator["PcscCard"]:
        """The card in a reader, shared with others and left as it is unless it is reset. Raises PcscError."""
        scard = _scard()
        code, handle, protocol = scard.SCardConnect(
            self._context,
            reader,
            scard.SCARD_SHARE_SHARED,
            scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
        )
        _check(code, "SCardConnect")
        card = PcscCard(handle, protocol)
        try:
            yield card
        finally:
            card.leave()

    def _status_change(self, asked: list[tuple[str, int]], seconds: float) -> dict[str, tuple[int, bytes]]:
        code, states = _scard().SCardGetStatusChange(self._context, int(seconds * 1000), asked)
        if code & 0xFFFFFFFF == _TIMEOUT:
            return {}
        _check(code, "SCardGetStatusChange")
        return {name: (state & ~CHANGED, bytes(atr)) for name, state, atr in states if name != _PNP}


class PcscCard:
    """A connection to one card."""

    def __init__(self, handle: Any, protocol: int) -> None:
        self._handle = handle
        self._protocol = protocol
        self._open = True

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep others from talking to the card in between. Raises PcscError."""
        scard = _scard()
        _check(scard.SCardBeginTransaction(self._handle), "SCardBeginTransaction")
        try:
            yield
        finally:
            scard.SCardEndTransaction(self._handle, scard.SCARD_LEAVE_CARD)

    def transmit(self, command: bytes) -> bytes:
        """One APDU. Raises PcscError."""
        scard = _scard()
        header = scard.SCARD_PCI_T0 if self._protocol == scard.SCARD_PROTOCOL_T0 else scard.SCARD_PCI_T1
        code, answer = scard.SCardTransmit(self._handle, header, list(command))
        _check(code, "SCardTransmit")
        if len(answer) < _STATUS_WORD:
            raise PcscError(_NO_ANSWER, "SCardTransmit")  # some drivers call a card that left a success
        return bytes(answer)

    def reset(self) -> None:
        """Reset the card, which forgets every PIN, and end the connection. Raises PcscError."""
        scard = _scard()
        _check(scard.SCardDisconnect(self._handle, scard.SCARD_RESET_CARD), "SCardDisconnect")
        self._open = False

    def leave(self) -> None:
        """End the connection without touching the card. Never raises."""
        if self._open:
            scard = _scard()
            scard.SCardDisconnect(self._handle, scard.SCARD_LEAVE_CARD)
            self._open = False


def _check(code: int, call: str) -> None:
    if code:
        raise PcscError(code, call)


@functools.cache
def _scard() -> Any:
    """Pyscard has no types; loaded when first needed, off the thread that draws."""
    return importlib.import_module("smartcard.scard")
