"""The demo terminal as a process: what it refuses."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from demo.errors import NotADemoError
from demo.parts.enrolment import refuse_real_enrolment
from demo.parts.settings_file import write_settings
from terminal.enrolment import ENROLMENT_FILE, KEY_FILE
from tramites.wire.messages import Enrolment


def test_a_configuration_that_is_not_for_demonstration_is_refused_with_2(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    write_settings(config, {"terminal": {"name": "real", "state_dir": str(tmp_path)}})

    done = subprocess.run(
        [sys.executable, "-m", "demo.terminal", "--config", str(config), "--control", str(tmp_path / "c")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=Path(__file__).parents[3],
    )

    assert done.returncode == 2
    assert "kiosk.toml: [terminal] demo no es true" in done.stderr
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize("demo", [True, False])
def test_only_a_real_enrolment_keeps_simulators_away(tmp_path: Path, *, demo: bool) -> None:
    enrolment = Enrolment(
        terminal="t-1",
        name="t",
        epoch=1,
        platform_url="https://127.0.0.1",
        platform_signing_keys={},
        platform_sealing_key=bytes(32),
        agency_sealing_keys={},
        catalogue_keys={},
        demo=demo,
    )
    (tmp_path / ENROLMENT_FILE).write_bytes(msgspec.json.encode(enrolment))
    (tmp_path / KEY_FILE).write_bytes(bytes(32))

    if demo:
        refuse_real_enrolment(tmp_path)
    else:
        with pytest.raises(NotADemoError, match="inscrita de verdad"):
            refuse_real_enrolment(tmp_path)
