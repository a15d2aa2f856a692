import hashlib
import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_queue.journal import Journal, JournalRecord, encode_frame, read_segment, read_segments
from offline_queue.rows import record_is_sound
from tramites.wire.chain import GENESIS, chain_hash


def chained(bodies: list[bytes], epoch: int = 1) -> list[JournalRecord]:
    records, prev = [], GENESIS
    for seq, sealed in enumerate(bodies, start=1):
        folio = f"folio-{seq}"
        digest = chain_hash(prev, epoch, seq, folio, hashlib.sha256(sealed).digest())
        records.append(
            JournalRecord(seq, epoch, folio, "kind", "key", "2026-01-31T12:00:00Z", prev, digest, sealed)
        )
        prev = digest
    return records


def scratch(data: bytes) -> Path:
    """A file for one example of hypothesis, which makes many within one test's fixtures."""
    path = Path(tempfile.gettempdir()) / f"journal-{os.getpid()}.log"
    path.write_bytes(data)
    return path


@pytest.fixture(autouse=True, scope="module")
def _no_file_stays() -> Iterator[None]:
    yield
    scratch(b"").unlink()


bodies = st.lists(st.binary(min_size=1, max_size=200), min_size=1, max_size=8)


@given(bodies)
def test_what_was_written_is_read(contents: list[bytes]) -> None:
    records = chained(contents)
    path = scratch(b"".join(encode_frame(record) for record in records))

    segment = read_segment(path)

    assert list(segment.records) == records
    assert segment.unreadable == b""
    assert all(record_is_sound(record) for record in segment.records)


@given(bodies, st.data())
def test_a_segment_cut_anywhere_keeps_every_whole_record(contents: list[bytes], data: st.DataObject) -> None:
    frames = [encode_frame(record) for record in chained(contents)]
    whole = b"".join(frames)
    end = data.draw(st.integers(0, len(whole)))

    segment = read_segment(scratch(whole[:end]))

    kept = 0
    while kept < len(frames) and sum(map(len, frames[: kept + 1])) <= end:
        kept += 1
    assert list(segment.records) == chained(contents)[:kept]
    assert len(segment.unreadable) == end - sum(map(len, frames[:kept]))


@given(bodies, st.data())
def test_a_changed_byte_costs_at_most_the_record_it_lies_in(
    contents: list[bytes], data: st.DataObject
) -> None:
    records = chained(contents)
    frames = [encode_frame(record) for record in records]
    whole = bytearray(b"".join(frames))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    hit = next(index for index in range(len(frames)) if place < sum(map(len, frames[: index + 1])))

    segment = read_segment(scratch(bytes(whole)))

    assert list(segment.records) == records[:hit] + records[hit + 1 :]
    assert segment.unreadable


@given(bodies, st.data())
def test_a_record_that_was_changed_or_moved_is_not_sound(contents: list[bytes], data: st.DataObject) -> None:
    records = chained(contents)
    record = data.draw(st.sampled_from(records))
    field = data.draw(st.sampled_from(["seq", "epoch", "folio", "prev", "sealed"]))
    changes = {
        "seq": record.seq + 1,
        "epoch": record.epoch + 1,
        "folio": record.folio + "x",
        "prev": bytes(32),
        "sealed": record.sealed + b"x",
    }
    values = {name: getattr(record, name) for name in record.__struct_fields__}

    assert not record_is_sound(JournalRecord(**values | {field: changes[field]}))


def test_segments_are_continued_while_small_and_closed_when_large(tmp_path: Path) -> None:
    records = chained([random.Random(1).randbytes(100_000) for _ in range(4)])
    journal = Journal.resume(tmp_path, ())
    for record in records[:2]:
        journal.append(record)
    journal.close()

    journal = Journal.resume(tmp_path, read_segments(tmp_path))
    for record in records[2:]:
        journal.append(record)
    journal.close()

    segments = read_segments(tmp_path)
    assert [len(segment.records) for segment in segments] == [2, 2]


def test_a_record_taken_back_is_gone(tmp_path: Path) -> None:
    first, second = chained([b"one", b"two"])
    journal = Journal.resume(tmp_path, ())
    journal.append(first)
    journal.append(second)
    journal.take_back()
    assert not journal.holds(second.folio)
    journal.close()

    assert read_segments(tmp_path)[0].records == (first,)


def test_the_active_segment_is_never_given_up(tmp_path: Path) -> None:
    """Its last record is what shows that the database's tail was cut off."""
    (record,) = chained([b"one"])
    journal = Journal.resume(tmp_path, ())
    journal.append(record)

    assert journal.settle([record.folio]) == ()
    journal.close()
