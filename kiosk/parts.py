"""What a citizen's session works with."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from devices.contract import ScannerService
from kiosk.idle import Limits
from kiosk.proof import Proof
from offline_queue.clock import Clock
from terminal.catalogue import Catalogue
from terminal.consulting import Consulting
from terminal.filing import Filing
from ui.services import Conditions


@dataclass(frozen=True, slots=True)
class Parts:
    """What a session works with; all of it outlives the session."""

    catalogue: Catalogue
    filing: Filing
    proof: Proof
    consulting: Consulting
    scanner: ScannerService
    clock: Clock
    zone: ZoneInfo
    post: Callable[[Callable[[], None]], None]
    reset_settings: Callable[[], None]
    language: Callable[[], str]
    conditions: Callable[[], Conditions]


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """Seconds, ordinary and for whoever needs more."""

    ordinary: Limits
    patient: Limits
    hide_values: float
    pin: float = 60.0  # a PIN page that nobody touches closes
    staff: float = 900.0  # and so does technician mode
