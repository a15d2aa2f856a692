"""Running `ventanilla` as a technician does, in this process."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from kiosk.cli import ventanilla


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


def run(*arguments: str | Path) -> Ran:
    """One command; a bug of ours fails the test."""
    result = CliRunner().invoke(ventanilla, [str(each) for each in arguments], catch_exceptions=False)
    return Ran(result.exit_code, result.stdout, result.stderr)


def run_alone(*arguments: str | Path) -> Ran:
    """One command in a process of its own, as a technician runs it."""
    root = Path(__file__).parents[4]
    found = subprocess.run(
        [sys.executable, "-W", "error", "-m", "kiosk", *(str(each) for each in arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    return Ran(found.returncode, found.stdout, found.stderr)


def settings_file(folder: Path, state_dir: Path, more: str = "") -> Path:
    """Settings of a terminal whose state is in `state_dir`."""
    file = folder / "kiosk.toml"
    file.write_text(f'[terminal]\nstate_dir = "{state_dir}"\n{more}', encoding="utf-8")
    return file
