"""Each status byte, with its fixed bits, as the makers' references print it."""

import pytest

from devices.sim.printer import replies
from devices.sim.printer.faults import ProcessIdMode
from devices.sim.printer.printer import Model
from tests.unit.devices.sim.bench import Bench, eot, process_id, response


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize(
    ("sensors", "one", "two", "three", "four"),
    [
        (replies.Sensors(), 0x12, 0x12, 0x12, 0x12),
        (replies.Sensors(cover_open=True), 0x1A, 0x16, 0x12, 0x12),
        (replies.Sensors(near_end=True), 0x12, 0x12, 0x12, 0x1E),
        (replies.Sensors(near_end=True, paper_out=True), 0x1A, 0x32, 0x12, 0x7E),
        (replies.Sensors(paper_out=True), 0x1A, 0x32, 0x12, 0x72),
        (replies.Sensors(cutter_error=True), 0x1A, 0x52, 0x1A, 0x12),
        (replies.Sensors(fatal=True), 0x1A, 0x52, 0x32, 0x12),
    ],
)
def test_real_time_status(sensors: replies.Sensors, one: int, two: int, three: int, four: int) -> None:
    answers = [replies.real_time_status(number, sensors) for number in (1, 2, 3, 4)]

    assert answers == [bytes((value,)) for value in (one, two, three, four)]


@pytest.mark.parametrize(
    ("sensors", "expected"),
    [
        (replies.Sensors(), b"\x10\x00\x00\x0f"),
        (replies.Sensors(cover_open=True), b"\x38\x00\x00\x0f"),
        (replies.Sensors(near_end=True), b"\x10\x00\x03\x0f"),
        (replies.Sensors(near_end=True, paper_out=True), b"\x18\x00\x0f\x0f"),
        (replies.Sensors(cutter_error=True), b"\x18\x08\x00\x0f"),
        (replies.Sensors(fatal=True), b"\x18\x20\x00\x0f"),
    ],
)
def test_automatic_status(sensors: replies.Sensors, expected: bytes) -> None:
    assert replies.automatic_status(sensors) == expected


def test_automatic_status_comes_at_once_and_then_at_each_change(bench: Bench) -> None:
    assert bench.send(b"\x1da\xff") == b"\x10\x00\x00\x0f"
    assert bench.work() == b""

    bench.printer.cover_open = True
    assert bench.work() == b"\x38\x00\x00\x0f"


def test_automatic_status_tells_only_the_items_asked_for(bench: Bench) -> None:
    bench.send(b"\x1da\x08")
    bench.heard.clear()
    bench.printer.cover_open = True
    assert bench.work() == b""

    bench.paper(0)
    assert bench.work() == b"\x38\x00\x0f\x0f"


def test_automatic_status_ends_with_zero_and_with_initialize(bench: Bench) -> None:
    for end in (b"\x1da\x00", b"\x1b@"):
        bench.send(b"\x1da\xff", end)
        bench.heard.clear()
        bench.printer.cover_open = not bench.printer.cover_open
        assert bench.work() == b""
        bench.printer.cover_open = False


def test_identity_is_one_byte_or_a_block_of_text(bench: Bench) -> None:
    assert bench.send(b"\x1dI\x01\x1dI\x02\x1dI\x03") == b"\x20\x02\x04"
    assert bench.send(b"\x1dI\x43") == b"\x5fTM-SIM80\x00"
    assert bench.send(b"\x1dI\x7f") == b""


def test_queued_status_is_answered_in_its_turn_and_not_at_paper_end(bench: Bench) -> None:
    bench.paper(1)
    assert bench.send(b"one\ntwo\n\x1dr\x01") == b""

    bench.new_roll()
    assert bench.work() == b"\x00"


def test_queued_status_tells_of_a_thin_roll(bench: Bench) -> None:
    bench.paper(40)

    assert bench.send(b"\x1dr\x01\x1dr\x02") == b"\x03\x00"


def test_a_model_without_a_near_end_sensor_only_sees_the_end() -> None:
    bench = Bench(Model(near_end_sensor=False))
    bench.paper(1)
    assert bench.send(eot(4)) == b"\x12"
    bench.paper(0)
    assert bench.send(eot(4)) == b"\x72"


def test_real_time_status_is_answered_while_the_cover_is_open(bench: Bench) -> None:
    bench.printer.cover_open = True

    assert bench.send(b"text\n", eot(1), eot(2)) == b"\x1a\x16"


def test_a_thousand_questions_leave_the_buffer_empty_while_printing_stands_still(bench: Bench) -> None:
    bench.paper(0)

    bench.send(eot(1) * 5000)

    assert bench.printer.buffered == 0


def test_the_process_id_comes_when_the_paper_came_out() -> None:
    bench = Bench(Model(seconds_per_line=1.0))
    assert bench.send(b"one\ntwo\n", process_id(b"AB01")) == b""

    bench.now = 1.5
    assert bench.work() == b""
    bench.now = 3.0
    assert bench.work() == response(b"AB01")


def test_the_process_id_waits_for_letters_still_in_the_print_buffer(bench: Bench) -> None:
    assert bench.send(b"not printed yet", process_id(b"AB01")) == b""

    assert bench.send(b"\n") == response(b"AB01")


def test_a_malformed_process_id_is_not_answered(bench: Bench) -> None:
    assert bench.send(b"\x1d(H\x05\x0000AB0") == b""
    assert bench.send(b"\x1d(H\x06\x0010AB01") == b""


@pytest.mark.parametrize(
    ("mode", "first", "second"),
    [
        (ProcessIdMode.NORMAL, response(b"AB01"), response(b"AB02")),
        (ProcessIdMode.UNSUPPORTED, b"", b""),
        (ProcessIdMode.WRONG, response(b"XXXX"), response(b"XXXX")),
        (ProcessIdMode.STALE, b"", response(b"AB01")),
        (ProcessIdMode.TWICE, response(b"AB01") * 2, response(b"AB02") * 2),
        (ProcessIdMode.CONSTANT, response(b"0000"), response(b"0000")),
    ],
)
def test_each_way_a_process_id_can_be_answered(
    bench: Bench, mode: ProcessIdMode, first: bytes, second: bytes
) -> None:
    bench.printer.answers.process_ids = mode

    assert (bench.send(process_id(b"AB01")), bench.send(process_id(b"AB02"))) == (first, second)


def test_a_silent_printer_prints_and_says_nothing(bench: Bench) -> None:
    bench.printer.answers.silent = True

    assert bench.send(b"text\n\x1dV\x42\x00", eot(1), process_id(b"AB01")) == b""
    assert bench.texts == ["text"]


def test_garbage_is_as_long_as_the_answer_and_the_same_for_the_same_seed(bench: Bench) -> None:
    bench.printer.answers.make_garbage(7)
    first = bench.send(process_id(b"AB01"))
    bench.printer.answers.make_garbage(7)

    assert len(first) == 7
    assert first != response(b"AB01")
    assert bench.send(process_id(b"AB01")) == first


def test_spurious_bytes_look_like_a_healthy_printer(bench: Bench) -> None:
    bench.printer.cover_open = True
    bench.printer.answers.lie_unasked()

    assert bytes(bench.heard) == b"\x12\x12\x12"
    assert bench.send(eot(2)) == b"\x16\x12"


def test_automatic_status_can_stand_in_the_middle_of_an_answer(bench: Bench) -> None:
    bench.printer.answers.status_inside = True

    assert bench.send(process_id(b"AB01")) == b"\x37\x22A\x10\x00\x00\x0fB01\x00"


def test_automatic_status_can_be_all_zeros(bench: Bench) -> None:
    bench.printer.answers.zero_status = True

    assert bench.send(b"\x1da\xff") == bytes(4)
