"""The driver on a real pseudo-terminal and a real socket, and what a pulled cable does to it."""

import os
import pty
import queue
import socket
import threading
import tty
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from devices import registry
from devices.clock import DeviceClock
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
    ScanOverflow,
    Text,
    Uncertain,
)
from devices.printers.encoder import ReceiptEncoder
from devices.printers.escpos import EscPosPrinter
from devices.printers.job import Patience
from devices.printers.profiles import PROFILES
from devices.transport import ByteLine, LineTrouble, TransportError, open_line
from tests.integration.devices.peers import PtyWire, SmallPrinter, TcpWire, Wire, small_printer

FONTS = Path("config/fonts")
RECEIPT = Receipt((Text("Folio 0000"),))
JOB = JobId("Zz01")
# Long enough for a busy machine, short enough for hundreds of lost lines.
PATIENCE = replace(Patience(), confirm_seconds=10.0)
WAIT = 30.0

WIRES = [pytest.param(PtyWire, id="pty"), pytest.param(lambda _folder: TcpWire(), id="tcp")]


def driver(wire: Wire) -> EscPosPrinter:
    encoder = ReceiptEncoder(PROFILES["generic-80mm"], FONTS)
    return EscPosPrinter(open_line(wire.address), encoder, DeviceClock(), PATIENCE)


def printed(printer: EscPosPrinter) -> PrintOutcome:
    return printer.print(JOB, printer.encode(RECEIPT, JOB), lambda _stopped: None)


@pytest.mark.parametrize("make", WIRES)
def test_a_job_is_confirmed_and_arrives_byte_for_byte(make: Callable[[Path], Wire], tmp_path: Path) -> None:
    wire = make(tmp_path)
    with small_printer(wire) as far:
        printer = driver(wire)

        assert printer.status() == DeviceStatus(Condition.READY)
        assert printed(printer) == Confirmed(JOB)
        printer.close()

    assert bytes(far.job).startswith(printer.encode(RECEIPT, JOB))


@pytest.mark.parametrize("make", WIRES)
def test_a_line_cut_at_any_byte_is_never_confirmed_and_never_an_exception(
    make: Callable[[Path], Wire], tmp_path: Path
) -> None:
    job_bytes = ReceiptEncoder(PROFILES["generic-80mm"], FONTS).encode(RECEIPT, JOB)
    for k in range(1, len(job_bytes)):
        wire = make(tmp_path)
        with small_printer(wire, cut_after=k):
            printer = driver(wire)

            outcome = printed(printer)

            assert outcome in {Uncertain(JOB), Refused(Condition.DISCONNECTED)}, (k, outcome)
            assert printer.status().condition is Condition.DISCONNECTED
            printer.close()


@pytest.mark.parametrize("make", WIRES)
def test_a_line_that_goes_is_lost_for_reading_and_for_writing(
    make: Callable[[Path], Wire], tmp_path: Path
) -> None:
    for use in (read_once, write_until_lost):
        wire = make(tmp_path)
        line = open_line(wire.address)
        line.open()
        wire.read()
        wire.cut()

        with pytest.raises(TransportError) as raised:
            use(line)

        assert raised.value.kind is LineTrouble.LOST
        assert not line.is_open
        line.close()


def read_once(line: ByteLine) -> None:
    line.read(10, WAIT)


def write_until_lost(line: ByteLine) -> None:
    for _ in range(100):
        line.write(b"x", 0.1)


@pytest.mark.parametrize("make", [PtyWire, lambda _folder: TcpWire()], ids=["pty", "tcp"])
def test_a_printer_that_is_plugged_in_again_prints_again(
    make: Callable[[Path], PtyWire | TcpWire], tmp_path: Path
) -> None:
    wire = make(tmp_path)
    printer = driver(wire)
    with small_printer(wire):
        assert printed(printer) == Confirmed(JOB)
    assert printer.status().condition is Condition.DISCONNECTED

    wire.plug_in()
    with small_printer(wire):
        assert printed(printer) == Confirmed(JOB)
    printer.close()


def test_a_printer_that_takes_no_bytes_does_not_block_and_takes_what_fits(tmp_path: Path) -> None:
    wire = PtyWire(tmp_path)
    line = open_line(wire.address)
    line.open()

    taken = line.write(bytes(1_000_000), 0.2)

    assert 0 < taken < 1_000_000
    assert line.write(b"x", 0.05) == 0
    line.close()
    wire.cut()


def test_the_whole_service_prints_over_a_real_line(tmp_path: Path) -> None:
    wire = PtyWire(tmp_path)
    with small_printer(wire):
        service = registry.open_printer(wire.address, "generic-80mm", FONTS, tmp_path / "cache")
        sent: list[tuple[JobId, bytes]] = []
        done: queue.SimpleQueue[PrintOutcome] = queue.SimpleQueue()

        service.submit(RECEIPT, lambda job, data: sent.append((job, data)), lambda _stopped: None, done.put)

        assert done.get(timeout=WAIT) == Confirmed(sent[0][0])
        service.stop()


def test_the_service_stops_although_the_printer_is_stuck_in_a_job(tmp_path: Path) -> None:
    wire = PtyWire(tmp_path)
    with small_printer(wire, cut_after=None) as far:
        deaf_to_jobs(far)
        service = registry.open_printer(wire.address, "generic-80mm", FONTS, tmp_path / "cache")
        done: queue.SimpleQueue[PrintOutcome] = queue.SimpleQueue()
        sending = threading.Event()
        service.submit(RECEIPT, lambda _job, _data: sending.set(), lambda _stopped: None, done.put)
        assert sending.wait(WAIT)

        service.stop()

        assert isinstance(done.get(timeout=WAIT), Uncertain | Refused)


def deaf_to_jobs(far: SmallPrinter) -> None:
    far._answer = lambda: None  # type: ignore[method-assign]  # it prints, and proves nothing


def test_a_scanner_on_a_real_line_is_read_unplugged_and_read_again(tmp_path: Path) -> None:
    wire = PtyWire(tmp_path)
    service = registry.open_scanner(wire.address)
    seen: queue.SimpleQueue[DeviceStatus] = queue.SimpleQueue()
    codes: queue.SimpleQueue[ScanEvent] = queue.SimpleQueue()
    service.watch(seen.put)
    service.arm(codes.put)

    wait_for(seen, Condition.READY)
    wire.write("]Q1FOLIO Ñ\r\n".encode())
    assert codes.get(timeout=WAIT) == Scan("]Q1FOLIO Ñ\r\n".encode(), "FOLIO Ñ", "qr")

    wire.cut()
    wait_for(seen, Condition.DISCONNECTED)
    wire.plug_in()
    wait_for(seen, Condition.READY)
    wire.write(b"again")
    assert codes.get(timeout=WAIT) == Scan(b"again", "again")

    service.stop()
    wire.cut()


def test_ten_kilobytes_of_noise_from_a_real_line_are_an_overflow_and_the_next_code_is_read(
    tmp_path: Path,
) -> None:
    wire = PtyWire(tmp_path)
    service = registry.open_scanner(wire.address)
    seen: queue.SimpleQueue[DeviceStatus] = queue.SimpleQueue()
    codes: queue.SimpleQueue[ScanEvent] = queue.SimpleQueue()
    service.watch(seen.put)
    service.arm(codes.put)
    wait_for(seen, Condition.READY)

    for _ in range(10):
        wire.write(os.urandom(1024))

    assert codes.get(timeout=WAIT) == ScanOverflow(10240)
    wire.write(b"code")
    assert codes.get(timeout=WAIT) == Scan(b"code", "code")
    service.stop()
    wire.cut()


def wait_for(seen: "queue.SimpleQueue[DeviceStatus]", condition: Condition) -> None:
    while seen.get(timeout=WAIT).condition is not condition:
        pass


def test_a_peer_that_closes_an_idle_connection_is_noticed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        line = open_line(f"tcp:127.0.0.1:{server.getsockname()[1]}")
        line.open()
        server.accept()[0].close()

        with pytest.raises(TransportError):
            line.read(1, WAIT)


def test_bytes_pass_a_serial_line_unchanged() -> None:
    master, slave = pty.openpty()
    tty.setraw(master)
    line = open_line(f"serial:{os.ttyname(slave)}")
    line.open()
    everything = bytes(range(256))

    assert line.write(everything, 5.0) == 256
    assert os.read(master, 1000) == everything
    os.write(master, everything)
    received = b""
    while len(received) < 256:
        received += line.read(1000, WAIT)

    assert received == everything
    line.close()
    os.close(master)
    os.close(slave)
