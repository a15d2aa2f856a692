"""Dates and times as people say them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tramites.moments import day_in_words, local, moment_in_words, time_in_words


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
