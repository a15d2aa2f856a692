"""The barcode scanner on a serial line, USB-CDC included: it comes and goes, and speaks unasked."""

from typing import Final

from devices.clock import Clock
from devices.contract import Condition, DeviceStatus, ScanEvent
from devices.reconnection import Reconnection
from devices.scanners.framing import Framer
from devices.transport import ByteLine, LineTrouble, TransportError

_READ_SIZE: Final = 4096
_SLICE_SECONDS: Final = 0.02  # a fraction of the pause that ends a code
_DISCONNECTED: Final = {
    LineTrouble.ABSENT: "ESC-01 no se encuentra en su puerto",
    LineTrouble.BUSY: "ESC-01 otro programa ocupa su puerto",
    LineTrouble.TIMEOUT: "ESC-01 no contesta en la red",
    LineTrouble.LOST: "ESC-01 se desconectó",
}


class SerialScanner:
    """A scanner that sends each code as characters. Its methods block and belong to one thread."""

    def __init__(self, line: ByteLine, clock: Clock, suffix: bytes = b"") -> None:
        self._line = line
        self._clock = clock
        self._framer = Framer(suffix)
        self._reconnection = Reconnection(line, clock)
        self._heard = clock.monotonic()

    def status(self) -> DeviceStatus:
        """Whether the line is there."""
        try:
            self._open()
        except TransportError as error:
            return DeviceStatus(Condition.DISCONNECTED, _DISCONNECTED[error.kind])
        return DeviceStatus(Condition.READY)

    def poll(self, seconds: float) -> tuple[ScanEvent, ...]:
        """Wait at most `seconds` for complete codes; an absent scanner gives none."""
        deadline = self._clock.monotonic() + seconds
        events: tuple[ScanEvent, ...] = ()
        while not events and not self._clock.cancelled:
            left = deadline - self._clock.monotonic()
            if left <= 0:
                break
            events = self._listen(left)
        return events

    def discard(self) -> None:
        """Drop the half-read code, the rest of it too."""
        self._framer.discard()

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()

    def _open(self) -> None:
        if self._reconnection.open():
            self._framer.discard()
            self._heard = self._clock.monotonic()

    def _listen(self, seconds: float) -> tuple[ScanEvent, ...]:
        try:
            self._open()
            started = self._clock.monotonic()
            data = self._line.read(_READ_SIZE, min(seconds, _SLICE_SECONDS))
        except TransportError:
            self._framer.discard()
            self._clock.wait(seconds)
            return ()
        now = self._clock.monotonic()
        # Bytes may have waited in the kernel while this thread did not run: only listening counts as a pause.
        self._heard = self._heard + now - started if data else now
        return self._framer.feed(data, self._heard)
