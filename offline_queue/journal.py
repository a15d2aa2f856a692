"""The second copy of every waiting trámite: append-only segments, synced before SQLite commits.

SQLite has no page checksums, and one flipped bit in its log silently drops what follows; a hash chain alone
does not see a tail cut off. With two copies either mends the other. A frame is
`"VQJ1" | length | CRC-32 | record`; the mark lets reading go on after a damaged frame.
"""

import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

import msgspec

from offline_queue.store import sync_directory

_MARK: Final = b"VQJ1"
_HEADER: Final = len(_MARK) + 8
_MAX_RECORD: Final = 4 * 1024 * 1024
# Small enough that reading it at start costs nothing, large enough that a day fits in one.
SEGMENT_BYTES: Final = 256 * 1024
_PATTERN: Final = "journal-*.log"


class JournalRecord(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What is needed to put a row back. No personal data outside `sealed`."""

    seq: int
    epoch: int
    folio: str
    kind: str
    key_id: str
    created_at: str
    prev: bytes
    hash: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Segment:
    """One file as it was read: its whole records, and the bytes between them that are none."""

    path: Path
    records: tuple[JournalRecord, ...]
    unreadable: bytes


def encode_frame(record: JournalRecord) -> bytes:
    """A record as it lies in a segment."""
    payload = msgspec.msgpack.encode(record)
    crc = zlib.crc32(payload)
    return _MARK + len(payload).to_bytes(4, "big") + crc.to_bytes(4, "big") + payload


def read_segment(path: Path) -> Segment:
    """Every whole record of a segment, however damaged the rest is."""
    data = path.read_bytes()
    records: list[JournalRecord] = []
    unreadable = bytearray()
    start = 0
    while start < len(data):
        record, end = _read_frame(data, start)
        if record is None:
            unreadable += data[start:end]
        else:
            records.append(record)
        start = end
    return Segment(path, tuple(records), bytes(unreadable))


def read_segments(directory: Path) -> tuple[Segment, ...]:
    """All segments, oldest first. Changes nothing."""
    return tuple(read_segment(path) for path in sorted(directory.glob(_PATTERN)))


@dataclass(slots=True)
class Journal:
    """The open journal. One thread, the queue's writer, uses it."""

    directory: Path
    _waiting: dict[Path, set[str]] = field(default_factory=dict)  # folios that still need each segment
    _active: Path | None = None
    _descriptor: int = -1
    _length: int = 0
    _before: int = 0  # length of the active segment before the last append
    _last: str = ""  # its folio

    @classmethod
    def resume(cls, directory: Path, segments: Iterable[Segment]) -> Self:
        """Go on after sound segments; the last one is continued while it is small."""
        journal = cls(directory)
        for segment in segments:
            journal._waiting[segment.path] = {record.folio for record in segment.records}
            journal._active = segment.path
        if journal._active is not None:
            journal._open_active(journal._active)
        return journal

    def append(self, record: JournalRecord) -> None:
        """Write one record; it is on the disk when this returns. Raises OSError, with nothing left behind."""
        frame = encode_frame(record)
        path = self._segment_for(len(frame))
        self._before, self._last = self._length, record.folio
        try:
            _write_all(self._descriptor, frame)
            os.fdatasync(self._descriptor)
        except OSError:
            self.take_back()
            raise
        self._length += len(frame)
        self._waiting[path].add(record.folio)

    def take_back(self) -> None:
        """Undo the last append: SQLite refused the row, so the record must not return at the next start."""
        os.ftruncate(self._descriptor, self._before)
        os.fdatasync(self._descriptor)
        self._length = self._before
        if self._active is not None:
            self._waiting[self._active].discard(self._last)

    def settle(self, folios: Iterable[str]) -> tuple[Path, ...]:
        """Note that the platform has these; returns closed segments nobody needs any more."""
        gone = set(folios)
        for waiting in self._waiting.values():
            waiting.difference_update(gone)
        return tuple(path for path, left in self._waiting.items() if not left and path != self._active)

    def delete(self, segments: Iterable[Path]) -> None:
        """Remove segments that `settle` returned, once the database file itself holds their rows."""
        for path in segments:
            path.unlink(missing_ok=True)
            self._waiting.pop(path, None)
        sync_directory(self.directory)

    def holds(self, folio: str) -> bool:
        """Whether some segment has a record of this folio that is still needed."""
        return any(folio in waiting for waiting in self._waiting.values())

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _segment_for(self, size: int) -> Path:
        if self._active is None or (self._length and self._length + size > SEGMENT_BYTES):
            self.close()
            path = next_segment(self.directory)
            self._open_active(path)
            self._active = path
            self._waiting[path] = set()
            sync_directory(self.directory)
        return self._active

    def _open_active(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._length = os.fstat(self._descriptor).st_size


def next_segment(directory: Path) -> Path:
    """The path after the newest segment's."""
    numbers = [int(path.stem.removeprefix("journal-")) for path in directory.glob(_PATTERN)]
    return directory / f"journal-{max(numbers, default=0) + 1:08d}.log"


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _read_frame(data: bytes, start: int) -> tuple[JournalRecord | None, int]:
    """The record at `start` and where it ends, or None and where the next mark stands."""
    size = int.from_bytes(data[start + 4 : start + 8], "big")
    end = start + _HEADER + size
    if data[start : start + 4] == _MARK and size <= _MAX_RECORD and end <= len(data):
        payload = data[start + _HEADER : end]
        if zlib.crc32(payload) == int.from_bytes(data[start + 8 : start + _HEADER], "big"):
            record = _decode(payload)
            if record is not None:
                return record, end
    following = data.find(_MARK, start + 1)
    return None, following if following >= 0 else len(data)


def _decode(payload: bytes) -> JournalRecord | None:
    try:
        return msgspec.msgpack.decode(payload, type=JournalRecord)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
