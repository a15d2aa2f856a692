"""One citizen's session: what happens when they touch, answer, send and leave, and when they just walk away.

Without Qt: screens reach it through `ui.services.CitizenSession`; everything here runs on one thread, the
GUI's; results of other threads arrive through `post`.
"""

from collections.abc import Callable
from typing import Final

import structlog

from devices.contract import Scan, ScanEvent
from kiosk.chart import Event, State, follow
from kiosk.idle import Idle
from kiosk.parts import Parts, TimeLimits
from kiosk.session_reading import SessionReading
from offline_queue.clock import rfc3339
from offline_queue.ledger import PrintState
from terminal.filing import Capture, FilingResult, NotFiled
from tramites.acuse import Filed
from tramites.form import Problem
from tramites.journey import Journey

ERASING_SECONDS: Final = 1.0
STAFF_SECONDS: Final = 600.0  # nobody comes in ten minutes: the trámite is kept, the session ends
_QUIET_STATES: Final = frozenset({State.START, State.OUT_OF_SERVICE, State.FILING})
_STAFF_STATES: Final = frozenset({State.STAFF_PIN, State.TECHNICIAN})
_SCAN_FIELD: Final = "escaneo"
_log = structlog.get_logger(__name__)


class Session(SessionReading):
    """Implements `ui.services.CitizenSession`."""

    def __init__(self, parts: Parts, limits: TimeLimits) -> None:
        super().__init__(parts, limits)
        self._erased_at: float | None = None
        self._generation = 0
        parts.proof.on_change = self._changed
        parts.consulting.on_change = self._consulted

    # What citizens do.

    def touch(self) -> None:
        """Somebody is there."""
        if self.overlay != "still-there":  # that question is answered with a button, not with any touch
            self._idle.touched(self._parts.clock.monotonic())

    def start(self) -> None:
        """From the start screen."""
        self._go(Event.TOUCH)

    def open_theme(self, theme: str) -> None:
        """Show the trámites of a theme."""
        self.theme = theme
        self._go(Event.THEME)

    def open_tramite(self, tramite: str) -> None:
        """Show the sheet of a trámite."""
        offered = self._parts.catalogue.offered[tramite]
        if self._draft is not None and self._draft.offered is not offered:
            self._drop_draft()
        self._offered = offered
        self._back_event = Event.BACK_TO_HOME if self.state is State.HOME else Event.BACK
        self.theme = self.theme or next(iter(self._offered.definition.themes), "")
        self._go(Event.TRAMITE)

    def begin(self) -> None:
        """Start the trámite on the sheet: its folio is made now."""
        if self._offered is None or self.conditions.queue_problem:
            return
        self.trouble = None
        if self._draft is None:
            generation = self._generation
            self._draft = self._parts.filing.begin(
                self._offered, lambda trouble: self._later(generation, lambda: self._begun(trouble))
            )
            self.journey = Journey(self._offered.definition)
        self._go(Event.BEGIN)

    def answer(self, typed: str) -> None:
        """Answer the question on the screen; a problem stays on the page with what was typed."""
        if self.journey is None or self.journey.current is None:
            return
        page = self.journey.current
        self.problem = self.journey.answer(typed, self._today())
        if self.problem is None:
            self.scanned = ""
            if self._changing == page.id:
                self._changed_pages.add(page.id)
            self._after_page()
        else:
            self._changed()

    def go_on(self) -> None:
        """Past a page that asks nothing."""
        if self.journey is not None and self.journey.current is not None:
            self.journey.go_on()
            self._after_page()

    def back(self) -> None:
        """One step back; answers stay."""
        self.problem, self.scanned = None, ""
        journey = self.journey
        if self.state in (State.FORM, State.REVIEW) and journey is not None and journey.go_back():
            self.direction = -1
            self.state = State.FORM
            self._entered()
            return
        event = self._back_event if self.state is State.SHEET else Event.BACK
        if follow(self.state, event) is State.START:
            self.leave()  # the next citizen must find nothing of this one
        else:
            self._go(event, direction=-1)

    def change(self, page: str) -> None:
        """From the review to one question."""
        if self.journey is not None:
            self.journey.change(page)
            self._changing = page
            self._go(Event.CHANGE)

    def send(self) -> None:
        """File it. Nothing is promised until the queue says it is durable."""
        if self._draft is None or self.journey is None or self.journey.still_to_answer(self._today()):
            return
        self.trouble = None
        generation = self._generation
        self._go(Event.SEND)
        self._parts.filing.file(
            self._draft,
            self.journey.answers(),
            self._capture(),
            lambda result: self._later(generation, lambda: self._stored(result)),
        )

    def another(self) -> None:
        """Another trámite: everything of this one goes, the citizen stays."""
        patient = self._idle.limits
        self._end_work()
        self._forget()
        self._idle.limits = patient
        self._go(Event.ANOTHER)

    def ask_to_leave(self) -> None:
        """Leave, asking first when something would be lost."""
        unsaved = self.state in (State.FORM, State.REVIEW)
        if unsaved:
            self.show_overlay("confirm-finish")
        else:
            self.leave()

    def leave(self) -> None:
        """Erase everything and go to the start screen."""
        if follow(self.state, Event.LEAVE) is None:
            return
        self.state = State.START
        self._end_work()
        self._forget()
        self._parts.reset_settings()
        self.crashed_before_filing = False
        self.overlay = "erasing"
        self._erased_at = self._parts.clock.monotonic()
        self._changed()

    def show_overlay(self, name: str) -> None:
        """Help, settings or a question over the page; the page stays as it is."""
        self.overlay = name
        self._changed()

    def close_overlay(self) -> None:
        """Back to the very same page."""
        self.overlay = ""
        self._idle.touched(self._parts.clock.monotonic())
        self._changed()

    def show_values(self) -> None:
        """Uncover the review."""
        self._values_hidden = False
        self._changed()

    def paper_came_out(self, *, came_out: bool) -> None:
        """The citizen's answer about the slip."""
        self._parts.proof.citizen_says(came_out=came_out)

    def wait_for_staff(self) -> None:
        """The citizen waits for paper: the clock stands still for ten minutes."""
        now = self._parts.clock
        self._staff_until = now.monotonic() + STAFF_SECONDS
        self.staff_called_at = rfc3339(now.now())
        self._changed()

    def follow_up(self) -> None:
        """Ask for the state of a trámite."""
        self._go(Event.FOLLOW)

    def consult(self, folio: str, clave: str) -> None:
        """Ask the platform for a case; the answer arrives later."""
        self._parts.consulting.ask(folio, clave)
        self._changed()

    def print_case(self) -> None:
        """Print the acuse of the case on the screen."""
        if self.case is None:
            return
        offered = self._parts.catalogue.offered.get(self.case.tramite or "")
        agency = offered.definition.agency.name if offered else (self.case.agency or "")
        name = self.name_of(self.case.tramite or "")
        self._parts.proof.print_case(self.case, name, agency, self._parts.consulting.clave)

    def more_time(self, *, patient: bool) -> None:
        """Longer limits for who needs them."""
        self._idle.limits = self._limits.patient if patient else self._limits.ordinary

    # What staff do, between citizens.

    def open_staff(self) -> None:
        """To the PIN page, from the start screen only; with the terminal's own language and sizes."""
        if self.overlay == "" and follow(self.state, Event.STAFF) is not None:
            self._parts.reset_settings()
            self._go(Event.STAFF)

    def staff_entered(self) -> None:
        """The PIN was right."""
        self._go(Event.STAFF_ENTERED)

    def close_staff(self) -> None:
        """Back to the start screen; there is nothing of a citizen to erase."""
        if self.state in _STAFF_STATES:
            self._go(Event.LEAVE, direction=0)

    # What happens by itself.

    def recover(self, filed: Filed, paper: PrintState | None) -> None:
        """After a crash of a filed trámite: the citizen is met on *done*."""
        if follow(self.state, Event.RECOVERED) is None:
            self._parts.filing.leave(filed.folio)  # somebody else is here already
            return
        self._parts.proof.recovered(filed, paper)
        self._go(Event.RECOVERED)

    def say_nothing_was_sent(self) -> None:
        """After a crash before filing: the start screen says so, until somebody starts."""
        self.crashed_before_filing = True
        self._changed()

    def tick(self) -> None:
        """Once a second and after each wake-up: time-outs, the countdown, the end of erasing."""
        now = self._parts.clock.monotonic()
        if self._erased_at is not None:
            if now - self._erased_at >= ERASING_SECONDS:
                self._erased_at = None
                self.overlay = ""
                self._changed()
            return
        self._parts.proof.tick()
        if self.state in _QUIET_STATES:
            self._idle.touched(now)
            self._check_service()
        elif self.state in _STAFF_STATES:
            self._watch_staff(now)
        else:
            self._watch_the_time(now)

    def scan(self, event: ScanEvent) -> None:
        """A code was read while this page listens."""
        self.touch()
        if isinstance(event, Scan):
            self.scanned, self.problem = event.text, None
        else:
            _log.warning("scanner.overflow", dropped=event.dropped)
            self.problem = Problem.UNREADABLE
        self._changed()

    def _watch_the_time(self, now: float) -> None:
        waiting = now < self._staff_until or self._parts.proof.working or self.case_waiting
        expired = self._idle.tick(now, stopped=waiting)
        hide = self.state is State.REVIEW and self._idle.quiet >= self._limits.hide_values
        if hide and not self._values_hidden:
            self._values_hidden = True
            self._changed()
        if expired is Idle.EXPIRED or (expired is Idle.ASK and not self._something_to_lose()):
            self.leave()
        elif expired is Idle.ASK:
            self.overlay = "still-there"
            self._changed()

    def _watch_staff(self, now: float) -> None:
        self._idle.tick(now)
        if self.staff_seconds_left == 0:
            self.close_staff()

    def _something_to_lose(self) -> bool:
        return self.state not in (State.HOME, State.THEME, State.SHEET)

    def _check_service(self) -> None:
        problem = self.conditions.queue_problem
        if self.state is State.START and problem:
            self._go(Event.UNUSABLE)
        elif self.state is State.OUT_OF_SERVICE and not problem:
            self._go(Event.USABLE)

    def _begun(self, trouble: NotFiled | None) -> None:
        if trouble is not None:
            self.trouble = trouble.code
            self._draft, self.journey = None, None
            self.state = State.SHEET
            self._entered()

    def _stored(self, result: FilingResult) -> None:
        if isinstance(result, NotFiled):
            self.trouble = result.code
            self._go(Event.NOT_FILED)
            return
        self._parts.proof.filed_now(result, self.clave or None)
        self.journey = None  # the answers are sealed: nothing here needs them any more
        self._go(Event.FILED)

    def _after_page(self) -> None:
        journey = self.journey
        self._go(Event.ALL_ANSWERED if journey is None or journey.current is None else Event.NEXT)

    def _consulted(self) -> None:
        if self.case is not None and self.case.found and self.state is State.FOLLOW_UP:
            self._go(Event.CASE_FOUND)
        else:
            self._changed()

    def _go(self, event: Event, *, direction: int = 1) -> None:
        following = follow(self.state, event)
        if following is None:
            return
        self.direction = direction
        self.state = following
        self._entered()

    def _entered(self) -> None:
        self._idle.touched(self._parts.clock.monotonic())
        self._values_hidden = False
        if self.state is not State.FORM:
            self._changing = ""
        if self.state not in _QUIET_STATES:
            self.crashed_before_filing = False
        if self._listens():
            self._parts.scanner.arm(lambda event: self._parts.post(lambda: self.scan(event)))
        else:
            self._parts.scanner.disarm()
        self._changed()

    def _listens(self) -> bool:
        if self.state is State.FOLLOW_UP:
            return True
        page = self.journey.current if self.journey and self.state is State.FORM else None
        return page is not None and page.field is not None and page.field.type == _SCAN_FIELD

    def _capture(self) -> Capture:
        notices = [page.notice.version for page in self.journey.path() if page.notice] if self.journey else []
        return Capture(
            language=self._parts.language(),
            channel="kiosk",
            actor="citizen",
            privacy_notice=notices[0] if notices else None,
        )

    def _end_work(self) -> None:
        self._generation += 1
        self._parts.scanner.disarm()
        if self.filed is not None:
            self._parts.filing.leave(self.filed.folio)
        elif self._draft is not None:
            self._parts.filing.abandon(self._draft)

    def _drop_draft(self) -> None:
        """Another trámite was chosen: folio and answers of the one before go."""
        self._end_work()
        self._draft, self.journey = None, None
        self._changed_pages.clear()

    def _later(self, generation: int, action: Callable[[], None]) -> None:
        """Run on our thread, unless the citizen it was for has left."""
        self._parts.post(lambda: action() if generation == self._generation else None)
