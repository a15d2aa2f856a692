"""No simulator outlives whoever needs it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.integration.devices.sim.running import DEADLINE, Running

PARENT = """
import subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
sys.stdin.read()
"""


def test_sigterm_ends_it_and_takes_its_names_away(tmp_path: Path) -> None:
    scanner = Running(tmp_path, "devices.sim.scanner", "--serial", f"{tmp_path}/line")

    scanner.process.send_signal(signal.SIGTERM)

    assert scanner.process.wait(DEADLINE) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == []
    scanner.end()


def test_a_closed_standard_input_ends_it_where_that_was_asked(tmp_path: Path) -> None:
    scanner = Running(tmp_path, "devices.sim.scanner", "--serial", f"{tmp_path}/line", "--until-stdin-closes")
    assert scanner.process.stdin

    scanner.process.stdin.close()
    scanner.process.stdin = None

    assert scanner.process.wait(DEADLINE) == 0
    scanner.end()


def test_it_dies_with_its_parent(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "devices.sim.scanner", "--serial", f"{tmp_path}/line"]
    command += ["--control", f"{tmp_path}/control", "--with-parent"]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout
        parent.stdout.readline()
        parent.kill()
    end = time.monotonic() + DEADLINE
    while (tmp_path / "line").is_symlink():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_name_that_is_no_link_of_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "line").write_text("precious")
    command = [sys.executable, "-m", "devices.sim.scanner", "--serial", f"{tmp_path}/line"]

    done = subprocess.run([*command, "--control", f"{tmp_path}/control"], capture_output=True, check=False)

    assert done.returncode != 0
    assert b"choose another name" in done.stderr
    assert (tmp_path / "line").read_text() == "precious"


@pytest.mark.parametrize("module", ["devices.sim.printer", "devices.sim.scanner"])
def test_help_tells_the_options(module: str) -> None:
    done = subprocess.run([sys.executable, "-m", module, "--help"], capture_output=True, check=True)

    assert b"--control SOCKET" in done.stdout
