"""Addresses say which line; a line that cannot be taken says why."""

import fcntl
import os
import pty
import socket
from pathlib import Path

import pytest

from devices.transport import (
    DeviceAddressError,
    LineTrouble,
    SerialLine,
    TcpLine,
    TransportError,
    UsbLpLine,
    open_line,
)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("serial:/dev/ttyUSB0", SerialLine),
        ("serial:/dev/serial/by-id/usb-x?baud=9600&rtscts=1", SerialLine),
        ("tcp:127.0.0.1:9100", TcpLine),
        ("tcp:impresora.local:9100", TcpLine),
        ("usb:/dev/usb/lp0", UsbLpLine),
    ],
)
def test_an_address_names_its_line_which_is_not_opened_yet(address: str, kind: type) -> None:
    line = open_line(address)

    assert isinstance(line, kind)
    assert not line.is_open


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("", "serial:PATH"),
        ("/dev/ttyUSB0", "serial:PATH"),
        ("bluetooth:x", "serial:PATH"),
        ("serial:", "serial:PATH"),
        ("tcp:9100", "tcp:HOST:PORT"),
        ("tcp:host:0", "between 1 and 65535"),
        ("tcp:host:99999", "between 1 and 65535"),
        ("tcp://host:9100", "serial:PATH"),
        ("serial:/dev/ttyS0?baud=fast", "baud"),
        ("serial:/dev/ttyS0?speed=9600", "'speed'"),
        ("serial:/dev/ttyS0?baud", "option=value"),
    ],
)
def test_an_address_that_cannot_be_understood_says_what_is_wrong(address: str, named: str) -> None:
    with pytest.raises(DeviceAddressError, match=named) as raised:
        open_line(address)

    assert raised.value.code == "device.address"


def opening(address: str) -> LineTrouble:
    with pytest.raises(TransportError) as raised:
        open_line(address).open()
    return raised.value.kind


def test_a_port_that_does_not_exist_is_absent() -> None:
    assert opening("serial:/dev/no-such-port") is LineTrouble.ABSENT
    assert opening("usb:/dev/usb/no-such-printer") is LineTrouble.ABSENT


def test_something_that_is_no_serial_port_is_absent_and_no_exception(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    assert opening(f"serial:{file}") is LineTrouble.ABSENT


def test_a_network_printer_that_is_switched_off_is_absent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert opening(f"tcp:127.0.0.1:{port}") is LineTrouble.ABSENT


def test_a_serial_port_in_use_by_another_is_busy_until_it_is_let_go() -> None:
    master, slave = pty.openpty()
    try:
        first, second = (open_line(f"serial:{os.ttyname(slave)}") for _ in range(2))
        first.open()
        with pytest.raises(TransportError) as raised:
            second.open()
        assert raised.value.kind is LineTrouble.BUSY
        first.close()
        second.open()
        second.close()
    finally:
        os.close(master)
        os.close(slave)


def test_reading_and_writing_a_closed_line_is_a_lost_line() -> None:
    line = open_line("serial:/dev/ttyUSB0")

    with pytest.raises(TransportError):
        line.read(1, 0.0)
    with pytest.raises(TransportError):
        line.write(b"x", 0.0)
    line.close()


def test_a_child_process_does_not_inherit_a_line() -> None:
    master, slave = pty.openpty()
    line = SerialLine(os.ttyname(slave))
    line.open()
    descriptor = line._descriptor
    assert descriptor is not None

    assert fcntl.fcntl(descriptor, fcntl.F_GETFD) & fcntl.FD_CLOEXEC
    line.close()
    os.close(master)
    os.close(slave)
