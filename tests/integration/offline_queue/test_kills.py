"""A terminal killed at random moments: what it showed is in the queue, once, and the chain holds."""

import os
import random
import signal
import time
from pathlib import Path

from offline_queue import inspect
from tests.unit.offline_queue.fakes import KEY_ID, KIND, FolioMaker, open_outbox, sealed_of

KILLS = 20
SEED = 20260131


def files_until_killed(directory: Path, seed: int, shown: int) -> None:
    """The child: files trámites and shows each folio, through a pipe, once it is durable."""
    make = FolioMaker(seed)
    outbox = open_outbox(directory)
    while True:
        folio = make()
        outbox.draft(folio, KIND)
        outbox.append(folio, KIND, make.sealed(2000), KEY_ID)
        os.write(shown, f"{folio}\n".encode())
        outbox.mark_printed(folio)
        outbox.end_session(folio)


def shown_by_a_killed_terminal(directory: Path, seed: int, seconds: float) -> list[str]:
    """Fork a terminal, kill it after it has shown one folio and some more time, and read what it showed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            files_until_killed(directory, seed, writing)
        finally:
            os._exit(1)
    os.close(writing)
    first = os.read(reading, 20)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as rest:
        return (first + rest.read()).decode().split()


def test_no_folio_that_was_shown_is_lost_by_twenty_kills(tmp_path: Path) -> None:
    source = random.Random(SEED)
    shown: list[str] = []
    for cycle in range(KILLS):
        shown += shown_by_a_killed_terminal(tmp_path, SEED + cycle, source.uniform(0, 0.03))

    with open_outbox(tmp_path) as outbox:
        assert outbox.report.lost == ()
        waiting = sealed_of(outbox)
    assert len(shown) >= KILLS
    assert len(shown) == len(set(shown))
    assert set(shown) <= set(waiting)
    assert len(waiting) - len(shown) <= KILLS  # filed, but killed before it was shown
    assert inspect.verify(tmp_path).problems == ()
