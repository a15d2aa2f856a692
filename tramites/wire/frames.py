"""Frames: length-prefixed records, so that the platform keeps every whole one even if the line dies."""

from collections.abc import Iterator
from typing import Final

from tramites.errors import ExpectedError

_PREFIX: Final = 4
MAX_FRAME_BYTES: Final = 2 * 1024 * 1024


class InvalidFrameError(ExpectedError):
    """A length prefix that no frame of ours has."""

    code = "frame.invalid"


def frame(data: bytes) -> bytes:
    """One record with its length (unsigned 32 bits, big endian) before it."""
    if not 0 < len(data) <= MAX_FRAME_BYTES:
        raise InvalidFrameError(f"a frame has 1 to {MAX_FRAME_BYTES} bytes, not {len(data)}")
    return len(data).to_bytes(_PREFIX, "big") + data


def whole_frames(data: bytes) -> Iterator[bytes]:
    """Each whole frame in order; a cut last one is left out."""
    start = 0
    while start + _PREFIX <= len(data):
        size = int.from_bytes(data[start : start + _PREFIX], "big")
        if not 0 < size <= MAX_FRAME_BYTES:
            raise InvalidFrameError(f"frame at byte {start} claims {size} bytes")
        end = start + _PREFIX + size
        if end > len(data):
            return
        yield data[start + _PREFIX : end]
        start = end
