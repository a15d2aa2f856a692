"""Settings: the last layer wins, every value has an origin, every mistake names file, key and remedy."""

from pathlib import Path

import pytest

from config import load as loading
from config.load import ConfigError, load


def _file(folder: Path, text: str, name: str = "kiosk.toml") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The machine's own files, in a folder of the test."""
    monkeypatch.setattr(loading, "SITE_FILE", tmp_path / "etc" / "kiosk.toml")
    monkeypatch.setattr(loading, "MANAGED_FILE", tmp_path / "var" / "managed.toml")
    return tmp_path


def test_the_defaults_are_whole_by_themselves(machine: Path) -> None:
    loaded = load(environment={})

    assert loaded.settings.session.idle_seconds == 90
    assert set(loaded.origins.values()) == {"defaults.toml"}


def test_the_last_layer_wins_key_by_key(machine: Path) -> None:
    site = _file(machine, '[terminal]\nname = "a"\nplace = "A"\nhelp_phone = "1"\n', "etc/kiosk.toml")
    first = _file(machine, '[terminal]\nname = "b"\nplace = "B"\n', "etc/conf.d/10.toml")
    second = _file(machine, '[terminal]\nname = "c"\n', "etc/conf.d/20.toml")
    managed = _file(machine, "[screen]\ninches = 32\n", "var/managed.toml")

    loaded = load(environment={"VENTANILLA_SCREEN__SIZE": "800x600"})

    terminal = loaded.settings.terminal
    assert (terminal.name, terminal.place, terminal.help_phone) == ("c", "B", "1")
    assert loaded.origins["terminal.name"] == str(second)
    assert loaded.origins["terminal.place"] == str(first)
    assert loaded.origins["terminal.help_phone"] == str(site)
    assert loaded.origins["screen.inches"] == str(managed)
    assert loaded.origins["screen.size"] == "el entorno"
    assert loaded.origins["screen.theme"] == "defaults.toml"


def test_a_file_that_is_given_replaces_the_machines_own(machine: Path) -> None:
    _file(machine, '[terminal]\nname = "machine"\n', "etc/kiosk.toml")
    given = _file(machine, '[terminal]\nplace = "Plaza"\n', "given.toml")

    settings = load(given, environment={}).settings

    assert (settings.terminal.name, settings.terminal.place) == ("ventanilla", "Plaza")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[screen]\ninchs = 32\n", "[screen] no tiene la clave «inchs»"),
        ("[pantalla]\ninches = 32\n", "no existe la sección [pantalla]; existen: terminal, screen"),
        ('[screen]\ninches = "grande"\n', "[screen] inches: se esperaba número"),
        ("[screen]\ninches = 2\n", "[screen] inches: debe ser > 5"),
        ('[screen]\nsize = "big"\n', "[screen] size: no tiene la forma"),
        ("[session]\nidle_seconds = -1\n", "[session] idle_seconds: debe ser >= 0"),
        ("screen = 5\n", "«screen» es una sección; escriba [screen]"),
        ("[screen\n", "no está bien escrito"),
    ],
)
def test_a_mistake_names_file_and_key(tmp_path: Path, text: str, named: str) -> None:
    file = _file(tmp_path, text)

    with pytest.raises(ConfigError) as refused:
        load(file, environment={})

    assert str(refused.value).startswith(f"{file}: ")
    assert named in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no\.toml: no existe el archivo; revise la ruta"):
        load(tmp_path / "no.toml", environment={})


def test_a_folder_is_no_settings_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no se puede leer"):
        load(tmp_path, environment={})


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_bytes(b"\xff\xfe")

    with pytest.raises(ConfigError, match="no está bien escrito"):
        load(file, environment={})


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("VENTANILLA_PRINTER__ADDRESS", "tcp:192.0.2.1:9100", "tcp:192.0.2.1:9100"),
        ("VENTANILLA_PRINTER__ADDRESS", '"serial:/dev/x"', "serial:/dev/x"),
    ],
)
def test_the_environment_speaks_plainly_or_in_toml(
    tmp_path: Path, name: str, text: str, expected: str
) -> None:
    loaded = load(_file(tmp_path, ""), environment={name: text, "OTHER": "x", "VENTANILLA_HOME": "x"})

    assert loaded.settings.printer.address == expected


def test_a_wrong_key_in_the_environment_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"el entorno: \[printer\] no tiene la clave «adress»"):
        load(_file(tmp_path, ""), environment={"VENTANILLA_PRINTER__ADRESS": "x"})


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "[language]\nshow_unreviewed = true\n",
            "[language] show_unreviewed: solo sirve en una demostración",
        ),
        ('[speech]\nwav_sink = "spoken"\n', "[speech] wav_sink: solo sirve en una demostración"),
    ],
)
def test_what_belongs_to_demonstrations_is_refused_elsewhere(tmp_path: Path, text: str, named: str) -> None:
    refused = _file(tmp_path, text, "kiosk.toml")
    with pytest.raises(ConfigError, match="demo = true") as error:
        load(refused, environment={})
    assert str(error.value).startswith(f"{refused}: {named}")

    allowed = _file(tmp_path, f"[terminal]\ndemo = true\n{text}", "demo.toml")
    assert load(allowed, environment={}).settings.terminal.demo
