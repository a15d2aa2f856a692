"""The last test of each device: kept over restarts, replaced by the next, lost without harm."""

from pathlib import Path

from devices.contract import Condition, Confirmed, JobId, Refused
from devices.health import Level, Outcome, check_test_slip
from terminal.device_tests import RECORDS_FILE, last_tests, record_test


def test_the_last_test_replaces_the_one_before(tmp_path: Path) -> None:
    record_test(tmp_path, check_test_slip(Confirmed(JobId("0001"))), "2026-11-20T12:00:00Z")
    record_test(tmp_path, check_test_slip(Refused(Condition.PAPER_OUT)), "2026-11-20T13:00:00Z")

    (found,) = last_tests(tmp_path).values()
    assert (found.outcome, found.at) == (Outcome.FAILED, "2026-11-20T13:00:00Z")
    assert set(last_tests(tmp_path)) == {("printer", Level.EXTERNAL)}


def test_a_damaged_or_missing_history_is_empty(tmp_path: Path) -> None:
    assert last_tests(tmp_path) == {}
    (tmp_path / RECORDS_FILE).write_bytes(b"[{")
    assert last_tests(tmp_path) == {}
