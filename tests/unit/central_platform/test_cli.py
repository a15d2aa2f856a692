"""The platform's commands."""

import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from central_platform.cli import platform
from tests.fakes.platforms import platform_here, run_command


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(platform, list(arguments), catch_exceptions=False)


def test_help_imports_nothing_heavy() -> None:
    heavy = ["litestar", "sqlalchemy", "alembic", "cryptography", "uvicorn"]
    code = (
        "import sys; from central_platform.cli import platform; "
        "platform(['serve', '--help'], standalone_mode=False); "
        f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stderr.strip() == "[]"
    assert "Uso" in found.stdout or "Usage" in found.stdout


def test_a_token_is_one_line_and_nothing_else(tmp_path: Path) -> None:
    found = _run("create-token", "--state", str(tmp_path / "state"))

    assert found.exit_code == 0
    assert found.output.startswith("VT1-")
    assert len(found.output.splitlines()) == 1


def test_a_token_as_json_says_when_it_ends(tmp_path: Path) -> None:
    found = _run("create-token", "--state", str(tmp_path / "state"), "--label", "Plaza", "--json")

    assert json.loads(found.output).keys() == {"token", "label", "expires_at"}


def test_migrate_tells_the_revision(tmp_path: Path) -> None:
    found = _run("migrate", "--state", str(tmp_path / "state"), "--json")

    assert json.loads(found.output) == {"revision": "0001"}


def test_check_of_a_platform_never_started_says_so_and_makes_nothing(tmp_path: Path) -> None:
    found = _run("check", "--state", str(tmp_path / "state"))

    assert found.exit_code == 1
    assert "inicie la plataforma" in found.output
    assert not (tmp_path / "state").exists()


def test_check_of_a_sound_platform_is_content(tmp_path: Path) -> None:
    _run("create-token", "--state", str(tmp_path / "state"))

    found = _run("check", "--state", str(tmp_path / "state"), "--json")

    assert found.exit_code == 0
    assert json.loads(found.output)["ok"] is True
    assert json.loads(found.output)["counts"]["stored"] == 0


def test_check_names_a_key_others_can_read(tmp_path: Path) -> None:
    _run("create-token", "--state", str(tmp_path / "state"))
    (tmp_path / "state" / "authority" / "signing.key").chmod(0o644)

    found = _run("check", "--state", str(tmp_path / "state"))

    assert found.exit_code == 1
    assert "signing.key" in found.output
    assert "chmod 600" in found.output


def test_check_names_a_damaged_database(tmp_path: Path) -> None:
    _run("create-token", "--state", str(tmp_path / "state"))
    file = tmp_path / "state" / "platform.sqlite3"
    data = bytearray(file.read_bytes())
    data[4096 : len(data)] = b"\x99" * (len(data) - 4096)
    for path in (tmp_path / "state").glob("platform.sqlite3-*"):
        path.unlink()
    file.write_bytes(data)

    found = _run("check", "--state", str(tmp_path / "state"))

    assert found.exit_code == 1
    assert found.output.strip()


def test_check_names_an_unfit_definition(tmp_path: Path) -> None:
    _run("create-token", "--state", str(tmp_path / "state"))
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "a.json").write_text('{"id": "cfe.algo", "version": "1.0.0"}')

    found = _run("check", "--state", str(tmp_path / "state"), "--catalogue", str(tmp_path / "catalogue"))

    assert found.exit_code == 1
    assert "cfe.algo" in found.output


def test_cases_lists_folios_with_times_and_deliveries(tmp_path: Path) -> None:
    with platform_here(tmp_path / "state") as here:
        terminal = here.enrol()
        records = [terminal.file(), terminal.file()]
        here.services.intake.receive(terminal.batch(records))
        here.services.dispatcher.work_once()

    found = _run("cases", "--state", str(tmp_path / "state"), "--folio", records[1].folio, "--json")

    (line,) = json.loads(found.output)["cases"]
    assert (line["folio"], line["state"], line["case_state"]) == (
        records[1].folio,
        "acknowledged",
        "with-agency",
    )
    assert (line["times"], line["deliveries"], line["effects"]) == (1, 1, 1)


def test_cases_of_a_folio_that_is_not_here_answers_no(tmp_path: Path) -> None:
    with platform_here(tmp_path / "state") as here:
        folio = here.enrol().file().folio

    found = _run("cases", "--state", str(tmp_path / "state"), "--folio", folio, "--json")

    assert found.exit_code == 1
    assert json.loads(found.output) == {"cases": []}


def test_a_wrong_database_address_is_a_configuration_error(tmp_path: Path) -> None:
    found = _run("migrate", "--state", str(tmp_path / "state"), "--database", "nonsense")

    assert found.exit_code == 2
    assert "--database" in found.output


def test_a_catalogue_that_is_not_there_is_a_configuration_error(tmp_path: Path) -> None:
    state, missing = str(tmp_path / "s"), str(tmp_path / "no")

    found = run_command("serve", "--state", state, "--port", "0", "--catalogue", missing)

    assert found.returncode == 2
    assert "--catalogue" in found.stderr
    assert found.stdout == ""
