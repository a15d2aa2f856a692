"""What the platform asks of an agency: take a filing once, and say how the case goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from central_platform.case_states import CaseState
from tramites.wire.envelope import Envelope


@dataclass(frozen=True, slots=True)
class Taken:
    """The agency has it, under its own folio. Delivered again, it answers the same."""

    agency_folio: str


@dataclass(frozen=True, slots=True)
class Linked:
    """The agency had the same report already: this one is joined to it."""

    agency_folio: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The agency cannot open or read this filing: a person must look; sending again changes nothing."""

    problem: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The agency does not answer now: later."""

    problem: str


Submission: TypeAlias = Taken | Linked | Unreadable | Unavailable


@dataclass(frozen=True, slots=True)
class AgencyEvent:
    """One step of a case at the agency, in the citizen's words."""

    at: str
    state: CaseState
    text: str


class Agency(Protocol):
    """An agency. Its methods block and never raise for an agency that is merely down."""

    @property
    def id(self) -> str:
        """The agency's id in definitions."""
        ...

    def submit(self, folio: str, envelope: Envelope, definition: Mapping[str, Any] | None) -> Submission:
        """Hand over one filing, still sealed. Idempotent by folio: twice delivered is once done."""
        ...

    def history(self, folio: str) -> tuple[AgencyEvent, ...] | Unavailable:
        """Every step of this case so far, oldest first."""
        ...
