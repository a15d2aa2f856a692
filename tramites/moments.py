"""Dates and times as a citizen reads them: "20 de noviembre de 2026", "10:42 de la mañana".

The patterns are values: paper follows SPANISH, the screens those of the language in force.
"""

from datetime import date, datetime
from typing import Annotated, Final
from zoneinfo import ZoneInfo

import msgspec

_TWELVE = msgspec.Meta(min_length=12, max_length=12)


class PartOfDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said after the hour, from this hour of the day (0 to 23) on."""

    from_hour: Annotated[int, msgspec.Meta(ge=0, le=23)]
    words: str


class MomentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one language says days and times; `{name}` marks a place filled by the program.

    `day` may hold {day}, {month} and {year}; `time` {hour}, {minute} and {part}; `moment` {day} and {time}.
    The first part of the day begins at midnight.
    """

    months: Annotated[tuple[str, ...], _TWELVE]
    day: str
    time: str
    moment: str
    parts: Annotated[tuple[PartOfDay, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        if self.parts[0].from_hour != 0:
            raise ValueError("parts: la primera empieza a las 0 horas (from_hour: 0)")


SPANISH: Final = MomentWords(
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    day="{day} de {month} de {year}",
    time="{hour}:{minute} {part}",
    moment="{day}, {time}",
    parts=(
        PartOfDay(0, "de la madrugada"),
        PartOfDay(6, "de la mañana"),
        PartOfDay(12, "de la tarde"),
        PartOfDay(19, "de la noche"),
    ),
)


def local(instant: str, zone: ZoneInfo) -> datetime:
    """An RFC 3339 instant in the terminal's zone."""
    return datetime.fromisoformat(instant).astimezone(zone)


def day_in_words(day: date, words: MomentWords = SPANISH) -> str:
    """As in "20 de noviembre de 2026"."""
    month = words.months[day.month - 1]
    return _filled(words.day, day=str(day.day), month=month, year=str(day.year))


def time_in_words(moment: datetime, words: MomentWords = SPANISH) -> str:
    """As in "10:42 de la mañana": twelve hours, as people say it."""
    part = next(each.words for each in reversed(words.parts) if each.from_hour <= moment.hour)
    hour = str(moment.hour % 12 or 12)
    return _filled(words.time, hour=hour, minute=f"{moment.minute:02}", part=part)


def moment_in_words(moment: datetime, words: MomentWords = SPANISH) -> str:
    """As in "20 de noviembre de 2026, 10:42 de la mañana"."""
    day, time = day_in_words(moment.date(), words), time_in_words(moment, words)
    return _filled(words.moment, day=day, time=time)


def _filled(pattern: str, **places: str) -> str:
    for name, value in places.items():
        pattern = pattern.replace("{" + name + "}", value)
    return pattern
