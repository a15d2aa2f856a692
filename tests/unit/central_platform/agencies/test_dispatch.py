"""From the outbox to the agency and back to the case."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from central_platform.agencies.contract import AgencyEvent, Linked, Submission, Taken, Unavailable, Unreadable
from central_platform.agencies.dispatch import Dispatcher
from central_platform.case_states import CaseState
from central_platform.fleet import case_lines
from central_platform.settings import AgencyDelays
from central_platform.store.database import reading
from central_platform.store.schema import case_events, dispatch
from tests.fakes.agencies import ScriptedAgency
from tests.fakes.platforms import PlatformHere
from tests.fakes.terminals import FakeTerminal, FiledRecord
from tramites.wire.envelope import Envelope

DELAYS = AgencyDelays(asks_every=60, longest_retry=300)


@pytest.fixture
def record(platform: PlatformHere, terminal: FakeTerminal) -> FiledRecord:
    record = terminal.file()
    platform.services.intake.receive(terminal.batch([record]))
    return record


def _dispatcher(
    platform: PlatformHere, agency: ScriptedAgency, definitions: Mapping[str, Any] | None = None
) -> Dispatcher:
    return Dispatcher(platform.engine, [agency], definitions or {}, DELAYS, platform.clock)


def _row(platform: PlatformHere) -> Any:
    with reading(platform.engine) as connection:
        return connection.execute(select(dispatch)).one()


def _states(platform: PlatformHere) -> list[str]:
    with reading(platform.engine) as connection:
        return list(connection.execute(select(case_events.c.state).order_by(case_events.c.id)).scalars())


def _event(state: CaseState) -> AgencyEvent:
    return AgencyEvent("2026-01-05T19:00:00Z", state, "Texto.")


def test_a_waiting_folio_is_delivered_once(platform: PlatformHere, record: FiledRecord) -> None:
    agency = ScriptedAgency()
    dispatcher = _dispatcher(platform, agency)

    assert dispatcher.work_once() == 1
    assert dispatcher.work_once() == 0

    assert [folio for folio, _ in agency.submitted] == [record.folio]
    assert case_lines(platform.engine)[0].agency_folio == "F1"


def test_an_agency_that_is_down_is_asked_again_ever_more_slowly_and_for_ever(
    platform: PlatformHere, record: FiledRecord
) -> None:
    agency = ScriptedAgency(submission=Unavailable("agency.unavailable"))
    dispatcher = _dispatcher(platform, agency)
    pauses = []
    for _ in range(12):
        dispatcher.work_once()
        pause = 0
        while dispatcher.work_once() == 0:
            platform.clock.pass_seconds(1)
            pause += 1
        pauses.append(pause)

    assert pauses == sorted(pauses)
    assert max(pauses) <= DELAYS.longest_retry
    agency.submission = Taken("F1")
    platform.clock.pass_seconds(DELAYS.longest_retry)
    dispatcher.work_once()
    assert case_lines(platform.engine)[0].agency_folio == "F1"


def test_a_delivery_whose_settling_was_lost_is_made_again(
    platform: PlatformHere, record: FiledRecord
) -> None:
    class CrashingAgency(ScriptedAgency):
        def submit(self, folio: str, envelope: Envelope, definition: Mapping[str, Any] | None) -> Submission:
            super().submit(folio, envelope, definition)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _dispatcher(platform, CrashingAgency()).work_once()
    agency = ScriptedAgency()
    dispatcher = _dispatcher(platform, agency)
    assert dispatcher.work_once() == 0
    platform.clock.pass_seconds(61)

    dispatcher.work_once()

    assert [folio for folio, _ in agency.submitted] == [record.folio]


def test_news_become_events_once_each_and_the_case_stands_at_the_last(
    platform: PlatformHere, record: FiledRecord
) -> None:
    first = _event(CaseState.WITH_AGENCY)
    agency = ScriptedAgency(news=(first,))
    dispatcher = _dispatcher(platform, agency)
    dispatcher.work_once()
    agency.news = (first, _event(CaseState.CREW_ASSIGNED))
    platform.clock.pass_seconds(60)
    dispatcher.work_once()

    assert _states(platform) == ["received", "with-agency", "crew-assigned"]
    assert case_lines(platform.engine)[0].case_state == "crew-assigned"


@pytest.mark.parametrize("state", [CaseState.RESOLVED, CaseState.ALREADY_REPORTED])
def test_a_closed_case_is_asked_about_no_more(
    platform: PlatformHere, record: FiledRecord, state: CaseState
) -> None:
    agency = ScriptedAgency(submission=Linked("F0"), news=(_event(state),))
    dispatcher = _dispatcher(platform, agency)
    dispatcher.work_once()
    platform.clock.pass_seconds(10**6)

    assert dispatcher.work_once() == 0
    assert _row(platform).state == "closed"


def test_an_agency_down_while_followed_is_asked_again(platform: PlatformHere, record: FiledRecord) -> None:
    agency = ScriptedAgency(news=Unavailable("agency.unavailable"))
    dispatcher = _dispatcher(platform, agency)
    dispatcher.work_once()
    agency.news = (_event(CaseState.WITH_AGENCY),)
    platform.clock.pass_seconds(DELAYS.longest_retry)

    dispatcher.work_once()

    assert len(agency.submitted) == 1
    assert _states(platform) == ["received", "with-agency"]


def test_what_an_agency_cannot_read_waits_for_a_person(platform: PlatformHere, record: FiledRecord) -> None:
    dispatcher = _dispatcher(platform, ScriptedAgency(submission=Unreadable("agency.unreadable")))
    dispatcher.work_once()
    platform.clock.pass_seconds(10**6)

    assert dispatcher.work_once() == 0
    assert (_row(platform).state, _row(platform).problem) == ("review", "agency.unreadable")
    assert _states(platform) == ["received", "needs-review"]


def test_a_filing_for_an_agency_nobody_joined_yet_waits(platform: PlatformHere, record: FiledRecord) -> None:
    dispatcher = _dispatcher(platform, ScriptedAgency(id="imss"))

    dispatcher.work_once()

    assert (_row(platform).state, _row(platform).problem) == ("waiting", "agency.unknown")


def test_the_definition_names_the_agency_and_travels_with_the_filing(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    definition = {"id": "otro.tramite", "dependencia": {"id": "cfe"}}
    record = terminal.file(tramite="otro.tramite", definition_sha256="d" * 64)
    platform.services.intake.receive(terminal.batch([record]))
    agency = ScriptedAgency()

    _dispatcher(platform, agency, {"d" * 64: definition}).work_once()

    assert agency.submitted == [(record.folio, definition)]
