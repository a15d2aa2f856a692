"""Instants as the platform writes them: RFC 3339, UTC, whole seconds, so that text order is time order."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

Clock: TypeAlias = Callable[[], datetime]
# Until calendars by agency arrive, a filing counts from its day of reception in the capital.
LEGAL_ZONE: Final = ZoneInfo("America/Mexico_City")


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def rfc3339(instant: datetime) -> str:
    """`2026-01-31T17:05:09Z`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def counts_from(received: datetime) -> str:
    """The date from which a filing counts: for now the date of reception in the capital's zone."""
    return received.astimezone(LEGAL_ZONE).date().isoformat()
