"""`ventanilla diagnose` and `ventanilla staff`, as a technician runs them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from devices.contract import Confirmed, JobId
from tests.unit.kiosk.commands.running import run, settings_file
from tests.unit.terminal.fakes import HeldPrinter, enrolled, open_outbox
from tests.unit.tramites.samples import SHIPPED

IDS = ["printer", "scanner", "queue", "disk", "clock", "enrolment", "catalogue", "line"]


@pytest.fixture
def ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of an enrolled terminal with a queue, a trámite, a clock that is right and no devices."""
    monkeypatch.setattr("kiosk.diagnostics.technician.clock_synchronised", lambda: True)
    enrolled(tmp_path).publish("luz", SHIPPED.read_bytes())
    with open_outbox(tmp_path / "queue"):
        pass
    return settings_file(tmp_path, tmp_path)


def test_everything_is_looked_at_and_a_terminal_without_devices_may_serve(ready: Path) -> None:
    found = run("diagnose", "--config", ready, "--json")

    assert [check["id"] for check in found.json["checks"]] == IDS
    assert found.json["overall"] != "failed"
    assert found.code == 0


def test_a_printer_that_is_gone_is_a_no_with_its_remedy(tmp_path: Path, ready: Path) -> None:
    file = settings_file(tmp_path, tmp_path, '[printer]\naddress = "tcp:127.0.0.1:1"\n')

    found = run("diagnose", "--config", file)

    assert found.code == 1
    assert "Necesita arreglo." in found.out
    assert "MAL: Desconectada" in found.out


def test_one_device_alone(ready: Path) -> None:
    found = run("diagnose", "--config", ready, "--device", "scanner", "--json")

    assert [check["id"] for check in found.json["checks"]] == ["scanner"]


def test_a_terminal_that_is_not_enrolled_says_how_to_enrol(tmp_path: Path) -> None:
    found = run("diagnose", "--config", settings_file(tmp_path, tmp_path), "--json")

    assert found.code == 1
    failed = {check["code"]: check for check in found.json["checks"] if check["outcome"] == "failed"}
    assert "ventanilla enrol" in failed["enrolment.none"]["remedy"]


def test_beside_an_open_kiosk_devices_are_left_alone_and_the_rest_is_told(tmp_path: Path) -> None:
    file = settings_file(tmp_path, tmp_path, '[printer]\naddress = "tcp:127.0.0.1:1"\n')
    with open_outbox(tmp_path / "queue"):
        found = run("diagnose", "--config", file, "--json")

    printer = found.json["checks"][0]
    assert (printer["outcome"], printer["code"]) == ("unknown", "printer.in-use")
    assert found.code == 1
    assert len(found.json["checks"]) >= len(IDS) - 1


def test_the_external_level_prints_a_slip_and_keeps_the_record(
    tmp_path: Path, ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ready.is_file()
    printer = AnsweringPrinter()
    monkeypatch.setattr("kiosk.commands.devices.opened_printer", printer.opened)
    file = settings_file(tmp_path, tmp_path, '[printer]\naddress = "tcp:127.0.0.1:1"\n')

    found = run("diagnose", "--config", file, "--level", "external", "--device", "printer", "--json")

    assert found.json["checks"][-1]["code"] == "printer.test-confirmed"
    assert found.json["last_tests"][0]["outcome"] == "passed"
    assert len(printer.jobs) == 1


@pytest.mark.parametrize("role", ["printer", "scanner"])
def test_a_test_that_cannot_be_done_says_why(ready: Path, role: str) -> None:
    found = run("diagnose", "--config", ready, "--level", "external", "--device", role)

    assert found.code == 1 if role == "scanner" else found.code in (1, 2)
    assert "(devices.no-test)" in found.err


def test_the_interactive_level_is_absent(ready: Path) -> None:
    assert run("diagnose", "--config", ready, "--level", "interactive").code == 2


def test_staff_are_added_listed_and_removed(tmp_path: Path, ready: Path) -> None:
    pin = tmp_path / "pin"
    pin.write_text("739184\n")

    assert run("staff", "add", "Lucía Ortega", "--pin-file", pin, "--config", ready).code == 0
    assert run("staff", "list", "--config", ready, "--json").json == {"staff": ["Lucía Ortega"]}
    assert run("staff", "remove", "Lucía Ortega", "--config", ready).code == 0
    assert run("staff", "list", "--config", ready, "--json").json == {"staff": []}


def test_without_somebody_at_the_keyboard_a_pin_file_is_asked_for(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", sys.stdin)

    found = run("staff", "add", "Lucía", "--config", ready)

    assert found.code == 1
    assert "--pin-file" in found.err


@pytest.mark.parametrize("content", [b"12345", b"\xff\xfe", b"abc123"])
def test_a_pin_file_that_holds_no_pin_is_refused_without_repeating_it(
    tmp_path: Path, ready: Path, content: bytes
) -> None:
    pin = tmp_path / "pin"
    pin.write_bytes(content)

    found = run("staff", "add", "Lucía", "--pin-file", pin, "--config", ready)

    assert found.code == 1
    assert "12345" not in found.err


class AnsweringPrinter(HeldPrinter):
    """Confirms whatever it gets, at once."""

    @contextmanager
    def opened(self, *_: object) -> Iterator["AnsweringPrinter"]:
        yield self

    def submit(self, *arguments: object) -> None:
        super().submit(*arguments)  # type: ignore[arg-type]  # as the service is called
        self.jobs[-1].on_done(Confirmed(JobId("0001")))
