import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from demo.cli import demo, journey, sim
from demo.errors import WorldError
from demo.performing import fresh_folder


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "bueno.json"
    path.write_text(json.dumps({"title": "Bueno", "steps": [{"tap": "Empezar"}]}), encoding="utf-8")
    return path


def test_a_good_journey_is_checked(good: Path) -> None:
    done = CliRunner().invoke(journey, ["check", str(good)])

    assert (done.exit_code, done.output) == (0, "bueno.json: 1 pasos, todos se conocen\n")


def test_a_bad_step_is_named_and_ends_with_2(good: Path) -> None:
    good.write_text(json.dumps({"title": "Malo", "steps": [{"pin": "1"}]}), encoding="utf-8")

    done = CliRunner().invoke(journey, ["check", str(good)])

    assert done.exit_code == 2
    assert "bueno.json: paso 1: no se conoce el paso «pin»" in done.stderr


def test_a_size_that_cannot_be_drawn_is_a_usage_error() -> None:
    done = CliRunner().invoke(demo, ["--headless", "--size", "enorme"])

    assert done.exit_code == 2
    assert "enorme" in done.output


def test_a_simulated_printer_needs_one_line() -> None:
    done = CliRunner().invoke(sim, ["printer", "--control", "x", "--out", "y"])

    assert done.exit_code == 2
    assert "--serial LINK o --tcp PORT" in done.output


@pytest.mark.parametrize("command", [["demo"], ["journey", "run"], ["sim", "printer"]])
def test_help_is_spanish_and_light(command: list[str]) -> None:
    program = (
        "import sys; from kiosk.cli import ventanilla\n"
        f"ventanilla.main({[*command, '--help']!r}, standalone_mode=False)\n"
        "heavy = {'PySide6', 'litestar', 'sqlalchemy', 'escpos', 'cryptography'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=dict(os.environ)
    )

    assert done.returncode == 0, done.stderr
    assert "simulad" in done.stdout or "recorrido" in done.stdout


def test_what_an_earlier_demonstration_left_is_replaced(tmp_path: Path) -> None:
    (fresh_folder(tmp_path / "out") / "old.png").touch()

    fresh_folder(tmp_path / "out")

    assert not (tmp_path / "out" / "old.png").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").touch()

    with pytest.raises(WorldError, match="elija otra con --out"):
        fresh_folder(tmp_path)

    assert (tmp_path / "letters.txt").exists()
