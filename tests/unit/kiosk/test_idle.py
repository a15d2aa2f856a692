"""A citizen's time, counted from the last touch."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.idle import Idle, IdleClock, Limits

LIMITS = Limits(idle=90, countdown=30)


def test_it_asks_first_and_erases_later() -> None:
    clock = IdleClock(LIMITS, 0)

    told = [clock.tick(now) for now in (89.0, 90.0, 119.0, 120.0)]

    assert told == [Idle.PRESENT, Idle.ASK, Idle.ASK, Idle.EXPIRED]


def test_a_touch_begins_again() -> None:
    clock = IdleClock(LIMITS, 0)
    clock.tick(100)

    clock.touched(100)

    assert clock.tick(189) is Idle.PRESENT
    assert clock.seconds_left == 31


def test_the_clock_stands_still_while_a_device_works() -> None:
    clock = IdleClock(LIMITS, 0)
    clock.tick(10)

    assert clock.tick(1000, stopped=True) is Idle.PRESENT
    assert clock.quiet == 10


def test_a_clock_that_goes_back_takes_no_time_away() -> None:
    clock = IdleClock(LIMITS, 100)
    clock.tick(150)

    clock.tick(50)

    assert clock.quiet == 50


def test_longer_limits_count_at_once() -> None:
    clock = IdleClock(LIMITS, 0)
    clock.tick(100)

    clock.limits = Limits(180, 45)

    assert clock.tick(100) is Idle.PRESENT


@given(st.lists(st.floats(0, 1000)))
def test_the_countdown_is_never_negative(steps: list[float]) -> None:
    clock, now = IdleClock(LIMITS, 0), 0.0

    for step in steps:
        now += step
        clock.tick(now)

    assert 0 <= clock.seconds_left <= 120
