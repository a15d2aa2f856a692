"""What the screens read of a citizen's session: the reading half of `ui.services.CitizenSession`."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from kiosk.chart import Event, State
from kiosk.idle import IdleClock
from kiosk.parts import Parts, TimeLimits
from kiosk.proof import Proof
from offline_queue.clock import rfc3339
from terminal.catalogue import Offered
from terminal.filing import Draft
from tramites.acuse import Filed, Received
from tramites.definition import Definition
from tramites.form import Problem
from tramites.journey import Journey
from tramites.moments import local
from tramites.wire.messages import CaseAnswer
from ui.services import Conditions, SlipView, ThemeView


class SessionReading:
    """Where a citizen is and what they gave so far; changes are made by `kiosk.session.Session` alone."""

    def __init__(self, parts: Parts, limits: TimeLimits) -> None:
        self._parts = parts
        self._limits = limits
        self._listeners: list[Callable[[], None]] = []
        self._idle = IdleClock(limits.ordinary, parts.clock.monotonic())
        self.state = State.START
        self.crashed_before_filing = False
        self._forget()

    @property
    def page(self) -> str:
        """The page's name; a form page is named by what it holds, a failed slip turns *done* into *paper*."""
        if self.state is State.FORM:
            page = self.journey.current if self.journey else None
            if page is None:
                return "question"
            return "safety" if page.safety else "notice" if page.notice else "question"
        if self.state is State.DONE and self._parts.proof.paper_failed:
            return "paper"
        return str(self.state.value)

    @property
    def conditions(self) -> Conditions:
        """What works now."""
        return self._parts.conditions()

    @property
    def themes(self) -> tuple[ThemeView, ...]:
        """The themes with at least one trámite."""
        known = self._parts.catalogue.themes
        return tuple(ThemeView(each.id, each.name, each.line, each.icon, each.color) for each in known)

    @property
    def definition(self) -> Definition | None:
        """The trámite on the screen."""
        return self._offered.definition if self._offered else None

    @property
    def filed(self) -> Filed | None:
        """The trámite once it is durable."""
        return self._parts.proof.filed

    @property
    def received(self) -> Received | None:
        """The platform's answer once it is here."""
        return self._parts.proof.received

    @property
    def awaiting_acuse(self) -> bool:
        """Whether the slip waits a moment for the platform's answer."""
        return self._parts.proof.awaiting

    @property
    def proof(self) -> Proof:
        """The citizen's proof."""
        return self._parts.proof

    @property
    def slip(self) -> SlipView | None:
        """The paper."""
        return self._parts.proof.slip

    @property
    def clave(self) -> str:
        """The clave, only while this session knows it."""
        return self._draft.clave.text if self._draft else ""

    @property
    def case(self) -> CaseAnswer | None:
        """The case asked for."""
        return self._parts.consulting.case

    @property
    def case_waiting(self) -> bool:
        """Whether the platform is being asked."""
        return self._parts.consulting.waiting

    @property
    def case_problem(self) -> str | None:
        """Why there is no answer."""
        return self._parts.consulting.problem

    @property
    def values_hidden(self) -> bool:
        """Whether personal values on the review are covered."""
        return self._values_hidden

    @property
    def seconds_left(self) -> int:
        """Of the countdown."""
        return self._idle.seconds_left

    @property
    def countdown(self) -> int:
        """The whole countdown, in seconds."""
        return round(self._idle.limits.countdown)

    @property
    def staff_seconds_left(self) -> int:
        """Seconds until a page of staff that nobody touches closes."""
        limit = self._limits.pin if self.state is State.STAFF_PIN else self._limits.staff
        return max(0, round(limit - self._idle.quiet))

    @property
    def changed_pages(self) -> frozenset[str]:
        """Pages changed from the review."""
        return frozenset(self._changed_pages)

    @property
    def zone(self) -> ZoneInfo:
        """The terminal's time zone."""
        return self._parts.zone

    def find(self, typed: str) -> tuple[Definition, ...]:
        """Trámites that match a citizen's own words."""
        return tuple(each.definition for each in self._parts.catalogue.find(typed))

    def in_theme(self, theme: str) -> tuple[Definition, ...]:
        """The trámites of a theme."""
        return tuple(each.definition for each in self._parts.catalogue.in_theme(theme))

    def name_of(self, tramite: str) -> str:
        """The name of a trámite by its id; the id itself when this terminal does not offer it."""
        offered = self._parts.catalogue.offered.get(tramite)
        return offered.definition.name if offered else tramite

    def today(self) -> str:
        """Today's date in the terminal's zone."""
        return self._today().isoformat()

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._listeners.append(listener)

    def _forget(self) -> None:
        """Nothing of a citizen stays: answers, scans, folio, clave, case, paper, limits."""
        self._offered: Offered | None = None
        self._draft: Draft | None = None
        self.journey: Journey | None = None
        self.problem: Problem | None = None
        self.trouble: str | None = None
        self.scanned = ""
        self.theme = ""
        self.overlay = ""
        self.direction = 0
        self.staff_called_at: str | None = None
        self._staff_until = 0.0
        self._values_hidden = False
        self._changing = ""
        self._changed_pages: set[str] = set()
        self._back_event = Event.BACK
        self._idle.limits = self._limits.ordinary
        self._parts.proof.forget()
        self._parts.consulting.forget()

    def _today(self) -> date:
        return local(rfc3339(self._parts.clock.now()), self._parts.zone).date()

    def _changed(self) -> None:
        for listener in self._listeners:
            listener()
