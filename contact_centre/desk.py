"""One call at the desk: find a case, capture a trámite for the caller, read folio and clave aloud.

Without Qt: the window reaches it through `ui.desk_services.DeskSession`. Everything here runs on one thread,
the GUI's; results of other threads arrive through `post`. The definition, the journey, the filing and the
queue are the kiosk's own: what an agent captures differs only in channel and actor.
"""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from contact_centre.parts import CHANNEL, Parts
from offline_queue.clock import rfc3339
from terminal.catalogue import Offered
from terminal.filing import Capture, Draft, FilingResult, NotFiled
from tramites.acuse import Filed, Received
from tramites.definition import Definition
from tramites.form import Problem
from tramites.journey import Journey
from tramites.moments import local
from tramites.wire.messages import CaseAnswer, FolioResult

NEEDS_LINE: Final = "desk.needs-line"
CANNOT_STORE: Final = "desk.cannot-store"


class Stage(Enum):
    """How far a capture is."""

    CHOOSE = "choose"
    CAPTURE = "capture"
    REVIEW = "review"
    FILING = "filing"
    DONE = "done"


class Desk:
    """Implements `ui.desk_services.DeskSession`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._listeners: list[Callable[[], None]] = []
        self._generation = 0
        self.line: bool | None = None
        self.queue_problem: str | None = None
        self.left_over = ""
        self._forget()
        parts.consulting.on_change = self._changed

    def _forget(self) -> None:
        """Nothing of a caller stays: answers, folio, clave, case."""
        self._generation += 1
        self._stage = Stage.CHOOSE
        self._offered: Offered | None = None
        self._draft: Draft | None = None
        self.journey: Journey | None = None
        self.problem: Problem | None = None
        self.trouble: str | None = None
        self.filed: Filed | None = None
        self.received: Received | None = None
        self.left_over = ""
        self._parts.consulting.forget()

    # What the window reads.

    @property
    def stage(self) -> str:
        """One of choose, capture, review, filing, done."""
        return self._stage.value

    @property
    def agent(self) -> str:
        """Who captures."""
        return self._parts.agent

    @property
    def place(self) -> str:
        """Where the desk stands."""
        return self._parts.place

    @property
    def definition(self) -> Definition | None:
        """The trámite being captured."""
        return self._offered.definition if self._offered else None

    @property
    def clave(self) -> str:
        """The clave of this trámite, while the call lasts."""
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
        """Code of why there is no answer."""
        return self._parts.consulting.problem

    @property
    def zone(self) -> ZoneInfo:
        """The desk's time zone."""
        return self._parts.zone

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._listeners.append(listener)

    def find(self, typed: str) -> tuple[Definition, ...]:
        """Trámites that match a caller's own words; every one there is, by name, when nothing is typed."""
        catalogue = self._parts.catalogue
        if typed.strip():
            return tuple(each.definition for each in catalogue.find(typed))
        every = (each.definition for each in catalogue.offered.values())
        return tuple(sorted(every, key=lambda each: each.name))

    def obstacle(self, definition: Definition) -> str | None:
        """Code of why this trámite cannot be captured now: said before anybody starts."""
        if self.queue_problem:
            return CANNOT_STORE
        return NEEDS_LINE if not definition.offline and self.line is not True else None

    def today(self) -> str:
        """Today's date in the desk's zone, ISO 8601."""
        return self._today().isoformat()

    # What the agent does.

    def begin(self, tramite: str) -> None:
        """Start to capture a trámite: its folio is made now."""
        offered = self._parts.catalogue.offered.get(tramite)
        if offered is None or self._stage is not Stage.CHOOSE:
            return
        self.trouble = self.obstacle(offered.definition)
        if self.trouble is None:
            generation = self._generation
            self._offered = offered
            self._draft = self._parts.filing.begin(
                offered, lambda trouble: self._later(generation, lambda: self._begun(trouble))
            )
            self.journey = Journey(offered.definition)
            self._stage = Stage.CAPTURE
        self._changed()

    def answer(self, typed: str) -> None:
        """Answer the question in force; a problem stays with what was typed."""
        page = self.journey.current if self.journey else None
        if self.journey is None or page is None or page.field is None or self._stage is not Stage.CAPTURE:
            return
        self.problem = self.journey.answer(typed, self._today())
        self._after_page()

    def go_on(self) -> None:
        """Past a page that asks nothing and was read aloud: what to do in danger, the privacy notice."""
        page = self.journey.current if self.journey else None
        if self.journey is None or page is None or page.field is not None:
            return
        self.journey.go_on()
        self._after_page()

    def back(self) -> None:
        """One page back; answers stay."""
        if self.journey is None or self._stage not in (Stage.CAPTURE, Stage.REVIEW):
            return
        self.problem = None
        if self.journey.go_back():
            self._stage = Stage.CAPTURE
        self._changed()

    def change(self, page: str) -> None:
        """From the review to one question."""
        if self.journey is not None and self._stage is Stage.REVIEW:
            self.journey.change(page)
            self._after_page()

    def send(self) -> None:
        """Store it. Nothing is promised to the caller until the queue says it is durable."""
        journey, draft = self.journey, self._draft
        if journey is None or draft is None or self._stage is not Stage.REVIEW:
            return
        missing = journey.still_to_answer(self._today())
        if missing:
            self.change(missing[0])
            return
        self.trouble, self._stage = None, Stage.FILING
        generation = self._generation
        self._changed()
        self._parts.filing.file(
            draft,
            journey.answers(),
            self._capture(journey),
            lambda result: self._later(generation, lambda: self._stored(result)),
        )

    def end_call(self) -> None:
        """Forget everything of this caller. While it is being stored there is nothing to end yet."""
        if self._stage is Stage.FILING:
            return
        if self.left_over:
            self._parts.filing.leave(self.left_over)
        if self.filed is not None:
            self._parts.filing.leave(self.filed.folio)
        elif self._draft is not None:
            self._parts.filing.abandon(self._draft)
        self._forget()
        self._changed()

    def consult(self, folio: str, clave: str) -> None:
        """Ask the platform for a case; without clave only its state."""
        self._parts.consulting.ask(folio, clave)
        self._changed()

    # What happens by itself.

    def line_is(self, line: bool | None) -> None:  # noqa: FBT001  # a state, not an option
        """The line changed."""
        self.line = line
        self._changed()

    def queue_is_unusable(self, code: str) -> None:
        """Nothing can be stored here."""
        self.queue_problem = code
        self._changed()

    def found_left_over(self, folio: str) -> None:
        """A trámite was stored and the desk ended before its folio was read: say it once."""
        self.left_over = folio
        self._changed()

    def acknowledged(self, results: tuple[FolioResult, ...]) -> None:
        """The platform answered; perhaps for the trámite on the screen."""
        for result in results:
            if self.filed is not None and result.folio == self.filed.folio and result.received_at:
                self.received = Received(
                    folio=result.folio,
                    received_at=result.received_at,
                    counts_from=result.counts_from or "",
                    code=result.qr or "",
                )
                self._changed()

    def _begun(self, trouble: NotFiled | None) -> None:
        if trouble is not None:
            self._forget()
            self.trouble = trouble.code
            self._changed()

    def _stored(self, result: FilingResult) -> None:
        if isinstance(result, NotFiled):
            self.trouble, self._stage = result.code, Stage.REVIEW
        else:
            self.filed, self._stage = result, Stage.DONE
            self.journey = None  # the answers are sealed: nothing here needs them any more
            self._parts.nudge()
        self._changed()

    def _after_page(self) -> None:
        finished = self.journey is not None and self.journey.current is None
        self._stage = Stage.REVIEW if finished else Stage.CAPTURE
        self._changed()

    def _capture(self, journey: Journey) -> Capture:
        notices = [page.notice.version for page in journey.path() if page.notice]
        return Capture(
            language=self._parts.language(),
            channel=CHANNEL,
            actor=self._parts.actor,
            privacy_notice=notices[0] if notices else None,
        )

    def _later(self, generation: int, action: Callable[[], None]) -> None:
        """Run on our thread, unless the call it was for has ended."""
        self._parts.post(lambda: action() if generation == self._generation else None)

    def _today(self) -> date:
        return local(rfc3339(self._parts.clock.now()), self._parts.zone).date()

    def _changed(self) -> None:
        for listener in self._listeners:
            listener()
