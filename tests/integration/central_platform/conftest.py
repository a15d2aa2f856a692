"""A real platform in its own process, real HTTPS, a real database file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.platforms import PlatformProcess
from tests.fakes.terminals import TerminalOnTheLine


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[PlatformProcess]:
    with PlatformProcess(tmp_path / "state", "--demo") as platform:
        yield platform


@pytest.fixture
def terminal(platform: PlatformProcess, tmp_path: Path) -> Iterator[TerminalOnTheLine]:
    terminal = TerminalOnTheLine.enrol(platform.url, platform.token(), tmp_path)
    yield terminal
    terminal.close()
