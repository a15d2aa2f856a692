import shutil
from pathlib import Path

from offline_queue.outbox import Outbox
from offline_queue.states import State
from tests.unit.offline_queue.fakes import KEY_ID, KIND, FolioMaker, file_some, open_outbox, result, sealed_of

make = FolioMaker()


def damaged(directory: Path, *statements: str) -> None:
    """Change rows behind the queue's back."""
    with open_outbox(directory) as outbox:
        for statement in statements:
            outbox._db.execute(statement)


def test_a_changed_row_is_replaced_from_the_journal(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        filed = file_some(outbox, make, 3)
    damaged(tmp_path, "UPDATE queue SET sealed = x'00' WHERE seq = 2")

    with open_outbox(tmp_path) as outbox:
        assert outbox.report.replaced == (list(filed)[1],)
        assert outbox.report.set_aside[0].suffix == ".jsonl"
        assert sealed_of(outbox) == filed


def test_a_changed_column_outside_the_chain_is_noticed_while_both_copies_exist(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        folio = next(iter(file_some(outbox, make, 1)))
    damaged(tmp_path, "UPDATE queue SET kind = 'cfe-falla-de-lux'")

    with open_outbox(tmp_path) as outbox:
        entry = outbox.entry(folio)
        assert entry is not None
        assert entry.kind == KIND


def test_a_row_taken_out_comes_back(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        filed = file_some(outbox, make, 3)
    damaged(tmp_path, "DELETE FROM queue WHERE seq = 2")

    with open_outbox(tmp_path) as outbox:
        assert outbox.report.restored == (list(filed)[1],)
        assert outbox.report.gaps == ()
        assert sealed_of(outbox) == filed


def test_a_filing_cut_between_journal_and_commit_is_completed_in_its_own_session(tmp_path: Path) -> None:
    folio = make()
    with open_outbox(tmp_path / "q") as outbox:
        outbox.draft(folio, KIND)
        shutil.copytree(tmp_path / "q", tmp_path / "before")
        outbox.append(folio, KIND, b"sealed", KEY_ID)
    for journal in (tmp_path / "q").glob("journal-*"):
        shutil.copy(journal, tmp_path / "before")

    with open_outbox(tmp_path / "before") as outbox:
        unfinished = outbox.unfinished()
        assert unfinished is not None
        assert (unfinished.folio, unfinished.state) == (folio, State.PENDING)
        assert outbox.drafts() == ()


def test_an_acknowledged_row_taken_out_of_both_copies_leaves_a_gap_that_is_told_once(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        file_some(outbox, make, 30, size=30_000)
        outbox.settle([result(entry) for entry in outbox.pending(99, 10**9)])
    damaged(tmp_path, "DELETE FROM queue WHERE seq = 5")

    with open_outbox(tmp_path) as outbox:
        assert outbox.report.gaps == (6,)
        assert outbox.report.lost == ()
    with open_outbox(tmp_path) as outbox:
        assert outbox.report.clean
        file_some(outbox, make, 1)


def test_a_restored_database_beside_a_newer_journal_takes_what_it_lacks(tmp_path: Path) -> None:
    with open_outbox(tmp_path / "q") as outbox:
        old = file_some(outbox, make, 2)
    shutil.copy(tmp_path / "q" / "queue.db", tmp_path / "old.db")
    with open_outbox(tmp_path / "q") as outbox:
        new = file_some(outbox, make, 3)
    shutil.copy(tmp_path / "old.db", tmp_path / "q" / "queue.db")

    with open_outbox(tmp_path / "q") as outbox:
        assert set(outbox.report.restored) == set(new)
        assert sealed_of(outbox) == old | new


def test_journals_of_two_forked_copies_lose_neither_tramite(tmp_path: Path) -> None:
    with open_outbox(tmp_path / "a") as outbox:
        common = file_some(outbox, make, 2)
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    with open_outbox(tmp_path / "a") as outbox:
        first = file_some(outbox, make, 1)
    with open_outbox(tmp_path / "b") as outbox:
        second = file_some(outbox, make, 1)
    shutil.copy(tmp_path / "b" / "journal-00000001.log", tmp_path / "a" / "journal-00000002.log")

    with open_outbox(tmp_path / "a") as outbox:
        assert outbox.report.rechained == tuple(second)
        assert sealed_of(outbox) == common | first | second
    with open_outbox(tmp_path / "a") as outbox:
        assert sealed_of(outbox) == common | first | second


def test_a_row_whose_place_in_the_chain_is_damaged_keeps_its_sealed_bytes(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        filed = file_some(outbox, make, 3)
    damaged(tmp_path, "UPDATE queue SET prev = zeroblob(32) WHERE seq = 3")
    for journal in tmp_path.glob("journal-*"):
        journal.unlink()

    with open_outbox(tmp_path) as outbox:
        assert outbox.report.rechained == (list(filed)[2],)
        assert outbox.report.lost == ()
        assert sealed_of(outbox) == filed


def test_a_lost_filing_is_named_and_its_row_is_set_aside(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        filed = file_some(outbox, make, 3)
    damaged(tmp_path, "UPDATE queue SET sealed = x'00' WHERE seq = 2")
    for journal in tmp_path.glob("journal-*"):
        journal.unlink()

    with open_outbox(tmp_path) as outbox:
        lost = list(filed)[1]
        assert outbox.report.lost == (lost,)
        assert outbox.report.gaps == (3,)
        assert lost in outbox.report.set_aside[0].read_text()
        assert set(sealed_of(outbox)) == set(filed) - {lost}


def test_damage_of_one_moment_never_overwrites_what_was_set_aside_before(tmp_path: Path) -> None:
    for _ in range(3):
        open_outbox(tmp_path).close()
        (tmp_path / "queue.db").write_bytes(b"garbage" * 1000)
    open_outbox(tmp_path).close()

    assert len(list(tmp_path.glob("damaged-*.db"))) == 3


def test_a_replaced_tramite_is_settled_like_any_other(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        file_some(outbox, make, 1)
    (tmp_path / "queue.db").unlink()

    with open_outbox(tmp_path) as outbox:
        assert settle_all(outbox) == 1
    with open_outbox(tmp_path) as outbox:
        assert outbox.report.clean
        assert outbox.counts()[State.ACKNOWLEDGED] == 1


def settle_all(outbox: Outbox) -> int:
    return len(outbox.settle([result(entry) for entry in outbox.pending(99, 10**9)]).settled)
