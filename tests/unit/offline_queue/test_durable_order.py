"""What the disk is told, and in which order: the journal is synced before the database commits."""

import os
from pathlib import Path

import pytest

from tests.unit.offline_queue.fakes import FolioMaker, file_some, open_outbox


def test_the_second_copy_is_on_the_disk_before_the_database_commits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = FolioMaker(1)
    with open_outbox(tmp_path) as outbox:
        file_some(outbox, make, 1)  # the segment is there
        (segment,) = tmp_path.glob("journal-*.log")
        before = segment.stat().st_size
        told: list[tuple[str, int]] = []
        sync = os.fdatasync

        def told_to_sync(descriptor: int) -> None:
            told.append(("sync", os.fstat(descriptor).st_size - before))
            sync(descriptor)

        monkeypatch.setattr(os, "fdatasync", told_to_sync)
        outbox._db.set_trace_callback(lambda statement: told.append((statement.split(maxsplit=1)[0], 0)))
        file_some(outbox, make, 1)
        outbox._db.set_trace_callback(None)
        written = segment.stat().st_size - before

    assert written > 0
    assert [word for word, _ in told].count("COMMIT") == 1
    assert ("sync", written) in told
    assert told.index(("sync", written)) < told.index(("COMMIT", 0))
