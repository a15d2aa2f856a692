"""The one thread that owns the queue: a SQLite connection belongs to a thread, and the GUI never waits."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import Final, Self, TypeAlias, TypeVar

from offline_queue.outbox import Outbox
from tramites.errors import ExpectedError

T = TypeVar("T")
_Job: TypeAlias = Callable[[], None]
_NAME: Final = "queue-writer"


class QueueStoppedError(ExpectedError):
    """The writer has stopped: the program is ending."""

    code = "queue.stopped"


class QueueWriter:
    """Runs functions on the outbox, one after the other, in the order they came.

    The queue is opened by the first function that needs it; if that fails, that caller gets the error and the
    next function tries again.
    """

    def __init__(self, open_outbox: Callable[[], Outbox]) -> None:
        self._open_outbox = open_outbox
        self._outbox: Outbox | None = None
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._stopped = False
        self._refusing = False
        self._thread = threading.Thread(target=self._run, name=_NAME, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def call(self, function: Callable[[Outbox], T], done: Callable[[T | ExpectedError], None]) -> None:
        """Run `function` on the writer's thread and hand its result or error to `done` there. Never waits."""

        def job() -> None:
            result: T | ExpectedError = _stopped()
            try:
                result = self._attempt(function)
            finally:  # a bug ends the thread, but nobody waits for ever
                done(result)

        with self._lock:
            if not self._stopped:
                self._jobs.put(job)
                return
        done(_stopped())

    def wait(self, function: Callable[[Outbox], T]) -> T:
        """Run `function` on the writer's thread and return its result; for callers without a screen."""
        answer: Future[T | ExpectedError] = Future()
        self.call(function, answer.set_result)
        result = answer.result()
        if isinstance(result, ExpectedError):
            raise result
        return result

    def stop(self) -> None:
        """Finish what was asked for, close the queue and end the thread. May be called twice."""
        with self._lock:
            if not self._stopped:
                self._stopped = True
                self._jobs.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        try:
            while (job := self._jobs.get()) is not None:
                job()
        finally:
            self._refuse_the_rest()
            if self._outbox is not None:
                self._outbox.close()

    def _attempt(self, function: Callable[[Outbox], T]) -> T | ExpectedError:
        if self._refusing:
            return _stopped()
        try:
            if self._outbox is None:
                self._outbox = self._open_outbox()
            return function(self._outbox)
        except ExpectedError as error:
            return error

    def _refuse_the_rest(self) -> None:
        """After a bug has ended the thread, callers that wait get an error instead of waiting for ever."""
        with self._lock:
            self._stopped = True
        self._refusing = True
        while not self._jobs.empty():
            job = self._jobs.get()
            if job is not None:
                job()


def _stopped() -> QueueStoppedError:
    return QueueStoppedError("the queue's writer has stopped; start the terminal again")
