"""Dates and times as people say them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from tramites.moments import (
    SPANISH,
    MomentWords,
    PartOfDay,
    day_in_words,
    local,
    moment_in_words,
    time_in_words,
)


def test_a_day_has_its_month_in_words() -> None:
    assert day_in_words(date(2026, 11, 20)) == "20 de noviembre de 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 5, "12:05 de la madrugada"),
        (5, 59, "5:59 de la madrugada"),
        (6, 0, "6:00 de la mañana"),
        (10, 42, "10:42 de la mañana"),
        (12, 0, "12:00 de la tarde"),
        (18, 59, "6:59 de la tarde"),
        (19, 0, "7:00 de la noche"),
        (23, 30, "11:30 de la noche"),
    ],
)
def test_an_hour_is_said_with_its_part_of_the_day(hour: int, minute: int, words: str) -> None:
    assert time_in_words(datetime(2026, 11, 20, hour, minute)) == words  # noqa: DTZ001  # local by meaning


def test_an_instant_is_told_in_the_zone_of_the_terminal() -> None:
    moment = local("2026-01-06T02:30:00Z", ZoneInfo("America/Mexico_City"))

    assert moment_in_words(moment) == "5 de enero de 2026, 8:30 de la noche"


AMERICAN = MomentWords(
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    day="{month} {day}, {year}",
    time="{hour}:{minute} {part}",
    moment="{day} at {time}",
    parts=(PartOfDay(0, "a.m."), PartOfDay(12, "p.m.")),
)


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "12:07 a.m."), (11, "11:07 a.m."), (12, "12:07 p.m."), (23, "11:07 p.m.")],
)
def test_another_language_says_hours_by_its_own_pattern(hour: int, words: str) -> None:
    assert time_in_words(datetime(2026, 11, 20, hour, 7), AMERICAN) == words  # noqa: DTZ001  # local by meaning


def test_another_language_puts_day_month_and_year_in_its_own_order() -> None:
    moment = local("2026-01-06T02:30:00Z", ZoneInfo("America/Mexico_City"))

    assert moment_in_words(moment, AMERICAN) == "January 5, 2026 at 8:30 p.m."


@pytest.mark.parametrize(
    "change",
    [{"months": ["enero"]}, {"parts": []}, {"parts": [{"from_hour": 6, "words": "a.m."}]}, {"flag": "mx"}],
)
def test_a_language_that_leaves_hours_or_months_without_words_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**msgspec.to_builtins(SPANISH), **change}, MomentWords)
