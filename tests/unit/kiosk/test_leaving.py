"""When a citizen leaves nothing of theirs stays, and nothing late reaches the next one."""

from collections.abc import Iterator

import pytest

from devices.contract import Confirmed, JobId, Scan
from kiosk.chart import State
from offline_queue.store import QueueFullError
from tests.unit.kiosk.fakes import OTHER, TRAMITE, Bench
from tramites.acuse import Filed

# What outlives a citizen; the queue keeps sealed records under their folios for good.
OUTLIVING = ("_parts", "_limits", "_listeners", "_queue")
SECRETS = ("12345678", "2026-11-19")


def _held_by(value: object, seen: set[int]) -> Iterator[str]:
    """Every text that can be reached from a session, down to the parts that outlive it."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in (*value.keys(), *value.values()):
            yield from _held_by(each, seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _held_by(each, seen)
    else:
        names = (*getattr(value, "__dict__", ()), *getattr(type(value), "__slots__", ()))
        for name in names:
            if name not in OUTLIVING:
                yield from _held_by(getattr(value, name, None), seen)


@pytest.mark.parametrize("filed", [False, True])
def test_when_a_citizen_leaves_nothing_of_theirs_stays(bench: Bench, *, filed: bool) -> None:
    if filed:
        bench.file()
        bench.printer.last.send()
        bench.printer.last.end(Confirmed(JobId("0000")))
        bench.queue.work()
    else:
        bench.begin()
        bench.answer_all()
    folio, clave = bench.session._draft.folio.text if bench.session._draft else "", bench.session.clave
    assert clave

    bench.session.leave()

    held = "\n".join((*_held_by(bench.session, set()), *_held_by(bench.printing, {id(bench.printer)})))
    for secret in (*SECRETS, folio, clave):
        assert secret not in held
    assert bench.session.filed is None
    assert bench.session.slip is None
    assert bench.session.clave == ""
    assert bench.settings_reset == 1


def test_the_search_for_secrets_finds_them_while_the_citizen_is_there(bench: Bench) -> None:
    bench.begin()
    bench.answer_all()

    held = "\n".join(_held_by(bench.session, set()))

    assert bench.session.clave in held
    assert all(secret in held for secret in SECRETS)


def test_once_filed_the_answers_are_gone_from_the_session(bench: Bench) -> None:
    bench.file()

    held = "\n".join(_held_by(bench.session, set()))

    assert not any(secret in held for secret in SECRETS)


def test_leaving_says_so_for_a_moment(bench: Bench) -> None:
    bench.begin()

    bench.session.leave()
    assert (bench.session.page, bench.session.overlay) == ("start", "erasing")

    bench.erased()
    assert bench.session.overlay == ""


def test_leaving_with_answers_asks_first(bench: Bench) -> None:
    bench.begin()

    bench.session.ask_to_leave()

    assert (bench.session.page, bench.session.overlay) == ("question", "confirm-finish")


def test_nobody_can_leave_between_send_and_its_answer(bench: Bench) -> None:
    bench.begin()
    bench.answer_all()
    bench.session.send()

    bench.session.leave()

    assert bench.session.state is State.FILING


def test_who_leaves_before_filing_leaves_no_row(bench: Bench) -> None:
    bench.begin()

    bench.session.leave()
    bench.queue.work()

    assert bench.queue.outbox.drafts() == ()


def test_who_leaves_after_filing_is_not_met_after_a_crash(bench: Bench) -> None:
    bench.file()

    bench.session.leave()
    bench.queue.work()

    assert bench.queue.outbox.unfinished() is None
    assert len(bench.queue.outbox.pending_folios()) == 1


def test_a_late_trouble_of_who_left_is_not_told_to_the_next(bench: Bench) -> None:
    bench.session.start()
    bench.session.open_tramite(TRAMITE)
    bench.queue.trouble = QueueFullError("full")
    bench.session.begin()
    bench.session.leave()
    bench.erased()
    bench.session.start()

    bench.queue.work()

    assert (bench.session.page, bench.session.trouble) == ("home", None)


def test_a_late_case_of_who_left_is_not_shown_to_the_next(bench: Bench) -> None:
    bench.file()
    folio = bench.session.filed.folio if bench.session.filed else ""
    bench.session.leave()
    bench.session.start()
    bench.session.follow_up()
    bench.session.consult(folio, "")
    bench.session.leave()
    bench.session.start()

    bench.cases.answers[0]("case.no-line")

    assert (bench.session.page, bench.session.case_problem) == ("home", None)


def test_stepping_back_to_the_start_erases_like_leaving(bench: Bench) -> None:
    bench.begin()
    bench.session.answer("no")
    while bench.session.page != "start":
        bench.session.back()
    bench.erased()

    bench.begin()

    assert bench.session.page == "question"
    assert bench.session.journey is not None
    assert bench.session.journey.given("peligro") == ""


def test_another_tramite_never_inherits_folio_or_answers(bench: Bench) -> None:
    bench.begin(TRAMITE)
    bench.session.answer("cable")
    first = bench.session.clave
    while bench.session.page != "home":
        bench.session.back()

    bench.session.open_tramite(OTHER)
    bench.session.begin()
    bench.queue.work()

    assert bench.session.clave != first
    assert bench.session.journey is not None
    assert bench.session.journey.definition.id == OTHER
    assert bench.session.journey.given("peligro") == ""
    assert [entry.kind for entry in bench.queue.outbox.drafts()] == [OTHER]


def test_a_scan_after_leaving_is_dropped(bench: Bench) -> None:
    bench.session.start()
    bench.session.follow_up()
    assert bench.scanner.armed is not None

    bench.session.leave()
    bench.scanner.reads(Scan(b"x", "x"))

    assert bench.session.scanned == ""


def test_a_filed_tramite_found_late_is_not_shown_to_somebody_else(bench: Bench) -> None:
    bench.file()
    folio = bench.session.filed.folio if bench.session.filed else ""
    bench.session.leave()
    bench.session.start()

    bench.session.recover(Filed(folio, TRAMITE, "", "", "2026-11-20T17:00:00Z", "-", "V1|x"), None)

    assert (bench.session.page, bench.session.filed) == ("home", None)
    assert len(bench.printer.jobs) == 1


def test_another_tramite_keeps_the_citizen_and_drops_the_last_one(bench: Bench) -> None:
    bench.file()

    bench.session.another()

    assert bench.session.page == "home"
    assert bench.session.filed is None
    assert bench.session.clave == ""
    assert bench.settings_reset == 0
