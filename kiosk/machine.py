"""What there is to look at on this terminal, from its settings: for technicians at screen and console."""

from pathlib import Path
from typing import Final

from config.model import Settings
from kiosk.diagnostics.technician import Machine
from terminal.places import queue_folder
from terminal.today import local_date
from terminal.zone import zone_named

_MEGABYTE: Final = 1024 * 1024


def machine_of(settings: Settings) -> Machine:
    """The machine of these settings. Raises UnknownZoneError."""
    return Machine(
        name=settings.terminal.name,
        place=settings.terminal.place,
        state_dir=Path(settings.terminal.state_dir),
        queue_dir=queue_folder(settings),
        reserve_bytes=settings.queue.reserve_megabytes * _MEGABYTE,
        addresses={"printer": settings.printer.address, "scanner": settings.scanner.address},
        zone=zone_named(settings.terminal.zone),
        today=lambda: local_date(settings),
    )
