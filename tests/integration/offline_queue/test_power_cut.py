"""Files as a power cut or a failing disk leaves them: nothing durable is lost, no damage is silent."""

import random
from pathlib import Path

import pytest

from offline_queue.outbox import Outbox
from offline_queue.store import sync_directory
from tests.unit.offline_queue.fakes import FolioMaker, file_some, open_outbox, sealed_of, snapshot

RECORDS = 8
FLIPS = 150
SEED = 20260131


class Victim:
    """A queue stopped dead with its files as they were before and after its last filing."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self._count = 0
        make = FolioMaker()
        outbox = open_outbox(base / "live")
        self.durable = file_some(outbox, make, RECORDS - 1)
        self.before = {path.name: path.read_bytes() for path in (base / "live").iterdir()}
        self.last = file_some(outbox, make, 1)
        self.after = {path.name: path.read_bytes() for path in (base / "live").iterdir()}
        outbox.close()
        self.closed = {path.name: path.read_bytes() for path in (base / "live").iterdir()}

    def left_as(self, files: dict[str, bytes]) -> Path:
        """A new directory with these files."""
        self._count += 1
        directory = self.base / f"case-{self._count}"
        directory.mkdir(mode=0o700)
        for name, data in files.items():
            if not name.endswith("-shm"):  # shared memory does not survive a power cut
                (directory / name).write_bytes(data)
        sync_directory(directory)
        return directory


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Victim:
    return Victim(tmp_path_factory.mktemp("power"))


def reopened(directory: Path) -> Outbox:
    return open_outbox(directory)


def test_a_journal_cut_at_any_byte_of_its_last_record_loses_nothing_durable(victim: Victim) -> None:
    start = len(victim.before["journal-00000001.log"])
    whole = victim.after["journal-00000001.log"]
    for end in range(start, len(whole)):
        files = victim.before | {"journal-00000001.log": whole[:end]}
        with reopened(victim.left_as(files)) as outbox:
            assert sealed_of(outbox) == victim.durable, end
            assert outbox.report.lost == ()
            assert outbox.report.unreadable_journal_bytes == end - start


def test_a_journal_cut_although_the_row_is_there_is_written_again(victim: Victim) -> None:
    start = len(victim.before["journal-00000001.log"])
    whole = victim.after["journal-00000001.log"]
    for end in range(start, len(whole), 7):
        directory = victim.left_as(victim.after | {"journal-00000001.log": whole[:end]})
        with reopened(directory) as outbox:
            assert sealed_of(outbox) == victim.durable | victim.last
            assert outbox.report.rejournaled == tuple(victim.last)
        with reopened(directory) as outbox:
            assert outbox.report.clean


def test_a_database_log_cut_anywhere_in_the_last_commit_is_made_whole_by_the_journal(victim: Victim) -> None:
    start = len(victim.before["queue.db-wal"])
    whole = victim.after["queue.db-wal"]
    assert len(whole) > start
    for end in range(start, len(whole), 17):
        with reopened(victim.left_as(victim.after | {"queue.db-wal": whole[:end]})) as outbox:
            assert sealed_of(outbox) == victim.durable | victim.last, end
            assert outbox.report.restored == tuple(victim.last)


def test_a_database_log_that_is_gone_is_made_whole_by_the_journal(victim: Victim) -> None:
    files = {name: data for name, data in victim.after.items() if name != "queue.db-wal"}

    with reopened(victim.left_as(files)) as outbox:
        assert sealed_of(outbox) == victim.durable | victim.last


def flipped(data: bytes, random_source: random.Random) -> bytes:
    place = random_source.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << random_source.randrange(8)]) + data[place + 1 :]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("queue.db-wal", "after"),
        ("journal-00000001.log", "after"),
        ("queue.db", "closed"),
        ("journal-00000001.log", "closed"),
    ],
)
def test_a_flipped_bit_loses_nothing(victim: Victim, name: str, state: str) -> None:
    files: dict[str, bytes] = getattr(victim, state)
    random_source = random.Random(SEED)
    for round_number in range(FLIPS):
        directory = victim.left_as(files | {name: flipped(files[name], random_source)})
        with reopened(directory) as outbox:
            assert sealed_of(outbox) == victim.durable | victim.last, (round_number, outbox.report)
            assert outbox.report.lost == ()
        with reopened(directory) as outbox:
            assert outbox.report.clean, round_number


def test_the_same_bit_flipped_in_both_copies_is_reported_and_the_rest_works(victim: Victim) -> None:
    sealed = next(iter(victim.durable.values()))
    broken = bytes([sealed[0] ^ 1]) + sealed[1:]
    files = {name: data.replace(sealed, broken) for name, data in victim.closed.items()}

    with reopened(victim.left_as(files)) as outbox:
        lost = next(iter(victim.durable))
        assert outbox.report.lost == (lost,)
        assert outbox.report.set_aside
        assert sealed_of(outbox) == {
            folio: data for folio, data in (victim.durable | victim.last).items() if folio != lost
        }
        file_some(outbox, FolioMaker(7), 1)


def test_a_queue_file_of_garbage_is_set_aside_and_rebuilt(victim: Victim) -> None:
    garbage = random.Random(SEED).randbytes(20_000)

    directory = victim.left_as(victim.closed | {"queue.db": garbage})
    with reopened(directory) as outbox:
        assert outbox.report.rebuilt
        assert sealed_of(outbox) == victim.durable | victim.last
    assert [path.read_bytes() for path in directory.glob("damaged-*.db")] == [garbage]


@pytest.mark.parametrize("size", [0, 1, 100, 512, 4096, 5000, 8192])
def test_a_queue_file_cut_short_is_rebuilt(victim: Victim, size: int) -> None:
    with reopened(victim.left_as(victim.closed | {"queue.db": victim.closed["queue.db"][:size]})) as outbox:
        assert sealed_of(outbox) == victim.durable | victim.last


def test_a_journal_that_is_gone_is_written_again(victim: Victim, tmp_path: Path) -> None:
    files = {name: data for name, data in victim.closed.items() if not name.startswith("journal")}

    directory = victim.left_as(files)
    with reopened(directory) as outbox:
        assert set(outbox.report.rejournaled) == set(victim.durable | victim.last)
        copy = snapshot(directory, tmp_path / "copy")
    (copy / "queue.db").unlink()
    with reopened(copy) as outbox:
        assert sealed_of(outbox) == victim.durable | victim.last
