"""Time as the queue needs it: a wall clock that may lie, a monotonic one and the boot it counts from."""

import functools
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Protocol

_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """Handed to whoever needs the time. Nothing in the queue is ordered by the wall clock."""

    @property
    def boot_id(self) -> str:
        """Names the boot `monotonic` counts from: two readings compare only within one boot."""
        ...

    def now(self) -> datetime:
        """The wall clock, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment of this boot; never goes back."""
        ...


class SystemClock:
    """The machine's own clocks."""

    @property
    def boot_id(self) -> str:
        """Linux's boot id; elsewhere a random one for this process."""
        return _boot_id()

    def now(self) -> datetime:
        """The wall clock, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since boot."""
        return time.monotonic()


def rfc3339(instant: datetime) -> str:
    """An instant as files and wire write it: UTC, microseconds, `Z`."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def file_stamp(instant: datetime) -> str:
    """An instant as part of a file name: `20260131T235959Z`."""
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


@functools.cache
def _boot_id() -> str:
    if _BOOT_ID.exists():
        return _BOOT_ID.read_text(encoding="ascii").strip()
    return str(uuid.uuid4())
