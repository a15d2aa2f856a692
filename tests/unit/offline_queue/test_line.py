import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_queue.line import (
    DEFAULT_PACE,
    BatchSize,
    LineState,
    LineTrouble,
    Situation,
    Step,
    TroubleKind,
    backoff,
    next_step,
    state_after,
)
from tests.unit.offline_queue.fakes import Middle


class Largest:
    def uniform(self, a: float, b: float, /) -> float:
        return b


def test_the_delay_doubles_from_five_seconds_and_stops_at_five_minutes() -> None:
    longest = [backoff(failures, DEFAULT_PACE, Largest()) for failures in range(1, 9)]

    assert longest == [5, 10, 20, 40, 80, 160, 300, 300]


@given(st.integers(0, 10**6), st.integers())
def test_full_jitter_stays_between_nothing_and_the_cap(failures: int, seed: int) -> None:
    delay = backoff(failures, DEFAULT_PACE, random.Random(seed))

    assert 0 <= delay <= DEFAULT_PACE.cap


def test_ten_thousand_terminals_do_not_come_back_in_the_same_second() -> None:
    source = random.Random(1)
    returns = [int(backoff(8, DEFAULT_PACE, source)) for _ in range(10_000)]

    assert max(returns.count(second) for second in range(300)) < 80


@pytest.mark.parametrize(
    ("situation", "step"),
    [
        (Situation(session_fresh=False, fate_unknown=True, more_pending=True), Step.SESSION),
        (Situation(session_fresh=False, fate_unknown=False, more_pending=False), Step.SESSION),
        (Situation(session_fresh=True, fate_unknown=True, more_pending=True), Step.QUERY),
        (Situation(session_fresh=True, fate_unknown=False, more_pending=True), Step.BATCH),
        (Situation(session_fresh=True, fate_unknown=True, more_pending=False), Step.REST),
        (Situation(session_fresh=True, fate_unknown=False, more_pending=False), Step.REST),
    ],
)
def test_session_then_question_then_batch_then_rest(situation: Situation, step: Step) -> None:
    assert next_step(situation) is step


def test_nothing_is_sent_while_its_fate_is_unknown() -> None:
    for fresh, more in product([True, False], repeat=2):
        assert next_step(Situation(fresh, fate_unknown=True, more_pending=more)) is not Step.BATCH


@pytest.mark.parametrize("kind", list(TroubleKind))
def test_every_trouble_says_something_about_the_line(kind: TroubleKind) -> None:
    assert state_after(LineTrouble(kind, "")) not in {LineState.UP, LineState.UNKNOWN}


@pytest.mark.parametrize(
    ("kind", "status", "smaller_helps"),
    [
        (TroubleKind.TOO_LARGE, 413, True),
        (TroubleKind.REFUSED, 400, True),
        (TroubleKind.REFUSED, 422, True),
        (TroubleKind.REFUSED, 401, False),
        (TroubleKind.REFUSED, 403, False),
        (TroubleKind.RETRY_LATER, 503, False),
        (TroubleKind.DOWN, None, False),
    ],
)
def test_a_smaller_batch_is_tried_only_where_it_can_help(
    kind: TroubleKind, status: int | None, smaller_helps: bool
) -> None:
    assert LineTrouble(kind, "", status=status).concerns_the_batch is smaller_helps


def test_a_batch_fits_ten_seconds_of_the_line() -> None:
    size = BatchSize().limited(50, 10**6)
    for _ in range(10):  # 8,000 bytes a second: 64 kbit/s
        size = size.measured(size.bytes, size.bytes / 8000)

    assert size.bytes == 80_000


@given(st.integers(0, 10**7), st.floats(0, 1000), st.integers(1, 10**6))
def test_a_batch_never_exceeds_what_the_platform_takes_and_never_vanishes(
    sent: int, seconds: float, limit: int
) -> None:
    size = BatchSize().limited(7, limit).measured(sent, seconds).halved(1, 1).measured(sent, seconds)

    assert 1 <= size.bytes <= limit
    assert 1 <= size.records <= 7


def test_the_middle_of_the_first_delay_is_half_the_base() -> None:
    assert backoff(1, DEFAULT_PACE, Middle()) == DEFAULT_PACE.base / 2
