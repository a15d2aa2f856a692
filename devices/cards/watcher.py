"""Watches the readers: one thread that outlives the PC/SC service, its restarts and every reader.

pyscard's own monitors end for ever when the service restarts; this loop starts again from the beginning.
"""

import queue
import threading
from collections.abc import Callable
from typing import Final

from devices.cards.insertions import CardTable, Insertion
from devices.cards.pcsc import (
    CANCELLED,
    READER_GONE,
    UNAWARE,
    UNKNOWN,
    PcscContext,
    PcscError,
    Slot,
    StateSource,
)
from devices.contract import CardPresence, CardStatus
from devices.worker import Report, _DeviceThread, report_bug

RETRY_SECONDS: Final = 0.5
"""Between two attempts to find the service."""

# A cancelled wait is the usual way to be woken; pcsc-lite loses a cancellation that comes just before.
_WAIT_SECONDS: Final = 2.0
_VANISHING_SECONDS: Final = 0.1  # a reader that is listed and yet unknown is on its way out
_INSIST_SECONDS: Final = 0.05


class CardWatcher(_DeviceThread):
    """Tells each change of the readers, and which insertions last."""

    def __init__(
        self,
        establish: Callable[[], StateSource] = PcscContext,
        *,
        retry_seconds: float = RETRY_SECONDS,
        report: Report = report_bug,
    ) -> None:
        super().__init__("card-watcher", self._interrupt, report)
        self._establish = establish
        self._retry_seconds = retry_seconds
        self._source: StateSource | None = None
        self._table = CardTable()
        self._told: CardStatus | None = None
        self._callbacks: list[Callable[[CardStatus], None]] = []
        self._newcomers: queue.SimpleQueue[Callable[[CardStatus], None]] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._thread.start()

    @property
    def status(self) -> CardStatus | None:
        """What was told last; nothing before the first look."""
        return self._told

    def find(self, card: str) -> Insertion | None:
        """The insertion of that name while it lasts. May be called from any thread."""
        return self._table.find(card)

    def watch(self, callback: Callable[[CardStatus], None]) -> None:
        """Call back on this thread with the present status, as soon as it is known, and each change."""
        self._newcomers.put(callback)
        self._interrupt()

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        self._interrupt()
        if threading.current_thread() is not self._thread:
            self._insist()

    def _insist(self) -> None:
        """Cancel until it is heard."""
        for _ in range(int(_WAIT_SECONDS / _INSIST_SECONDS)):
            self._thread.join(_INSIST_SECONDS)
            if not self._thread.is_alive():
                return
            self._interrupt()

    def _interrupt(self) -> None:
        self._wake.set()
        source = self._source
        if source is not None:
            source.cancel()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._contained(self._attend, None)
            self._welcome()
            self._wake.wait(self._retry_seconds)
            self._wake.clear()

    def _attend(self) -> None:
        """Follow the service for as long as it lasts."""
        try:
            source = self._establish()
            self._source = source
            try:
                self._follow(source)
            finally:
                self._source = None
                source.release()
        except PcscError as error:
            self._table.see({})
            self._tell_all(CardStatus(CardPresence.NO_SERVICE, detail=error.detail))

    def _follow(self, source: StateSource) -> None:
        known: dict[str, tuple[int, bytes]] = {}
        while not self._stopping.is_set():
            self._welcome()
            known = {reader: known.get(reader, (UNAWARE, b"")) for reader in source.readers()}
            if all(state != UNAWARE for state, _ in known.values()):
                self._see(known)
            try:
                known |= source.changes(
                    {reader: state for reader, (state, _) in known.items()}, _WAIT_SECONDS
                )
            except PcscError as error:
                if error.code in READER_GONE:
                    known = {}
                elif error.code != CANCELLED:
                    raise
            if not known or any(state & UNKNOWN for state, _ in known.values()):
                known = {reader: seen for reader, seen in known.items() if not seen[0] & UNKNOWN}
                self._stopping.wait(_VANISHING_SECONDS)

    def _see(self, known: dict[str, tuple[int, bytes]]) -> None:
        self._table.see({reader: Slot.of(state, atr) for reader, (state, atr) in known.items()})
        self._tell_all(self._table.status())

    def _tell_all(self, status: CardStatus) -> None:
        if status == self._told:
            return
        self._told = status
        for callback in self._callbacks:
            self._contained(_telling(callback, status), None)

    def _welcome(self) -> None:
        while not self._newcomers.empty():
            callback = self._newcomers.get()
            self._callbacks.append(callback)
            if self._told is not None:
                self._contained(_telling(callback, self._told), None)


def _telling(callback: Callable[[CardStatus], None], status: CardStatus) -> Callable[[], None]:
    return lambda: callback(status)
