"""The simulated printer as a process behind a TCP port."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.devices.sim.running import DEADLINE, Running
from tests.unit.devices.sim.bench import CUT, eot, process_id, response


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Running]:
    running = Running(
        tmp_path, "devices.sim.printer", "--tcp", "0", "--out", f"{tmp_path}/out", "--no-preview"
    )
    yield running
    running.end()


def connect(printer: Running) -> socket.socket:
    return socket.create_connection(("127.0.0.1", printer.ready["port"]), timeout=DEADLINE)


def read(line: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count and (more := line.recv(count - len(data))):
        data += more
    return data


def test_a_job_is_printed_and_confirmed(printer: Running) -> None:
    with connect(printer) as line:
        line.sendall(b"text\n" + CUT + process_id(b"AB01"))
        assert read(line, 7) == response(b"AB01")

    [receipt] = printer.control.do("receipts")["receipts"]
    assert (receipt["text"], receipt["png"]) == ("text", None)


def test_a_second_client_waits_for_the_first_to_go(printer: Running) -> None:
    with connect(printer) as first:
        first.sendall(eot(1))
        assert read(first, 1) == b"\x12"
        second = connect(printer)
        second.sendall(eot(4))
        second.settimeout(0.2)
        with pytest.raises(TimeoutError):
            second.recv(1)
    second.settimeout(DEADLINE)
    with second:
        assert read(second, 1) == b"\x12"


def test_an_unplugged_printer_refuses_and_comes_back_on_its_port(printer: Running) -> None:
    with connect(printer) as line:
        line.sendall(eot(1))
        read(line, 1)
        printer.control.do("unplug")
        assert line.recv(1) == b""
    with pytest.raises(ConnectionRefusedError):
        connect(printer)

    printer.control.do("plug")

    with connect(printer) as line:
        line.sendall(eot(1))
        assert read(line, 1) == b"\x12"


def test_a_power_cycle_ends_the_connection_but_not_the_port(printer: Running) -> None:
    with connect(printer) as line:
        line.sendall(eot(1))
        read(line, 1)
        printer.control.do("power-cycle")
        assert line.recv(1) == b""
    with connect(printer) as line:
        line.sendall(eot(1))
        assert read(line, 1) == b"\x12"


def test_it_ends_when_ordered_and_takes_its_socket_away(printer: Running) -> None:
    printer.control.do("stop")

    assert printer.process.wait(DEADLINE) == 0
    assert not printer.control_path.exists()
    with pytest.raises(ConnectionError):
        printer.control.do("status")
