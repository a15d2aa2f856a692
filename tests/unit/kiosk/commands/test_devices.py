"""`ventanilla devices`: what the settings name and what answers."""

from pathlib import Path

from tests.unit.kiosk.commands.running import run, settings_file
from tests.unit.terminal.fakes import open_outbox


def test_list_names_devices_and_printer_models(tmp_path: Path) -> None:
    file = settings_file(tmp_path, tmp_path, '[printer]\naddress = "tcp:127.0.0.1:1"\n')

    found = run("devices", "list", "--config", file, "--json").json

    assert found["devices"] == [
        {"role": "printer", "configured": True, "address": "tcp:127.0.0.1:1", "profile": "generic-80mm"},
        {"role": "scanner", "configured": False, "address": None, "profile": None},
    ]
    assert found["printer_profiles"][0] == "generic-80mm"
    assert "no hay en los ajustes" in run("devices", "list", "--config", file).out


def test_a_printer_that_is_not_there_is_disconnected_and_a_no(tmp_path: Path) -> None:
    file = settings_file(tmp_path, tmp_path, '[printer]\naddress = "tcp:127.0.0.1:1"\n')

    found = run("devices", "status", "--config", file, "--json")

    printer = found.json["devices"][0]
    assert found.code == 1
    assert (printer["condition"], printer["usable"]) == ("disconnected", False)


def test_a_terminal_without_devices_has_nothing_wrong(tmp_path: Path) -> None:
    found = run("devices", "status", "--config", settings_file(tmp_path, tmp_path), "--json")

    assert found.code == 0
    assert [each["configured"] for each in found.json["devices"]] == [False, False]


def test_beside_an_open_kiosk_the_lines_are_left_alone(tmp_path: Path) -> None:
    file = settings_file(tmp_path, tmp_path)

    with open_outbox(tmp_path / "queue"):
        found = run("devices", "status", "--config", file)

    assert found.code == 1
    assert "La ventanilla está abierta" in found.err
