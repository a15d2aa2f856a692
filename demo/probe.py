"""How long the GUI thread keeps a finger waiting: CPU and voluntary waits per turn of its event loop.

Qt's unix dispatcher emits `awake`, gives out posted events, emits `aboutToBlock` when it has nothing more to
do, polls, and then runs notifiers and timers. Each stretch between two of these signals is a turn. Its CPU
time is exact. A voluntary wait (a sleep, a read, a lock) is wall time − CPU − time in the run queue, so a
busy machine is not blamed on us; in the stretch that holds the poll, a watcher on another thread sees it.
"""

import threading
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer
from PySide6.QtQuick import QQuickWindow

from demo.inside.scheduler import ThreadTimes, queued_ms
from demo.inside.watcher import SlowTurn, Watcher

LIMIT_MS: Final = 50.0
"""What one turn may take at most, of CPU or of waiting."""

_MOST_OFFENDERS: Final = 50


class Probe(QObject):
    """Measures the thread that makes it, from `begin` on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.turns = 0
        self._thread = threading.get_native_id()
        self._turn = SlowTurn()
        self._watcher = Watcher(threading.get_ident(), self._thread, self._turn)
        self._cpu, self._waited, self._wall = array("d"), array("d"), array("d")
        self._offenders: list[dict[str, Any]] = []
        self._measuring = False
        self._excluded = ThreadTimes()
        self._began = self._now()
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._on_awake)
        dispatcher.aboutToBlock.connect(self._on_block)

    def begin_at_first_frame(self, window: QQuickWindow) -> None:
        """Measure from the first picture on: start-up is another question."""

        def first_frame() -> None:
            window.afterRendering.disconnect(first_frame)
            QTimer.singleShot(0, self, self.begin)

        window.afterRendering.connect(first_frame)

    def begin(self) -> None:
        """Start measuring with the next turn."""
        self._watcher.start()

    def end(self) -> None:
        """Stop watching."""
        self._measuring = False
        self._watcher.stop()

    @contextmanager
    def excluded(self) -> Iterator[None]:
        """What happens inside is ours, not the product's: screenshots and walks of the tree."""
        before = self._now()
        self._turn.excluded = True
        try:
            yield
        finally:
            self._turn.excluded = False
            self._excluded += self._now() - before

    def report(self) -> dict[str, Any]:
        """Turns, worst and 99th percentile in milliseconds, and who took more than the limit."""
        return {
            "limit_ms": LIMIT_MS,
            "turns": len(self._cpu),
            "cpu_ms": _summary(self._cpu),
            "waited_ms": _summary(self._waited),
            "wall_ms": _summary(self._wall),
            "offenders": self._offenders,
        }

    def _on_awake(self) -> None:
        self._next_turn(in_poll=False)

    def _on_block(self) -> None:
        self._next_turn(in_poll=True)

    def _next_turn(self, *, in_poll: bool) -> None:
        self.turns += in_poll
        now = self._now()
        if self._measuring:
            self._record(now)
        self._measuring = self._watcher.is_running
        self._excluded = ThreadTimes()
        self._began = now
        self._turn.begin(now.cpu_ms, in_poll=in_poll)

    def _record(self, now: ThreadTimes) -> None:
        turn = now - self._began - self._excluded
        cpu_ms = max(turn.cpu_ms, 0.0)
        waited_ms = self._turn.waited_ms
        if not self._turn.in_poll:  # then the wall clock ran for the turn alone
            waited_ms = max(waited_ms, turn.wall_ms - turn.cpu_ms - turn.queued_ms)
        self._cpu.append(cpu_ms)
        self._waited.append(waited_ms)
        self._wall.append(cpu_ms + waited_ms + max(turn.queued_ms, 0.0))
        if max(cpu_ms, waited_ms) > LIMIT_MS and len(self._offenders) < _MOST_OFFENDERS:
            self._offenders.append(
                {"cpu_ms": round(cpu_ms, 1), "waited_ms": round(waited_ms, 1), "stack": self._turn.stack}
            )

    def _now(self) -> ThreadTimes:
        return ThreadTimes(time.perf_counter() * 1e3, time.thread_time() * 1e3, queued_ms(self._thread))


def _summary(values: "array[float]") -> dict[str, float]:
    if not values:
        return {"max": 0.0, "p99": 0.0}
    ordered = sorted(values)
    return {"max": round(ordered[-1], 2), "p99": round(ordered[int(0.99 * (len(ordered) - 1))], 2)}
