"""A desk without a window: everything real but platform and time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from contact_centre.desk import Desk
from contact_centre.parts import Parts
from terminal.catalogue import load_catalogue
from terminal.consulting import Consulting
from terminal.filing import Filing
from tests.unit.kiosk.fakes import HeldCases
from tests.unit.terminal.fakes import (
    CountingEntropy,
    EnrolledTerminal,
    HeldClock,
    QueueHere,
    at_once,
    enrolled,
    open_outbox,
)
from tests.unit.tramites.samples import SHIPPED, changed

ZONE = ZoneInfo("America/Mexico_City")
AGENT = "mruiz"
TRAMITE, ONLINE_ONLY = "cfe.falla-de-luz", "cfe.con-linea"
BY_RECEIPT = ["no", None, "recibo", "12345678", "intermitente", "2026-11-19", ""]


@dataclass
class DeskBench:
    """A desk and what it works with, each obeying the test."""

    terminal: EnrolledTerminal
    queue: QueueHere
    clock: HeldClock = field(default_factory=HeldClock)
    cases: HeldCases = field(default_factory=HeldCases)
    nudges: int = 0

    def __post_init__(self) -> None:
        keys = self.terminal.identity.catalogue_keys()
        self.desk = Desk(
            Parts(
                agent=AGENT,
                place="Centro de contacto",
                catalogue=load_catalogue(self.terminal.catalogue_dir, keys, date(2026, 11, 20)),
                filing=Filing(self.terminal.identity, self.queue, self.clock, CountingEntropy()),
                consulting=Consulting(self.cases, at_once),
                clock=self.clock,
                zone=ZONE,
                post=at_once,
                language=lambda: "es-MX",
                nudge=self._nudged,
            )
        )

    def begin(self) -> None:
        """To the first question."""
        self.desk.begin(TRAMITE)
        self.queue.work()

    def answer(self, *answers: str | None) -> None:
        """Answer one question after another; None goes past a page that asks nothing."""
        for typed in answers:
            if typed is None:
                self.desk.go_on()
            else:
                self.desk.answer(typed)

    def file(self) -> None:
        """To folio and clave."""
        self.begin()
        self.answer(*BY_RECEIPT)
        self.desk.send()
        self.queue.work()

    def _nudged(self) -> None:
        self.nudges += 1


@contextmanager
def desk_in(folder: Path) -> Iterator[DeskBench]:
    """A desk with two trámites, one of which needs the line."""
    terminal = enrolled(folder / "state")
    terminal.publish("luz", SHIPPED.read_bytes())
    terminal.publish(
        "linea", changed(lambda d: d.update(id=ONLINE_ONLY, nombre="Trámite con línea", sin_conexion=False))
    )
    clock = HeldClock()
    with open_outbox(folder / "queue", clock) as outbox:
        yield DeskBench(terminal, QueueHere(outbox), clock)
