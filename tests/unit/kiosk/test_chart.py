"""The session's table, walked whole."""

import pytest

from kiosk.chart import TABLE, Event, State, follow


def _reachable(start: State) -> set[State]:
    found, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        for event in Event:
            following = follow(state, event)
            if following is not None and following not in found:
                found.add(following)
                waiting.append(following)
    return found


def test_every_state_can_be_reached_from_the_start() -> None:
    assert _reachable(State.START) == set(State)


@pytest.mark.parametrize("state", list(State))
def test_from_every_state_there_is_a_way_to_the_start(state: State) -> None:
    assert State.START in _reachable(state)


@pytest.mark.parametrize("state", [s for s in State if s not in (State.START, State.OUT_OF_SERVICE)])
def test_a_citizen_may_leave_from_everywhere_but_filing(state: State) -> None:
    assert follow(state, Event.LEAVE) is (None if state is State.FILING else State.START)


def test_only_the_queues_word_ends_filing() -> None:
    assert {event for state, event in TABLE if state is State.FILING} == {Event.FILED, Event.NOT_FILED}


def test_done_is_reached_only_from_filing_and_after_a_crash() -> None:
    ways = {pair for pair, following in TABLE.items() if following is State.DONE}

    assert ways == {(State.FILING, Event.FILED), (State.START, Event.RECOVERED)}


def test_every_event_happens_somewhere() -> None:
    assert {event for _, event in TABLE} == set(Event)


def test_what_is_not_in_the_table_does_not_happen() -> None:
    assert follow(State.START, Event.SEND) is None
