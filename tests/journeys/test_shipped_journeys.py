"""Every shipped journey passes against the real kiosk, queue, platform and simulated devices."""

from pathlib import Path

import pytest

from demo.journey import load_journey
from demo.performing import default_journeys, perform


@pytest.mark.parametrize("file", default_journeys(), ids=lambda file: file.stem)
def test_a_shipped_journey_passes(file: Path, tmp_path: Path) -> None:
    (report,) = perform([load_journey(file)], tmp_path)

    assert report.passed, report.as_text()
    assert not [warning for warning in _screen_warnings(tmp_path) if warning]


def _screen_warnings(folder: Path) -> list[str]:
    """What QML complained about while people used the screens."""
    logs = [path.read_text() for path in folder.rglob("terminal.log")]
    return [line for log in logs for line in log.splitlines() if "screen.warning" in line]
