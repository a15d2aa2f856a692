"""A printer is believed only as far as it proves what it says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from devices.contract import (
    Condition,
    Confirmed,
    JobId,
    PrintOutcome,
    Receipt,
    Refused,
    Stopped,
    Text,
    Uncertain,
    WeaklyConfirmed,
)
from devices.printers.encoder import ReceiptEncoder
from devices.printers.escpos import EscPosPrinter
from devices.printers.job import BARRIER
from devices.printers.profiles import PROFILES
from devices.transport import LineTrouble
from tests.fakes import lines
from tests.fakes.lines import FarEnd, ScriptedLine, SteppedClock

RECEIPT = Receipt((Text("Comprobante de captura"), Text("Folio 0000")))
JOB = JobId("ab12")


class Bench:
    """A printer driver, the line under it and the printer at its end."""

    def __init__(self, profile: str = "generic-80mm") -> None:
        self.clock = SteppedClock()
        self.line = ScriptedLine(self.clock)
        self.far = FarEnd(self.line)
        encoder = ReceiptEncoder(PROFILES[profile], Path("config/fonts"))
        self.printer = EscPosPrinter(self.line, encoder, self.clock)
        self.stops: list[Condition] = []
        self.on_stop: Callable[[], None] = lambda: None

    def condition(self) -> Condition:
        return self.printer.status().condition

    def print(self, job: JobId = JOB) -> PrintOutcome:
        return self.printer.print(job, self.printer.encode(RECEIPT, job), self._stopped)

    def _stopped(self, stopped: Stopped) -> None:
        self.stops.append(stopped.condition)
        self.on_stop()


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize(
    ("eot", "condition"),
    [
        (lines.READY_EOT, Condition.READY),
        (lines.COVER_EOT, Condition.COVER_OPEN),
        (lines.PAPER_OUT_EOT, Condition.PAPER_OUT),
        (lines.CUTTER_EOT, Condition.FAULT),
        (lines.PAPER_LOW_EOT, Condition.PAPER_LOW),
        (lines.OFFLINE_EOT, Condition.FAULT),
        (lines.FEEDING_EOT, Condition.BUSY),
        ((0x1E, 0x36, 0x12, 0x72), Condition.COVER_OPEN),  # cover and paper: the cover goes first
        ((0x1E, 0x72, 0x32, 0x72), Condition.PAPER_OUT),  # paper and error: the paper goes first
        ((0x1E, 0x52, 0x32, 0x12), Condition.FAULT),
        ((0x1E, 0x52, 0x52, 0x12), Condition.FAULT),
    ],
)
def test_the_sensors_say_the_worst_thing_first(
    bench: Bench, eot: tuple[int, int, int, int], condition: Condition
) -> None:
    bench.far.eot = eot

    assert bench.condition() is condition


def test_a_silent_printer_is_unknown_after_three_questions_and_never_ready(bench: Bench) -> None:
    bench.far.silent = True
    before = bench.clock.now

    assert bench.condition() is Condition.UNKNOWN
    assert bench.line.written == b"\x10\x04\x01" * 3
    assert bench.clock.now - before <= 1.5


def test_an_absent_printer_is_disconnected_and_tried_less_and_less_often(bench: Bench) -> None:
    bench.line.trouble = LineTrouble.ABSENT

    for _ in range(100):
        assert bench.condition() is Condition.DISCONNECTED
        bench.clock.wait(0.1)

    assert bench.line.attempts == 5  # at 0, 0.5, 1.5, 3.5 and 7.5 s


def test_a_printer_that_comes_back_is_ready_without_help(bench: Bench) -> None:
    assert bench.condition() is Condition.READY
    bench.line.lose()
    assert bench.condition() is Condition.DISCONNECTED

    bench.line.restore()
    bench.clock.wait(5.0)

    assert bench.condition() is Condition.READY


def test_a_stale_answer_is_not_taken_for_a_fresh_one(bench: Bench) -> None:
    bench.condition()
    bench.line.say(b"\x72\x72")
    bench.far.eot = lines.READY_EOT

    assert bench.condition() is Condition.READY


def test_two_answers_to_one_question_are_no_answer(bench: Bench) -> None:
    bench.condition()
    bench.line.on_write = lambda _data: bench.line.say(b"\x12\x72", 0.001)

    assert bench.condition() is Condition.UNKNOWN


def test_one_lost_answer_is_asked_for_again(bench: Bench) -> None:
    heard = 0

    def deaf_once(data: bytes) -> None:
        nonlocal heard
        heard += 1
        if heard != 2:
            bench.line.say(bytes((lines.READY_EOT[data[2] - 1],)), 0.001)

    bench.line.on_write = deaf_once

    assert bench.condition() is Condition.READY


@pytest.mark.parametrize(
    ("eot", "condition"),
    [
        (lines.PAPER_OUT_EOT, Condition.PAPER_OUT),
        (lines.COVER_EOT, Condition.COVER_OPEN),
        (lines.CUTTER_EOT, Condition.FAULT),
    ],
)
def test_a_printer_that_cannot_print_gets_not_one_byte_of_the_job(
    bench: Bench, eot: tuple[int, int, int, int], condition: Condition
) -> None:
    bench.far.eot = eot

    assert bench.print() == Refused(condition)
    assert b"\x1b@" not in bench.line.written


def test_a_silent_printer_refuses_and_an_absent_one_too(bench: Bench) -> None:
    bench.far.silent = True
    assert bench.print() == Refused(Condition.UNKNOWN)

    bench.line.lose()
    assert bench.print() == Refused(Condition.DISCONNECTED)


def test_a_job_tries_the_line_at_once_even_after_many_failures(bench: Bench) -> None:
    bench.line.trouble = LineTrouble.ABSENT
    for _ in range(50):
        bench.condition()
        bench.clock.wait(1.0)
    bench.line.restore()

    assert bench.print() == Confirmed(JOB)


def test_a_job_is_confirmed_by_its_own_identifier(bench: Bench) -> None:
    assert bench.print() == Confirmed(JOB)
    assert bytes(bench.line.written).endswith(bench.printer.encode(RECEIPT, JOB) + BARRIER)
    assert bench.stops == []


def test_low_paper_prints_anyway(bench: Bench) -> None:
    bench.far.eot = lines.PAPER_LOW_EOT

    assert bench.print() == Confirmed(JOB)


@pytest.mark.parametrize("foreign", [b"zz99", b"0000", b"ab13"])
def test_another_identifier_confirms_nothing(bench: Bench, foreign: bytes) -> None:
    bench.far.process_id = foreign

    assert bench.print() == Uncertain(JOB)


def test_a_late_identifier_of_the_job_before_does_not_confirm_this_one(bench: Bench) -> None:
    bench.condition()
    bench.far.answers_process_id = bench.far.answers_paper = False
    bench.far.on_job = lambda: bench.line.say(b"7\x22aa00\x00", 0.1)

    assert bench.print() == Uncertain(JOB)


def test_an_identifier_from_before_the_job_is_forgotten(bench: Bench) -> None:
    bench.condition()
    bench.far.answers_process_id = bench.far.answers_paper = False
    bench.line.say(b"7\x22ab12\x00")

    assert bench.print() == Uncertain(JOB)


def test_the_identifier_after_others_confirms(bench: Bench) -> None:
    bench.far.on_job = lambda: bench.line.say(b"7\x22aa00\x00", 0.1)

    assert bench.print() == Confirmed(JOB)


def test_a_model_without_identifiers_is_weakly_confirmed_by_the_query_behind_the_job() -> None:
    bench = Bench("generic-58mm")

    assert bench.print() == WeaklyConfirmed(JOB)
    assert b"\x1d(H" not in bench.line.written


def test_a_printer_that_gives_no_identifier_is_weakly_confirmed_after_a_while(bench: Bench) -> None:
    bench.far.answers_process_id = False
    before = bench.clock.now

    assert bench.print() == WeaklyConfirmed(JOB)
    assert 4.0 <= bench.clock.now - before < 12.0


def test_four_zero_bytes_are_no_answer_to_the_paper_query() -> None:
    bench = Bench("generic-58mm")
    bench.far.answers_paper = False
    bench.far.on_job = lambda: bench.line.say(b"\x00\x00\x00\x00", 0.3)

    assert bench.print() == Uncertain(JOB)


def test_a_power_cycle_in_mid_job_ends_uncertain(bench: Bench) -> None:
    bench.far.answers_process_id = bench.far.answers_paper = False  # its buffer is empty, it looks ready
    before = bench.clock.now

    assert bench.print() == Uncertain(JOB)
    assert 12.0 <= bench.clock.now - before < 15.0
    assert bench.stops == []


def test_paper_that_ends_in_mid_job_is_told_once_and_the_same_job_goes_on(bench: Bench) -> None:
    def a_new_roll_half_a_minute_later() -> None:
        bench.far.proof_after = 30.0
        bench.far.release()

    bench.far.held = True
    bench.far.on_job = lambda: setattr(bench.far, "eot", lines.PAPER_OUT_EOT)
    bench.on_stop = a_new_roll_half_a_minute_later

    assert bench.print() == Confirmed(JOB)
    assert bench.stops == [Condition.PAPER_OUT]
    assert bytes(bench.line.written).count(b"\x1b@") == 1


def test_each_cause_of_a_stop_is_told_once(bench: Bench) -> None:
    bench.far.held = True
    bench.far.on_job = lambda: setattr(bench.far, "eot", lines.PAPER_OUT_EOT)
    bench.on_stop = lambda: setattr(bench.far, "eot", lines.COVER_EOT)

    assert bench.print() == Uncertain(JOB)
    assert bench.stops == [Condition.PAPER_OUT, Condition.COVER_OPEN]


def test_nobody_bringing_paper_for_two_minutes_ends_uncertain(bench: Bench) -> None:
    bench.far.held = True
    bench.far.on_job = lambda: setattr(bench.far, "eot", lines.PAPER_OUT_EOT)
    before = bench.clock.now

    assert bench.print() == Uncertain(JOB)
    assert 120.0 <= bench.clock.now - before < 125.0


def test_the_job_before_printing_late_does_not_confirm_the_next(bench: Bench) -> None:
    bench.far.held = True
    bench.far.on_job = lambda: setattr(bench.far, "eot", lines.PAPER_OUT_EOT)
    assert bench.print() == Uncertain(JOB)

    bench.far.on_job = lambda: None
    bench.far.eot = lines.READY_EOT
    bench.far.owed.clear()
    bench.far.held = False
    bench.line.say(b"7\x22ab12\x00", 0.3)

    assert bench.print(JobId("ab13")) == Confirmed(JobId("ab13"))


def test_a_full_buffer_is_explained_by_what_the_printer_says_itself(bench: Bench) -> None:
    bench.line.room = 12 + 30

    def paper_ends() -> None:
        bench.line.say(lines.PAPER_OUT_ASB, 0.1)
        bench.far.eot = lines.PAPER_OUT_EOT

    def new_roll() -> None:
        bench.line.room = None
        bench.far.eot = lines.READY_EOT
        bench.line.say(lines.READY_ASB, 0.1)

    bench.far.on_job = paper_ends
    bench.on_stop = new_roll

    assert bench.print() == Confirmed(JOB)
    assert bench.stops == [Condition.PAPER_OUT]


def test_no_question_is_put_into_a_job_that_is_still_being_sent(bench: Bench) -> None:
    bench.line.room = 12 + 30
    bench.far.on_job = lambda: bench.line.say(lines.PAPER_OUT_ASB, 0.1)

    assert bench.print() == Uncertain(JOB)
    job_bytes = bytes(bench.line.written[12:])
    assert bench.printer.encode(RECEIPT, JOB).startswith(job_bytes)


def test_a_printer_that_takes_nothing_for_no_reason_ends_uncertain_sooner(bench: Bench) -> None:
    bench.line.room = 12 + 30
    before = bench.clock.now

    assert bench.print() == Uncertain(JOB)
    assert bench.stops == []
    assert bench.clock.now - before < 15.0


def test_a_job_of_which_not_one_byte_was_taken_is_refused(bench: Bench) -> None:
    bench.line.room = 12

    assert bench.print() == Refused(Condition.UNKNOWN)


def test_a_job_broken_off_is_filled_up_before_the_next_so_that_no_picture_swallows_it(bench: Bench) -> None:
    bench.line.room = 12 + 30
    bench.print()
    job = bench.printer.encode(RECEIPT, JOB)
    bench.line.room = None

    assert bench.condition() is Condition.READY
    assert bytes(bench.line.written[12 + 30 :]).startswith(bytes(len(job + BARRIER) - 30) + b"\x10\x04\x01")


def test_a_line_lost_at_any_byte_is_never_confirmed_and_never_an_exception() -> None:
    whole = len(Bench().printer.encode(RECEIPT, JOB)) + len(BARRIER)
    for k in range(12, 12 + whole + 1):
        bench = Bench()
        bench.line.loses_at = k
        bench.far.answers_process_id = False

        outcome = bench.print()

        assert outcome == (Refused(Condition.DISCONNECTED) if k == 12 else Uncertain(JOB)), k
        assert bench.condition() is Condition.DISCONNECTED


def test_a_line_lost_while_waiting_is_uncertain(bench: Bench) -> None:
    bench.far.held = True
    bench.far.on_job = lambda: setattr(bench.far, "eot", lines.PAPER_OUT_EOT)
    bench.on_stop = bench.line.lose

    assert bench.print() == Uncertain(JOB)


def test_a_cancelled_wait_ends_at_once(bench: Bench) -> None:
    bench.far.held = True
    bench.far.on_job = lambda: setattr(bench.far, "eot", lines.PAPER_OUT_EOT)
    bench.on_stop = bench.clock.cancel
    before = bench.clock.now

    assert bench.print() == Uncertain(JOB)
    assert bench.clock.now - before < 3.0


def test_a_slow_device_server_that_still_passes_the_job_on_is_waited_for(bench: Bench) -> None:
    long_receipt = Receipt((Text("palabra " * 2000),))
    data = bench.printer.encode(long_receipt, JOB)
    bench.far.proof_after = len(data) / 960 + 0.5

    def everything_waits_in_the_line() -> None:
        bench.far.silent = True

    bench.far.on_job = everything_waits_in_the_line

    assert bench.far.proof_after > 15.0
    assert bench.printer.print(JOB, data, lambda _stopped: None) == Confirmed(JOB)


def test_a_printer_that_changes_its_mind_for_ever_is_not_waited_for_for_ever(bench: Bench) -> None:
    bench.far.held = True
    turns = 0

    def now_this_now_that(data: bytes) -> None:
        nonlocal turns
        if data.startswith(b"\x10\x04"):
            turns += 1
            eot = lines.PAPER_OUT_EOT if turns > 8 and turns // 4 % 2 else lines.READY_EOT
            bench.line.say(bytes((eot[data[2] - 1],)), 0.001)

    bench.line.on_write = now_this_now_that

    assert bench.print() == Uncertain(JOB)


def test_noise_before_and_within_answers_confirms_nothing_and_breaks_nothing(bench: Bench) -> None:
    bench.far.answers_process_id = bench.far.answers_paper = False
    bench.far.on_job = lambda: bench.line.say(bytes(range(256)) * 4, 0.2)

    assert bench.print() == Uncertain(JOB)
