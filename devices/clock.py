"""Time as devices see it: how long ago, wait a little, and whether somebody asked to give up.

Handed to every driver: a test needs no sleeping, and a terminal that closes is not held up by a printer.
"""

import threading
import time
from typing import Protocol


class Clock(Protocol):
    """A steady clock with a way out of every wait."""

    @property
    def cancelled(self) -> bool:
        """Whether the device's owner wants its thread back: end what can be ended."""
        ...

    def monotonic(self) -> float:
        """Seconds since some fixed moment; never goes back."""
        ...

    def wait(self, seconds: float) -> None:
        """Let `seconds` pass, or less once cancelled."""
        ...


class DeviceClock:
    """The real clock of one device."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled.is_set()

    def monotonic(self) -> float:
        """Seconds of the system's steady clock."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Let `seconds` pass, or less once cancelled."""
        self._cancelled.wait(seconds)

    def cancel(self) -> None:
        """Wake every wait, now and from now on. May be called from any thread."""
        self._cancelled.set()
