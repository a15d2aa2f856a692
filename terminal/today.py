"""The date where the terminal stands."""

from datetime import date

from config.model import Settings
from offline_queue.clock import SystemClock
from terminal.zone import zone_named


def local_date(settings: Settings) -> date:
    """Today, in the terminal's time zone."""
    return SystemClock().now().astimezone(zone_named(settings.terminal.zone)).date()
