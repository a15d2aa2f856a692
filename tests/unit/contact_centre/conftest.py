"""A desk without a window for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.contact_centre.fakes import DeskBench, desk_in


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    with desk_in(tmp_path) as bench:
        yield bench
