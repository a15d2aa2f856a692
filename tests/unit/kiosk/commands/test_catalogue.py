"""`ventanilla catalogue`: what is offered, what an agency has to correct."""

from importlib import resources
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.unit.kiosk.commands.running import run, settings_file
from tests.unit.terminal.fakes import EnrolledTerminal, enrolled
from tests.unit.tramites.samples import SHIPPED, changed
from tramites.wire.keys import Signer


@pytest.fixture
def terminal(tmp_path: Path) -> EnrolledTerminal:
    terminal = enrolled(tmp_path / "state")
    terminal.publish("good", SHIPPED.read_bytes())
    return terminal


@pytest.fixture
def config(tmp_path: Path, terminal: EnrolledTerminal) -> Path:
    return settings_file(tmp_path, terminal.state_dir)


def test_list_tells_what_is_offered_and_what_is_not(config: Path, terminal: EnrolledTerminal) -> None:
    terminal.publish("bad", SHIPPED.read_bytes(), Signer(Ed25519PrivateKey.generate()))

    found = run("catalogue", "list", "--config", config, "--json").json

    assert [each["id"] for each in found["offered"]] == ["cfe.falla-de-luz"]
    assert [each["code"] for each in found["refused"]] == ["signature.untrusted"]
    assert "No se ofrece bad.signed.json" in run("catalogue", "list", "--config", config).out


def test_show_tells_a_whole_tramite(config: Path) -> None:
    found = run("catalogue", "show", "cfe.falla-de-luz", "--config", config, "--json").json

    assert found["definition"]["esquema"] == "tramite/0"
    assert "¿Ve algo peligroso?" in run("catalogue", "show", "cfe.falla-de-luz", "--config", config).out


def test_show_of_what_is_not_offered_is_a_no(config: Path) -> None:
    found = run("catalogue", "show", "sat.rfc", "--config", config)

    assert found.code == 1
    assert "no ofrece «sat.rfc»" in found.err


def test_search_finds_like_a_citizen(config: Path) -> None:
    found = run("catalogue", "search", "no", "hay", "lus", "--config", config, "--json")

    assert [each["id"] for each in found.json["found"]] == ["cfe.falla-de-luz"]
    assert run("catalogue", "search", "pasaporte", "--config", config).code == 1


def test_lint_accepts_the_whole_shipped_catalogue() -> None:
    found = run("catalogue", "lint", Path(str(resources.files("config").joinpath("catalogue"))), "--json")

    assert found.code == 0
    assert [Path(each["file"]).name for each in found.json["files"]] == ["falla-de-luz.json"]


def test_lint_names_file_and_key(tmp_path: Path) -> None:
    file = tmp_path / "luz.json"
    file.write_bytes(changed(lambda d: d["paginas"][0]["campo"].update(tipo="mapa")))

    found = run("catalogue", "lint", tmp_path)

    assert found.code == 1
    assert f"{file}: paginas.peligro: campo.tipo: no existe el tipo «mapa»" in found.out


def test_verify_judges_each_file(config: Path, terminal: EnrolledTerminal, tmp_path: Path) -> None:
    good = terminal.catalogue_dir / "good.signed.json"
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"{}")

    found = run("catalogue", "verify", good, bad, "--config", config, "--json")

    assert found.code == 1
    assert [each["valid"] for each in found.json["files"]] == [True, False]
    assert run("catalogue", "verify", good, "--config", config).code == 0


def test_a_terminal_that_is_not_enrolled_is_told_to_enrol(tmp_path: Path) -> None:
    found = run("catalogue", "list", "--config", settings_file(tmp_path, tmp_path / "none"))

    assert found.code == 2
    assert "ventanilla enrol" in found.err
