"""Dates and times as a citizen reads them: "20 de noviembre de 2026", "10:42 de la mañana"."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

_MONTHS: Final = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
_NOON, _EVENING, _MORNING = 12, 19, 6


def local(instant: str, zone: ZoneInfo) -> datetime:
    """An RFC 3339 instant in the terminal's zone."""
    return datetime.fromisoformat(instant).astimezone(zone)


def day_in_words(day: date) -> str:
    """As in "20 de noviembre de 2026"."""
    return f"{day.day} de {_MONTHS[day.month - 1]} de {day.year}"


def time_in_words(moment: datetime) -> str:
    """As in "10:42 de la mañana": twelve hours, as people say it."""
    hour = moment.hour % 12 or 12
    return f"{hour}:{moment.minute:02} {_part_of_day(moment.hour)}"


def moment_in_words(moment: datetime) -> str:
    """As in "20 de noviembre de 2026, 10:42 de la mañana"."""
    return f"{day_in_words(moment.date())}, {time_in_words(moment)}"


def _part_of_day(hour: int) -> str:
    if hour < _MORNING:
        return "de la madrugada"
    if hour < _NOON:
        return "de la mañana"
    return "de la tarde" if hour < _EVENING else "de la noche"
