"""`ventanilla enrol`: the token comes from a file, never from the command line."""

from pathlib import Path

from tests.fakes.platforms import PlatformProcess
from tests.unit.kiosk.commands.running import run, settings_file


def test_a_token_file_enrols_this_terminal(tmp_path: Path) -> None:
    config, token = settings_file(tmp_path, tmp_path / "state"), tmp_path / "token"
    with PlatformProcess(tmp_path / "platform") as platform:
        token.write_text(platform.token() + "\n")

        found = run("enrol", "--server", platform.url, "--token-file", token, "--config", config)

    assert found.code == 0
    assert "Inscrita como" in found.out
    assert token.read_text().strip() not in found.out


def test_without_a_platform_nothing_is_enrolled_and_the_token_is_not_shown(tmp_path: Path) -> None:
    config, token = settings_file(tmp_path, tmp_path / "state"), tmp_path / "token"
    token.write_text("VT1-secretsecret-0123456789abcdef")

    found = run("enrol", "--server", "https://127.0.0.1:1", "--token-file", token, "--config", config)

    assert found.code != 0
    assert "no se pudo llegar" in found.err
    assert "secretsecret" not in found.out + found.err


def test_a_missing_token_file_is_wrong_usage(tmp_path: Path) -> None:
    found = run("enrol", "--server", "https://127.0.0.1:1", "--token-file", tmp_path / "no")

    assert found.code == 2
