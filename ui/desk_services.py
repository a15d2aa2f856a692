"""What the agent's screens need of the desk: a Protocol declared by its user, implemented above."""

from collections.abc import Callable
from typing import Protocol
from zoneinfo import ZoneInfo

from tramites.acuse import Filed, Received
from tramites.definition import Definition
from tramites.form import Problem
from tramites.journey import Journey
from tramites.wire.messages import CaseAnswer


class DeskSession(Protocol):
    """One call at the desk. Every method is called on the GUI thread and returns at once."""

    @property
    def agent(self) -> str:
        """Who captures, as it travels inside each solicitud."""
        ...

    @property
    def place(self) -> str:
        """Where the desk stands."""
        ...

    @property
    def stage(self) -> str:
        """One of choose, capture, review, filing, done."""
        ...

    @property
    def line(self) -> bool | None:
        """Whether the platform answers; None while nobody knows."""
        ...

    @property
    def queue_problem(self) -> str | None:
        """Code of why nothing can be stored here, if nothing can."""
        ...

    @property
    def left_over(self) -> str:
        """Folio of a trámite that was stored when the desk ended unexpectedly, or empty."""
        ...

    @property
    def definition(self) -> Definition | None:
        """The trámite being captured."""
        ...

    @property
    def journey(self) -> Journey | None:
        """Its pages and answers."""
        ...

    @property
    def problem(self) -> Problem | None:
        """What the last answer lacks."""
        ...

    @property
    def trouble(self) -> str | None:
        """Code of why it was not stored, or could not be started."""
        ...

    @property
    def filed(self) -> Filed | None:
        """The trámite once it is durable."""
        ...

    @property
    def received(self) -> Received | None:
        """The platform's answer once it is here."""
        ...

    @property
    def clave(self) -> str:
        """The clave of this trámite, while the call lasts."""
        ...

    @property
    def case(self) -> CaseAnswer | None:
        """The case asked for."""
        ...

    @property
    def case_waiting(self) -> bool:
        """Whether the platform is being asked."""
        ...

    @property
    def case_problem(self) -> str | None:
        """Code of why there is no answer."""
        ...

    @property
    def zone(self) -> ZoneInfo:
        """The desk's time zone."""
        ...

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        ...

    def find(self, typed: str) -> tuple[Definition, ...]:
        """Trámites that match a caller's own words; every one there is when nothing is typed."""
        ...

    def obstacle(self, definition: Definition) -> str | None:
        """Code of why this trámite cannot be captured now."""
        ...

    def today(self) -> str:
        """Today's date in the desk's zone, ISO 8601."""
        ...

    def begin(self, tramite: str) -> None:
        """Start to capture a trámite."""
        ...

    def answer(self, typed: str) -> None:
        """Answer the question in force."""
        ...

    def go_on(self) -> None:
        """Past a page that asks nothing and was read aloud."""
        ...

    def back(self) -> None:
        """One page back; answers stay."""
        ...

    def change(self, page: str) -> None:
        """From the review to one question."""
        ...

    def send(self) -> None:
        """Store it."""
        ...

    def end_call(self) -> None:
        """Forget everything of this caller."""
        ...

    def consult(self, folio: str, clave: str) -> None:
        """Ask the platform for a case; without clave only its state."""
        ...
