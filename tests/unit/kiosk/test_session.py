"""One citizen's session: nothing sent without being durable, nothing kept when they leave."""

from collections.abc import Iterator
from typing import Any

import pytest

from devices.contract import Confirmed, JobId, Scan, ScanOverflow
from kiosk.chart import State
from offline_queue.ledger import PrintState
from offline_queue.store import QueueFullError
from tests.unit.kiosk.fakes import OTHER, TRAMITE, Bench
from tramites.acuse import Filed
from tramites.form import Problem
from ui.services import CitizenSession, Conditions

SECRETS = ("12345678", "intermitente")


def _held_by(value: Any, seen: set[int]) -> Iterator[str]:
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
    elif hasattr(value, "__dict__"):
        for name, each in vars(value).items():
            if name not in ("_parts", "_limits", "_listeners"):
                yield from _held_by(each, seen)


def test_the_screens_get_what_they_ask_for(bench: Bench) -> None:
    session: CitizenSession = bench.session

    assert session.page == "start"
    assert [theme.id for theme in session.themes] == ["luz-y-servicios"]
    assert {found.id for found in session.find("luz")} == {TRAMITE, OTHER}
    assert session.today() == "2026-11-20"


def test_nothing_is_sent_before_it_is_durable(bench: Bench) -> None:
    bench.begin()
    bench.answer_all()

    bench.session.send()

    assert bench.session.state is State.FILING
    assert bench.session.filed is None
    assert bench.printer.jobs == []
    bench.queue.work()
    assert bench.session.page == "done"
    assert bench.session.filed is not None
    assert len(bench.printer.jobs) == 1


def test_what_was_not_filed_is_told_on_the_review_with_its_answers(bench: Bench) -> None:
    bench.begin()
    bench.answer_all()
    bench.queue.trouble = QueueFullError("full")

    bench.session.send()
    bench.queue.work()

    assert bench.session.page == "review"
    assert bench.session.trouble == "queue.full"
    assert bench.session.journey is not None
    assert bench.session.journey.answers()["codigo_recibo"] == "12345678"
    assert bench.printer.jobs == []


def test_after_trouble_the_same_folio_can_be_filed(bench: Bench) -> None:
    bench.begin()
    bench.answer_all()
    bench.queue.trouble = QueueFullError("full")
    bench.session.send()
    bench.queue.work()

    bench.queue.trouble = None
    bench.session.send()
    bench.queue.work()

    assert bench.session.page == "done"
    assert bench.session.trouble is None
    assert len(bench.queue.outbox.pending_folios()) == 1


def test_an_impatient_second_send_files_once(bench: Bench) -> None:
    bench.begin()
    bench.answer_all()

    bench.session.send()
    bench.session.send()
    bench.queue.work()
    bench.session.send()
    bench.queue.work()

    assert len(bench.queue.outbox.pending_folios()) == 1
    assert len(bench.printer.jobs) == 1


def test_a_tramite_that_cannot_begin_returns_to_its_sheet(bench: Bench) -> None:
    bench.queue.trouble = QueueFullError("full")

    bench.begin()

    assert (bench.session.page, bench.session.trouble) == ("sheet", "queue.full")
    assert bench.session.journey is None


def test_trouble_that_passed_is_not_told_again(bench: Bench) -> None:
    bench.queue.trouble = QueueFullError("full")
    bench.begin()
    bench.queue.trouble = None

    bench.session.begin()
    bench.queue.work()

    assert bench.session.trouble is None


def test_a_queue_that_takes_nothing_closes_the_start_screen_until_it_does(bench: Bench) -> None:
    bench.conditions = Conditions(
        bench.conditions.printer, bench.conditions.scanner, line=False, queue_problem="queue.full"
    )
    bench.session.tick()
    assert bench.session.page == "out-of-service"

    bench.conditions = Conditions(bench.conditions.printer, bench.conditions.scanner, line=False)
    bench.session.tick()
    assert bench.session.page == "start"


@pytest.mark.parametrize("filed", [False, True])
def test_when_a_citizen_leaves_nothing_of_theirs_stays(bench: Bench, *, filed: bool) -> None:
    if filed:
        bench.file()
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


def test_going_back_to_the_sheet_and_on_again_loses_nothing(bench: Bench) -> None:
    bench.begin()
    bench.session.answer("no")
    bench.session.back()
    bench.session.back()
    assert bench.session.page == "sheet"

    bench.session.begin()

    assert bench.session.journey is not None
    assert bench.session.journey.given("peligro") == "no"


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


def test_the_scanner_listens_only_on_a_page_that_asks_for_a_code(bench: Bench) -> None:
    listening = {}
    bench.begin()
    for typed in ("no", None, "recibo", "12345678"):
        page = bench.session.journey.current if bench.session.journey else None
        listening[page.id if page else ""] = bench.scanner.armed is not None
        if typed is None:
            bench.session.go_on()
        else:
            bench.session.answer(typed)

    assert listening == {"peligro": False, "aviso": False, "como": False, "recibo": True}
    assert bench.scanner.armed is None


def test_a_scanned_code_is_shown_and_not_yet_an_answer(bench: Bench) -> None:
    bench.begin()
    for typed in ("no", None, "recibo"):
        bench.session.go_on() if typed is None else bench.session.answer(typed)

    bench.scanner.reads(Scan(b"87654321", "87654321"))
    bench.scanner.reads(ScanOverflow(5000))

    assert bench.session.scanned == "87654321"
    assert bench.session.journey is not None
    assert bench.session.journey.given("codigo_recibo") == ""


def test_a_scan_after_leaving_is_dropped(bench: Bench) -> None:
    bench.session.start()
    bench.session.follow_up()
    assert bench.scanner.armed is not None

    bench.session.leave()
    bench.scanner.reads(Scan(b"x", "x"))

    assert bench.session.scanned == ""


def test_a_wrong_answer_stays_with_its_problem(bench: Bench) -> None:
    bench.begin()

    bench.session.answer("quizá")

    assert (bench.session.page, bench.session.problem) == ("question", Problem.NOT_LISTED)


def test_a_change_from_the_review_is_marked_there(bench: Bench) -> None:
    bench.begin()
    bench.answer_all()

    bench.session.change("falla")
    bench.session.answer("voltaje")

    assert bench.session.page == "review"
    assert bench.session.changed_pages == {"falla"}


def test_nobody_there_is_asked_and_then_erased(bench: Bench) -> None:
    bench.begin()

    bench.wait(90)
    assert bench.session.overlay == "still-there"
    bench.wait(30)

    assert (bench.session.page, bench.session.overlay) == ("start", "erasing")


def test_the_question_is_answered_with_its_button_not_with_any_touch(bench: Bench) -> None:
    bench.begin()
    bench.wait(95)

    bench.session.touch()
    assert bench.session.seconds_left == 25

    bench.session.close_overlay()
    bench.wait(80)
    assert bench.session.overlay == ""


def test_values_on_the_review_are_covered_until_somebody_asks(bench: Bench) -> None:
    bench.begin()
    bench.answer_all()

    bench.wait(45)
    assert bench.session.values_hidden

    bench.session.show_values()
    assert not bench.session.values_hidden


def test_with_nothing_to_lose_the_start_screen_returns_without_a_question(bench: Bench) -> None:
    bench.session.start()

    bench.wait(90)

    assert bench.session.page == "start"


def test_the_clock_stands_still_while_paper_comes(bench: Bench) -> None:
    bench.file()
    bench.printer.last.send()

    bench.wait(300)
    assert (bench.session.page, bench.session.overlay) == ("done", "")

    bench.printer.last.end(Confirmed(JobId("0000")))
    bench.wait(120)
    assert bench.session.page == "start"


def test_more_time_is_more_time_and_ends_with_the_citizen(bench: Bench) -> None:
    bench.begin()
    bench.session.more_time(patient=True)
    bench.wait(150)
    assert bench.session.overlay == ""

    bench.session.leave()
    bench.erased()
    bench.begin()
    bench.wait(90)
    assert bench.session.overlay == "still-there"


def test_after_a_crash_the_citizen_of_a_filed_tramite_is_met_on_done(bench: Bench) -> None:
    filed = Filed("F", TRAMITE, "Falla", "CFE", "2026-11-20T17:00:00Z", "-", "V1|x")

    bench.session.recover(filed, PrintState.CONFIRMED)

    assert (bench.session.page, bench.session.filed) == ("done", filed)
    assert bench.session.clave == ""
    assert bench.printer.jobs == []


def test_a_filed_tramite_found_late_is_not_shown_to_somebody_else(bench: Bench) -> None:
    bench.file()
    folio = bench.session.filed.folio if bench.session.filed else ""
    bench.session.leave()
    bench.session.start()

    bench.session.recover(Filed(folio, TRAMITE, "", "", "2026-11-20T17:00:00Z", "-", "V1|x"), None)

    assert (bench.session.page, bench.session.filed) == ("home", None)
    assert len(bench.printer.jobs) == 1


def test_after_a_crash_before_filing_the_start_screen_says_so_once(bench: Bench) -> None:
    bench.session.say_nothing_was_sent()
    assert bench.session.crashed_before_filing

    bench.session.start()
    assert not bench.session.crashed_before_filing


def test_another_tramite_keeps_the_citizen_and_drops_the_last_one(bench: Bench) -> None:
    bench.file()

    bench.session.another()

    assert bench.session.page == "home"
    assert bench.session.filed is None
    assert bench.session.clave == ""
    assert bench.settings_reset == 0


def test_listeners_hear_each_change(bench: Bench) -> None:
    pages: list[str] = []
    bench.session.subscribe(lambda: pages.append(bench.session.page))

    bench.session.start()
    bench.session.open_theme("luz-y-servicios")
    bench.session.open_tramite(TRAMITE)

    assert pages == ["home", "theme", "sheet"]
