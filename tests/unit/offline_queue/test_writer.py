import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from offline_queue.outbox import Outbox
from offline_queue.states import State
from offline_queue.store import QueueBusyError
from offline_queue.writer import QueueStoppedError, QueueWriter
from tests.unit.offline_queue.fakes import KEY_ID, KIND, FolioMaker, open_outbox
from tramites.errors import ExpectedError

make = FolioMaker()


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[QueueWriter]:
    with QueueWriter(lambda: open_outbox(tmp_path / "q")) as running:
        yield running


def test_waiting_returns_what_the_function_returned(writer: QueueWriter) -> None:
    folio = make()
    writer.wait(lambda outbox: outbox.append(folio, KIND, b"sealed", KEY_ID))

    assert writer.wait(Outbox.counts)[State.PENDING] == 1


def test_everything_runs_on_one_thread_that_is_not_the_callers(writer: QueueWriter) -> None:
    seen = {writer.wait(lambda _: threading.current_thread().name) for _ in range(3)}

    assert seen == {"queue-writer"}


def test_a_call_never_waits_and_its_result_comes_later(writer: QueueWriter) -> None:
    release, done = threading.Event(), threading.Event()
    results: list[object] = []

    def finish(result: object) -> None:
        results.append(result)
        done.set()

    writer.call(lambda _: release.wait(5), lambda _: None)
    writer.call(lambda _: "second", finish)
    assert results == []
    release.set()
    assert done.wait(5)
    assert results == ["second"]


def test_an_expected_error_is_handed_over_and_the_next_call_works(writer: QueueWriter) -> None:
    folio = make()
    writer.wait(lambda outbox: outbox.append(folio, KIND, b"sealed", KEY_ID))

    with pytest.raises(ExpectedError) as caught:
        writer.wait(lambda outbox: outbox.append(folio, KIND, b"other", KEY_ID))
    assert caught.value.code == "queue.folio-taken"
    assert writer.wait(Outbox.counts)[State.PENDING] == 1


def test_a_queue_that_cannot_be_opened_is_tried_again_by_the_next_call(tmp_path: Path) -> None:
    other = open_outbox(tmp_path)
    with QueueWriter(lambda: open_outbox(tmp_path)) as writer:
        with pytest.raises(QueueBusyError):
            writer.wait(Outbox.counts)
        other.close()

        assert writer.wait(Outbox.head)[0] == 0


def test_stopping_finishes_what_was_asked_for_and_lets_the_next_writer_in(tmp_path: Path) -> None:
    results: list[object] = []
    writer = QueueWriter(lambda: open_outbox(tmp_path))
    for _ in range(5):
        folio = make()
        writer.call(filing(folio), results.append)
    writer.stop()
    writer.stop()

    assert len(results) == 5
    with open_outbox(tmp_path) as outbox:
        assert outbox.counts()[State.PENDING] == 5


def test_after_stopping_every_call_is_told_so(writer: QueueWriter) -> None:
    writer.stop()
    with pytest.raises(QueueStoppedError):
        writer.wait(Outbox.counts)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_ends_the_thread_but_nobody_waits_for_ever(writer: QueueWriter) -> None:
    def bug(_: Outbox) -> None:
        raise KeyError("a mistake of ours")

    with pytest.raises(QueueStoppedError):
        writer.wait(bug)
    with pytest.raises(QueueStoppedError):
        writer.wait(Outbox.counts)


def filing(folio: str) -> Callable[[Outbox], object]:
    return lambda outbox: outbox.append(folio, KIND, b"sealed", KEY_ID)
