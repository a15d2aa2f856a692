"""Enrols the demo terminal with the demo platform, and keeps away from terminals that are real."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from demo.errors import NotADemoError, WorldError
from demo.parts.process import child_environment
from terminal.enrolment import ENROLMENT_FILE, EnrolmentError, enrol, load_identity

_TOKEN_SECONDS: Final = 60
DEMO_NAME: Final = "Terminal de demostración"


def refuse_real_enrolment(state_dir: Path) -> None:
    """NotADemoError where a terminal is enrolled with a platform that is not a demonstration."""
    for folder in (state_dir, state_dir.parent):
        if not (folder / ENROLMENT_FILE).exists():
            continue
        try:
            is_demo = load_identity(folder).enrolment.demo
        except EnrolmentError as error:
            raise NotADemoError(
                f"{folder}: hay una inscripción que no se puede leer; use otra carpeta"
            ) from error
        if not is_demo:
            raise NotADemoError(f"{folder}: aquí vive una terminal inscrita de verdad; use otra carpeta")


def enrol_for_demo(url: str, platform_state: Path, terminal_state: Path) -> None:
    """Trade a token for an enrolment, unless an earlier run already did."""
    if not (terminal_state / ENROLMENT_FILE).exists():
        enrol(url, _token(platform_state), terminal_state, DEMO_NAME)


def _token(platform_state: Path) -> str:
    command = [
        sys.executable,
        "-m",
        "central_platform",
        "create-token",
        "--state",
        str(platform_state),
        "--json",
    ]
    done = subprocess.run(
        command, env=child_environment(), capture_output=True, text=True, check=False, timeout=_TOKEN_SECONDS
    )
    if done.returncode != 0:
        raise WorldError(f"la plataforma no dio un pase de inscripción: {done.stderr.strip()}")
    return str(json.loads(done.stdout)["token"])
