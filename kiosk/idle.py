"""A citizen's time: when to ask "¿Sigue ahí?", when to erase. Pure; the clock is handed in."""

from dataclasses import dataclass
from enum import Enum


class Idle(Enum):
    """What the time says."""

    PRESENT = "present"
    ASK = "ask"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds without a touch until asking, and of the countdown that follows."""

    idle: float
    countdown: float


class IdleClock:
    """Counts from the last touch; stands still while a device works or staff is on the way."""

    def __init__(self, limits: Limits, now: float) -> None:
        self.limits = limits
        self._quiet = 0.0
        self._last = now

    def touched(self, now: float) -> None:
        """Somebody is there: touch, key, scan or card."""
        self._quiet = 0.0
        self._last = now

    def tick(self, now: float, *, stopped: bool = False) -> Idle:
        """Let the time since the last tick count, unless the clock is stopped."""
        if not stopped:
            self._quiet += max(0.0, now - self._last)
        self._last = now
        if self._quiet >= self.limits.idle + self.limits.countdown:
            return Idle.EXPIRED
        return Idle.ASK if self._quiet >= self.limits.idle else Idle.PRESENT

    @property
    def quiet(self) -> float:
        """Seconds that count since the last touch."""
        return self._quiet

    @property
    def seconds_left(self) -> int:
        """Whole seconds until erasing, for the countdown."""
        return max(0, round(self.limits.idle + self.limits.countdown - self._quiet))
