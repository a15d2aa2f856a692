"""The scanner of a terminal that has none."""

from devices.clock import Clock
from devices.contract import Condition, DeviceStatus, ScanEvent


class UnconfiguredScanner:
    """Stands where a scanner would be."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def status(self) -> DeviceStatus:
        """Always disconnected."""
        return DeviceStatus(Condition.DISCONNECTED, "no configurado")

    def poll(self, seconds: float) -> tuple[ScanEvent, ...]:
        """No code, after `seconds`."""
        self._clock.wait(seconds)
        return ()

    def discard(self) -> None:
        """Nothing is ever half read."""

    def close(self) -> None:
        """Nothing to let go of."""
