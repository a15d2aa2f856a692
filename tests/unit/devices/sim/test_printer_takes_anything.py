"""Whatever arrives, the printer goes on: a simulator that falls over would hide what the real one does."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from devices.sim.printer.paper.preview import Preview
from tests.unit.devices.sim.bench import CUT, Bench, eot

beginnings = st.sampled_from(
    [
        b"\x1b",
        b"\x1d",
        b"\x10",
        b"\x1c",
        b"\x1d(k",
        b"\x1d(L",
        b"\x1dk",
        b"\x1dv0",
        b"\x1dV",
        b"\x1b*",
        b"\x1bD",
        b"\n",
    ]
)
streams = st.lists(beginnings | st.binary(max_size=12), max_size=40).map(b"".join)
RESET = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


@given(streams)
@settings(deadline=None)
def test_any_stream_leaves_a_printer_that_answers(stream: bytes) -> None:
    bench = Bench()

    bench.send(stream, RESET)

    assert bench.send(eot(1))[-1:] in {b"\x12", b"\x1a"}


@given(streams, st.integers(0, 5))
@settings(deadline=None, max_examples=40)
def test_any_stream_can_be_drawn(stream: bytes, lines: int) -> None:
    bench = Bench()
    bench.paper(lines)
    bench.send(b"text\n", stream, RESET, CUT)
    bench.printer.mechanism.tear_off(roll_changed=False)

    for piece, _ in bench.pieces:
        Preview(576, ()).draw(piece, Path("/dev/null"))


def test_more_than_a_qr_code_can_hold_prints_nothing() -> None:
    bench = Bench()
    data = b"x" * 3000

    bench.send(b"\x1d(k" + (len(data) + 3).to_bytes(2, "little") + b"1P0" + data + b"\x1d(k\x03\x001Q0")

    assert bench.printer.mechanism.piece.blank
    assert "GS ( k" in bench.printer.log[-1]


def test_an_empty_qr_store_prints_nothing() -> None:
    bench = Bench()

    bench.send(b"\x1d(k\x03\x001Q0", b"\x1d(k\x03\x001P0", b"\x1d(k\x03\x001Q0")

    assert bench.printer.mechanism.piece.blank
