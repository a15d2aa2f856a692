"""What is plugged in, from a /sys made for the test, and why each device has its driver."""

from pathlib import Path

import pytest
from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from devices.discovery import (
    NO_DRIVER,
    FoundPort,
    match_device,
    plugged_in,
    port_in_words,
    unused_ports,
)

EPSON = FoundPort("/dev/ttyUSB0", "serial", "04b8:0202", "J5KF012345", "EPSON TM-T20III")


def _port(device: str, **fields: object) -> ListPortInfo:
    port = ListPortInfo(device, skip_link_detection=True)
    for name, value in fields.items():
        setattr(port, name, value)
    return port


def test_serial_ports_tell_identifiers_and_serial_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usb = _port("/dev/ttyUSB0", vid=0x4B8, pid=0x202, serial_number="J5", manufacturer="EPSON", product="TM")
    board = _port("/dev/ttyS0", hwid="n/a")
    monkeypatch.setattr(list_ports, "comports", lambda: [usb, board])

    assert plugged_in(tmp_path) == (FoundPort("/dev/ttyUSB0", "serial", "04b8:0202", "J5", "EPSON TM"),)


def test_usb_printers_are_read_from_sys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_ports, "comports", list)
    device = tmp_path / "sys/devices/usb1/1-2"
    (device / "1-2:1.0").mkdir(parents=True)
    for name, value in {"idVendor": "0519", "idProduct": "0003", "serial": "S9", "product": "TSP100"}.items():
        (device / name).write_text(f"{value}\n")
    (tmp_path / "sys/class/usbmisc/lp0").mkdir(parents=True)
    (tmp_path / "sys/class/usbmisc/lp0/device").symlink_to(device / "1-2:1.0")
    (tmp_path / "dev/usb").mkdir(parents=True)
    (tmp_path / "dev/usb/lp0").touch()

    assert plugged_in(tmp_path) == (FoundPort("/dev/usb/lp0", "usb-printer", "0519:0003", "S9", "TSP100"),)


def test_a_printer_whose_bus_tells_nothing_is_still_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_ports, "comports", list)
    (tmp_path / "dev/usb").mkdir(parents=True)
    (tmp_path / "dev/usb/lp1").touch()

    assert plugged_in(tmp_path) == (FoundPort("/dev/usb/lp1", "usb-printer"),)


def test_a_device_on_its_port_says_what_it_is_and_why() -> None:
    found = match_device("printer", "serial:/dev/ttyUSB0?baud=9600", [EPSON], lambda _: True)

    assert (found.driver, found.plugged_in, found.port) == ("ESC/POS", True, EPSON)
    assert found.why == "en /dev/ttyUSB0 está USB 04b8:0202, EPSON TM-T20III, serie J5KF012345"


def test_a_name_by_id_is_followed_to_its_port(tmp_path: Path) -> None:
    (tmp_path / "ttyUSB7").touch()
    (tmp_path / "usb-Scanner").symlink_to(tmp_path / "ttyUSB7")
    port = FoundPort(str(tmp_path / "ttyUSB7"), "serial", "0c2e:0b6a")

    assert match_device("scanner", f"serial:{tmp_path / 'usb-Scanner'}", [port]).port == port


def test_an_unplugged_cable_is_said() -> None:
    found = match_device("printer", "usb:/dev/usb/lp0", [], lambda _: False)

    assert (found.plugged_in, found.why) == (False, "en /dev/usb/lp0 no hay nada conectado")


def test_a_line_that_exists_without_identification_is_no_mystery() -> None:
    assert match_device("scanner", "serial:/dev/pts/3", [], lambda _: True).plugged_in is True


def test_a_device_on_the_network_cannot_be_seen_from_here() -> None:
    found = match_device("printer", "tcp:192.0.2.10:9100", [EPSON])

    assert (found.driver, found.plugged_in) == ("ESC/POS", None)
    assert "192.0.2.10:9100" in found.why


@pytest.mark.parametrize(("address", "word"), [("", "ajustes"), ("lpt1", "mal escrita")])
def test_without_a_usable_address_there_is_no_driver(address: str, word: str) -> None:
    found = match_device("printer", address, [EPSON])

    assert found.driver == NO_DRIVER
    assert word in found.why


def test_a_port_that_no_setting_names_is_unused() -> None:
    other = FoundPort("/dev/ttyUSB1", "serial", "0c2e:0b6a")
    matched = [match_device("printer", "serial:/dev/ttyUSB0", [EPSON, other])]

    assert unused_ports([EPSON, other], matched) == (other,)


def test_a_port_without_identifiers_is_said_to_have_none() -> None:
    assert port_in_words(FoundPort("/dev/ttyS4", "serial")) == "aparato sin identificación USB"
