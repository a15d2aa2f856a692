"""A kiosk without screens: everything real but devices, platform and time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from devices.contract import Condition
from kiosk.idle import Limits
from kiosk.parts import Parts, TimeLimits
from kiosk.proof import Proof
from kiosk.session import ERASING_SECONDS, Session
from terminal.catalogue import load_catalogue
from terminal.consulting import Consulting
from terminal.filing import Filing
from terminal.ledger import QueueLedger
from terminal.printing import Printing
from terminal.receipts import Letterhead
from tests.unit.terminal.fakes import (
    CountingEntropy,
    EnrolledTerminal,
    HeldClock,
    HeldPrinter,
    HeldScanner,
    QueueHere,
    at_once,
    enrolled,
    open_outbox,
)
from tests.unit.tramites.samples import SHIPPED, changed
from tramites.wire.messages import CaseAnswer
from ui.services import Conditions

ZONE = ZoneInfo("America/Mexico_City")
HEAD = Letterhead("Centro Comunitario Las Flores", "079", ZONE)
TRAMITE, OTHER = "cfe.falla-de-luz", "cfe.otro"
LIMITS = TimeLimits(Limits(90, 30), Limits(180, 45), hide_values=45)
BY_RECEIPT = ["no", None, "recibo", "12345678", "intermitente", "2026-11-19", ""]


class HeldCases:
    """Keeps each question until the test answers it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []
        self.answers: list[Callable[[CaseAnswer | str], None]] = []

    def ask(self, folio: str, clave: str | None, done: Callable[[CaseAnswer | str], None]) -> None:
        self.asked.append((folio, clave))
        self.answers.append(done)


@dataclass
class Bench:
    """A session and what it works with, each obeying the test."""

    terminal: EnrolledTerminal
    queue: QueueHere
    clock: HeldClock = field(default_factory=HeldClock)
    printer: HeldPrinter = field(default_factory=HeldPrinter)
    scanner: HeldScanner = field(default_factory=HeldScanner)
    cases: HeldCases = field(default_factory=HeldCases)
    conditions: Conditions = field(
        default_factory=lambda: Conditions(Condition.READY, Condition.READY, line=False)
    )
    nudges: int = 0
    settings_reset: int = 0

    def __post_init__(self) -> None:
        self.printing = Printing(self.printer, QueueLedger(self.queue), at_once)
        self.proof = Proof(
            self.printing, HEAD, self.clock, 4.0, self._nudged, lambda: self.conditions.line is True
        )
        keys = self.terminal.identity.catalogue_keys()
        parts = Parts(
            catalogue=load_catalogue(self.terminal.catalogue_dir, keys, date(2026, 11, 20)),
            filing=Filing(self.terminal.identity, self.queue, self.clock, CountingEntropy()),
            proof=self.proof,
            consulting=Consulting(self.cases, at_once),
            scanner=self.scanner,
            clock=self.clock,
            zone=ZONE,
            post=at_once,
            reset_settings=self._reset,
            language=lambda: "es-MX",
            conditions=lambda: self.conditions,
        )
        self.session = Session(parts, LIMITS)

    def begin(self, tramite: str = TRAMITE) -> None:
        """From the start screen to the first question."""
        self.session.start()
        self.session.open_tramite(tramite)
        self.session.begin()
        self.queue.work()

    def answer_all(self) -> None:
        """From the first question to the review."""
        for typed in BY_RECEIPT:
            if typed is None:
                self.session.go_on()
            else:
                self.session.answer(typed)
        assert self.session.page == "review"

    def file(self) -> None:
        """From the start screen to *done*."""
        self.begin()
        self.answer_all()
        self.session.send()
        self.queue.work()

    def erased(self) -> None:
        """The erasing screen has passed."""
        self.clock.pass_seconds(ERASING_SECONDS)
        self.session.tick()

    def wait(self, seconds: float) -> None:
        """Nobody touches anything for so long."""
        for _ in range(int(seconds)):
            self.clock.pass_seconds(1)
            self.session.tick()

    def _nudged(self) -> None:
        self.nudges += 1

    def _reset(self) -> None:
        self.settings_reset += 1


@contextmanager
def bench_in(folder: Path) -> Iterator[Bench]:
    """A kiosk with two trámites."""
    terminal = enrolled(folder / "state")
    terminal.publish("luz", SHIPPED.read_bytes())
    terminal.publish("otro", changed(lambda d: d.update(id=OTHER, nombre="Otro reporte")))
    clock = HeldClock()
    with open_outbox(folder / "queue", clock) as outbox:
        yield Bench(terminal, QueueHere(outbox), clock)
