"""The states of each citizen screen, by name: a session that stands exactly there."""

from collections.abc import Callable
from dataclasses import replace

from devices.contract import Condition
from offline_queue.ledger import PrintState
from tests.screens.fake_session import (
    CAPTURED_AT,
    FILED,
    FOLIO,
    RECEIVED,
    SIX_THEMES,
    TODAY,
    WELL,
    FakeSession,
    FakeSlip,
    definition,
)
from tramites.form import Problem
from tramites.journey import Journey
from tramites.wire.messages import CaseAnswer, CaseEvent

_ANSWERS = {
    "peligro": "no",
    "como": "direccion",
    "estado": "Ciudad de México",
    "municipio": "La Magdalena Contreras",
    "colonia": "San Jerónimo Aculco Lídice, segunda sección",
    "calle": "Avenida Luis Cabrera 2871, frente a la primaria y junto a la tortillería grande",
    "falla": "sin_luz",
    "vecinos": "si",
    "desde": "2026-11-19",
    "telefono": "5512345678",
}


def _journey(until: str | None, **answers: str) -> Journey:
    """A journey standing on the page `until`, or past the last one."""
    journey = Journey(definition())
    given = {**_ANSWERS, **answers}
    while journey.current is not None and journey.current.id != until:
        field = journey.current.field
        if field is None:
            journey.go_on()
        elif problem := journey.answer(given[field.id], TODAY):
            raise ValueError(f"{field.id}: {problem.value}")
    return journey


def form(page_id: str, page: str = "question", **answers: str) -> FakeSession:
    """Standing on one page of the form."""
    return FakeSession(page=page, definition=definition(), journey=_journey(page_id, **answers))


def failing(session: FakeSession, problem: Problem) -> FakeSession:
    """The same page after *Continuar* found something missing."""
    session.problem = problem
    return session


def done(**values: object) -> FakeSession:
    """After filing."""
    session = FakeSession(
        page="done", definition=definition(), filed=FILED, slip=FakeSlip(), clave="7Q2M-XR4T"
    )
    for name, value in values.items():
        setattr(session, name, value)
    return session


def _case() -> CaseAnswer:
    return CaseAnswer(
        folio=FOLIO,
        found=True,
        tramite="Reportar una falla de luz",
        state="in-progress",
        agency="Comisión Federal de Electricidad",
        agency_folio="CFE-2026-118273",
        received_at=CAPTURED_AT,
        counts_from="2026-11-20",
        qr="V1|-",
        events=(
            CaseEvent(at=CAPTURED_AT, state="received", text="La plataforma recibió su reporte"),
            CaseEvent(at=CAPTURED_AT, state="sent", text="La CFE recibió su reporte"),
            CaseEvent(at=CAPTURED_AT, state="in-progress", text="Una cuadrilla va en camino"),
        ),
        next_step="La cuadrilla revisa el lugar y repara la falla.",
    )


OFFLINE = replace(WELL, line=False)
NO_PRINTER = replace(WELL, printer=Condition.DISCONNECTED)
NO_SCANNER = replace(WELL, scanner=Condition.DISCONNECTED)

STATES: dict[str, Callable[[], FakeSession]] = {
    "start": FakeSession,
    "start-six": lambda: FakeSession(themes=SIX_THEMES),
    "start-three": lambda: FakeSession(themes=SIX_THEMES[:3], conditions=NO_PRINTER),
    "start-crashed": lambda: FakeSession(crashed_before_filing=True, conditions=OFFLINE),
    "home": lambda: FakeSession(page="home"),
    "home-six": lambda: FakeSession(page="home", themes=SIX_THEMES),
    "theme": lambda: FakeSession(page="theme", theme="luz-y-servicios"),
    "sheet": lambda: FakeSession(page="sheet", definition=definition(), theme="luz-y-servicios"),
    "sheet-offline": lambda: FakeSession(page="sheet", definition=definition(), conditions=OFFLINE),
    "sheet-cannot": lambda: FakeSession(
        page="sheet", definition=definition(), conditions=replace(WELL, queue_problem="queue.full")
    ),
    "safety": lambda: form("a_salvo", "safety", peligro="cable"),
    "notice": lambda: form("aviso", "notice"),
    "choice-danger": lambda: form("peligro"),
    "choice-lines": lambda: form("como"),
    "choice-no-scanner": lambda: _with(form("como"), conditions=NO_SCANNER),
    "choice-error": lambda: failing(form("falla"), Problem.MISSING_CHOICE),
    "list": lambda: form("estado"),
    "list-error": lambda: failing(form("municipio"), Problem.NOT_LISTED),
    "text": lambda: form("calle"),
    "text-error": lambda: failing(form("colonia"), Problem.TOO_SHORT),
    "phone": lambda: form("telefono"),
    "phone-error": lambda: failing(form("telefono"), Problem.PHONE_DIGITS),
    "date": lambda: form("desde"),
    "date-error": lambda: failing(form("desde"), Problem.DATE_IN_FUTURE),
    "scan": lambda: form("recibo", como="recibo"),
    "scan-none": lambda: _with(form("recibo", como="recibo"), conditions=NO_SCANNER),
    "review": lambda: FakeSession(page="review", definition=definition(), journey=_journey(None)),
    "review-changed": lambda: FakeSession(
        page="review",
        definition=definition(),
        journey=_journey(None),
        changed_pages=frozenset({"colonia"}),
        trouble="x",
    ),
    "review-hidden": lambda: FakeSession(
        page="review", definition=definition(), journey=_journey(None), values_hidden=True
    ),
    "filing": lambda: FakeSession(page="filing", definition=definition()),
    "done-offline": lambda: done(conditions=OFFLINE),
    "done-printing": lambda: done(conditions=OFFLINE, slip=FakeSlip(PrintState.SENDING)),
    "done-asks": lambda: done(conditions=OFFLINE, slip=FakeSlip(PrintState.WEAKLY_CONFIRMED)),
    "done-no-printer": lambda: done(conditions=replace(OFFLINE, printer=Condition.DISCONNECTED), slip=None),
    "done-received": lambda: done(received=RECEIVED),
    "done-received-asks": lambda: done(received=RECEIVED, slip=FakeSlip(PrintState.UNCERTAIN)),
    "paper": lambda: done(page="paper", slip=FakeSlip(PrintState.STOPPED, Condition.PAPER_OUT)),
    "paper-waiting": lambda: done(
        page="paper", slip=FakeSlip(PrintState.STOPPED, Condition.PAPER_OUT), staff_called_at=CAPTURED_AT
    ),
    "follow-up": lambda: FakeSession(page="follow-up"),
    "case": lambda: FakeSession(page="case", case=_case()),
    "case-printed": lambda: FakeSession(page="case", case=_case(), slip=FakeSlip()),
    "out-of-service": lambda: FakeSession(page="out-of-service"),
    "still-there": lambda: _with(form("calle"), overlay="still-there"),
    "erasing": lambda: _with(form("calle"), overlay="erasing"),
    "settings": lambda: _with(form("calle"), overlay="settings"),
    "help": lambda: _with(form("calle"), overlay="help"),
    "confirm-finish": lambda: _with(form("calle"), overlay="confirm-finish"),
}


def _with(session: FakeSession, **values: object) -> FakeSession:
    for name, value in values.items():
        setattr(session, name, value)
    return session
