"""The planted faults do what a harness must notice."""

from pathlib import Path

import pytest

from central_platform.fleet import folio_counts
from tests.fakes.broken_platforms import FAULTS
from tests.fakes.platforms import PlatformProcess, platform_here
from tests.fakes.terminals import TerminalOnTheLine
from tramites.wire.messages import Outcome


def _stored(state_dir: Path) -> list[int]:
    with platform_here(state_dir) as platform:
        return [count.stored for count in folio_counts(platform.engine).values()]


def test_without_deduplication_a_folio_is_stored_twice(tmp_path: Path) -> None:
    module = ("tests.fakes.broken_platforms", "no-dedupe")
    with PlatformProcess(tmp_path / "state", module=module) as platform:
        terminal = TerminalOnTheLine.enrol(platform.url, platform.token(), tmp_path)
        record = terminal.terminal.file()
        outcomes = [terminal.send(record)[0].outcome for _ in range(2)]
        terminal.close()

    assert outcomes == [Outcome.ACCEPTED, Outcome.ACCEPTED]
    assert _stored(tmp_path / "state") == [2]


def test_acknowledged_before_commit_a_folio_is_lost(tmp_path: Path) -> None:
    module = ("tests.fakes.broken_platforms", "ack-before-commit")
    with PlatformProcess(tmp_path / "state", module=module) as platform:
        terminal = TerminalOnTheLine.enrol(platform.url, platform.token(), tmp_path)
        (result,) = terminal.send(terminal.terminal.file())
        platform.kill()
        terminal.close()

    assert result.outcome is Outcome.ACCEPTED
    assert _stored(tmp_path / "state") == []


@pytest.mark.parametrize("fault", FAULTS)
def test_production_code_knows_no_fault(fault: str) -> None:
    sources = Path(__file__).parents[3].joinpath("central_platform").rglob("*.py")

    assert not any(fault in source.read_text(encoding="utf-8") for source in sources)
