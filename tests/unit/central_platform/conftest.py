"""A fresh platform in this process for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.platforms import PlatformHere, platform_here
from tests.fakes.terminals import FakeTerminal


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[PlatformHere]:
    with platform_here(tmp_path / "state") as platform:
        yield platform


@pytest.fixture
def terminal(platform: PlatformHere) -> FakeTerminal:
    return platform.enrol()
