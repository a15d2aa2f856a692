"""The time zone in which a terminal says the hour."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tramites.errors import ExpectedError


class UnknownZoneError(ExpectedError):
    """The configured time zone does not exist."""

    code = "config.zone"


def zone_named(name: str) -> ZoneInfo:
    """The time zone of that name in the tz database."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UnknownZoneError(
            f"[terminal] zone: no existe el huso «{name}»; escriba, por ejemplo, America/Mexico_City"
        ) from error
