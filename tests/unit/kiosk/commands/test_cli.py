"""The command `ventanilla` itself: quick help, Spanish words, the exit codes of the contract."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli import _ELSEWHERE, ventanilla
from tests.unit.kiosk.commands.running import run

HEAVY = ("PySide6", "escpos", "litestar", "sqlalchemy", "cryptography")
ROOT = Path(__file__).parents[4]
OURS = [name for name, (module, _, _) in _ELSEWHERE.items() if module.startswith("kiosk.")]


def _process(*code_and_arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *code_and_arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.mark.parametrize("arguments", [(), *((name,) for name in OURS)])
def test_help_imports_nothing_heavy(arguments: tuple[str, ...]) -> None:
    code = (
        "import sys; from kiosk.cli import ventanilla; "
        f"ventanilla([*{arguments!r}, '--help'], standalone_mode=False); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )

    found = _process("-c", code)

    assert found.stderr.strip() == "[]"
    assert found.stdout.startswith("Uso: ventanilla") or "Uso: " in found.stdout


@pytest.mark.parametrize("name", OURS)
def test_every_listed_command_is_built(name: str) -> None:
    assert name in ventanilla.list_commands(None)  # type: ignore[arg-type]  # Click's context is not looked at
    assert run(name, "--help").code == 0


def test_help_is_in_spanish() -> None:
    words = run("--help").out + run("queue", "--help").out + run("queue", "list", "--help").out

    assert "Uso: " in words
    assert not {"Usage", "Options", "Commands", "Show this"} & set(words.replace(":", " ").split())


def test_wrong_usage_ends_with_two() -> None:
    assert run("identifier", "check", "folio").code == 2
    assert run("nada").code == 2


def test_a_wrong_settings_file_ends_with_two_and_names_it(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("[screen]\ninchs = 3\n")

    found = run("config", "show", "--config", file)

    assert found.code == 2
    assert str(file) in found.err
    assert "«inchs»" in found.err
    assert found.out == ""


def test_a_bug_of_ours_ends_with_seventy_and_quotes_nobody() -> None:
    code = (
        "import click; from kiosk import cli\n"
        "@cli.ventanilla.command()\n"
        "def broken(): raise RuntimeError('CURP of somebody')\n"
        "cli.main(['broken'])"
    )

    found = _process("-c", code)

    assert found.returncode == 70
    assert found.stdout == ""
    assert "terminal.crashed" in found.stderr
    assert "CURP of somebody" not in found.stderr
