"""Staff entry and technician's desk that stand still: whatever a test says they are, the screens show."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from devices.contract import Condition, DeviceStatus
from devices.discovery import FoundPort, match_device
from devices.health import Check, LastTest, Level, Outcome, check_device, overall
from offline_queue.line import LineState
from terminal.health_checks import check_clock, check_disk, check_line
from tests.unit.terminal.fakes import NOON_IN_MEXICO
from ui.services import DeviceLine

EPSON = FoundPort("/dev/ttyUSB0", "serial", "04b8:0202", "J5KF012345", "EPSON TM-T20III")


def device_line(
    role: str, condition: Condition | None, address: str, test: LastTest | None = None
) -> DeviceLine:
    """A device as the desk would tell of it."""
    device = match_device(role, address, (EPSON,), lambda _path: False)
    status = DeviceStatus(condition) if condition else None
    return DeviceLine(
        check=check_device(device, status),
        driver=device.driver,
        why=device.why,
        last_test=test,
        testable=role == "printer" and bool(address),
    )


def fact(identifier: str, name: str, outcome: Outcome, word: str, sentence: str, remedy: str = "") -> Check:
    """A check of the machine, as long as they come."""
    return Check(
        id=identifier,
        name=name,
        level=Level.INTERNAL,
        outcome=outcome,
        code=f"{identifier}.x",
        word=word,
        sentence=sentence,
        remedy=remedy,
    )


PASSED_TODAY = LastTest(
    id="printer",
    level=Level.EXTERNAL,
    outcome=Outcome.PASSED,
    sentence="Salió la hoja de prueba.",
    at="2026-11-20T12:00:00Z",
)
WELL_FACTS = (
    check_line(LineState.UP),
    fact(
        "queue", "Cola", Outcome.PASSED, "Enviando", "12 trámites por enviar. El más viejo espera 12 minutos."
    ),
    check_disk(Path("/"), 0),
    check_clock(NOON_IN_MEXICO, synchronised=True),
    fact(
        "enrolment",
        "Inscripción",
        Outcome.PASSED,
        "Bien",
        "Inscrita como k-0114 en https://plataforma.example.mx:8443.",
    ),
    fact("catalogue", "Catálogo", Outcome.PASSED, "Bien", "Se ofrecen 24 trámites."),
)
BAD_FACTS = (
    check_line(LineState.CAPTIVE),
    *WELL_FACTS[1:5],
    fact(
        "catalogue",
        "Catálogo",
        Outcome.WARNING,
        "Con rechazos",
        "Se ofrecen 23 trámites. Archivos rechazados: 1. cfe.falla-de-luz.signed.json: la firma no es de una"
        " clave que esta ventanilla acepte; pida el catálogo otra vez",
        "Pida el catálogo vigente a la plataforma; lo demás sigue funcionando.",
    ),
)
READY_DEVICES = (
    device_line("printer", Condition.READY, "serial:/dev/ttyUSB0", PASSED_TODAY),
    device_line("scanner", Condition.READY, "tcp:192.0.2.10:9100"),
)
BAD_DEVICES = (
    device_line("printer", Condition.PAPER_OUT, "serial:/dev/ttyUSB0"),
    device_line(
        "scanner", Condition.DISCONNECTED, "serial:/dev/serial/by-id/usb-Honeywell_Voyager_1470-if00"
    ),
)


@dataclass
class FakeEntry:
    """Implements `ui.services.StaffEntry`; PINs it was given are kept in `pins`."""

    checking: bool = False
    problem: str = ""
    tries_left: int = 0
    locked_seconds: int = 0
    person: str = "Lucía Ortega"
    seconds_left: int = 840
    pins: list[bytes] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def subscribe(self, listener: Callable[[], None]) -> None:
        self.listeners.append(listener)

    def mark_touched(self) -> None:
        self.asked.append("mark")

    def enter(self, pin: bytearray) -> None:
        self.pins.append(bytes(pin))

    def close(self) -> None:
        self.asked.append("close")


@dataclass
class FakeDesk:
    """Implements `ui.services.TechnicianDesk`."""

    title: str = "K-0114 · Centro Comunitario Las Flores"
    devices: tuple[DeviceLine, ...] = READY_DEVICES
    facts: tuple[Check, ...] = WELL_FACTS
    testing: bool = False
    asked: list[str] = field(default_factory=list)
    listeners: list[Callable[[], None]] = field(default_factory=list)

    @property
    def overall(self) -> Outcome:
        return overall([*(each.check for each in self.devices), *self.facts])

    def subscribe(self, listener: Callable[[], None]) -> None:
        self.listeners.append(listener)

    def test_printer(self) -> None:
        self.asked.append("test printer")

    def when(self, instant: str) -> str:
        return instant[:16].replace("T", " ")
