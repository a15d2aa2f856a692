"""Opening a line again after it went away: at once when it matters, else less and less often."""

from typing import Final

from devices.clock import Clock
from devices.transport import ByteLine, LineTrouble, TransportError

FIRST_SECONDS: Final = 0.5
LONGEST_SECONDS: Final = 5.0


class Reconnection:
    """Keeps one line open, with 0.5 to 5 s between attempts."""

    def __init__(self, line: ByteLine, clock: Clock) -> None:
        self._line = line
        self._clock = clock
        self._pause = 0.0
        self._not_before = clock.monotonic()
        self._last_trouble = LineTrouble.ABSENT

    def open(self, *, at_once: bool = False) -> bool:
        """Have the line open; True when it was opened just now. Raises TransportError while it cannot be."""
        if self._line.is_open:
            return False
        if not at_once and self._clock.monotonic() < self._not_before:
            raise TransportError(self._last_trouble)
        try:
            self._line.open()
        except TransportError as error:
            self._put_off(error.kind)
            raise
        self._pause = 0.0
        return True

    def _put_off(self, trouble: LineTrouble) -> None:
        self._last_trouble = trouble
        self._pause = min(LONGEST_SECONDS, max(FIRST_SECONDS, self._pause * 2))
        self._not_before = self._clock.monotonic() + self._pause
