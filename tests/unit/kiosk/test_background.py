"""Work beside the screens: in order, back on the poster's thread, and its bugs are not lost."""

import queue
import threading
from collections.abc import Callable

import pytest

from kiosk.background import BackgroundThread


def test_work_runs_elsewhere_in_order_and_comes_back() -> None:
    posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    background = BackgroundThread(posted.put)
    threads: list[str] = []
    results: list[int] = []

    for number in (1, 2):
        background.run(lambda n=number: _noted(threads, n), results.append)  # type: ignore[misc]
    for _ in range(2):
        posted.get(timeout=5)()
    background.stop()

    assert results == [1, 2]
    assert threading.current_thread().name not in threads


def test_what_work_raises_is_raised_where_its_result_was_awaited() -> None:
    posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    background = BackgroundThread(posted.put)

    background.run(lambda: 1 // 0, lambda _: None)
    delivery = posted.get(timeout=5)
    background.stop()

    with pytest.raises(ZeroDivisionError):
        delivery()


def _noted(threads: list[str], number: int) -> int:
    threads.append(threading.current_thread().name)
    return number
