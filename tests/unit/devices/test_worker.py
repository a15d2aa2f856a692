"""Nothing a device does blocks a screen or ends its thread."""

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from devices.contract import (
    Condition,
    Confirmed,
    DeviceStatus,
    JobId,
    PrintOutcome,
    Receipt,
    Refused,
    Scan,
    ScanEvent,
    Stopped,
    Text,
    Uncertain,
)
from devices.worker import JobIds, PrinterWorker, ScannerWorker, report_bug

RECEIPT = Receipt((Text("folio"),))
PATIENCE = 20.0
READY = DeviceStatus(Condition.READY)
GONE = DeviceStatus(Condition.DISCONNECTED)


class HeldPrinter:
    """Prints when let, says what it is told to say, and fails where a bug is planted."""

    def __init__(self) -> None:
        self.statuses: queue.SimpleQueue[DeviceStatus] = queue.SimpleQueue()
        self.last = READY
        self.let = threading.Event()
        self.let.set()
        self.cancelled = threading.Event()
        self.threads: set[int] = set()
        self.bug = ""
        self.stops: tuple[Condition, ...] = ()
        self.closed = False
        self.printed: list[JobId] = []

    def status(self) -> DeviceStatus:
        self.threads.add(threading.get_ident())
        self._maybe_fail("status")
        if not self.statuses.empty():
            self.last = self.statuses.get()
        return self.last

    def encode(self, receipt: Receipt, job: JobId) -> bytes:
        self._maybe_fail("encode")
        return job.encode()

    def print(self, job: JobId, data: bytes, progress: Callable[[Stopped], None]) -> PrintOutcome:
        self.threads.add(threading.get_ident())
        self._maybe_fail("print")
        for condition in self.stops:
            progress(Stopped(job, condition))
        while not self.let.wait(0.01):
            if self.cancelled.is_set():
                return Uncertain(job)
        self.printed.append(job)
        return Confirmed(job)

    def close(self) -> None:
        self.closed = True

    def _maybe_fail(self, place: str) -> None:
        if self.bug == place:
            raise RuntimeError("GOMC900514HDFXXX01")


@dataclass
class Citizen:
    """Collects what the worker tells."""

    sent: list[tuple[JobId, bytes]] = field(default_factory=list)
    stopped: list[Stopped] = field(default_factory=list)
    outcomes: "queue.SimpleQueue[PrintOutcome]" = field(default_factory=queue.SimpleQueue)

    def submit_to(self, worker: PrinterWorker) -> None:
        worker.submit(
            RECEIPT, lambda job, data: self.sent.append((job, data)), self.stopped.append, self.outcomes.put
        )

    def outcome(self) -> PrintOutcome:
        return self.outcomes.get(timeout=PATIENCE)


class Bench:
    def __init__(self) -> None:
        self.printer = HeldPrinter()
        self.bugs: list[str] = []
        self.worker = PrinterWorker(
            self.printer,
            poll_seconds=0.01,
            cancel=self.printer.cancelled.set,
            ids=JobIds(lambda _count: 36**4 - 1),
            report=lambda _device, error: self.bugs.append(type(error).__name__),
        )
        self.seen: queue.SimpleQueue[DeviceStatus] = queue.SimpleQueue()
        self.citizen = Citizen()

    def wait_for(self, condition: Condition) -> None:
        while self.seen.get(timeout=PATIENCE).condition is not condition:
            pass

    def print(self) -> PrintOutcome:
        self.citizen.submit_to(self.worker)
        return self.citizen.outcome()


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.worker.stop()


def test_a_receipt_is_announced_with_its_bytes_and_ends_in_one_outcome(bench: Bench) -> None:
    outcome = bench.print()

    [(job, data)] = bench.citizen.sent
    assert outcome == Confirmed(job)
    assert data == job.encode()
    assert bench.citizen.outcomes.empty()


def test_jobs_keep_their_order_and_never_share_an_identifier(bench: Bench) -> None:
    outcomes = [bench.print() for _ in range(3)]

    assert outcomes == [Confirmed(JobId("ZZZZ")), Confirmed(JobId("0000")), Confirmed(JobId("0001"))]


def test_submitting_to_a_stuck_printer_returns_and_the_jobs_wait(bench: Bench) -> None:
    bench.printer.let.clear()

    for _ in range(3):
        bench.citizen.submit_to(bench.worker)
    assert bench.citizen.outcomes.empty()
    bench.printer.let.set()

    assert [type(bench.citizen.outcome()) for _ in range(3)] == [Confirmed] * 3


def test_the_printer_is_used_from_one_thread_only_and_not_from_ours(bench: Bench) -> None:
    bench.worker.watch(bench.seen.put)
    bench.wait_for(Condition.READY)
    bench.print()

    assert len(bench.printer.threads) == 1
    assert threading.get_ident() not in bench.printer.threads


def test_each_change_of_status_is_told_and_the_present_one_at_once(bench: Bench) -> None:
    bench.worker.watch(bench.seen.put)
    bench.wait_for(Condition.READY)
    bench.printer.statuses.put(DeviceStatus(Condition.PAPER_OUT))

    assert bench.seen.get(timeout=PATIENCE).condition is Condition.PAPER_OUT
    late: queue.SimpleQueue[DeviceStatus] = queue.SimpleQueue()
    bench.worker.watch(late.put)
    assert late.get(timeout=PATIENCE).condition is Condition.PAPER_OUT


def test_a_printer_gone_for_one_look_is_not_told_as_gone(bench: Bench) -> None:
    bench.worker.watch(bench.seen.put)
    bench.wait_for(Condition.READY)

    for status in (GONE, READY, DeviceStatus(Condition.PAPER_LOW)):
        bench.printer.statuses.put(status)

    assert bench.seen.get(timeout=PATIENCE).condition is Condition.PAPER_LOW


def test_a_printer_gone_for_two_looks_is_told(bench: Bench) -> None:
    bench.worker.watch(bench.seen.put)
    bench.wait_for(Condition.READY)
    bench.printer.statuses.put(GONE)

    assert bench.seen.get(timeout=PATIENCE) == GONE


def test_a_printer_absent_from_the_start_is_told_at_the_first_look() -> None:
    printer = HeldPrinter()
    printer.last = GONE
    worker = PrinterWorker(printer, poll_seconds=3600)
    seen: queue.SimpleQueue[DeviceStatus] = queue.SimpleQueue()
    worker.watch(seen.put)

    while seen.get(timeout=PATIENCE) != GONE:
        pass
    worker.stop()


def test_a_stop_in_mid_job_is_told_to_the_citizen_and_to_the_watchers(bench: Bench) -> None:
    bench.worker.watch(bench.seen.put)
    bench.wait_for(Condition.READY)
    bench.printer.stops = (Condition.PAPER_OUT,)

    outcome = bench.print()

    assert isinstance(outcome, Confirmed)
    assert bench.citizen.stopped == [Stopped(outcome.job, Condition.PAPER_OUT)]
    bench.wait_for(Condition.PAPER_OUT)
    bench.wait_for(Condition.READY)


def test_a_bug_while_printing_leaves_the_job_uncertain_and_the_thread_alive(bench: Bench) -> None:
    bench.worker.watch(bench.seen.put)
    bench.printer.bug = "print"

    assert isinstance(bench.print(), Uncertain)
    bench.wait_for(Condition.FAULT)
    bench.printer.bug = ""
    assert isinstance(bench.print(), Confirmed)
    assert bench.bugs == ["RuntimeError"]


def test_a_bug_while_encoding_refuses_the_job_before_it_is_announced(bench: Bench) -> None:
    bench.printer.bug = "encode"

    assert bench.print() == Refused(Condition.FAULT)
    assert bench.citizen.sent == []


def test_a_bug_while_looking_is_a_fault_until_it_passes(bench: Bench) -> None:
    bench.worker.watch(bench.seen.put)
    bench.printer.bug = "status"
    bench.wait_for(Condition.FAULT)

    bench.printer.bug = ""
    bench.wait_for(Condition.READY)


def test_a_job_that_could_not_be_recorded_is_not_printed(bench: Bench) -> None:
    def full_disk(job: JobId, data: bytes) -> None:
        raise OSError

    done: queue.SimpleQueue[PrintOutcome] = queue.SimpleQueue()
    bench.worker.submit(RECEIPT, full_disk, lambda _stopped: None, done.put)

    assert done.get(timeout=PATIENCE) == Refused(Condition.FAULT)
    assert bench.printer.printed == []


def test_a_screen_that_fails_when_told_does_not_end_the_thread(bench: Bench) -> None:
    def broken(status: DeviceStatus) -> None:
        raise ValueError

    bench.worker.watch(broken)

    assert isinstance(bench.print(), Confirmed)


def test_stopping_finishes_what_is_queued_and_lets_go_of_the_line(bench: Bench) -> None:
    bench.citizen.submit_to(bench.worker)
    bench.citizen.submit_to(bench.worker)

    bench.worker.stop()

    assert len(bench.printer.printed) == 2
    assert bench.printer.closed


def test_stopping_cancels_a_stuck_printer_and_every_job_still_has_an_outcome(bench: Bench) -> None:
    bench.printer.let.clear()
    bench.citizen.submit_to(bench.worker)
    bench.citizen.submit_to(bench.worker)

    bench.worker.stop()

    assert [type(bench.citizen.outcome()) for _ in range(2)] == [Uncertain, Uncertain]
    assert bench.printer.closed


def test_after_stopping_a_receipt_is_refused(bench: Bench) -> None:
    bench.worker.stop()

    assert bench.print() == Refused(Condition.UNKNOWN)


def test_a_bug_report_names_the_place_and_never_the_message(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError) as raised:
        raise RuntimeError("GOMC900514HDFXXX01")
    report_bug("scanner", raised.value)

    told = capsys.readouterr().out
    assert "test_worker.py" in told
    assert "GOMC" not in told


class FedScanner:
    """Gives what a test feeds it."""

    def __init__(self) -> None:
        self.fed: queue.SimpleQueue[ScanEvent] = queue.SimpleQueue()
        self.discards: queue.SimpleQueue[None] = queue.SimpleQueue()
        self.condition = Condition.READY
        self.bug = False
        self.closed = False

    def status(self) -> DeviceStatus:
        return DeviceStatus(self.condition)

    def poll(self, seconds: float) -> tuple[ScanEvent, ...]:
        if self.bug:
            raise RuntimeError
        try:
            return (self.fed.get(timeout=min(seconds, 0.005)),)
        except queue.Empty:
            return ()

    def discard(self) -> None:
        self.discards.put(None)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def scanner() -> FedScanner:
    return FedScanner()


@pytest.fixture
def scanning(scanner: FedScanner) -> Iterator[ScannerWorker]:
    worker = ScannerWorker(scanner, poll_seconds=0.01, report=lambda _device, _error: None)
    yield worker
    worker.stop()
    assert scanner.closed


CODE = Scan(b"a", "a")


def test_codes_reach_whoever_armed_the_scanner(scanner: FedScanner, scanning: ScannerWorker) -> None:
    codes: queue.SimpleQueue[ScanEvent] = queue.SimpleQueue()
    scanning.arm(codes.put)
    scanner.discards.get(timeout=PATIENCE)

    scanner.fed.put(CODE)

    assert codes.get(timeout=PATIENCE) == CODE


def test_codes_scanned_while_disarmed_are_dropped(scanner: FedScanner, scanning: ScannerWorker) -> None:
    codes: queue.SimpleQueue[ScanEvent] = queue.SimpleQueue()
    scanning.arm(codes.put)
    scanner.discards.get(timeout=PATIENCE)
    scanning.disarm()
    scanner.fed.put(Scan(b"of nobody", "of nobody"))
    scanner.discards.get(timeout=PATIENCE)
    while not scanner.fed.empty():
        pass
    scanning.arm(codes.put)
    scanner.discards.get(timeout=PATIENCE)

    scanner.fed.put(CODE)

    assert codes.get(timeout=PATIENCE) == CODE


def test_a_scanner_tells_when_it_goes(scanner: FedScanner, scanning: ScannerWorker) -> None:
    seen: queue.SimpleQueue[DeviceStatus] = queue.SimpleQueue()
    scanning.watch(seen.put)
    while seen.get(timeout=PATIENCE).condition is not Condition.READY:
        pass

    scanner.condition = Condition.DISCONNECTED

    assert seen.get(timeout=PATIENCE).condition is Condition.DISCONNECTED


def test_a_bug_in_a_scanner_is_a_fault_and_it_is_listened_to_again(
    scanner: FedScanner, scanning: ScannerWorker
) -> None:
    seen: queue.SimpleQueue[DeviceStatus] = queue.SimpleQueue()
    scanning.watch(seen.put)
    scanner.bug = True
    while seen.get(timeout=PATIENCE).condition is not Condition.FAULT:
        pass
    scanner.bug = False
    codes: queue.SimpleQueue[ScanEvent] = queue.SimpleQueue()
    scanning.arm(codes.put)
    scanner.discards.get(timeout=PATIENCE)

    scanner.fed.put(CODE)

    assert codes.get(timeout=PATIENCE) == CODE
