"""A scanner comes and goes; the citizen's session does not."""

import pytest

from devices.contract import Condition, Scan
from devices.scanners.serial_line import SerialScanner
from devices.transport import LineTrouble
from tests.fakes.lines import ScriptedLine, SteppedClock


@pytest.fixture
def line() -> ScriptedLine:
    return ScriptedLine(SteppedClock())


@pytest.fixture
def scanner(line: ScriptedLine) -> SerialScanner:
    return SerialScanner(line, line.clock)


def test_a_code_is_given_after_its_pause(line: ScriptedLine, scanner: SerialScanner) -> None:
    scanner.status()
    line.say(b"]Q1FOLIO\r\n", 0.3)

    assert scanner.poll(1.0) == (Scan(b"]Q1FOLIO\r\n", "FOLIO", "qr"),)


def test_silence_gives_nothing_after_the_time_asked_for(line: ScriptedLine, scanner: SerialScanner) -> None:
    before = line.clock.now

    assert scanner.poll(1.0) == ()
    assert line.clock.now - before == pytest.approx(1.0)


def test_an_absent_scanner_is_disconnected_and_gives_nothing(
    line: ScriptedLine, scanner: SerialScanner
) -> None:
    line.trouble = LineTrouble.ABSENT

    assert scanner.status().condition is Condition.DISCONNECTED
    assert scanner.poll(0.5) == ()


def test_a_scanner_that_comes_back_is_read_again_by_itself(
    line: ScriptedLine, scanner: SerialScanner
) -> None:
    assert scanner.status().condition is Condition.READY
    line.lose()
    scanner.poll(0.5)
    assert scanner.status().condition is Condition.DISCONNECTED

    line.restore()
    scanner.poll(6.0)
    assert scanner.status().condition is Condition.READY
    line.say(b"code")
    assert [scan.raw for scan in scanner.poll(1.0) if isinstance(scan, Scan)] == [b"code"]


def test_what_was_half_read_when_the_cable_went_is_not_joined_to_what_comes_after(
    line: ScriptedLine, scanner: SerialScanner
) -> None:
    scanner.status()
    line.say(b"half")
    scanner.poll(0.02)
    line.lose()
    scanner.poll(0.5)
    line.restore()
    scanner.poll(6.0)

    line.say(b"whole", 0.5)

    assert [scan.raw for scan in scanner.poll(1.0) if isinstance(scan, Scan)] == [b"whole"]


def test_a_thread_that_did_not_run_for_a_while_does_not_cut_a_code_in_two(
    line: ScriptedLine, scanner: SerialScanner
) -> None:
    scanner.status()
    line.say(b"first half, ")
    line.say(b"second half")
    scanner.poll(0.001)
    line.clock.now += 5.0  # the bytes waited in the kernel

    assert [scan.text for scan in scanner.poll(1.0) if isinstance(scan, Scan)] == ["first half, second half"]
