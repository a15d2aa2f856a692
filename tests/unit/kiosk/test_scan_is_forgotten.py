"""A code that was scanned and never sent is the citizen's like any answer."""

from devices.contract import Scan
from tests.unit.kiosk.fakes import Bench

CODE = "01 071840512345 261120"


def _scan_a_code(bench: Bench) -> None:
    """Answer up to the page that asks for a code, and scan one without going on."""
    bench.begin()
    for typed in ("no", None, "recibo"):
        if typed is None:
            bench.session.go_on()
        else:
            bench.session.answer(typed)
    bench.scanner.reads(Scan(CODE.encode(), CODE))
    assert bench.session.scanned == CODE


def test_who_leaves_in_mid_scan_leaves_no_code(bench: Bench) -> None:
    _scan_a_code(bench)

    bench.session.leave()

    assert bench.session.scanned == ""


def test_whoever_walks_away_in_mid_scan_leaves_no_code(bench: Bench) -> None:
    _scan_a_code(bench)

    bench.wait(1000)

    assert bench.session.page == "start"
    assert bench.session.scanned == ""
