"""`ventanilla config`: what is in force, from where, and what to correct."""

from pathlib import Path

import pytest

from tests.unit.kiosk.commands.running import run, settings_file


def test_show_tells_every_value_and_where_it_came_from(tmp_path: Path) -> None:
    file = settings_file(tmp_path, tmp_path / "state")

    found = run("config", "show", "--origin", "--config", file, "--json").json

    assert found["settings"]["terminal"]["state_dir"] == str(tmp_path / "state")
    assert found["origins"]["terminal.state_dir"] == str(file)
    assert found["origins"]["session.idle_seconds"] == "defaults.toml"


def test_show_without_origin_has_none(tmp_path: Path) -> None:
    file = settings_file(tmp_path, tmp_path)

    assert run("config", "show", "--config", file, "--json").json.keys() == {"settings"}
    assert "session.idle_seconds" in run("config", "show", "--origin", "--config", file).out


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ("[screen]\ninchs = 3\n", "no tiene la clave «inchs»"),
        ('zone = "America/Nada"\n', "zone: no existe el huso"),
        ('[printer]\nprofile = "laser"\n', "[printer] profile: no existe «laser»"),
        ('[scanner]\naddress = "usb3"\n', "[scanner] address"),
        ('[printer]\naddress = "serial:/dev/x?speed=9"\n', "[printer] address"),
    ],
)
def test_check_names_file_key_and_remedy(tmp_path: Path, more: str, named: str) -> None:
    file = settings_file(tmp_path, tmp_path, more)

    found = run("config", "check", file)

    assert found.code == 2
    assert str(file) in found.out
    assert named in found.out


def test_check_of_a_good_file_is_content(tmp_path: Path) -> None:
    file = settings_file(tmp_path, tmp_path, '[printer]\naddress = "tcp:192.0.2.1:9100"\n')

    found = run("config", "check", file, "--json")

    assert (found.code, found.json) == (0, {"files": [{"file": str(file), "problem": None}]})
