"""Asking for a case by folio, with and without its clave."""

from pathlib import Path

import pytest

from central_platform.case_states import NEXT_STEP, CaseState, next_step
from tests.fakes.platforms import PlatformHere, platform_here
from tests.fakes.terminals import FakeTerminal, FiledRecord
from tramites.identifiers.folio import InvalidFolioError
from tramites.wire.messages import CaseAnswer

WRONG = "0000-0000"


@pytest.fixture
def record(platform: PlatformHere, terminal: FakeTerminal) -> FiledRecord:
    record = terminal.file()
    platform.services.intake.receive(terminal.batch([record]))
    return record


def _ask(platform: PlatformHere, terminal: FakeTerminal, folio: str, clave: str | None = None) -> CaseAnswer:
    document = platform.services.cases.consult(terminal.case_query(folio, clave))
    return terminal.read("case-answer/1", document, CaseAnswer)


def test_folio_and_clave_open_the_case(
    platform: PlatformHere, terminal: FakeTerminal, record: FiledRecord
) -> None:
    answer = _ask(platform, terminal, record.folio, record.clave.text)

    assert answer.found
    assert (answer.tramite, answer.state, answer.agency) == ("cfe.falla-de-luz", "received", "cfe")
    assert answer.received_at == "2026-01-05T18:00:00Z"
    assert answer.qr is not None
    assert answer.next_step
    assert [event.text for event in answer.events] == [
        "Recibimos su solicitud y quedó registrada con su folio."
    ]


def test_the_folio_alone_tells_states_and_times_and_nothing_else(
    platform: PlatformHere, terminal: FakeTerminal, record: FiledRecord
) -> None:
    answer = _ask(platform, terminal, record.folio)

    assert (answer.found, answer.state, answer.received_at) == (True, "received", "2026-01-05T18:00:00Z")
    assert (answer.tramite, answer.agency_folio, answer.qr, answer.next_step) == (None, None, None, None)
    assert [event.text for event in answer.events] == [""]


def test_a_wrong_clave_and_an_unknown_folio_answer_alike(
    platform: PlatformHere, terminal: FakeTerminal, record: FiledRecord
) -> None:
    unknown = terminal.file().folio

    for _ in range(6):
        wrong = _ask(platform, terminal, record.folio, WRONG)
        nobody = _ask(platform, terminal, unknown, WRONG)
        assert (wrong.found, wrong.locked) == (nobody.found, nobody.locked) == (False, wrong.locked)
        assert wrong.events == nobody.events == ()


def test_five_wrong_claves_close_the_folio_even_for_the_right_one(
    platform: PlatformHere, terminal: FakeTerminal, record: FiledRecord
) -> None:
    answers = [_ask(platform, terminal, record.folio, WRONG) for _ in range(5)]

    assert [answer.locked for answer in answers] == [False, False, False, False, True]
    right = _ask(platform, terminal, record.folio, record.clave.text)
    assert (right.found, right.locked) == (False, True)


def test_the_lock_ends_after_a_quarter_of_an_hour(
    platform: PlatformHere, terminal: FakeTerminal, record: FiledRecord
) -> None:
    for _ in range(5):
        _ask(platform, terminal, record.folio, WRONG)
    platform.clock.pass_seconds(15 * 60 - 1)
    assert _ask(platform, terminal, record.folio, record.clave.text).locked

    platform.clock.pass_seconds(1)

    assert _ask(platform, terminal, record.folio, record.clave.text).found


def test_the_right_clave_forgives_the_wrong_ones(
    platform: PlatformHere, terminal: FakeTerminal, record: FiledRecord
) -> None:
    for _ in range(4):
        _ask(platform, terminal, record.folio, WRONG)
    _ask(platform, terminal, record.folio, record.clave.text)

    answers = [_ask(platform, terminal, record.folio, WRONG) for _ in range(4)]

    assert not any(answer.locked for answer in answers)


def test_the_lock_survives_a_restart(tmp_path: Path) -> None:
    with platform_here(tmp_path / "state") as platform:
        terminal = platform.enrol()
        record = terminal.file()
        platform.services.intake.receive(terminal.batch([record]))
        for _ in range(5):
            _ask(platform, terminal, record.folio, WRONG)

    with platform_here(tmp_path / "state") as again:
        assert _ask(again, terminal, record.folio, record.clave.text).locked


def test_a_state_without_the_clave_is_told_while_the_folio_is_locked(
    platform: PlatformHere, terminal: FakeTerminal, record: FiledRecord
) -> None:
    for _ in range(5):
        _ask(platform, terminal, record.folio, WRONG)

    assert _ask(platform, terminal, record.folio).found


def test_what_is_no_clave_counts_as_a_wrong_one(
    platform: PlatformHere, terminal: FakeTerminal, record: FiledRecord
) -> None:
    answers = [_ask(platform, terminal, record.folio, "?") for _ in range(5)]

    assert answers[-1].locked


def test_what_is_no_folio_is_refused(platform: PlatformHere, terminal: FakeTerminal) -> None:
    with pytest.raises(InvalidFolioError):
        _ask(platform, terminal, "1234", WRONG)


def test_every_state_has_its_next_step() -> None:
    assert set(NEXT_STEP) == set(CaseState)
    assert next_step("of-a-newer-version") is None
