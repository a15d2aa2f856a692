"""Characters from a scanner become codes, and noise becomes one report."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.contract import Scan, ScanEvent, ScanOverflow
from devices.scanners.framing import GAP_SECONDS, Framer, read_scan

PAUSE = GAP_SECONDS * 2


def heard(pieces: Iterable[tuple[float, bytes]], suffix: bytes = b"") -> list[ScanEvent]:
    """The events of pieces, each coming so many seconds after the one before."""
    framer = Framer(suffix)
    now = 10.0
    events: list[ScanEvent] = []
    for after, data in pieces:
        now += after
        events += framer.feed(data, now)
    return [*events, *framer.expire(now + PAUSE)]


def texts(events: Iterable[ScanEvent]) -> list[str]:
    return [event.text for event in events if isinstance(event, Scan)]


def test_a_pause_ends_a_code() -> None:
    assert texts(heard([(0, b"one"), (PAUSE, b"two")])) == ["one", "two"]


def test_a_code_that_arrives_in_pieces_is_one_code() -> None:
    assert texts(heard([(0, b"GOMC"), (0.03, b"900514"), (0.03, b"HDF\r\n")])) == ["GOMC900514HDF"]


def test_the_configured_suffix_ends_a_code_at_once() -> None:
    framer = Framer(b"\r")

    assert texts(framer.feed(b"one\rtwo\rth", 1.0)) == ["one", "two"]


def test_a_licence_full_of_carriage_returns_stays_one_code() -> None:
    licence = b"]L0@\n\x1e\rANSI 636000\rDAQ1\r"

    [scan] = heard([(0, licence)], suffix=b"\r")

    assert scan == Scan(licence, "@ANSI 636000DAQ1", "pdf417")


@pytest.mark.parametrize(
    ("raw", "text", "symbology"),
    [
        (b"]C0ABC", "ABC", "code-128"),
        (b"]C1ABC", "ABC", "gs1-128"),
        (b"]Q1http", "http", "qr"),
        (b"]d2x", "x", "data-matrix"),
        (b"]A0x", "x", "code-39"),
        (b"]E0123", "123", "ean"),
        (b"]I0123", "123", "itf"),
        (b"]Z0x", "]Z0x", None),
        (b"plain", "plain", None),
        ("MUÑOZ".encode(), "MUÑOZ", None),
        ("MUÑOZ".encode("latin-1"), "MUÑOZ", None),
        (b"\x02A\x1bB\x7f\r\n", "AB", None),
        (b"\x81\x8d", "\N{REPLACEMENT CHARACTER}" * 2, None),
    ],
)
def test_a_code_is_text_without_controls_and_identifier(raw: bytes, text: str, symbology: str | None) -> None:
    assert read_scan(raw) == Scan(raw, text, symbology)


def test_ten_kilobytes_of_noise_are_one_report() -> None:
    assert heard([(0.001, bytes([n % 251]) * 64) for n in range(160)]) == [ScanOverflow(10240)]


def test_after_the_noise_the_next_code_is_read() -> None:
    events = heard([(0, b"x" * 5000), (PAUSE, b"code")])

    assert events == [ScanOverflow(5000), Scan(b"code", "code")]


def test_noise_without_a_pause_is_reported_once() -> None:
    framer = Framer()

    events = [event for _ in range(300) for event in framer.feed(b"\xff" * 1000, 1.0)]

    assert len(events) == 1


@given(
    st.lists(st.tuples(st.floats(0, 0.3), st.binary(max_size=400)), max_size=30),
    st.sampled_from([b"", b"\r"]),
)
def test_any_noise_gives_only_codes_that_could_be_shown(
    pieces: list[tuple[float, bytes]], suffix: bytes
) -> None:
    for event in heard(pieces, suffix):
        if isinstance(event, Scan):
            assert event.text
            assert event.text.isprintable() or all(ord(c) >= 0xA0 for c in event.text if not c.isprintable())
            assert len(event.raw) <= 4096


@given(st.binary(min_size=1, max_size=200))
def test_ten_kilobytes_of_any_bytes_are_counted_whole(noise: bytes) -> None:
    assert heard([(0, (noise * 10_000)[:10_000])]) == [ScanOverflow(10_000)]


def test_the_same_code_again_at_once_is_dropped_and_later_accepted() -> None:
    assert texts(heard([(0, b"a"), (0.5, b"a"), (0.5, b"b"), (0.5, b"a")])) == ["a", "b", "a"]
    assert texts(heard([(0, b"a"), (1.6, b"a")])) == ["a", "a"]


def test_a_code_held_before_the_scanner_is_one_code() -> None:
    assert texts(heard([(0.5, b"a")] * 20)) == ["a"]


def test_a_half_read_code_is_dropped_with_the_rest_of_it() -> None:
    framer = Framer()
    framer.feed(b"half", 1.0)
    framer.discard()

    assert framer.feed(b" of it", 1.05) == ()
    assert framer.expire(1.05 + PAUSE) == ()
    framer.feed(b"next", 2.0)
    assert texts(framer.expire(3.0)) == ["next"]


def test_after_a_discard_the_same_code_counts_again() -> None:
    framer = Framer(b"\r")
    framer.feed(b"a\r", 1.0)
    framer.discard()

    assert texts(framer.feed(b"a\r", 1.2)) == ["a"]


def test_a_lone_suffix_is_no_code() -> None:
    assert heard([(0, b"\r\r\r")], suffix=b"\r") == []
