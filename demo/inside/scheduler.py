"""What the kernel says about one thread: its time in the run queue, its slices, and what it waits in.

Sources: proc(5) `schedstat` (ns on CPU, ns queued, slices) and `syscall` (number, six arguments, stack
pointer, program counter).
"""

import platform
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

# Numbers of poll and ppoll; arm64 has only ppoll.
_POLL_CALLS: Final = {"x86_64": ("7", "271"), "aarch64": ("73",)}


@dataclass(frozen=True, slots=True)
class ThreadTimes:
    """Wall, CPU and queued milliseconds of a thread, or the difference of two readings."""

    wall_ms: float = 0.0
    cpu_ms: float = 0.0
    queued_ms: float = 0.0

    def __sub__(self, other: "ThreadTimes") -> "ThreadTimes":
        return ThreadTimes(
            self.wall_ms - other.wall_ms, self.cpu_ms - other.cpu_ms, self.queued_ms - other.queued_ms
        )

    def __add__(self, other: "ThreadTimes") -> "ThreadTimes":
        return ThreadTimes(
            self.wall_ms + other.wall_ms, self.cpu_ms + other.cpu_ms, self.queued_ms + other.queued_ms
        )


class WaitingPlace(NamedTuple):
    """Where a sleeping thread sleeps: the system call and the depth of the stack it was made from."""

    call: str
    stack_pointer: str

    @property
    def is_poll(self) -> bool:
        """Whether it is poll(2) or ppoll(2)."""
        return self.call in _POLL_CALLS.get(platform.machine(), ())


def queued_ms(thread: int) -> float:
    """Milliseconds a thread was ready to run but had no processor."""
    return int(_schedstat(thread)[1]) / 1e6


def slices(thread: int) -> int:
    """How often a thread was put on a processor: unchanged means it did not run in between."""
    return int(_schedstat(thread)[2])


def waiting_place(thread: int) -> WaitingPlace | None:
    """Where a thread sleeps; None while it runs or would like to."""
    words = Path(f"/proc/self/task/{thread}/syscall").read_text(encoding="ascii").split()
    if words[0] == "running" or len(words) < 3:  # noqa: PLR2004 - "-1 sp pc" is the shortest sleeping line
        return None
    return WaitingPlace(words[0], words[-2])


def _schedstat(thread: int) -> list[str]:
    return Path(f"/proc/self/task/{thread}/schedstat").read_text(encoding="ascii").split()
