from pathlib import Path

import msgspec
import pytest

from offline_queue import inspect
from offline_queue.states import State
from offline_queue.store import QueueDamagedError
from tests.unit.offline_queue.fakes import FolioMaker, TickingClock, file_some, open_outbox, result
from tramites.wire.messages import Outcome

make = FolioMaker()


def test_the_status_of_a_running_queue_is_read_without_its_lock(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        file_some(outbox, make, 3)
        outbox.settle([result(outbox.pending(1, 1)[0])])
        oldest = outbox.pending(1, 1)[0]

        found = inspect.status(tmp_path, TickingClock().now())

        assert (found.counts["pending"], found.counts["acknowledged"]) == (2, 1)
        assert (found.head_seq, found.head) == (3, outbox.head()[1].hex())
        assert found.terminal == "kiosk-1"
        assert found.oldest_pending_at is not None
        assert oldest.created_at.isoformat()[:19] == found.oldest_pending_at[:19]
        assert found.open_in_process is not None
        assert found.database_bytes > 0
        assert found.journal_bytes > 0


def test_a_stopped_queue_is_held_by_nobody(tmp_path: Path) -> None:
    open_outbox(tmp_path).close()

    found = inspect.status(tmp_path, TickingClock().now())

    assert found.open_in_process is None
    assert found.oldest_pending_seconds is None
    assert (found.head_seq, found.damaged_files) == (0, ())


def test_rows_are_listed_newest_first_and_by_state(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        folios = list(file_some(outbox, make, 3))
        outbox.settle([result(outbox.pending(1, 1)[0], Outcome.INVALID)])

        assert [row.folio for row in inspect.rows(tmp_path)] == folios[::-1]
        assert [row.folio for row in inspect.rows(tmp_path, State.QUARANTINED)] == folios[:1]
        assert len(inspect.rows(tmp_path, limit=2)) == 2


def test_one_tramite_is_found_by_its_folio_and_shows_no_sealed_bytes(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        folio = next(iter(file_some(outbox, make, 1)))

        row = inspect.row(tmp_path, folio)

        assert row is not None
        assert row.state == "pending"
        assert "sealed" not in msgspec.to_builtins(row)
        assert inspect.row(tmp_path, make()) is None


def test_a_sound_queue_verifies(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        file_some(outbox, make, 3)
        assert inspect.verify(tmp_path).sound
    found = inspect.verify(tmp_path)
    assert (found.sound, found.rows, found.journal_records) == (True, 3, 3)


def test_a_changed_row_and_a_changed_journal_are_both_named(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        file_some(outbox, make, 3)
        outbox._db.execute("UPDATE queue SET sealed = x'00' WHERE seq = 2")
    journal = tmp_path / "journal-00000001.log"
    journal.write_bytes(journal.read_bytes()[:-1])

    found = inspect.verify(tmp_path)

    assert not found.sound
    assert "seq 2: the row is not what was filed" in found.problems
    assert "seq 3: in the database, not in the journal" in found.problems
    assert any("unreadable bytes" in problem for problem in found.problems)


def test_looking_changes_no_file(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        file_some(outbox, make, 3)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("[!q]*")}
    database = (tmp_path / "queue.db").read_bytes()

    inspect.verify(tmp_path)
    inspect.rows(tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.glob("[!q]*")} == before
    assert (tmp_path / "queue.db").read_bytes() == database


def test_a_directory_without_a_queue_is_named(tmp_path: Path) -> None:
    with pytest.raises(QueueDamagedError, match="there is no queue here"):
        inspect.status(tmp_path, TickingClock().now())
