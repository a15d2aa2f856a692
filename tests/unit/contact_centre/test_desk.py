"""One call: captured through the kiosk's own journey and filing, stored before any promise, forgotten."""

import msgspec
import pytest

from config.load import load
from contact_centre.app import _swept
from contact_centre.desk import CANNOT_STORE, NEEDS_LINE
from contact_centre.parts import agent_id
from offline_queue.store import QueueFullError
from tests.unit.contact_centre.fakes import AGENT, BY_RECEIPT, ONLINE_ONLY, TRAMITE, DeskBench
from tramites.solicitud import Solicitud, read_solicitud
from tramites.wire import envelope
from tramites.wire.messages import FolioResult, Outcome
from tramites.wire.sealing import open_body


def _filed(bench: DeskBench) -> Solicitud:
    (entry,) = bench.queue.outbox.pending(1, 1)
    sealed = envelope.decode(entry.sealed)
    return read_solicitud(open_body(sealed, bench.terminal.opening_keys(bench.terminal.agency_key)))


def test_channel_agent_and_the_notice_that_was_read_travel_inside_the_solicitud(bench: DeskBench) -> None:
    bench.file()

    solicitud = _filed(bench)
    assert (solicitud.channel, solicitud.actor) == ("contact-centre", f"agent:{AGENT}")
    assert solicitud.privacy_notice == "demo-1"


def test_folio_and_clave_are_there_only_after_the_row_is_durable(bench: DeskBench) -> None:
    bench.begin()
    bench.answer(*BY_RECEIPT)
    bench.desk.send()
    assert (bench.desk.stage, bench.desk.filed) == ("filing", None)

    bench.queue.work()

    assert bench.desk.stage == "done"
    assert bench.desk.filed is not None
    assert bench.desk.clave
    assert bench.nudges == 1


def test_what_cannot_be_stored_keeps_every_answer(bench: DeskBench) -> None:
    bench.begin()
    bench.answer(*BY_RECEIPT)
    bench.queue.trouble = QueueFullError("full")
    bench.desk.send()
    bench.queue.work()

    assert (bench.desk.stage, bench.desk.trouble) == ("review", QueueFullError.code)
    assert bench.desk.journey is not None
    assert bench.desk.journey.given("codigo_recibo") == "12345678"


def test_an_answer_that_lacks_something_is_asked_again(bench: DeskBench) -> None:
    bench.begin()
    bench.answer("perhaps")

    assert bench.desk.problem is not None
    assert bench.desk.journey is not None
    assert bench.desk.journey.current is not None
    assert bench.desk.journey.current.id == "peligro"


def test_danger_comes_before_the_notice_and_the_notice_before_any_personal_datum(bench: DeskBench) -> None:
    bench.begin()
    seen = []
    for typed in ("fuego", None, None):
        assert bench.desk.journey is not None
        assert bench.desk.journey.current is not None
        seen.append(bench.desk.journey.current.id)
        bench.answer(typed)

    assert seen == ["peligro", "a_salvo", "aviso"]


def test_a_tramite_that_needs_the_line_says_so_before_it_starts(bench: DeskBench) -> None:
    bench.desk.begin(ONLINE_ONLY)
    assert (bench.desk.stage, bench.desk.trouble) == ("choose", NEEDS_LINE)

    bench.desk.line_is(line=True)
    bench.desk.begin(ONLINE_ONLY)
    assert bench.desk.stage == "capture"


def test_a_desk_that_cannot_store_starts_nothing(bench: DeskBench) -> None:
    bench.desk.queue_is_unusable("queue.locked")
    bench.desk.begin(TRAMITE)

    assert (bench.desk.stage, bench.desk.trouble) == ("choose", CANNOT_STORE)


def test_ending_a_call_leaves_nothing_of_the_caller(bench: DeskBench) -> None:
    bench.file()
    bench.desk.consult("0000-0000-0000-0000", "")
    bench.desk.end_call()
    bench.queue.work()

    left = (bench.desk.filed, bench.desk.clave, bench.desk.journey, bench.desk.case, bench.desk.definition)
    assert left == (None, "", None, None, None)
    assert bench.queue.outbox.unfinished() is None


def test_a_call_that_ends_early_drops_its_reserved_row(bench: DeskBench) -> None:
    bench.begin()
    bench.desk.end_call()
    bench.queue.work()

    assert bench.queue.outbox.drafts() == ()


def test_a_call_cannot_end_while_its_tramite_is_being_stored(bench: DeskBench) -> None:
    bench.begin()
    bench.answer(*BY_RECEIPT)
    bench.desk.send()
    bench.desk.end_call()
    bench.queue.work()

    assert bench.desk.stage == "done"


def test_the_platforms_answer_for_this_folio_is_told(bench: DeskBench) -> None:
    bench.file()
    assert bench.desk.filed is not None
    folio = bench.desk.filed.folio
    answer = FolioResult(
        folio=folio, sha256="-", outcome=Outcome.ACCEPTED, received_at="2026-11-20T18:00:05Z"
    )
    bench.desk.acknowledged((msgspec.structs.replace(answer, folio="0000-0000-0000-0000"),))
    assert bench.desk.received is None

    bench.desk.acknowledged((answer,))

    assert bench.desk.received is not None


def test_the_review_leads_back_to_one_question_and_returns(bench: DeskBench) -> None:
    bench.begin()
    bench.answer(*BY_RECEIPT)
    bench.desk.change("recibo")
    assert bench.desk.stage == "capture"

    bench.answer("87654321")

    assert bench.desk.stage == "review"


def test_a_folio_nobody_read_is_said_until_the_call_ends(bench: DeskBench) -> None:
    bench.file()
    folio = bench.desk.filed.folio if bench.desk.filed else ""
    bench.desk.found_left_over(folio)
    assert bench.desk.left_over == folio

    bench.desk.end_call()

    assert bench.desk.left_over == ""


@pytest.mark.parametrize("environment", [{"USER": "somebody-else", "LOGNAME": "somebody-else"}])
def test_the_agent_is_the_kernels_user_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert agent_id(load(environment={}).settings) != "somebody-else"


def test_the_settings_may_name_the_agent() -> None:
    settings = load(environment={"VENTANILLA_AGENT__ID": '"mruiz"'}).settings

    assert agent_id(settings) == "mruiz"


def test_at_the_start_drafts_are_swept_and_a_stored_folio_is_told(bench: DeskBench) -> None:
    bench.file()
    bench.desk._forget()  # as a crash would
    bench.begin()

    found = _swept(bench.queue.outbox)

    assert bench.queue.outbox.drafts() == ()
    assert bench.queue.outbox.pending_folios() == [found.folio]
