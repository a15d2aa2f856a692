"""Frames: wherever the line is cut, every whole record before the cut is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tramites.wire.frames import MAX_FRAME_BYTES, InvalidFrameError, frame, whole_frames

records = st.lists(st.binary(min_size=1, max_size=40), max_size=6)


@given(records)
def test_frames_come_back_in_order(sent: list[bytes]) -> None:
    assert list(whole_frames(b"".join(map(frame, sent)))) == sent


@given(records, st.data())
def test_any_cut_keeps_the_whole_frames_before_it(sent: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(map(frame, sent))
    cut = data.draw(st.integers(0, len(stream)))

    kept = list(whole_frames(stream[:cut]))

    whole = [n for n in range(len(sent) + 1) if len(b"".join(map(frame, sent[:n]))) <= cut]
    assert kept == sent[: max(whole)]


@pytest.mark.parametrize("size", [0, MAX_FRAME_BYTES + 1, 2**32 - 1])
def test_a_length_no_frame_has_is_refused(size: int) -> None:
    stream = frame(b"good") + size.to_bytes(4, "big") + b"rest"

    with pytest.raises(InvalidFrameError, match="frame at byte 8"):
        list(whole_frames(stream))


@pytest.mark.parametrize("data", [b"", bytes(MAX_FRAME_BYTES + 1)])
def test_a_record_that_fits_no_frame_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidFrameError):
        frame(data)
