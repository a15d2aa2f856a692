"""What every receipt printer promises, whatever is behind the driver."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

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
)
from tests.contract.printer_benches import BENCHES, PrinterBench

RECEIPT = Receipt((Text("Comprobante de captura", bold=True), Text("Folio 0000-0000-0000-0000")))
JOB = JobId("Aa01")
BLOCKING = [Condition.PAPER_OUT, Condition.COVER_OPEN, Condition.FAULT]


@pytest.fixture(params=BENCHES, ids=lambda bench: bench.__name__)
def bench(request: pytest.FixtureRequest) -> Iterator[PrinterBench]:
    make: Callable[[], AbstractContextManager[PrinterBench]] = request.param
    with make() as made:
        yield made


def printed(
    bench: PrinterBench, job: JobId = JOB, on_stop: Callable[[Stopped], None] = print
) -> PrintOutcome:
    return bench.printer.print(job, bench.printer.encode(RECEIPT, job), on_stop)


@pytest.mark.parametrize("condition", [Condition.READY, Condition.PAPER_LOW, *BLOCKING])
def test_the_sensors_are_read(bench: PrinterBench, condition: Condition) -> None:
    bench.set_condition(condition)

    assert bench.printer.status().condition is condition


def test_a_silent_printer_is_unknown(bench: PrinterBench) -> None:
    bench.silence()

    assert bench.printer.status().condition is Condition.UNKNOWN


def test_an_unplugged_printer_is_disconnected_and_comes_back(bench: PrinterBench) -> None:
    assert bench.printer.status().condition is Condition.READY
    bench.unplug()
    assert bench.printer.status().condition is Condition.DISCONNECTED

    bench.plug_in()
    bench.wait(5.0)

    assert bench.printer.status().condition is Condition.READY


def test_the_same_receipt_and_identifier_give_the_same_bytes(bench: PrinterBench) -> None:
    assert bench.printer.encode(RECEIPT, JOB) == bench.printer.encode(RECEIPT, JOB)


def test_a_printer_that_can_print_confirms_the_job_by_its_identifier(bench: PrinterBench) -> None:
    assert printed(bench) == Confirmed(JOB)
    assert printed(bench, JobId("Aa02")) == Confirmed(JobId("Aa02"))


@pytest.mark.parametrize("condition", BLOCKING)
def test_a_printer_that_cannot_print_refuses_without_a_byte(
    bench: PrinterBench, condition: Condition
) -> None:
    bench.set_condition(condition)

    assert printed(bench) == Refused(condition)
    assert not bench.job_bytes_received()


def test_a_silent_printer_refuses(bench: PrinterBench) -> None:
    bench.silence()

    assert printed(bench) == Refused(Condition.UNKNOWN)
    assert not bench.job_bytes_received()


def test_an_unplugged_printer_refuses(bench: PrinterBench) -> None:
    bench.unplug()

    assert printed(bench) == Refused(Condition.DISCONNECTED)


@pytest.mark.parametrize("condition", [Condition.PAPER_OUT, Condition.COVER_OPEN])
def test_a_stop_in_mid_job_is_told_and_the_same_job_is_confirmed_after_it(
    bench: PrinterBench, condition: Condition
) -> None:
    stops: list[Stopped] = []

    def mended(stopped: Stopped) -> None:
        stops.append(stopped)
        bench.set_condition(Condition.READY)

    bench.stop_in_next_job(condition)

    assert printed(bench, on_stop=mended) == Confirmed(JOB)
    assert stops == [Stopped(JOB, condition)]


def test_a_line_lost_in_mid_job_is_uncertain(bench: PrinterBench) -> None:
    bench.printer.status()
    bench.unplug_in_next_job()

    assert printed(bench) == Uncertain(JOB)


def test_closing_twice_is_harmless(bench: PrinterBench) -> None:
    bench.printer.close()
    bench.printer.close()
