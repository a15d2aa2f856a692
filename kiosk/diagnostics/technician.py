"""What a technician sees and does at the kiosk: devices live, the rest every few seconds, one test."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import structlog

from devices.contract import DeviceStatus, PrinterService, PrintOutcome
from devices.discovery import MatchedDevice, match_device, plugged_in
from devices.health import (
    Check,
    LastTest,
    Level,
    Outcome,
    check_device,
    check_test_slip,
    make_test_slip,
    overall,
)
from kiosk.background import Background
from offline_queue.clock import Clock, rfc3339
from offline_queue.line import LineState
from terminal.device_tests import last_tests, record_test
from terminal.health_checks import (
    check_catalogue,
    check_clock,
    check_disk,
    check_enrolment,
    check_line,
    check_queue,
    clock_synchronised,
)
from ui.services import DeviceLine

LOOK_SECONDS: Final = 10.0
_PRINTER: Final = "printer"
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Machine:
    """What is looked at: folders, addresses by role, and limits of this terminal."""

    name: str
    place: str
    state_dir: Path
    queue_dir: Path
    reserve_bytes: int
    addresses: Mapping[str, str]
    zone: ZoneInfo
    today: Callable[[], date]


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look found."""

    devices: Mapping[str, MatchedDevice] = field(default_factory=dict)
    tests: Mapping[tuple[str, Level], LastTest] = field(default_factory=dict)
    facts: tuple[Check, ...] = ()


def look(machine: Machine, now: datetime, *, verify: bool = True) -> Looked:
    """Look at everything but device sensors and line. Reads disks: not for the GUI's thread."""
    found = plugged_in()
    return Looked(
        devices={role: match_device(role, address, found) for role, address in machine.addresses.items()},
        tests=last_tests(machine.state_dir),
        facts=(
            check_queue(machine.queue_dir, now, verify=verify),
            check_disk(machine.state_dir, machine.reserve_bytes),
            check_clock(now, clock_synchronised()),
            check_enrolment(machine.state_dir),
            check_catalogue(machine.state_dir, machine.today()),
        ),
    )


class TechnicianDesk:
    """Implements `ui.services.TechnicianDesk`; everything runs on the GUI's thread."""

    def __init__(  # joined once, where the application is built
        self,
        machine: Machine,
        printer: PrinterService,
        clock: Clock,
        background: Background,
        post: Callable[[Callable[[], None]], None],
        line: Callable[[], LineState],
    ) -> None:
        self._machine = machine
        self._printer = printer
        self._clock = clock
        self._background = background
        self._post = post
        self._line = line
        self._statuses: dict[str, DeviceStatus] = {}
        self._looked = Looked()
        self._looked_at: float | None = None
        self._listeners: list[Callable[[], None]] = []
        self.testing = False

    @property
    def title(self) -> str:
        """The kiosk's name and place."""
        return " · ".join(part for part in (self._machine.name, self._machine.place) if part)

    @property
    def devices(self) -> tuple[DeviceLine, ...]:
        """Each device: live state, driver and why, last test."""
        return tuple(self._device(role) for role in self._machine.addresses)

    @property
    def facts(self) -> tuple[Check, ...]:
        """Line first, then queue, disk, clock, enrolment, catalogue as last looked at."""
        return (check_line(self._line()), *self._looked.facts)

    @property
    def overall(self) -> Outcome:
        """The worst of all; unknown until everything was looked at once."""
        if not self._looked.facts:
            return Outcome.UNKNOWN
        return overall([*(each.check for each in self.devices), *self.facts])

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._listeners.append(listener)

    def device_told(self, role: str, status: DeviceStatus) -> None:
        """A device's status changed."""
        self._statuses[role] = status
        self._changed()

    def page_changed(self, page: str) -> None:
        """A technician came, who is shown everything afresh (the queue's copies compared), or left."""
        if page != "technician":
            self._looked_at = None
        elif self._looked_at is None:
            self._look(verify=True)

    def tick(self) -> None:
        """Once a second: look again now and then while a technician is here."""
        if self._looked_at is not None and self._clock.monotonic() - self._looked_at >= LOOK_SECONDS:
            self._look(verify=False)

    def test_printer(self) -> None:
        """Print a test slip; a second press while it prints is ignored."""
        if self.testing:
            return
        self.testing = True
        self._printer.submit(
            make_test_slip(self._machine.name, self._moment()),
            lambda _job, _data: None,
            lambda _stopped: None,  # the live state says why it stands still
            lambda outcome: self._post(lambda: self._tested(outcome)),
        )
        self._changed()

    def when(self, instant: str) -> str:
        """As staff read it: "20/11/2026 06:00"."""
        return datetime.fromisoformat(instant).astimezone(self._machine.zone).strftime("%d/%m/%Y %H:%M")

    def _tested(self, outcome: PrintOutcome) -> None:
        self.testing = False
        check, at = check_test_slip(outcome), rfc3339(self._clock.now())
        folder = self._machine.state_dir
        self._background.run(lambda: _recorded(folder, check, at), self._remembered)
        self._changed()

    def _remembered(self, test: LastTest) -> None:
        tests = {**self._looked.tests, (test.id, test.level): test}
        self._looked = Looked(self._looked.devices, tests, self._looked.facts)
        self._changed()

    def _look(self, *, verify: bool) -> None:
        self._looked_at = self._clock.monotonic()
        machine, now = self._machine, self._clock.now()
        before = self._looked.facts

        def work() -> Looked:
            found = look(machine, now, verify=verify)
            return found if verify else _keeping_damage(found, before)

        self._background.run(work, self._found)

    def _found(self, looked: Looked) -> None:
        self._looked = looked
        self._changed()

    def _device(self, role: str) -> DeviceLine:
        address = self._machine.addresses[role]
        device = self._looked.devices.get(role) or match_device(role, address, ())
        test = self._looked.tests.get((role, Level.EXTERNAL))
        return DeviceLine(
            check=check_device(device, self._statuses.get(role)),
            driver=device.driver,
            why=device.why,
            last_test=test,
            testable=role == _PRINTER and bool(address),
        )

    def _moment(self) -> str:
        return self.when(rfc3339(self._clock.now()))

    def _changed(self) -> None:
        for listener in self._listeners:
            listener()


def _keeping_damage(found: Looked, before: tuple[Check, ...]) -> Looked:
    """A quick look does not compare the queue's copies: what the thorough one found stays said."""
    damaged = next((each for each in before if each.code == "queue.damaged"), None)
    if damaged is None:
        return found
    facts = tuple(damaged if each.id == damaged.id else each for each in found.facts)
    return Looked(found.devices, found.tests, facts)


def _recorded(folder: Path, check: Check, at: str) -> LastTest:
    try:
        return record_test(folder, check, at)
    except OSError as error:
        _log.warning("device-test.not-kept", file=str(folder), error=error.strerror)
        return LastTest(id=check.id, level=check.level, outcome=check.outcome, sentence=check.sentence, at=at)
