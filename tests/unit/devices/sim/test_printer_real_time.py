"""Real-time commands: executed on arrival, wherever they arrive."""

import pytest

from devices.sim.printer.printer import Model
from tests.unit.devices.sim.bench import CUT, Bench, eot, process_id, raster, response

CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


@pytest.mark.parametrize(("watches", "answer"), [(True, b"\x12"), (False, b"")])
def test_a_status_request_inside_an_image_is_answered_by_models_that_watch_data(
    watches: bool, answer: bytes
) -> None:
    bench = Bench(Model(watches_data=watches))

    assert bench.send(raster(5, 1, b"\x00" + eot(4) + b"\x00")) == answer


@pytest.mark.parametrize("watches", [True, False])
def test_a_status_request_between_commands_is_answered_once(watches: bool) -> None:
    assert Bench(Model(watches_data=watches)).send(b"a", eot(1), b"b\n") == b"\x12"


def test_a_request_after_half_a_request_is_answered() -> None:
    assert Bench().send(b"\x10", eot(1)) == b"\x12"


def test_a_request_half_inside_an_image_is_answered_by_models_that_watch_data() -> None:
    assert Bench().send(raster(1, 1, b"\x10"), b"\x04\x01") == b"\x12"


def test_what_hid_in_the_image_is_still_printed_as_part_of_it() -> None:
    bench = Bench()

    bench.send(raster(3, 1, eot(4)), b"\n", CUT)

    [row, *_] = bench.pieces[0][0].placed
    assert row.ink.data == eot(4)


def test_clearing_the_buffers_drops_the_rest_of_the_job_and_its_id() -> None:
    bench = Bench()
    bench.paper(1)

    assert bench.send(b"one\ntwo\n", process_id(b"AB01"), CLEAR) == b"\x37\x25\x00"
    bench.new_roll()
    assert bench.work() == b""
    assert bench.send(process_id(b"AB02")) == response(b"AB02")


def test_only_the_exact_clear_sequence_clears() -> None:
    bench = Bench()
    bench.printer.cover_open = True

    assert bench.send(b"kept\n", b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x09") == b""
    assert bench.printer.buffered == 5


def test_a_cutter_error_ends_with_dle_enq_only_after_somebody_freed_the_blade() -> None:
    bench = Bench()
    bench.printer.cutter_jammed = True
    bench.send(b"text\n", CUT)
    assert bench.send(eot(3)) == b"\x1a"

    assert bench.send(b"\x10\x05\x01", eot(3)) == b"\x1a"
    bench.printer.cutter_jammed = False
    assert bench.send(b"\x10\x05\x01", eot(3)) == b"\x12"
    assert bench.texts == ["text"]


def test_dle_enq_2_drops_what_was_to_be_printed() -> None:
    bench = Bench()
    bench.printer.cutter_jammed = True
    bench.send(b"text\n", CUT, b"more\n", CUT, process_id(b"AB01"))
    bench.printer.cutter_jammed = False

    assert bench.send(b"\x10\x05\x02") == b""
    assert bench.texts == []
    assert bench.hanging == "text"


def test_dle_enq_is_ignored_where_there_is_no_error_to_recover_from() -> None:
    bench = Bench()
    bench.paper(0)

    bench.send(b"kept\n", b"\x10\x05\x02")

    assert bench.printer.buffered == 5


@pytest.mark.parametrize("kick", [b"\x1bp\x00\x19\xfa", b"\x10\x14\x01\x00\x05"])
def test_opening_the_cash_drawer_is_recorded_as_a_fault(kick: bytes) -> None:
    bench = Bench()

    bench.send(kick)

    assert bench.printer.drawer_kicks == 1
    assert "cash drawer" in bench.printer.log[-1]


def test_a_drawer_kick_hidden_in_an_image_opens_the_drawer_too() -> None:
    bench = Bench()

    bench.send(raster(5, 1, b"\x10\x14\x01\x00\x05"))

    assert bench.printer.drawer_kicks == 1
