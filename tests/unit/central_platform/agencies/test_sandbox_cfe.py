"""The sandbox CFE, through its own book and its own key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from central_platform.agencies.contract import Linked, Taken, Unavailable, Unreadable
from central_platform.agencies.sandbox_cfe import SandboxCfe
from central_platform.case_states import CaseState
from central_platform.fleet import folio_counts
from central_platform.settings import AgencyDelays
from central_platform.store.database import reading
from central_platform.store.schema import case_events, submissions
from tests.fakes.platforms import PlatformHere, platform_here
from tests.fakes.terminals import ANSWERS, FakeTerminal, FiledRecord
from tramites.wire import envelope

DELAYS = AgencyDelays(crew_assigned=60, crew_on_the_way=120, resolved=180, asks_every=10)


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[PlatformHere]:
    with platform_here(tmp_path / "state", delays=DELAYS) as platform:
        yield platform


@pytest.fixture
def cfe(platform: PlatformHere) -> SandboxCfe:
    folder = platform.settings.state_dir / "agencies" / "cfe"
    return SandboxCfe(platform.engine, platform.authority.agency_keys["cfe"], folder, DELAYS, platform.clock)


def _submit(cfe: SandboxCfe, record: FiledRecord) -> object:
    return cfe.submit(record.folio, envelope.decode(record.sealed), None)


def _deliveries(platform: PlatformHere) -> list[int]:
    with reading(platform.engine) as connection:
        return list(connection.execute(select(submissions.c.deliveries)).scalars())


def _states(cfe: SandboxCfe, record: FiledRecord) -> list[CaseState]:
    history = cfe.history(record.folio)
    assert not isinstance(history, Unavailable)
    return [event.state for event in history]


def test_a_report_gets_an_agency_folio(cfe: SandboxCfe, terminal: FakeTerminal) -> None:
    outcome = _submit(cfe, terminal.file())

    assert isinstance(outcome, Taken)
    assert outcome.agency_folio.startswith("F")


def test_a_report_delivered_twice_is_in_the_book_once(
    cfe: SandboxCfe, platform: PlatformHere, terminal: FakeTerminal
) -> None:
    record = terminal.file()

    assert _submit(cfe, record) == _submit(cfe, record)

    assert _deliveries(platform) == [2]


def test_the_platform_cannot_read_what_is_sealed_to_the_agency_alone_but_the_agency_can(
    cfe: SandboxCfe, terminal: FakeTerminal
) -> None:
    assert isinstance(_submit(cfe, terminal.file(recipients=("cfe",))), Taken)


def test_a_report_sealed_to_somebody_else_is_unreadable(cfe: SandboxCfe, terminal: FakeTerminal) -> None:
    assert _submit(cfe, terminal.file(recipients=("plataforma",))) == Unreadable("agency.unreadable")


def test_a_report_under_another_folio_is_not_taken(cfe: SandboxCfe, terminal: FakeTerminal) -> None:
    record = terminal.file()

    outcome = cfe.submit(terminal.file().folio, envelope.decode(record.sealed), None)

    assert outcome == Unreadable("agency.other-folio")


def test_a_second_report_of_a_place_within_the_hour_is_joined_to_the_first(
    cfe: SandboxCfe, platform: PlatformHere, terminal: FakeTerminal
) -> None:
    first = _submit(cfe, terminal.file(answers=ANSWERS))
    platform.clock.pass_seconds(3600)
    second = terminal.file(answers=ANSWERS | {"colonia": " CENTRO ", "telefono": "3120000000"})

    outcome = _submit(cfe, second)

    assert isinstance(first, Taken)
    assert outcome == Linked(first.agency_folio)
    assert _states(cfe, second) == [CaseState.ALREADY_REPORTED]
    assert _submit(cfe, second) == outcome


def test_after_an_hour_the_same_place_is_a_new_report(
    cfe: SandboxCfe, platform: PlatformHere, terminal: FakeTerminal
) -> None:
    _submit(cfe, terminal.file(answers=ANSWERS))
    platform.clock.pass_seconds(3601)

    assert isinstance(_submit(cfe, terminal.file(answers=ANSWERS)), Taken)


def test_reports_that_name_no_place_are_never_the_same(cfe: SandboxCfe, terminal: FakeTerminal) -> None:
    answers = {"falla": "sin_luz"}
    _submit(cfe, terminal.file(answers=answers))

    assert isinstance(_submit(cfe, terminal.file(answers=answers)), Taken)


def test_the_book_holds_no_answer_in_clear(
    cfe: SandboxCfe, platform: PlatformHere, terminal: FakeTerminal
) -> None:
    _submit(cfe, terminal.file(answers=ANSWERS))

    with reading(platform.engine) as connection:
        book = str(connection.execute(select(submissions)).all())

    assert not any(answer in book for answer in ANSWERS.values())


def test_a_crew_is_assigned_comes_and_mends(
    cfe: SandboxCfe, platform: PlatformHere, terminal: FakeTerminal
) -> None:
    record = terminal.file()
    assert cfe.history(record.folio) == ()
    _submit(cfe, record)
    seen = []
    for _ in range(4):
        seen.append(_states(cfe, record)[-1])
        platform.clock.pass_seconds(60)

    assert seen == [
        CaseState.WITH_AGENCY,
        CaseState.CREW_ASSIGNED,
        CaseState.CREW_ON_THE_WAY,
        CaseState.RESOLVED,
    ]


def test_while_the_outage_file_is_there_the_agency_does_not_answer(
    cfe: SandboxCfe, platform: PlatformHere, terminal: FakeTerminal
) -> None:
    record = terminal.file()
    switch = platform.settings.state_dir / "agencies" / "cfe" / "outage"
    switch.touch()

    assert isinstance(_submit(cfe, record), Unavailable)
    assert isinstance(cfe.history(record.folio), Unavailable)
    assert _deliveries(platform) == []

    switch.unlink()
    assert isinstance(_submit(cfe, record), Taken)


def test_the_dispatcher_brings_a_case_to_its_end(platform: PlatformHere, terminal: FakeTerminal) -> None:
    record = terminal.file()
    platform.services.intake.receive(terminal.batch([record]))
    for _ in range(30):
        platform.services.dispatcher.work_once()
        platform.clock.pass_seconds(10)

    with reading(platform.engine) as connection:
        states = list(connection.execute(select(case_events.c.state).order_by(case_events.c.id)).scalars())
    assert states == ["received", "with-agency", "crew-assigned", "crew-on-the-way", "resolved"]
    count = folio_counts(platform.engine)[record.folio]
    assert (count.stored, count.effects, count.deliveries) == (1, 1, 1)
