"""The technician's desk: live devices, the rest looked at now and then, one test slip at a time."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from devices.contract import Condition, Confirmed, DeviceStatus, JobId
from devices.health import Level, Outcome
from kiosk.diagnostics.technician import LOOK_SECONDS, Machine, TechnicianDesk
from offline_queue.line import LineState
from terminal.device_tests import RECORDS_FILE, last_tests
from tests.unit.terminal.fakes import HeldClock, HeldPrinter, at_once, enrolled, open_outbox
from tests.unit.tramites.samples import SHIPPED

T = TypeVar("T")


class CountedWork:
    """Does work at once and counts it."""

    def __init__(self) -> None:
        self.runs = 0

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self.runs += 1
        done(work())


class Bench:
    def __init__(self, folder: Path) -> None:
        self.folder, self.clock, self.printer, self.work = folder, HeldClock(), HeldPrinter(), CountedWork()
        self.line = LineState.UP
        machine = Machine(
            name="k-1",
            place="Las Flores",
            state_dir=folder,
            queue_dir=folder / "queue",
            reserve_bytes=1,
            addresses={"printer": "tcp:192.0.2.10:9100", "scanner": ""},
            zone=ZoneInfo("America/Mexico_City"),
            today=lambda: date(2026, 11, 20),
        )
        self.desk = TechnicianDesk(machine, self.printer, self.clock, self.work, at_once, lambda: self.line)

    @property
    def printer_line(self) -> object:
        return self.desk.devices[0]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    enrolled(tmp_path).publish("luz", SHIPPED.read_bytes())
    with open_outbox(tmp_path / "queue", HeldClock()):
        pass
    return Bench(tmp_path)


def test_before_the_first_look_nothing_is_said_to_be_fine(bench: Bench) -> None:
    bench.desk.device_told("printer", DeviceStatus(Condition.READY))

    assert bench.desk.overall is Outcome.UNKNOWN


def test_a_technician_sees_every_fact_once_they_come(bench: Bench) -> None:
    bench.desk.page_changed("technician")

    assert [check.id for check in bench.desk.facts] == [
        "line",
        "queue",
        "disk",
        "clock",
        "enrolment",
        "catalogue",
    ]


def test_paper_out_turns_to_ready_as_the_printer_tells(bench: Bench) -> None:
    bench.desk.page_changed("technician")

    bench.desk.device_told("printer", DeviceStatus(Condition.PAPER_OUT))
    assert (bench.desk.devices[0].check.word, bench.desk.overall) == ("Sin papel", Outcome.FAILED)
    bench.desk.device_told("printer", DeviceStatus(Condition.READY))

    assert bench.desk.devices[0].check.word == "Lista"


def test_the_line_is_what_it_is_now(bench: Bench) -> None:
    bench.line = LineState.REFUSED

    assert bench.desk.facts[0].code == "line.refused"


def test_it_is_looked_at_again_only_while_somebody_is_there(bench: Bench) -> None:
    bench.desk.tick()
    assert bench.work.runs == 0

    bench.desk.page_changed("technician")
    bench.desk.page_changed("technician")
    bench.desk.tick()
    assert bench.work.runs == 1
    bench.clock.pass_seconds(LOOK_SECONDS)
    bench.desk.tick()
    assert bench.work.runs == 2

    bench.desk.page_changed("start")
    bench.clock.pass_seconds(LOOK_SECONDS)
    bench.desk.tick()
    assert bench.work.runs == 2


def test_damage_found_by_the_thorough_look_stays_said(bench: Bench) -> None:
    (bench.folder / "queue" / "journal-00000001.log").write_bytes(b"x" * 64)
    bench.desk.page_changed("technician")
    assert "queue.damaged" in [check.code for check in bench.desk.facts]

    bench.clock.pass_seconds(LOOK_SECONDS)
    bench.desk.tick()

    assert "queue.damaged" in [check.code for check in bench.desk.facts]


def test_one_slip_is_printed_however_often_it_is_asked_for(bench: Bench) -> None:
    bench.desk.test_printer()
    bench.desk.test_printer()

    assert (len(bench.printer.jobs), bench.desk.testing) == (1, True)


def test_the_test_is_kept_with_its_time(bench: Bench) -> None:
    bench.desk.page_changed("technician")
    bench.desk.test_printer()

    bench.printer.jobs[0].on_done(Confirmed(JobId("0001")))

    test = bench.desk.devices[0].last_test
    assert test is not None
    assert (test.outcome, bench.desk.when(test.at)) == (Outcome.PASSED, "20/11/2026 12:00")
    assert last_tests(bench.folder)["printer", Level.EXTERNAL] == test
    assert not bench.desk.testing


def test_a_disk_that_does_not_keep_the_test_still_shows_it(bench: Bench) -> None:
    (bench.folder / f"{RECORDS_FILE}.new").mkdir()
    bench.desk.test_printer()

    bench.printer.jobs[0].on_done(Confirmed(JobId("0001")))

    assert bench.desk.devices[0].last_test is not None


def test_only_the_printer_that_is_in_the_settings_can_be_tested(bench: Bench) -> None:
    assert [device.testable for device in bench.desk.devices] == [True, False]
