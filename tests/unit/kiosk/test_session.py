"""One citizen's session: nothing sent without being durable, nothing lost on the way."""

from devices.contract import Scan, ScanOverflow
from offline_queue.ledger import PrintState
from offline_queue.store import QueueFullError
from tests.unit.kiosk.fakes import OTHER, TRAMITE, Bench
from tramites.acuse import Filed
from tramites.form import Problem
from ui.services import CitizenSession, Conditions


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

    assert (bench.session.page, bench.session.filed, bench.printer.jobs) == ("filing", None, [])
    bench.queue.work()
    assert bench.session.page == "done"
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


def test_going_back_to_the_sheet_and_on_again_loses_nothing(bench: Bench) -> None:
    bench.begin()
    bench.session.answer("no")
    bench.session.back()
    bench.session.back()
    assert bench.session.page == "sheet"

    bench.session.begin()

    assert bench.session.journey is not None
    assert bench.session.journey.given("peligro") == "no"


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


def test_after_a_crash_the_citizen_of_a_filed_tramite_is_met_on_done(bench: Bench) -> None:
    filed = Filed("F", TRAMITE, "Falla", "CFE", "2026-11-20T17:00:00Z", "-", "V1|x")

    bench.session.recover(filed, PrintState.CONFIRMED)

    assert (bench.session.page, bench.session.filed) == ("done", filed)
    assert bench.session.clave == ""
    assert bench.printer.jobs == []


def test_after_a_crash_before_filing_the_start_screen_says_so_once(bench: Bench) -> None:
    bench.session.say_nothing_was_sent()
    assert bench.session.crashed_before_filing

    bench.session.start()
    assert not bench.session.crashed_before_filing


def test_listeners_hear_each_change(bench: Bench) -> None:
    pages: list[str] = []
    bench.session.subscribe(lambda: pages.append(bench.session.page))

    bench.session.start()
    bench.session.open_theme("luz-y-servicios")
    bench.session.open_tramite(TRAMITE)

    assert pages == ["home", "theme", "sheet"]


def test_noise_on_the_scanner_is_said_on_the_page_and_the_next_code_is_taken(bench: Bench) -> None:
    bench.begin()
    for typed in ("no", None, "recibo"):
        bench.session.go_on() if typed is None else bench.session.answer(typed)

    bench.scanner.reads(ScanOverflow(10240))
    assert bench.session.problem is Problem.UNREADABLE

    bench.scanner.reads(Scan(b"12345678", "12345678"))
    assert bench.session.scanned == "12345678"
    assert bench.session.problem is None
