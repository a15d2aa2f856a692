"""One isolated PC/SC service, its cards and a terminal for the tests of a module."""

from collections.abc import Iterator

import pytest

from tests.integration.devices.cards.bench import Bench, missing


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    reason = missing()
    if reason is not None:
        pytest.skip(reason)
    bench = Bench(tmp_path_factory.mktemp("c"), tmp_path_factory.getbasetemp() / "pki")
    yield bench
    bench.end()
    assert bench.terminal.process.returncode == 0
    assert "driver-bug" not in bench.terminal.log.read_text()


@pytest.fixture
def bench(running: Bench) -> Iterator[Bench]:
    running.empty()
    yield running
    running.empty()
