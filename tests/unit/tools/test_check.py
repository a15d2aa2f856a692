import io
import sys

import pytest
from rich.console import Console

from tools.check import CHECKS, Check, main, report, run, run_all

WELL = Check("well", "nothing", (sys.executable, "-c", "print('quiet')"))
ILL = Check("ill", "something", (sys.executable, "-c", "import sys; sys.exit('[red] is wrong')"))
GONE = Check("gone", "nobody", ("a-tool-nobody-has",))


def shown(*checks: Check) -> tuple[bool, str]:
    out = io.StringIO()
    passed = report(run_all(checks), Console(file=out, width=100))
    return passed, out.getvalue()


def test_what_passes_says_nothing_but_its_line() -> None:
    passed, text = shown(WELL)

    assert passed
    assert "quiet" not in text


def test_one_failed_check_fails_all_and_shows_what_it_said_as_it_said_it() -> None:
    passed, text = shown(WELL, ILL)

    assert not passed
    assert "[red] is wrong" in text


def test_a_tool_that_is_not_installed_is_a_failed_check_with_its_remedy() -> None:
    result = run(GONE)

    assert not result.passed
    assert "./dev setup" in result.output


def test_results_keep_the_order_of_the_checks() -> None:
    assert [result.check.name for result in run_all([ILL, WELL])] == ["ill", "well"]


def test_an_unknown_check_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--only", "horoscope"])

    assert "horoscope" in capsys.readouterr().err


def test_one_check_can_be_run_alone() -> None:
    assert main(["--only", "locks"]) == 0


def test_check_names_are_their_own() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)
