"""Bytes from a printer become events, whatever they are and however they were cut."""

from hypothesis import given
from hypothesis import strategies as st

from devices.printers.replies import (
    PREFIX_SECONDS,
    Asb,
    Demultiplexer,
    Eot,
    GsI,
    Junk,
    ProcessId,
    ReplyEvent,
    XonXoff,
    may_be_paper_answer,
)

ANSWERS = st.sampled_from(
    [
        b"\x12",
        b"\x16",
        b"\x7e",
        b"\x10\x00\x0c\x00",
        b"7\x22ab12\x00",
        b"_TM-T20III\x00",
        b"\x11",
        b"\x13",
        b"7",
        b"\x10",
    ]
)
STREAMS = st.lists(st.one_of(ANSWERS, st.binary(max_size=6)), max_size=30).map(b"".join)


def heard(data: bytes) -> list[ReplyEvent]:
    replies = Demultiplexer()
    return [*replies.feed(data, 1.0), *replies.expire(2.0)]


def test_each_answer_of_the_manual_is_recognised() -> None:
    stream = b"\x16\x18\x00\x0f\x007\x22ab12\x00_EPSON\x00\x13\x00"

    assert heard(stream) == [
        Eot(0x16),
        Asb(b"\x18\x00\x0f\x00"),
        ProcessId("ab12"),
        GsI(b"EPSON"),
        XonXoff(0x13),
        Junk(0),
    ]


@given(STREAMS, st.lists(st.integers(1, 9), max_size=60))
def test_the_same_bytes_give_the_same_events_however_they_were_cut(stream: bytes, sizes: list[int]) -> None:
    replies = Demultiplexer()
    events: list[ReplyEvent] = []
    rest = stream
    for size in sizes:
        events += replies.feed(rest[:size], 1.0)
        rest = rest[size:]
    events += replies.feed(rest, 1.0)

    assert [*events, *replies.expire(2.0)] == heard(stream)


@given(STREAMS)
def test_no_byte_is_lost_and_none_stays_behind(stream: bytes) -> None:
    lengths = {Eot: 1, Junk: 1, XonXoff: 1, Asb: 4, ProcessId: 7}

    events = heard(stream)

    total = sum(len(event.text) + 2 if isinstance(event, GsI) else lengths[type(event)] for event in events)
    assert total == len(stream)


@given(STREAMS, st.sampled_from([b"\x16", b"7\x22zz99\x00"]))
def test_whatever_came_before_a_pause_an_answer_after_it_is_understood(noise: bytes, answer: bytes) -> None:
    replies = Demultiplexer()
    replies.feed(noise, 1.0)

    events = replies.feed(answer, 1.0 + 2 * PREFIX_SECONDS)

    assert events[-1] == (Eot(0x16) if answer == b"\x16" else ProcessId("zz99"))


def test_an_automatic_status_of_zeros_is_junk() -> None:
    assert heard(b"\x00\x00\x00\x00") == [Junk(0)] * 4


def test_an_identifier_with_a_byte_missing_gives_none() -> None:
    assert not any(isinstance(event, ProcessId) for event in heard(b"7\x22ab1\x00"))


def test_an_incomplete_identifier_waits_no_longer_than_its_time() -> None:
    replies = Demultiplexer()

    assert replies.feed(b"7\x22ab", 1.0) == ()
    assert replies.expire(0.99 + PREFIX_SECONDS) == ()
    assert len(replies.expire(1.01 + PREFIX_SECONDS)) == 4
    assert replies.dropped == 4


def test_only_bytes_with_the_fixed_bits_may_answer_the_paper_query() -> None:
    assert may_be_paper_answer(0x00)
    assert may_be_paper_answer(0x0F)
    assert not may_be_paper_answer(0x12)
    assert not may_be_paper_answer(0x80)
