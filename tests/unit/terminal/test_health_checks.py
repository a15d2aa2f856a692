"""Checks of queue, disk, clock, line, enrolment and catalogue: each answer a technician can get."""

import socket
from collections import namedtuple
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from devices.health import Outcome
from offline_queue.line import LineState
from offline_queue.store import DATABASE_NAME
from terminal.enrolment import CA_FILE
from terminal.health_checks import (
    age_in_words,
    check_catalogue,
    check_clock,
    check_disk,
    check_enrolment,
    check_line,
    check_queue,
    check_reach,
    clock_synchronised,
)
from tests.unit.terminal.fakes import NOON_IN_MEXICO, HeldClock, enrolled, open_outbox
from tests.unit.tramites.samples import SHIPPED

TODAY = date(2026, 11, 20)
_Usage = namedtuple("_Usage", "total used free")  # noqa: PYI024  # as shutil.disk_usage gives it


def test_a_sound_empty_queue_passes(tmp_path: Path) -> None:
    with open_outbox(tmp_path, HeldClock()):
        found = check_queue(tmp_path, NOON_IN_MEXICO)

    assert (found.outcome, found.sentence) == (Outcome.PASSED, "Nada espera.")


def test_a_queue_that_does_not_exist_yet_is_unknown(tmp_path: Path) -> None:
    assert check_queue(tmp_path, NOON_IN_MEXICO).outcome is Outcome.UNKNOWN


def test_a_damaged_queue_fails_and_says_to_delete_nothing(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"this is no database, whatever its name says" * 50)

    found = check_queue(tmp_path, NOON_IN_MEXICO)

    assert (found.outcome, found.code) == (Outcome.FAILED, "queue.damaged")
    assert "No borre nada" in found.remedy


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(10, "menos de un minuto"), (60, "1 minuto"), (7300, "2 horas"), (90000, "1 día"), (200000, "2 días")],
)
def test_ages_are_said_as_people_say_them(seconds: float, words: str) -> None:
    assert age_in_words(seconds) == words


@pytest.mark.parametrize(
    ("free", "outcome"), [(50, Outcome.FAILED), (150, Outcome.WARNING), (500, Outcome.PASSED)]
)
def test_a_disk_is_judged_by_the_reserve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, outcome: Outcome
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: _Usage(1000, 1000 - free, free))

    assert check_disk(tmp_path, 100).outcome is outcome


def test_a_state_folder_that_is_not_there_names_the_setting(tmp_path: Path) -> None:
    found = check_disk(tmp_path / "none", 100)

    assert found.outcome is Outcome.FAILED
    assert "state_dir" in found.remedy


@pytest.mark.parametrize(
    ("synchronised", "outcome"),
    [(True, Outcome.PASSED), (False, Outcome.WARNING), (None, Outcome.UNKNOWN)],
)
def test_a_clock_is_trusted_when_the_kernel_says_so(synchronised: bool | None, outcome: Outcome) -> None:
    assert check_clock(NOON_IN_MEXICO, synchronised).outcome is outcome


def test_a_clock_that_lost_its_battery_fails() -> None:
    assert check_clock(datetime(2000, 1, 1, tzinfo=UTC), synchronised=True).outcome is Outcome.FAILED


def test_a_clock_behind_the_newest_act_fails() -> None:
    newest = (NOON_IN_MEXICO + timedelta(hours=1)).isoformat()

    assert check_clock(NOON_IN_MEXICO, synchronised=True, newest_act=newest).code == "clock.behind"


def test_the_kernel_answers_about_its_clock_or_says_nothing() -> None:
    assert clock_synchronised() in (True, False, None)


@pytest.mark.parametrize("state", list(LineState))
def test_every_state_of_the_line_has_words(state: LineState) -> None:
    found = check_line(state)

    assert (found.outcome is Outcome.PASSED) is (state is LineState.UP)
    assert found.remedy or state is LineState.UP


def test_a_platform_that_listens_is_reachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = check_reach(f"https://127.0.0.1:{server.getsockname()[1]}", 2.0)

    assert found.code == "line.reachable"
    assert "Hay camino" in found.sentence


def test_a_platform_that_does_not_answer_names_host_and_port() -> None:
    def refuse(*_: object, **__: object) -> socket.socket:
        raise OSError("no route")

    found = check_reach("https://plataforma.example.mx", 2.0, refuse)

    assert (found.outcome, "plataforma.example.mx:443" in found.sentence) == (Outcome.WARNING, True)


def test_a_terminal_without_enrolment_fails_and_says_how_to_enrol(tmp_path: Path) -> None:
    found = check_enrolment(tmp_path)

    assert found.outcome is Outcome.FAILED
    assert "ventanilla enrol" in found.remedy


def test_an_enrolled_terminal_says_as_whom(tmp_path: Path) -> None:
    terminal = enrolled(tmp_path)

    assert terminal.identity.enrolment.terminal in check_enrolment(tmp_path).sentence
    assert check_enrolment(tmp_path).outcome in (Outcome.PASSED, Outcome.WARNING)


def test_an_enrolment_without_its_authority_is_incomplete(tmp_path: Path) -> None:
    enrolled(tmp_path)
    (tmp_path / CA_FILE).unlink(missing_ok=True)

    assert check_enrolment(tmp_path).code == "enrolment.no-ca"


def test_a_refused_file_is_named_with_its_reason(tmp_path: Path) -> None:
    terminal = enrolled(tmp_path)
    terminal.publish("luz", SHIPPED.read_bytes())
    (terminal.catalogue_dir / "malo.signed.json").write_bytes(b"{}")

    found = check_catalogue(tmp_path, TODAY)

    assert (found.outcome, found.code) == (Outcome.WARNING, "catalogue.refused")
    assert "malo.signed.json" in found.sentence
    assert "Se ofrece 1 trámite." in found.sentence


def test_an_empty_catalogue_fails_and_one_without_enrolment_is_unknown(tmp_path: Path) -> None:
    assert check_catalogue(tmp_path, TODAY).outcome is Outcome.UNKNOWN
    enrolled(tmp_path)
    assert check_catalogue(tmp_path, TODAY).code == "catalogue.empty"
