"""The simulated printer as a process on a real pseudo-terminal."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from devices.sim.client import SimulatorRefusedError
from tests.integration.devices.sim.running import Host, Running
from tests.unit.devices.sim.bench import CP1252, CUT, INITIALIZE, eot, process_id, qr, response

JOB = INITIALIZE + CP1252 + b"".join(b"line %d\n" % number for number in range(6)) + CUT


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Running]:
    folder = str(tmp_path)
    running = Running(
        tmp_path,
        "devices.sim.printer",
        "--serial",
        f"{folder}/line",
        "--out",
        f"{folder}/out",
        "--paper-lines",
        "200",
    )
    yield running
    running.end()


def fill(host: Host, of: bytes) -> int:
    """Write until the line takes no more; gives the bytes it took."""
    sent = 0
    while True:
        try:
            sent += host.send(of)
        except BlockingIOError:
            return sent


def test_it_tells_where_it_is(printer: Running) -> None:
    assert printer.ready == {
        "ready": True,
        "serial": str(printer.link),
        "port": None,
        "control": str(printer.control_path),
    }
    assert printer.link.is_symlink()


def test_a_job_becomes_a_receipt_with_its_bytes_text_and_picture(printer: Running) -> None:
    host = printer.host()
    job = INITIALIZE + CP1252 + "Señor Núñez\n".encode("cp1252") + qr(b"payload") + b"\n" + CUT

    host.send(eot(1))
    assert host.read(1) == b"\x12"
    host.send(job, process_id(b"AB01"))
    assert host.read(7) == response(b"AB01")

    [receipt] = printer.control.do("receipts")["receipts"]
    assert (receipt["text"], receipt["complete"], receipt["codes"]) == ("Señor Núñez", True, ["payload"])
    assert Path(receipt["bin"]).read_bytes() == job
    with Image.open(receipt["png"]) as picture:
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["payload"]
    assert sorted(path.name for path in (printer.folder / "out").iterdir()) == [
        f"receipt-0001.{kind}" for kind in ("bin", "png", "txt")
    ]


def test_paper_ends_in_mid_job_and_a_new_roll_brings_the_rest_and_the_id(printer: Running) -> None:
    host = printer.host()
    printer.control.do("paper-out-at-line", line=3)
    host.send(JOB, process_id(b"AB01"))
    printer.wait(lambda: printer.control.do("status")["condition"] == "paper-out", "the paper's end")
    assert printer.control.do("status")["open_text"] == "line 0\nline 1\nline 2"
    assert host.quiet()
    host.send(eot(4))
    assert host.read(1) == b"\x7e"

    printer.control.do("new-roll")

    assert host.read(7) == response(b"AB01")
    receipts = printer.control.do("receipts")["receipts"]
    assert [(receipt["text"], receipt["complete"], receipt["continues"]) for receipt in receipts] == [
        ("line 0\nline 1\nline 2", False, False),
        ("line 3\nline 4\nline 5", True, True),
    ]


def test_a_printer_that_stands_still_blocks_the_host_in_the_end(printer: Running) -> None:
    host = printer.host()
    printer.control.do("cover-open")
    sent = fill(host, of=b"\x1b2" * 32)
    printer.wait(lambda: printer.control.do("status")["buffered"] == 4096, "a full buffer")
    sent += fill(host, of=b"\x1b2" * 32)
    assert sent < 1_000_000

    printer.control.do("ready")

    printer.wait(lambda: printer.control.do("status")["bytes_received"] == sent, "the rest of the bytes")


def test_a_deaf_printer_takes_nothing_until_it_listens(printer: Running) -> None:
    host = printer.host()
    printer.control.do("deaf")
    host.send(eot(1))
    assert host.quiet()

    printer.control.do("listen")

    assert host.read(1) == b"\x12"


def test_xoff_says_so_and_xon_goes_on(printer: Running) -> None:
    host = printer.host()
    printer.control.do("xoff")
    assert host.read(1) == b"\x13"
    host.send(eot(1))
    assert host.quiet()

    printer.control.do("xon")

    assert host.read(2) == b"\x11\x12"


def test_garbage_is_no_answer(printer: Running) -> None:
    host = printer.host()
    printer.control.do("garbage", seed=3)
    host.send(process_id(b"AB01"))
    assert host.read(7) != response(b"AB01")

    printer.control.do("answer")

    host.send(process_id(b"AB02"))
    assert host.read(7) == response(b"AB02")


def test_an_unplugged_cable_is_an_error_for_the_host_and_a_new_line_after(printer: Running) -> None:
    host = printer.host()
    printer.control.do("unplug")
    assert not printer.link.is_symlink()
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        host.send(eot(1))
    assert printer.control.do("status")["condition"] == "disconnected"

    printer.control.do("plug")

    again = printer.host()
    again.send(eot(1))
    assert again.read(1) == b"\x12"


@pytest.mark.parametrize("byte", [0, 1, 7, len(JOB) - 1])
def test_the_line_drops_after_exactly_the_byte_ordered(printer: Running, byte: int) -> None:
    host = printer.host()
    printer.control.do("drop-at-byte", byte=byte)
    if byte:
        host.send(JOB)
        printer.wait(lambda: not printer.link.is_symlink(), "the line to drop")

    status = printer.control.do("status")
    assert (status["bytes_received"], status["condition"]) == (byte, "disconnected")
    assert status["receipts"] == 0


def test_a_power_cycle_in_mid_job_loses_the_rest(printer: Running) -> None:
    host = printer.host()
    printer.control.do("paper-out-at-line", line=2)
    host.send(JOB, process_id(b"AB01"))
    printer.wait(lambda: printer.control.do("status")["condition"] == "paper-out", "the paper's end")

    printer.control.do("power-cycle")
    printer.control.do("ready")

    assert host.quiet()
    status = printer.control.do("status")
    assert (status["condition"], status["receipts"], status["buffered"]) == ("ready", 1, 0)


def test_a_slow_line_brings_everything_all_the_same(printer: Running) -> None:
    host = printer.host()
    printer.control.do("slow", baud=9600)
    host.send(JOB, process_id(b"AB01"))

    assert host.read(7) == response(b"AB01")


def test_the_cash_drawer_is_counted(printer: Running) -> None:
    host = printer.host()
    host.send(b"\x1bp\x00\x19\xfa", process_id(b"AB01"))
    host.read(7)

    status = printer.control.do("status")
    assert status["drawer_kicks"] == 1
    assert "cash drawer" in status["log"][0]


@pytest.mark.parametrize(
    ("order", "condition"),
    [
        ("paper-out", "paper-out"),
        ("near-end", "paper-low"),
        ("cover-open", "cover-open"),
        ("cutter-error", "fault"),
        ("fatal-error", "fault"),
        ("unplug", "disconnected"),
    ],
)
def test_ready_cures_everything(printer: Running, order: str, condition: str) -> None:
    printer.control.do(order)
    for fault in ("silent", "garbage", "spurious", "asb-in-answer", "zero-asb", "deaf"):
        printer.control.do(fault)
    printer.control.do("process-id", mode="unsupported")
    printer.control.do("slow-lines", seconds=1)
    printer.control.do("drop-at-byte", byte=100)
    assert printer.control.do("status")["condition"] == condition

    printer.control.do("ready")

    status = printer.control.do("status")
    assert (status["condition"], status["lines_left"], status["faults"]) == ("ready", 200, [])


def test_an_unknown_order_is_refused_in_the_simulators_words(printer: Running) -> None:
    with pytest.raises(SimulatorRefusedError, match='unknown command "dance"'):
        printer.control.do("dance")
    with pytest.raises(SimulatorRefusedError, match='unknown parameter "lines" of "paper-out-at-line"'):
        printer.control.do("paper-out-at-line", lines=3)


def test_torn_paper_is_kept_as_an_unfinished_piece(printer: Running) -> None:
    host = printer.host()
    host.send(b"half\n", process_id(b"AB01"))
    host.read(7)

    printer.control.do("tear")

    [receipt] = printer.control.do("receipts")["receipts"]
    assert (receipt["text"], receipt["complete"]) == ("half", False)
