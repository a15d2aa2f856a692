"""Staff in the session's chart: in between citizens only, out by time, nothing of a citizen touched."""

import pytest

from kiosk.chart import TABLE, Event, State, follow
from tests.unit.kiosk.fakes import Bench


def test_staff_come_in_from_the_start_screen_only() -> None:
    assert {state for state, event in TABLE if event is Event.STAFF} == {State.START}
    assert {pair for pair, following in TABLE.items() if following is State.TECHNICIAN} == {
        (State.STAFF_PIN, Event.STAFF_ENTERED)
    }


@pytest.mark.parametrize("state", [State.STAFF_PIN, State.TECHNICIAN])
def test_from_staff_pages_there_is_only_the_way_out(state: State) -> None:
    ways = {follow(state, event) for event in Event} - {None}

    assert ways <= {State.START, State.TECHNICIAN}


def test_staff_go_in_and_out(bench: Bench) -> None:
    bench.session.open_staff()
    assert bench.session.page == "staff-pin"
    bench.session.staff_entered()
    assert bench.session.page == "technician"
    bench.session.close_staff()

    assert (bench.session.page, bench.session.overlay) == ("start", "")
    assert bench.settings_reset == 1


def test_nobody_gets_in_while_a_citizen_is_there_or_their_data_are_erased(bench: Bench) -> None:
    bench.session.start()
    bench.session.open_staff()
    assert bench.session.page == "home"

    bench.session.leave()
    bench.session.open_staff()
    assert bench.session.page == "start"

    bench.erased()
    bench.session.open_staff()
    assert bench.session.page == "staff-pin"


def test_entering_without_the_pin_page_does_nothing(bench: Bench) -> None:
    bench.session.staff_entered()

    assert bench.session.page == "start"


def test_a_pin_page_that_nobody_touches_closes_after_a_minute(bench: Bench) -> None:
    bench.session.open_staff()

    bench.wait(59)
    assert bench.session.page == "staff-pin"
    bench.wait(1)

    assert bench.session.page == "start"


def test_technician_mode_closes_after_fifteen_minutes_without_a_touch(bench: Bench) -> None:
    bench.session.open_staff()
    bench.session.staff_entered()
    bench.wait(600)
    bench.session.touch()

    bench.wait(899)
    assert bench.session.page == "technician"
    assert bench.session.overlay == ""
    bench.wait(1)

    assert bench.session.page == "start"
