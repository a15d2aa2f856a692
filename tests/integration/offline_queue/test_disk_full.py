"""A full disk: nothing half filed, nothing lost, and the platform's answers still find room."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from offline_queue.outbox import Outbox
from offline_queue.states import State
from offline_queue.store import QueueFullError, Reserve
from tests.unit.offline_queue.fakes import FolioMaker, file_some, open_outbox, result, sealed_of

MIB = 1024 * 1024
NO_RESERVE = Reserve(free_bytes=0)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=0700", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("needs root and the right to mount a small tmpfs")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def file_until_full(outbox: Outbox, make: FolioMaker) -> dict[str, bytes]:
    filed: dict[str, bytes] = {}
    while True:
        try:
            filed |= file_some(outbox, make, 1, size=1700)
        except QueueFullError:
            return filed


def test_with_its_reserve_the_queue_stops_in_time_and_takes_every_answer(small_disk: Path) -> None:
    with open_outbox(small_disk / "q", reserve=Reserve(free_bytes=MIB)) as outbox:
        filed = file_until_full(outbox, FolioMaker())
        assert len(filed) > 100

        for entry in outbox.pending(10**6, 10**9):
            assert len(outbox.settle([result(entry)]).settled) == 1

        assert outbox.counts()[State.ACKNOWLEDGED] == len(filed)
        file_some(outbox, FolioMaker(2), 20, size=1700)


def test_a_disk_filled_to_the_last_byte_loses_nothing_and_files_nothing_by_half(small_disk: Path) -> None:
    make = FolioMaker()
    outbox = open_outbox(small_disk / "q", reserve=NO_RESERVE)
    filed = file_until_full(outbox, make)
    assert sealed_of(outbox) == filed
    outbox.close()

    with open_outbox(small_disk / "q", reserve=NO_RESERVE) as outbox:
        assert outbox.report.clean
        assert sealed_of(outbox) == filed


def test_after_room_is_made_the_same_open_queue_goes_on(small_disk: Path) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(bytes(2 * MIB))
    with open_outbox(small_disk / "q", reserve=NO_RESERVE) as outbox:
        filed = file_until_full(outbox, FolioMaker())
        filler.unlink()

        filed |= file_some(outbox, FolioMaker(2), 50, size=1700)

        assert sealed_of(outbox) == filed


def test_a_queue_that_cannot_even_be_made_says_that_the_disk_is_full(small_disk: Path) -> None:
    with pytest.raises(OSError, match="No space"):
        (small_disk / "filler").write_bytes(bytes(5 * MIB))
    with pytest.raises(QueueFullError, match="free some space"):
        open_outbox(small_disk / "q")
