"""Kills at random moments lose nothing and double nothing; a harness over a planted fault must notice."""

import pytest

from tests.faults.kills import CONTROLS, run_control, run_kills


def test_a_few_kills_of_terminal_platform_and_line_lose_nothing_and_double_nothing() -> None:
    report = run_kills(headless=24, gui=0)

    print(report.summary())
    assert report.held, report.summary()
    assert report.distinct >= 24
    assert {fault.kind for fault in report.faults} == {"terminal", "platform", "line"}
    assert report.verdict.shown > 0


@pytest.mark.parametrize("control", CONTROLS)
def test_the_harness_notices_a_planted_fault(control: str) -> None:
    report = run_control(control)

    print(report.summary())
    doubled = control == "no-dedupe"
    assert report.verdict.doubled if doubled else report.verdict.lost, report.summary()


@pytest.mark.slow
@pytest.mark.acceptance
def test_three_hundred_kills_lose_nothing_and_double_nothing() -> None:
    report = run_kills(headless=270, gui=30)

    print(report.summary())
    assert report.held, report.summary()
    assert report.count("terminal", "platform", "line") >= 270
    assert report.count("kiosk") >= 30
