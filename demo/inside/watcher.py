"""A second thread that looks at the GUI thread every few milliseconds and remembers who keeps it."""

import sys
import threading
import time
import traceback
from dataclasses import dataclass, field
from typing import Final

from demo.inside.scheduler import WaitingPlace, slices, waiting_place

_LOOK_SECONDS: Final = 0.004
_SAMPLE_MS: Final = 30.0
"""From here on a turn is slow enough to ask who it is."""

_STACK_LINES: Final = 10


@dataclass(slots=True)
class SlowTurn:
    """What the watcher saw of the present turn; the GUI thread empties it at the end of each."""

    started_cpu_ms: float = 0.0
    waited_ms: float = 0.0
    stack: list[str] = field(default_factory=list)
    in_poll: bool = False
    excluded: bool = False

    def begin(self, cpu_ms: float, *, in_poll: bool) -> None:
        """A new turn: forget the last one."""
        self.started_cpu_ms = cpu_ms
        self.waited_ms = 0.0
        self.stack = []
        self.in_poll = in_poll


class Watcher:
    """Looks from outside: the only way to see a wait while it lasts."""

    def __init__(self, identity: int, native: int, turn: SlowTurn) -> None:
        self._identity = identity
        self._native = native
        self._clock = time.pthread_getcpuclockid(identity)
        self._turn = turn
        self._poll_place: WaitingPlace | None = None
        self._wait_began: tuple[float, int] | None = None  # wall ms, slices
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        """Whether somebody looks."""
        return self._thread is not None

    def start(self) -> None:
        """Begin to look."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="probe-watcher", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(timeout=1)
            self._thread = None

    def _run(self) -> None:
        while not self._stopped.wait(_LOOK_SECONDS):
            self._look()

    def _look(self) -> None:
        if self._turn.excluded:
            self._wait_began = None
            return
        self._look_at_wait(waiting_place(self._native))
        cpu_ms = time.clock_gettime(self._clock) * 1e3 - self._turn.started_cpu_ms
        if max(cpu_ms, self._turn.waited_ms) > _SAMPLE_MS:
            self._sample()

    def _look_at_wait(self, place: WaitingPlace | None) -> None:
        if place is None or self._is_the_loops_own(place):
            self._wait_began = None
            return
        now_ms, ran = time.perf_counter() * 1e3, slices(self._native)
        if self._wait_began is None or self._wait_began[1] != ran:
            self._wait_began = (now_ms, ran)
        self._turn.waited_ms = max(self._turn.waited_ms, now_ms - self._wait_began[0])

    def _is_the_loops_own(self, place: WaitingPlace) -> bool:
        """The loop polls at one depth of the stack: the first such place seen after `aboutToBlock`."""
        if self._poll_place is None and self._turn.in_poll and place.is_poll:
            self._poll_place = place
        return place == self._poll_place

    def _sample(self) -> None:
        frame = sys._current_frames().get(self._identity)  # noqa: SLF001 - made for this
        if frame is not None and not self._turn.stack:
            stack = traceback.extract_stack(frame)[-_STACK_LINES:]
            self._turn.stack = [f"{entry.filename}:{entry.lineno} {entry.name}" for entry in stack]
