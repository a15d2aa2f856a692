"""Sessions and epochs."""

import pytest

from central_platform.problems import MalformedRequestError
from tests.fakes.platforms import PlatformHere
from tests.fakes.terminals import FakeTerminal
from tramites.wire.messages import SessionAnswer


def _session(platform: PlatformHere, terminal: FakeTerminal) -> SessionAnswer:
    document = platform.services.sessions.open(terminal.session_request(), "c" * 64)
    return terminal.read("session-answer/1", document, SessionAnswer)


def test_a_session_tells_time_limits_and_catalogue(platform: PlatformHere, terminal: FakeTerminal) -> None:
    answer = _session(platform, terminal)

    assert answer.terminal == terminal.enrolment.terminal
    assert answer.server_time == "2026-01-05T18:00:00Z"
    assert (answer.max_records, answer.max_bytes) == (200, 4 * 1024 * 1024)
    assert answer.catalogue_sha256 == "c" * 64


def test_a_queue_that_goes_on_keeps_its_epoch(platform: PlatformHere, terminal: FakeTerminal) -> None:
    platform.services.intake.receive(terminal.batch([terminal.file()]))
    assert _session(platform, terminal).epoch == 1

    terminal.file()

    assert _session(platform, terminal).epoch == 1


def test_a_queue_older_than_what_the_platform_saw_gets_a_new_epoch(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    restored = FakeTerminal(terminal.enrolment, terminal.signer)
    platform.services.intake.receive(terminal.batch([terminal.file()]))

    assert _session(platform, restored).epoch == 2


def test_a_queue_of_the_same_length_with_other_records_gets_a_new_epoch(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    clone = FakeTerminal(terminal.enrolment, terminal.signer)
    platform.services.intake.receive(terminal.batch([terminal.file()]))
    clone.file()

    assert _session(platform, clone).epoch == 2


def test_a_lost_answer_does_not_count_the_epoch_up_twice(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    restored = FakeTerminal(terminal.enrolment, terminal.signer)
    platform.services.intake.receive(terminal.batch([terminal.file()]))
    _session(platform, restored)

    assert _session(platform, restored).epoch == 2


def test_a_platform_restored_from_its_backup_takes_the_terminals_epoch(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    terminal.epoch = 4

    assert _session(platform, terminal).epoch == 4


def test_a_number_that_is_no_epoch_is_malformed(platform: PlatformHere, terminal: FakeTerminal) -> None:
    terminal.epoch = 2**40

    with pytest.raises(MalformedRequestError, match="epoch"):
        _session(platform, terminal)
