"""The dispatcher: takes outbox rows that intake wrote, hands them to agencies, follows what becomes of them.

A row is claimed in one transaction, delivered outside any, settled in another: a crash between them means
one more delivery of a folio the agency already knows, never a lost one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, assert_never

from sqlalchemy import Connection, Engine, insert, select, update

from central_platform.agencies.contract import (
    Agency,
    AgencyEvent,
    Linked,
    Submission,
    Taken,
    Unavailable,
    Unreadable,
)
from central_platform.case_states import CLOSED, NEEDS_REVIEW_TEXT, CaseState
from central_platform.instants import Clock, rfc3339
from central_platform.settings import AgencyDelays
from central_platform.store.database import reading, writing
from central_platform.store.schema import case_events, cases, dispatch, intake
from tramites.identifiers.folio import Folio
from tramites.wire import envelope

WAITING: Final = "waiting"
FOLLOWING: Final = "following"
CLOSED_ROW: Final = "closed"
REVIEW: Final = "review"
# Longer than any delivery takes: another worker may take the row over after it.
_LEASE: Final = timedelta(seconds=60)
_ROWS_AT_ONCE: Final = 50
_FIRST_RETRY_SECONDS: Final = 1.0
_MAX_DOUBLINGS: Final = 16


@dataclass(frozen=True, slots=True)
class _Job:
    folio: str
    state: str
    attempts: int
    agency: str
    definition_sha256: str


class Dispatcher:
    """Moves every filing to its agency, and its agency's news to the case."""

    def __init__(
        self,
        engine: Engine,
        agencies: Sequence[Agency],
        definitions: Mapping[str, Mapping[str, Any]],
        delays: AgencyDelays,
        clock: Clock,
    ) -> None:
        self._engine = engine
        self._agencies = {agency.id: agency for agency in agencies}
        self._definitions = definitions
        self._delays = delays
        self._clock = clock

    def work_once(self) -> int:
        """Handle the rows that are due; how many there were."""
        jobs = self._claim()
        for job in jobs:
            self._handle(job)
        return len(jobs)

    def _claim(self) -> list[_Job]:
        now = self._clock()
        query = (
            select(*dispatch.c["folio", "state", "attempts"], *cases.c["agency", "definition_sha256"])
            .join(cases, cases.c.folio == dispatch.c.folio)
            .where(dispatch.c.state.in_((WAITING, FOLLOWING)), dispatch.c.due_at <= rfc3339(now))
            .order_by(dispatch.c.due_at, dispatch.c.id)
            .limit(_ROWS_AT_ONCE)
            .with_for_update(skip_locked=True, of=dispatch)
        )
        with writing(self._engine) as connection:
            jobs = [_Job(*row) for row in connection.execute(query)]
            claimed = update(dispatch).where(dispatch.c.folio.in_([job.folio for job in jobs]))
            connection.execute(claimed.values(due_at=rfc3339(now + _LEASE)))
        return jobs

    def _handle(self, job: _Job) -> None:
        agency = self._agency(job)
        if agency is None:
            self._later(job, "agency.unknown")
        elif job.state == WAITING:
            self._deliver(job, agency)
        else:
            self._follow(job, agency)

    def _agency(self, job: _Job) -> Agency | None:
        """The agency the definition names; by the trámite's prefix when that version is not here."""
        definition = self._definitions.get(job.definition_sha256, {})
        part = definition.get("dependencia")
        named = part.get("id") if isinstance(part, Mapping) else None
        return self._agencies.get(named if isinstance(named, str) else job.agency)

    def _deliver(self, job: _Job, agency: Agency) -> None:
        sealed = self._sealed(job.folio)
        definition = self._definitions.get(job.definition_sha256)
        outcome = agency.submit(job.folio, envelope.decode(sealed), definition)
        self._settle(job, agency, outcome)

    def _settle(self, job: _Job, agency: Agency, outcome: Submission) -> None:
        match outcome:
            case Taken(agency_folio) | Linked(agency_folio):
                self._record_delivery(job, agency, agency_folio)
                self._follow(job, agency)
            case Unreadable(problem):
                self._record_review(job, problem)
            case Unavailable(problem):
                self._later(job, problem)
            case _:
                assert_never(outcome)

    def _record_delivery(self, job: _Job, agency: Agency, agency_folio: str) -> None:
        with writing(self._engine) as connection:
            named = update(cases).where(cases.c.folio == job.folio)
            connection.execute(named.values(agency=agency.id, agency_folio=agency_folio))
            _move(connection, job.folio, state=FOLLOWING, attempts=0, problem=None)

    def _record_review(self, job: _Job, problem: str) -> None:
        event = AgencyEvent(rfc3339(self._clock()), CaseState.NEEDS_REVIEW, NEEDS_REVIEW_TEXT)
        with writing(self._engine) as connection:
            _add_events(connection, job.folio, [event])
            _move(connection, job.folio, state=REVIEW, problem=problem)

    def _follow(self, job: _Job, agency: Agency) -> None:
        news = agency.history(job.folio)
        if isinstance(news, Unavailable):
            self._later(job, news.problem)
            return
        closed = any(event.state in CLOSED for event in news)
        due = self._clock() + timedelta(seconds=self._delays.asks_every)
        with writing(self._engine) as connection:
            _add_events(connection, job.folio, news)
            state = CLOSED_ROW if closed else FOLLOWING
            _move(connection, job.folio, state=state, attempts=0, problem=None, due_at=rfc3339(due))

    def _later(self, job: _Job, problem: str) -> None:
        """Try again after a pause that doubles up to a limit; there is no last attempt."""
        pause = _FIRST_RETRY_SECONDS * 2 ** min(job.attempts, _MAX_DOUBLINGS)
        due = self._clock() + timedelta(seconds=min(pause, self._delays.longest_retry))
        with writing(self._engine) as connection:
            _move(connection, job.folio, attempts=job.attempts + 1, problem=problem, due_at=rfc3339(due))

    def _sealed(self, folio: str) -> bytes:
        here = (intake.c.months == Folio(folio).months) & (intake.c.folio == folio)
        query = select(intake.c.sealed).where(here).order_by(intake.c.id).limit(1)
        with reading(self._engine) as connection:
            sealed: bytes = connection.execute(query).scalar_one()
        return sealed


def _move(connection: Connection, folio: str, **values: object) -> None:
    connection.execute(update(dispatch).where(dispatch.c.folio == folio).values(**values))


def _add_events(connection: Connection, folio: str, news: Sequence[AgencyEvent]) -> None:
    """Add what is new; the case stands where the newest event says."""
    query = select(case_events.c.state).where(case_events.c.folio == folio)
    known = set(connection.execute(query).scalars())
    fresh = [event for event in news if event.state.value not in known]
    if not fresh:
        return
    rows = [
        {"folio": folio, "at": event.at, "state": event.state.value, "text": event.text} for event in fresh
    ]
    connection.execute(insert(case_events), rows)
    connection.execute(update(cases).where(cases.c.folio == folio).values(state=fresh[-1].state.value))
