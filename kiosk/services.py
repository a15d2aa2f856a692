"""What a kiosk runs beside its screens: what every terminal runs, and its printer and scanner."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from config.model import Settings
from devices.contract import PrinterService, ScannerService
from devices.registry import open_printer, open_scanner
from offline_queue.clock import SystemClock
from offline_queue.line import LineState
from offline_queue.sync import SyncLoop
from offline_queue.writer import QueueWriter
from terminal.catalogue import Catalogue
from terminal.enrolment import Identity
from terminal.follow_up import FollowUp
from terminal.places import fonts_folder
from terminal.services import TerminalServices, join_services
from tramites.wire.messages import FolioResult


@dataclass(frozen=True, slots=True)
class Services:
    """What `build_services` joined."""

    shared: TerminalServices
    printer: PrinterService
    scanner: ScannerService

    @property
    def identity(self) -> Identity:
        """Who this terminal is."""
        return self.shared.identity

    @property
    def catalogue(self) -> Catalogue:
        """What it offers today."""
        return self.shared.catalogue

    @property
    def clock(self) -> SystemClock:
        """The clock everything shares."""
        return self.shared.clock

    @property
    def writer(self) -> QueueWriter:
        """The queue's thread."""
        return self.shared.writer

    @property
    def sync(self) -> SyncLoop:
        """The line to the platform."""
        return self.shared.sync

    @property
    def follow_up(self) -> FollowUp:
        """Who knows cases."""
        return self.shared.follow_up

    def start(self) -> None:
        """Begin to contact the platform."""
        self.shared.start()

    def stop(self) -> None:
        """End every thread: the devices first, the queue last."""
        self.printer.stop()
        self.scanner.stop()
        self.shared.stop()


def build_services(
    settings: Settings,
    today: date,
    on_line: Callable[[LineState], None],
    on_settled: Callable[[tuple[FolioResult, ...]], None],
) -> Services:
    """Join the parts; callbacks run on the sync's thread. Raises ExpectedError naming file, key or device."""
    cache = Path(settings.terminal.state_dir) / "cache"
    return Services(
        shared=join_services(settings, today, on_line, on_settled),
        printer=open_printer(
            settings.printer.address or None, settings.printer.profile, fonts_folder(), cache
        ),
        scanner=open_scanner(settings.scanner.address or None),
    )
