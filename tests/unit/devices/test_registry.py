"""The registry joins addresses, models and drivers, and says what it cannot join."""

import queue
from pathlib import Path

import pytest

from devices import registry
from devices.contract import (
    Align,
    Condition,
    DeviceStatus,
    JobId,
    PrintOutcome,
    Qr,
    Receipt,
    Refused,
    Rule,
    Text,
)
from devices.transport import DeviceAddressError

FONTS = Path("config/fonts")
RECEIPT = Receipt((Text("Folio", align=Align.CENTER), Rule(), Qr("V1|x")))
PATIENCE = 20.0


def test_an_unconfigured_printer_says_so_and_refuses(tmp_path: Path) -> None:
    service = registry.open_printer(None, "generic-80mm", FONTS, tmp_path / "cache")
    seen: queue.SimpleQueue[DeviceStatus] = queue.SimpleQueue()
    done: queue.SimpleQueue[PrintOutcome] = queue.SimpleQueue()
    sent: list[tuple[JobId, bytes]] = []

    service.watch(seen.put)
    service.submit(RECEIPT, lambda job, data: sent.append((job, data)), lambda _stopped: None, done.put)

    assert done.get(timeout=PATIENCE) == Refused(Condition.DISCONNECTED)
    while (status := seen.get(timeout=PATIENCE)).condition is Condition.UNKNOWN:
        pass
    assert status == DeviceStatus(Condition.DISCONNECTED, "no configurada")
    assert sent[0][1].startswith(b"\x1b@")
    service.stop()


def test_an_unconfigured_scanner_says_so() -> None:
    service = registry.open_scanner(None)
    seen: queue.SimpleQueue[DeviceStatus] = queue.SimpleQueue()
    service.watch(seen.put)

    while (status := seen.get(timeout=PATIENCE)).condition is Condition.UNKNOWN:
        pass

    assert status == DeviceStatus(Condition.DISCONNECTED, "no configurado")
    service.stop()


def test_a_printer_that_is_not_there_is_disconnected(tmp_path: Path) -> None:
    service = registry.open_printer("serial:/dev/no-such-port", "generic-80mm", FONTS, tmp_path / "cache")
    seen: queue.SimpleQueue[DeviceStatus] = queue.SimpleQueue()
    service.watch(seen.put)

    while (status := seen.get(timeout=PATIENCE)).condition is Condition.UNKNOWN:
        pass

    assert status.condition is Condition.DISCONNECTED
    service.stop()


def test_an_unknown_model_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(registry.PrinterProfileError, match="generic-80mm"):
        registry.open_printer(None, "tm-imaginary", FONTS, tmp_path)


def test_an_unknown_suffix_names_the_known_ones() -> None:
    with pytest.raises(DeviceAddressError, match="crlf"):
        registry.open_scanner("serial:/dev/ttyACM0?suffix=semicolon")


def test_the_default_model_is_listed_first() -> None:
    assert registry.printer_profiles()[0] == registry.DEFAULT_PROFILE


@pytest.mark.parametrize("profile", registry.printer_profiles())
def test_a_receipt_is_rendered_without_a_printer_for_every_model(profile: str) -> None:
    rendered = registry.render_receipt(RECEIPT, profile, FONTS)

    assert rendered.data.startswith(b"\x1b@")
    assert "Folio" in rendered.text
    assert rendered.png.startswith(b"\x89PNG")
    assert rendered == registry.render_receipt(RECEIPT, profile, FONTS)
