"""The card service of one run: alone, restartable, and gone with whoever started it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.sim import pcsc
from devices.sim.pcsc import CardServiceError, IsolatedPcscd
from tests.integration.devices.sim.card_service import needs
from tests.integration.devices.sim.running import DEADLINE, Running

pytestmark = needs("opensc-tool")


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pcsc")


@pytest.fixture
def running(folder: Path) -> Iterator[Running]:
    running = Running(folder, "devices.sim.pcsc", "--folder", str(folder / "service"))
    yield running
    running.end()


def readers(environment: dict[str, str]) -> list[str]:
    listed = subprocess.run(
        ["opensc-tool", "-l"], env=environment, capture_output=True, text=True, check=False, timeout=DEADLINE
    )
    return [line.split("  ")[-1].strip() for line in listed.stdout.splitlines() if "Virtual PCD" in line]


def test_it_tells_what_a_client_needs(running: Running) -> None:
    assert readers(running.ready["environment"]) == running.ready["readers"]
    assert running.ready["environment"] == {"PCSCLITE_CSOCK_NAME": running.ready["address"]}


def test_it_is_killed_and_started_by_order(running: Running) -> None:
    running.control.do("kill")
    assert readers(running.ready["environment"]) == []
    assert running.control.do("status")["running"] is False

    running.control.do("start")

    assert readers(running.ready["environment"]) == running.ready["readers"]
    assert running.control.do("status")["port"] == running.ready["port"]


def test_its_readers_are_taken_away_and_brought_back(running: Running) -> None:
    running.control.do("unplug-reader")
    assert readers(running.ready["environment"]) == []
    assert running.control.do("status")["running"] is True

    running.control.do("plug-reader")

    assert readers(running.ready["environment"]) == running.ready["readers"]


def test_it_never_outlives_a_starter_that_was_killed(running: Running) -> None:
    service = Path(f"/proc/{running.control.do('status')['pid']}")
    assert service.exists()

    running.process.kill()
    running.process.wait(DEADLINE)

    end = time.monotonic() + DEADLINE
    while service.exists():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_two_services_stand_side_by_side(folder: Path) -> None:
    with IsolatedPcscd(folder / "one") as one, IsolatedPcscd(folder / "two") as two:
        assert one.port != two.port
        assert readers(one.environment) == readers(two.environment) == list(pcsc.READERS)


def test_a_folder_with_a_long_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CardServiceError, match="shorter folder"):
        IsolatedPcscd(tmp_path / ("x" * 100))


def test_where_the_service_is_missing_it_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pcsc, "_PCSCD", folder / "pcscd")

    assert "install pcscd" in str(pcsc.why_not())
    with pytest.raises(CardServiceError, match="install pcscd"):
        IsolatedPcscd(folder / "service").start()


def test_help_tells_the_options() -> None:
    for module in ("devices.sim.pcsc", "devices.sim.card", "devices.sim.pki"):
        done = subprocess.run([sys.executable, "-m", module, "--help"], capture_output=True, check=True)
        assert b"DIR" in done.stdout
