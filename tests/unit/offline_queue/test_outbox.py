import sqlite3
from pathlib import Path

import pytest

from offline_queue.outbox import Outbox
from offline_queue.states import FolioTakenError, State, UnknownFolioError
from offline_queue.store import QueueBusyError, QueueFullError, Reserve
from tests.unit.offline_queue.fakes import (
    KEY_ID,
    KIND,
    FolioMaker,
    TickingClock,
    file_some,
    open_outbox,
    result,
    sealed_of,
)
from tramites.wire.chain import GENESIS
from tramites.wire.messages import Outcome

make = FolioMaker()


def test_a_new_queue_is_empty_and_needed_no_repair(tmp_path: Path) -> None:
    with open_outbox(tmp_path / "q") as outbox:
        assert outbox.report.clean
        assert outbox.head() == (0, GENESIS)
        assert set(outbox.counts()) == set(State)
        assert sum(outbox.counts().values()) == 0


def test_what_was_filed_is_there_after_a_restart(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        filed = file_some(outbox, make, 3)
        head = outbox.head()
    with open_outbox(tmp_path) as outbox:
        assert sealed_of(outbox) == filed
        assert outbox.head() == head
        assert outbox.report.clean


def test_files_and_directory_are_for_their_owner_only(tmp_path: Path) -> None:
    with open_outbox(tmp_path / "q") as outbox:
        file_some(outbox, make, 1)
        assert (tmp_path / "q").stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in (tmp_path / "q").iterdir()} == {0o600}


def test_each_filing_is_synced_in_full_and_says_so(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        settings = {
            name: outbox._db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "journal_mode", "page_size", "cell_size_check")
        }
    assert settings == {"synchronous": 2, "journal_mode": "wal", "page_size": 4096, "cell_size_check": 1}


def test_the_same_bytes_twice_are_filed_once(tmp_path: Path) -> None:
    folio = make()
    with open_outbox(tmp_path) as outbox:
        first = outbox.append(folio, KIND, b"sealed", KEY_ID)

        assert outbox.append(folio, KIND, b"sealed", KEY_ID) == first
        assert outbox.counts()[State.PENDING] == 1


def test_other_bytes_under_a_filed_folio_are_refused(tmp_path: Path) -> None:
    folio = make()
    with open_outbox(tmp_path) as outbox:
        outbox.append(folio, KIND, b"sealed", KEY_ID)

        with pytest.raises(FolioTakenError, match="new folio"):
            outbox.append(folio, KIND, b"other", KEY_ID)
        assert sealed_of(outbox) == {folio: b"sealed"}


def test_a_draft_becomes_the_filed_tramite_of_its_session(tmp_path: Path) -> None:
    folio = make()
    with open_outbox(tmp_path) as outbox:
        outbox.draft(folio, KIND)
        assert [entry.folio for entry in outbox.drafts()] == [folio]
        assert outbox.unfinished() is None

        entry = outbox.append(folio, KIND, b"sealed", KEY_ID)

        assert (entry.seq, entry.state, entry.session_open) == (1, State.PENDING, True)
        assert outbox.drafts() == ()
        assert outbox.unfinished() == entry


def test_a_discarded_draft_leaves_no_trace_and_a_filed_folio_is_not_discarded(tmp_path: Path) -> None:
    draft, filed = make(), make()
    with open_outbox(tmp_path) as outbox:
        outbox.draft(draft, KIND)
        outbox.append(filed, KIND, b"sealed", KEY_ID)

        assert outbox.discard_draft(draft) is True
        assert outbox.discard_draft(draft) is False
        assert outbox.discard_draft(filed) is False
        assert outbox.entry(draft) is None
        assert sealed_of(outbox) == {filed: b"sealed"}


def test_a_folio_that_was_filed_cannot_be_drafted_again(tmp_path: Path) -> None:
    folio = make()
    with open_outbox(tmp_path) as outbox:
        outbox.append(folio, KIND, b"sealed", KEY_ID)
        with pytest.raises(FolioTakenError):
            outbox.draft(folio, KIND)


def test_after_a_crash_the_filed_tramite_is_shown_until_its_citizen_leaves(tmp_path: Path) -> None:
    folio = make()
    with open_outbox(tmp_path) as outbox:
        outbox.draft(folio, KIND)
        outbox.append(folio, KIND, b"sealed", KEY_ID)
    with open_outbox(tmp_path) as outbox:
        unfinished = outbox.unfinished()
        assert unfinished is not None
        assert (unfinished.folio, unfinished.printed) == (folio, False)

        outbox.mark_printed(folio)
        outbox.end_session(folio)

        assert outbox.unfinished() is None
        entry = outbox.entry(folio)
        assert entry is not None
        assert entry.printed


def test_a_session_of_an_unknown_folio_cannot_be_ended(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox, pytest.raises(UnknownFolioError):
        outbox.end_session(make())


def test_pending_is_bounded_by_records_and_bytes_but_gives_one_however_large(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        folios = list(file_some(outbox, make, 4, size=1000))

        assert [entry.folio for entry in outbox.pending(2, 10**9)] == folios[:2]
        assert [entry.folio for entry in outbox.pending(9, 2500)] == folios[:2]
        assert [entry.folio for entry in outbox.pending(9, 1)] == folios[:1]
        assert [entry.folio for entry in outbox.pending(9, 10**9, after_seq=3)] == folios[3:]
        assert outbox.pending_folios() == folios


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.ACCEPTED, State.ACKNOWLEDGED),
        (Outcome.DUPLICATE, State.ACKNOWLEDGED),
        (Outcome.CONFLICT, State.CONFLICT),
        (Outcome.INVALID, State.QUARANTINED),
        (Outcome.UNKNOWN, State.PENDING),
    ],
)
def test_the_platforms_word_decides_the_fate_of_a_folio(
    tmp_path: Path, outcome: Outcome, state: State
) -> None:
    with open_outbox(tmp_path) as outbox:
        folio = next(iter(file_some(outbox, make, 1)))
        entry = outbox.entry(folio)
        assert entry is not None

        settlement = outbox.settle([result(entry, outcome)])

        settled = outbox.entry(folio)
        assert settled is not None
        assert settled.state is state
        assert (settled.sealed is None) is (state is State.ACKNOWLEDGED)
        assert len(settlement.settled) == (0 if outcome is Outcome.UNKNOWN else 1)


def test_only_the_folios_that_are_named_change(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        filed = file_some(outbox, make, 3)
        second = outbox.pending(9, 10**9)[1]

        outbox.settle([result(second)])

        assert set(outbox.pending_folios()) == set(filed) - {second.folio}
        acknowledged = outbox.entry(second.folio)
        assert acknowledged is not None
        assert (acknowledged.received_at, acknowledged.qr) == ("2026-01-31T12:00:05Z", "V1|…")


def test_a_result_about_other_bytes_changes_nothing_and_is_reported(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        filed = file_some(outbox, make, 1)
        entry = outbox.pending(1, 1)[0]
        foreign = type(result(entry))(folio=entry.folio, sha256="00" * 32, outcome=Outcome.ACCEPTED)

        settlement = outbox.settle([foreign])

        assert settlement.disregarded == (foreign,)
        assert settlement.settled == ()
        assert sealed_of(outbox) == filed


def test_a_result_about_a_folio_we_never_filed_is_reported(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        file_some(outbox, make, 1)
        entry = outbox.pending(1, 1)[0]
        stranger = type(result(entry))(folio=make(), sha256="00" * 32, outcome=Outcome.ACCEPTED)

        assert outbox.settle([stranger]).disregarded == (stranger,)


def test_the_first_acuse_of_a_folio_stays_when_the_platform_repeats_itself(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        file_some(outbox, make, 1)
        entry = outbox.pending(1, 1)[0]
        outbox.settle([result(entry)])

        assert outbox.settle([result(entry, Outcome.CONFLICT)]).settled == ()
        settled = outbox.entry(entry.folio)
        assert settled is not None
        assert settled.state is State.ACKNOWLEDGED


def test_a_technician_can_send_a_quarantined_tramite_again(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        filed = file_some(outbox, make, 2)
        entries = outbox.pending(9, 10**9)
        outbox.settle([result(entries[0], Outcome.INVALID), result(entries[1])])
        assert sealed_of(outbox) == {}

        outbox.release(entries[0].folio)

        assert sealed_of(outbox) == {entries[0].folio: filed[entries[0].folio]}


def test_purging_forgets_the_acuse_and_keeps_the_chain(tmp_path: Path) -> None:
    clock = TickingClock()
    with open_outbox(tmp_path) as outbox:
        folio = next(iter(file_some(outbox, make, 1)))
        outbox.settle([result(outbox.pending(1, 1)[0])])
        outbox.end_session(folio)
        head = outbox.head()

        assert outbox.purge(clock.now().replace(year=2027)) == 1
        assert outbox.counts()[State.PURGED] == 1
        file_some(outbox, make, 1)
    with open_outbox(tmp_path) as outbox:
        assert outbox.report.clean
        assert outbox.head()[0] == head[0] + 1


def test_a_second_writer_is_told_directory_and_process(tmp_path: Path) -> None:
    with open_outbox(tmp_path), pytest.raises(QueueBusyError, match=rf"{tmp_path}.*process \d+"):
        open_outbox(tmp_path)
    open_outbox(tmp_path).close()


def test_a_new_epoch_goes_into_the_chain_and_is_not_forgotten(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        file_some(outbox, make, 1)
        outbox.adopt_epoch(3)
        file_some(outbox, make, 1)
        outbox.adopt_epoch(2)
        assert [entry.epoch for entry in outbox.pending(9, 10**9)] == [1, 3]
    with open_outbox(tmp_path, epoch=1) as outbox:
        assert outbox.epoch == 3
        assert outbox.report.clean


def test_a_full_quota_refuses_drafts_and_filings_but_takes_every_answer(tmp_path: Path) -> None:
    reserve = Reserve(quota_bytes=512 * 1024, spare_bytes=256 * 1024, free_bytes=0)
    with open_outbox(tmp_path, reserve=reserve) as outbox:
        with pytest.raises(QueueFullError, match="raise its quota"):
            file_some(outbox, make, 1000, size=3000)
        with pytest.raises(QueueFullError):
            outbox.draft(make(), KIND)
        waiting = outbox.pending(10**6, 10**9)
        assert len(waiting) > 50

        for entry in waiting:
            assert outbox.settle([result(entry)]).settled

        assert outbox.counts()[State.ACKNOWLEDGED] == len(waiting)
        file_some(outbox, make, 5, size=3000)


def test_a_disk_below_its_reserve_is_full_before_the_citizen_starts(tmp_path: Path) -> None:
    with (
        open_outbox(tmp_path, reserve=Reserve(free_bytes=2**60)) as outbox,
        pytest.raises(QueueFullError, match="free some space"),
    ):
        outbox.draft(make(), KIND)


class RefusingDatabase:
    """A connection whose commits fail; the hand-written stand-in for a dying disk."""

    def __init__(self, real: sqlite3.Connection) -> None:
        self._real = real

    @property
    def in_transaction(self) -> bool:
        return self._real.in_transaction

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        if statement == "COMMIT":
            raise sqlite3.OperationalError("disk I/O error")
        return self._real.execute(statement, *values)  # type: ignore[arg-type]  # passed on as it came


def test_a_filing_the_database_refuses_does_not_come_back_at_the_next_start(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path)
    filed = file_some(outbox, make, 2)
    real = outbox._db
    outbox._db = RefusingDatabase(real)  # type: ignore[assignment]  # stands in for the connection
    with pytest.raises(Exception, match="disk I/O error"):
        outbox.append(make(), KIND, b"sealed", KEY_ID)
    outbox._db = real
    more = file_some(outbox, make, 1)
    outbox.close()

    with open_outbox(tmp_path) as again:
        assert again.report.clean
        assert sealed_of(again) == filed | more


def test_journal_segments_go_when_all_their_folios_are_acknowledged(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        file_some(outbox, make, 30, size=30_000)
        assert len(list(tmp_path.glob("journal-*.log"))) > 3

        outbox.settle([result(entry) for entry in outbox.pending(99, 10**9)])

        assert len(list(tmp_path.glob("journal-*.log"))) == 1
    with open_outbox(tmp_path) as outbox:
        assert outbox.report.clean


def test_a_segment_with_one_unanswered_folio_stays(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        file_some(outbox, make, 30, size=30_000)
        first, *others = outbox.pending(99, 10**9)
        outbox.settle([result(entry) for entry in others])
        assert outbox._journal.holds(first.folio)
        assert len(list(tmp_path.glob("journal-*.log"))) == 2


def test_nothing_that_is_not_sealed_bytes_is_taken(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox, pytest.raises(ValueError, match="1 to"):
        outbox.append(make(), KIND, b"", KEY_ID)


def test_a_queue_where_a_file_stands_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "q").write_text("not a directory")
    with pytest.raises(Exception, match=r"q: File exists; check the disk"):
        open_outbox(tmp_path / "q")


def test_answers_do_not_slow_down_with_the_rows_that_are_kept(tmp_path: Path) -> None:
    """Counts the steps of SQLite's machine, not the clock."""
    with open_outbox(tmp_path) as outbox:
        few = steps_of_a_round(outbox)
        for _ in range(300):
            file_some(outbox, make, 1, size=50)
            outbox.settle([result(outbox.pending(1, 1)[0])])
        assert steps_of_a_round(outbox) <= few * 1.2 + 50


def steps_of_a_round(outbox: Outbox) -> int:
    file_some(outbox, make, 1, size=50)
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    outbox._db.set_progress_handler(count, 1)
    outbox.settle([result(outbox.pending(1, 1)[0])])
    outbox._db.set_progress_handler(None, 1)
    return steps
