"""Checks of devices: every condition has an outcome, words and, unless all is well, a remedy."""

import pytest

from devices.contract import (
    USABLE,
    Condition,
    Confirmed,
    DeviceStatus,
    JobId,
    PrintOutcome,
    Refused,
    Stopped,
    Text,
    Uncertain,
    WeaklyConfirmed,
)
from devices.discovery import match_device
from devices.health import Level, Outcome, check_device, check_test_slip, make_test_slip, overall

JOB = JobId("0001")
PRINTER = match_device("printer", "tcp:192.0.2.10:9100", ())
SCANNER = match_device("scanner", "serial:/dev/ttyACM0", ())


@pytest.mark.parametrize("device", [PRINTER, SCANNER])
@pytest.mark.parametrize("condition", list(Condition))
def test_only_a_usable_device_passes(device: object, condition: Condition) -> None:
    found = check_device(device, DeviceStatus(condition, "detalle"))  # type: ignore[arg-type]  # parametrised

    good = found.outcome in (Outcome.PASSED, Outcome.WARNING)
    assert good is (condition in USABLE)
    assert found.sentence
    assert found.remedy or found.outcome is Outcome.PASSED


def test_unknown_is_neither_good_nor_bad() -> None:
    assert check_device(PRINTER, DeviceStatus(Condition.UNKNOWN)).outcome is Outcome.UNKNOWN
    assert check_device(PRINTER, None).outcome is Outcome.UNKNOWN


def test_the_word_agrees_in_gender_with_the_device() -> None:
    ready = DeviceStatus(Condition.READY)

    assert (check_device(PRINTER, ready).word, check_device(SCANNER, ready).word) == ("Lista", "Listo")


def test_a_device_that_is_not_in_the_settings_is_skipped() -> None:
    assert check_device(match_device("printer", "", ()), None).outcome is Outcome.SKIPPED


def test_a_disconnected_device_names_its_line() -> None:
    assert "serial:/dev/ttyACM0" in check_device(SCANNER, DeviceStatus(Condition.DISCONNECTED)).sentence


def test_the_driver_s_detail_reaches_the_technician() -> None:
    found = check_device(PRINTER, DeviceStatus(Condition.FAULT, "cuchilla atorada"))

    assert "cuchilla atorada" in found.sentence
    assert found.code == "printer.fault"


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Confirmed(JOB), Outcome.PASSED),
        (WeaklyConfirmed(JOB), Outcome.WARNING),
        (Stopped(JOB, Condition.PAPER_OUT), Outcome.FAILED),
        (Uncertain(JOB), Outcome.UNKNOWN),
        (Refused(Condition.COVER_OPEN), Outcome.FAILED),
    ],
)
def test_only_a_confirmed_slip_passes(outcome: PrintOutcome, expected: Outcome) -> None:
    found = check_test_slip(outcome)

    assert (found.outcome, found.level) == (expected, Level.EXTERNAL)
    assert found.remedy or expected is Outcome.PASSED


def test_a_stopped_slip_says_why_and_what_to_do() -> None:
    found = check_test_slip(Stopped(JOB, Condition.PAPER_OUT))

    assert "Se acabó el papel" in found.sentence
    assert "rollo" in found.remedy


def test_nobody_can_take_the_slip_for_a_comprobante() -> None:
    texts = [part.text for part in make_test_slip("k-1", "20/11/2026 06:00").parts if isinstance(part, Text)]

    assert texts[0] == "HOJA DE PRUEBA"
    assert "No es un comprobante. Puede tirarla." in texts


def test_the_whole_is_as_bad_as_its_worst_part() -> None:
    ready, out = (check_device(PRINTER, DeviceStatus(c)) for c in (Condition.READY, Condition.PAPER_OUT))
    unknown = check_device(SCANNER, None)

    assert overall([ready, unknown]) is Outcome.UNKNOWN
    assert overall([ready, unknown, out]) is Outcome.FAILED
    assert overall([]) is Outcome.UNKNOWN
