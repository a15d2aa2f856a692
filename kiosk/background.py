"""Work that may take a moment (disk, scrypt), away from the GUI's thread; its result comes back to it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

T = TypeVar("T")


class Background(Protocol):
    """Runs one thing after another beside the screens."""

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run `work` elsewhere, then `done` with its result on the GUI's thread."""
        ...


class BackgroundThread:
    """One thread, started with the first work."""

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Queue `work`. What it raises is raised again on the GUI's thread: a bug must not be lost."""
        self._pool.submit(work).add_done_callback(self._delivery(done))

    def stop(self) -> None:
        """Finish what runs, drop what waits."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _delivery(self, done: Callable[[T], None]) -> Callable[[Future[T]], None]:
        def deliver(future: Future[T]) -> None:
            if not future.cancelled():
                self._post(lambda: done(future.result()))

        return deliver
