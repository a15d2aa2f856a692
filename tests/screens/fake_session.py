"""A citizen's session that stands still: whatever a test says it is, the screens show."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from devices.contract import Condition
from offline_queue.ledger import PrintState
from tests.screens.fake_reading import FakeReading
from tests.screens.fake_staff import FakeDesk, FakeEntry
from tramites.acuse import Filed, Received
from tramites.definition import Definition, read_definition
from tramites.form import Problem
from tramites.journey import Journey
from tramites.wire.messages import CaseAnswer
from ui.engine import ScreenEngine
from ui.services import Conditions, ThemeView
from ui.viewmodels.done import DoneViewModel
from ui.viewmodels.follow_up import FollowUpViewModel
from ui.viewmodels.home import HomeViewModel
from ui.viewmodels.notices import NoticeViewModel, SafetyViewModel
from ui.viewmodels.overlays import HelpViewModel, SettingsViewModel, StillThereViewModel
from ui.viewmodels.page_models import PageModels
from ui.viewmodels.question import QuestionViewModel
from ui.viewmodels.review import ReviewViewModel
from ui.viewmodels.sheet import SheetViewModel
from ui.viewmodels.shell import ShellViewModel
from ui.viewmodels.staff import StaffViewModel
from ui.viewmodels.start import StartViewModel
from ui.viewmodels.technician import TechnicianViewModel
from ui.words import SpokenWords

TODAY = date(2026, 11, 20)
FOLIO = "4K7M-0QX2-9TRA-C3WD"
CAPTURED_AT = "2026-11-20T16:42:00Z"
_DEFINITION = Path(__file__).parents[2] / "config" / "catalogue" / "cfe" / "falla-de-luz.json"
LUZ = ThemeView("luz-y-servicios", "Luz y servicios", "Reportar una falla", "bolt", "maize")
SIX_THEMES = (
    ThemeView("identidad-y-actas", "Identidad y actas", "CURP, acta de nacimiento", "id-card", "maize"),
    ThemeView("salud-y-citas", "Salud y citas", "IMSS, ISSSTE, clínica", "heart", "panel3"),
    ThemeView("vivienda", "Vivienda", "Crédito, saldo, constancias", "house", "blush"),
    ThemeView("trabajo-y-empleo", "Trabajo y empleo", "Vacantes, semanas cotizadas", "briefcase", "panel3"),
    ThemeView("impuestos-y-pagos", "Impuestos y pagos", "RFC, citas, líneas de captura", "banknote", "tint"),
    ThemeView("estudios-y-becas", "Estudios y becas", "Calificaciones, becas", "cap", "accent"),
)
FILED = Filed(
    folio=FOLIO,
    tramite="cfe.falla-de-luz",
    name="Reportar una falla de luz",
    agency="Comisión Federal de Electricidad",
    captured_at=CAPTURED_AT,
    payload_sha256="-",
    code="V1|-",
)
RECEIVED = Received(folio=FOLIO, received_at="2026-11-20T16:44:00Z", counts_from="2026-11-20", code="V1|-")
WELL = Conditions(printer=Condition.READY, scanner=Condition.READY, line=True)


def definition() -> Definition:
    """The trámite of the catalogue, unsigned: screens show what it says."""
    return read_definition(_DEFINITION.read_bytes(), _DEFINITION.name)


@dataclass
class FakeSlip:
    """What is known of the paper."""

    state: PrintState = PrintState.CONFIRMED
    condition: Condition | None = None
    kind: str = "comprobante"
    copy: int = 0
    answered: bool = False


@dataclass
class FakeSession:
    """Implements `ui.services.CitizenSession`; what the screens asked for is kept in `asked`."""

    page: str = "start"
    direction: int = 0
    overlay: str = ""
    conditions: Conditions = WELL
    themes: tuple[ThemeView, ...] = (LUZ,)
    theme: str = ""
    definition: Definition | None = None
    journey: Journey | None = None
    problem: Problem | None = None
    scanned: str = ""
    trouble: str | None = None
    filed: Filed | None = None
    received: Received | None = None
    clave: str = ""
    awaiting_acuse: bool = False
    slip: FakeSlip | None = None
    staff_called_at: str | None = None
    case: CaseAnswer | None = None
    case_waiting: bool = False
    case_problem: str | None = None
    crashed_before_filing: bool = False
    values_hidden: bool = False
    seconds_left: int = 24
    countdown: int = 30
    changed_pages: frozenset[str] = frozenset()
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("America/Mexico_City"))
    asked: list[str] = field(default_factory=list)
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def say_changed(self) -> None:
        """Tell the screens to read again."""
        for listener in self.listeners:
            listener()

    def subscribe(self, listener: Callable[[], None]) -> None:
        self.listeners.append(listener)

    def find(self, typed: str) -> tuple[Definition, ...]:
        return (definition(),) if "luz" in typed else ()

    def in_theme(self, theme: str) -> tuple[Definition, ...]:
        return (definition(),) if theme else ()

    def name_of(self, tramite: str) -> str:
        return "Reportar una falla de luz"

    def today(self) -> str:
        return TODAY.isoformat()

    def touch(self) -> None:
        self.asked.append("touch")

    def start(self) -> None:
        self.asked.append("start")

    def open_theme(self, theme: str) -> None:
        self.asked.append(f"theme {theme}")

    def open_tramite(self, tramite: str) -> None:
        self.asked.append(f"tramite {tramite}")

    def begin(self) -> None:
        self.asked.append("begin")

    def answer(self, typed: str) -> None:
        self.asked.append(f"answer {typed}")

    def go_on(self) -> None:
        self.asked.append("go on")

    def back(self) -> None:
        self.asked.append("back")

    def change(self, page: str) -> None:
        self.asked.append(f"change {page}")

    def send(self) -> None:
        self.asked.append("send")

    def another(self) -> None:
        self.asked.append("another")

    def leave(self) -> None:
        self.asked.append("leave")

    def ask_to_leave(self) -> None:
        self.asked.append("ask to leave")

    def show_overlay(self, name: str) -> None:
        self.asked.append(f"overlay {name}")
        self.overlay = name
        self.say_changed()

    def close_overlay(self) -> None:
        self.asked.append("close overlay")
        self.overlay = ""
        self.say_changed()

    def show_values(self) -> None:
        self.asked.append("show values")

    def paper_came_out(self, *, came_out: bool) -> None:
        self.asked.append(f"paper {came_out}")

    def wait_for_staff(self) -> None:
        self.asked.append("wait for staff")

    def follow_up(self) -> None:
        self.asked.append("follow up")

    def consult(self, folio: str, clave: str) -> None:
        self.asked.append("consult")

    def print_case(self) -> None:
        self.asked.append("print case")

    def more_time(self, *, patient: bool) -> None:
        self.asked.append(f"more time {patient}")


def make_shell(
    engine: ScreenEngine,
    session: FakeSession,
    entry: FakeEntry | None = None,
    desk: FakeDesk | None = None,
    reading: FakeReading | None = None,
) -> ShellViewModel:
    """The real view-models over a session that stands still."""
    words, languages = SpokenWords(engine.languages), engine.languages
    entry, desk, reading = entry or FakeEntry(), desk or FakeDesk(), reading or FakeReading()
    pages = PageModels(
        start=StartViewModel(session, words, languages, engine.theme, "Centro Comunitario Las Flores"),
        home=HomeViewModel(session, words),
        sheet=SheetViewModel(session, words),
        safety=SafetyViewModel(session),
        notice=NoticeViewModel(session),
        question=QuestionViewModel(session, words),
        review=ReviewViewModel(session, words),
        done=DoneViewModel(session, words),
        follow_up=FollowUpViewModel(session, words),
        still_there=StillThereViewModel(session, words),
        settings=SettingsViewModel(session, words, languages, engine.theme, reading, "es-MX"),
        help=HelpViewModel(session, words, "800 555 0142"),
        staff=StaffViewModel(entry),
        technician=TechnicianViewModel(entry, desk),
    )
    shell = ShellViewModel(session, words, pages, reading)
    languages.changed.connect(shell.retranslate)
    shell.refresh()
    return shell
