"""One thread and one FIFO per device, so that no screen ever waits for one.

A bug in a driver must not end a citizen's session: here, and only here in devices, everything is caught.
"""

import queue
import secrets
import threading
import time
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias, TypeVar

import structlog

from devices.contract import (
    Condition,
    DeviceStatus,
    JobId,
    PrintOutcome,
    Receipt,
    ReceiptPrinter,
    Refused,
    ScanEvent,
    Scanner,
    Stopped,
    Uncertain,
)

POLL_SECONDS: Final = 2.0
FINISH_SECONDS: Final = 1.0
"""How long `stop` lets queued work run before it is cancelled."""

_CANCEL_SECONDS: Final = 2.0
_LISTEN_SECONDS: Final = 0.05  # a scan that ends while the scanner is being armed belongs to nobody
_MISSES_TO_TELL: Final = 2  # a printer that is gone for one look after a long job is not gone (vxsuite #7670)
_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ID_LENGTH: Final = 4
_NOT_ASKED: Final = DeviceStatus(Condition.UNKNOWN, "aún no se consulta")
_BROKEN: Final = DeviceStatus(Condition.FAULT, "error interno del controlador; vea el registro")

T = TypeVar("T")
Report: TypeAlias = Callable[[str, BaseException], None]


def report_bug(device: str, error: BaseException) -> None:
    """Log where a driver failed, never with what: an exception's message may hold a citizen's data."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    structlog.get_logger().error("device.driver-bug", device=device, error=type(error).__name__, where=where)


class JobIds:
    """Identifiers of four characters, unique since the start and unlike those of the start before."""

    def __init__(self, random_below: Callable[[int], int] = secrets.randbelow) -> None:
        self._count = len(_DIGITS) ** _ID_LENGTH
        self._next = random_below(self._count)

    def take(self) -> JobId:
        """The next identifier."""
        number, self._next = self._next, (self._next + 1) % self._count
        characters = ""
        for _ in range(_ID_LENGTH):
            number, digit = divmod(number, len(_DIGITS))
            characters = _DIGITS[digit] + characters
        return JobId(characters)


class _StatusWatch:
    """Tells each change of a device's status, not each flicker of its cable."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[[DeviceStatus], None]] = []
        self._misses = 0
        self.told = _NOT_ASKED

    def seen(self, status: DeviceStatus) -> bool:
        """Note what was read; whether it is news to tell."""
        self._misses = self._misses + 1 if status.condition is Condition.DISCONNECTED else 0
        if self._misses and self._misses < _MISSES_TO_TELL and self.told is not _NOT_ASKED:
            return False
        news = status != self.told
        self.told = status
        return news

    def add(self, callback: Callable[[DeviceStatus], None]) -> None:
        self._callbacks.append(callback)

    @property
    def callbacks(self) -> tuple[Callable[[DeviceStatus], None], ...]:
        return tuple(self._callbacks)


class _DeviceThread(ABC):
    """What both workers share: the thread, its status watch, and the wall around the driver."""

    def __init__(self, name: str, cancel: Callable[[], None], report: Report) -> None:
        self._name = name
        self._cancel = cancel
        self._report = report
        self._statuses = _StatusWatch()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @abstractmethod
    def _run(self) -> None:
        """The life of the thread."""

    def _join(self) -> None:
        if threading.current_thread() is self._thread:
            return
        self._thread.join(FINISH_SECONDS)
        self._cancel()
        self._thread.join(_CANCEL_SECONDS)

    def _check_thread(self) -> None:
        if threading.current_thread() is not self._thread:
            raise RuntimeError(f"{self._name} was used outside its own thread")

    def _contained(self, action: Callable[[], T], otherwise: T) -> T:
        """The result of `action`, or `otherwise` after a bug was reported."""
        self._check_thread()
        try:
            return action()
        except Exception as error:  # noqa: BLE001  # the wall: a bug in one device ends neither thread nor session
            self._report(self._name, error)
            return otherwise

    def _seen(self, status: DeviceStatus) -> None:
        if self._statuses.seen(status):
            for callback in self._statuses.callbacks:
                self._tell(callback)

    def _tell(self, callback: Callable[[DeviceStatus], None]) -> None:
        status = self._statuses.told
        self._contained(lambda: callback(status), None)


@dataclass(frozen=True, slots=True)
class _Job:
    receipt: Receipt
    on_sending: Callable[[JobId, bytes], None]
    on_stopped: Callable[[Stopped], None]
    on_done: Callable[[PrintOutcome], None]


@dataclass(frozen=True, slots=True)
class _Watcher:
    callback: Callable[[DeviceStatus], None]


_Task: TypeAlias = _Job | _Watcher | None  # None ends the thread


class PrinterWorker(_DeviceThread):
    """A receipt printer behind its thread. `cancel` makes the driver's waits end."""

    def __init__(
        self,
        printer: ReceiptPrinter,
        *,
        poll_seconds: float = POLL_SECONDS,
        cancel: Callable[[], None] = lambda: None,
        ids: JobIds | None = None,
        report: Report = report_bug,
    ) -> None:
        super().__init__("receipt-printer", cancel, report)
        self._printer = printer
        self._poll_seconds = poll_seconds
        self._ids = ids or JobIds()
        self._tasks: queue.SimpleQueue[_Task] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread.start()

    def submit(
        self,
        receipt: Receipt,
        on_sending: Callable[[JobId, bytes], None],
        on_stopped: Callable[[Stopped], None],
        on_done: Callable[[PrintOutcome], None],
    ) -> None:
        """Queue one receipt. After `stop` it is refused at once, on the caller's thread."""
        with self._closing:
            if not self._closed:
                self._tasks.put(_Job(receipt, on_sending, on_stopped, on_done))
                return
        on_done(Refused(Condition.UNKNOWN))

    def watch(self, callback: Callable[[DeviceStatus], None]) -> None:
        """Call back with each change of status, the present one included."""
        self._tasks.put(_Watcher(callback))

    def stop(self) -> None:
        """Finish what is queued within a second, cancel the rest and end the thread."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._tasks.put(None)
        self._join()

    def _run(self) -> None:
        next_look = time.monotonic()
        while True:
            try:
                task = self._tasks.get(timeout=max(0.0, next_look - time.monotonic()))
            except queue.Empty:
                self._look()
                next_look = time.monotonic() + self._poll_seconds
                continue
            if task is None:
                break
            if isinstance(task, _Job):
                self._print(task)
                next_look = time.monotonic()
            else:
                self._statuses.add(task.callback)
                self._tell(task.callback)
        self._contained(self._printer.close, None)

    def _look(self) -> None:
        self._seen(self._contained(self._printer.status, _BROKEN))

    def _print(self, task: _Job) -> None:
        job = self._ids.take()
        outcome = self._sent(task, job)
        self._contained(lambda: task.on_done(outcome), None)

    def _sent(self, task: _Job, job: JobId) -> PrintOutcome:
        """Encode, announce, print. What was not announced is not printed: nobody would remember it."""
        refused = Refused(Condition.FAULT)
        data = self._contained(lambda: self._printer.encode(task.receipt, job), None)
        if data is None or not self._contained(lambda: _done(task.on_sending, job, data), otherwise=False):
            return refused
        outcome = self._contained(lambda: self._printer.print(job, data, self._stop_teller(task)), None)
        if outcome is None:
            self._seen(_BROKEN)
            return Uncertain(job)
        return outcome

    def _stop_teller(self, task: _Job) -> Callable[[Stopped], None]:
        def tell(stopped: Stopped) -> None:
            self._seen(DeviceStatus(stopped.condition, "trabajo detenido"))
            self._contained(lambda: task.on_stopped(stopped), None)

        return tell


class DiscardingScanner(Scanner, Protocol):
    """A scanner that can also forget the code it is in the middle of."""

    def discard(self) -> None:
        """Drop what was read so far, up to the end of the code under way."""
        ...


class ScannerWorker(_DeviceThread):
    """A scanner behind its thread. Codes scanned while disarmed are read and dropped."""

    def __init__(
        self,
        scanner: DiscardingScanner,
        *,
        poll_seconds: float = POLL_SECONDS,
        cancel: Callable[[], None] = lambda: None,
        report: Report = report_bug,
    ) -> None:
        super().__init__("scanner", cancel, report)
        self._scanner = scanner
        self._poll_seconds = poll_seconds
        self._lock = threading.Lock()
        self._armed: Callable[[ScanEvent], None] | None = None
        self._turn = 0  # counts arming and disarming: a code belongs to the turn in which it began
        self._new_watchers: queue.SimpleQueue[Callable[[DeviceStatus], None]] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._thread.start()

    def arm(self, callback: Callable[[ScanEvent], None]) -> None:
        """Accept codes from now on."""
        self._set(callback)

    def disarm(self) -> None:
        """Drop codes from now on, the half-read one included."""
        self._set(None)

    def watch(self, callback: Callable[[DeviceStatus], None]) -> None:
        """Call back with each change of status, the present one included."""
        self._new_watchers.put(callback)

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        self._join()

    def _set(self, callback: Callable[[ScanEvent], None] | None) -> None:
        with self._lock:
            self._armed = callback
            self._turn += 1

    def _run(self) -> None:
        turn = 0
        next_look = time.monotonic()
        while not self._stopping.is_set():
            self._welcome_watchers()
            if time.monotonic() >= next_look:
                self._seen(self._contained(self._scanner.status, _BROKEN))
                next_look = time.monotonic() + self._poll_seconds
            if turn != self._turn:
                turn = self._turn
                self._contained(self._scanner.discard, None)
            self._listen(turn)
        self._contained(self._scanner.close, None)

    def _welcome_watchers(self) -> None:
        while not self._new_watchers.empty():
            callback = self._new_watchers.get()
            self._statuses.add(callback)
            self._tell(callback)

    def _listen(self, turn: int) -> None:
        events = self._contained(lambda: self._scanner.poll(_LISTEN_SECONDS), None)
        if events is None:
            self._seen(_BROKEN)
            self._stopping.wait(self._poll_seconds)
            return
        for event in events:
            with self._lock:
                receiver = self._armed if turn == self._turn else None
            if receiver is not None:
                self._contained(_delivery(receiver, event), None)


def _done(on_sending: Callable[[JobId, bytes], None], job: JobId, data: bytes) -> bool:
    on_sending(job, data)
    return True


def _delivery(receiver: Callable[[ScanEvent], None], event: ScanEvent) -> Callable[[], None]:
    return lambda: receiver(event)
