"""Filing: nothing is promised before it is durable, and only its recipients can read it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from offline_queue.outbox import Outbox
from offline_queue.states import State
from offline_queue.store import QueueFullError
from offline_queue.writer import QueueWriter
from terminal.catalogue import load_catalogue
from terminal.filing import Capture, Draft, Filing, FilingResult, NotFiled
from tests.unit.terminal.fakes import (
    CountingEntropy,
    EnrolledTerminal,
    HeldClock,
    QueueHere,
    enrolled,
    open_outbox,
)
from tests.unit.tramites.samples import SHIPPED, changed
from tramites.acuse import Filed
from tramites.solicitud import payload_sha256, read_solicitud
from tramites.wire import envelope
from tramites.wire.receipt_code import read_receipt_code
from tramites.wire.sealing import open_body, open_header

ANSWERS = {"peligro": "no", "calle": "Morelos 118"}
CAPTURE = Capture(language="es-MX", channel="kiosk", actor="citizen", privacy_notice="demo-1")


@dataclass
class Bench:
    """Filing into a real queue whose turns the test gives."""

    terminal: EnrolledTerminal
    queue: QueueHere
    clock: HeldClock
    filing: Filing

    def begin(self, done: Callable[[NotFiled | None], None] = lambda _: None) -> Draft:
        keys = self.terminal.identity.catalogue_keys()
        catalogue = load_catalogue(self.terminal.catalogue_dir, keys, date(2026, 11, 20))
        return self.filing.begin(catalogue.offered["cfe.falla-de-luz"], done)

    def file(self, draft: Draft) -> list[FilingResult]:
        results: list[FilingResult] = []
        self.filing.file(draft, ANSWERS, CAPTURE, results.append)
        return results


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    terminal = enrolled(tmp_path / "state")
    terminal.publish("good", SHIPPED.read_bytes())
    clock = HeldClock()
    with open_outbox(tmp_path / "queue", clock) as outbox:
        queue = QueueHere(outbox)
        yield Bench(terminal, queue, clock, Filing(terminal.identity, queue, clock, CountingEntropy()))


def _sealed(outbox: Outbox, folio: str) -> envelope.Envelope:
    entry = outbox.entry(folio)
    assert entry is not None
    assert entry.sealed is not None
    return envelope.decode(entry.sealed)


def test_a_folio_is_reserved_when_a_tramite_begins(bench: Bench) -> None:
    heard: list[NotFiled | None] = []

    draft = bench.begin(heard.append)
    bench.queue.work()

    assert heard == [None]
    assert [entry.folio for entry in bench.queue.outbox.drafts()] == [draft.folio.text]


def test_nothing_is_promised_before_the_queue_had_its_turn(bench: Bench) -> None:
    draft = bench.begin()
    results = bench.file(draft)
    assert results == []

    bench.queue.work()

    (filed,) = results
    assert isinstance(filed, Filed)
    entry = bench.queue.outbox.entry(draft.folio.text)
    assert entry is not None
    assert entry.state is State.PENDING


def test_when_filed_is_told_the_row_is_on_the_disk(bench: Bench, tmp_path: Path) -> None:
    draft = bench.begin()
    seen: list[int] = []

    def look(_result: FilingResult) -> None:
        seen.append((tmp_path / "queue" / "queue.lock").exists() and len(bench.queue.outbox.pending_folios()))

    bench.filing.file(draft, ANSWERS, CAPTURE, look)
    bench.queue.work()

    assert seen == [1]


def test_trouble_of_the_queue_is_told_by_its_code_and_nothing_is_stored(bench: Bench) -> None:
    draft = bench.begin()
    bench.queue.work()
    bench.queue.trouble = QueueFullError("full")
    results = bench.file(draft)

    bench.queue.work()

    assert results == [NotFiled("queue.full")]
    assert bench.queue.outbox.pending_folios() == []


def test_a_tramite_that_cannot_begin_says_so(bench: Bench) -> None:
    bench.queue.trouble = QueueFullError("full")
    heard: list[NotFiled | None] = []

    bench.begin(heard.append)
    bench.queue.work()

    assert heard == [NotFiled("queue.full")]


def test_a_recipient_without_a_key_is_told_and_nothing_is_stored(bench: Bench) -> None:
    bench.terminal.publish(
        "new", changed(lambda d: d.update(version="1.1.0", destinatarios=["plataforma", "sat"]))
    )
    results = bench.file(bench.begin())

    bench.queue.work()

    assert results == [NotFiled("enrolment.failed")]
    assert bench.queue.outbox.pending_folios() == []


def test_platform_and_agency_open_what_was_filed(bench: Bench) -> None:
    draft = bench.begin()
    results = bench.file(draft)
    bench.queue.work()
    (filed,) = results
    assert isinstance(filed, Filed)
    sealed = _sealed(bench.queue.outbox, draft.folio.text)

    for key in (bench.terminal.platform_key, bench.terminal.agency_key):
        payload = open_body(sealed, bench.terminal.opening_keys(key))
        assert payload_sha256(payload) == filed.payload_sha256
        assert read_solicitud(payload).answers == ANSWERS
    header = open_header(sealed, bench.terminal.opening_keys(bench.terminal.platform_key))
    assert draft.clave.opens(draft.folio.text, header.clave_verifier)
    assert header.payload_sha256 == filed.payload_sha256


def test_the_code_on_paper_is_signed_by_this_terminal_and_called_comprobante(bench: Bench) -> None:
    results = bench.file(bench.begin())
    bench.queue.work()
    (filed,) = results
    assert isinstance(filed, Filed)

    stated = read_receipt_code(filed.code, bench.terminal.identity.signer.verifying())

    assert (stated.folio, stated.kind, stated.payload_sha256) == (
        filed.folio,
        "comprobante",
        filed.payload_sha256,
    )


def test_no_answer_can_be_read_from_the_queues_files(bench: Bench, tmp_path: Path) -> None:
    bench.file(bench.begin())
    bench.queue.work()

    held = b"".join(file.read_bytes() for file in (tmp_path / "queue").iterdir())

    assert b"Morelos" not in held


def test_who_leaves_before_filing_leaves_no_row(bench: Bench) -> None:
    draft = bench.begin()

    bench.filing.abandon(draft)
    bench.queue.work()

    assert bench.queue.outbox.entry(draft.folio.text) is None


def test_who_leaves_after_filing_is_not_met_again_after_a_crash(bench: Bench) -> None:
    draft = bench.begin()
    bench.file(draft)
    bench.queue.work()
    assert bench.queue.outbox.unfinished() is not None

    bench.filing.leave(draft.folio.text)
    bench.queue.work()

    assert bench.queue.outbox.unfinished() is None
    assert bench.queue.outbox.pending_folios() == [draft.folio.text]


def test_abandoning_too_late_never_takes_a_filed_tramite_back(bench: Bench) -> None:
    draft = bench.begin()
    bench.file(draft)
    bench.filing.abandon(draft)
    bench.queue.work()

    assert bench.queue.outbox.pending_folios() == [draft.folio.text]


def test_two_tramites_never_share_a_folio(bench: Bench) -> None:
    assert bench.begin().folio != bench.begin().folio


def test_filing_goes_through_the_queues_own_thread(tmp_path: Path, bench: Bench) -> None:
    with QueueWriter(lambda: open_outbox(tmp_path / "other")) as writer:
        filing = Filing(bench.terminal.identity, writer, bench.clock, CountingEntropy())
        draft = filing.begin(bench.begin().offered, lambda _: None)
        results: list[FilingResult] = []
        filing.file(draft, ANSWERS, CAPTURE, results.append)

        stored = writer.wait(Outbox.pending_folios)

    assert [type(each) for each in results] == [Filed]
    assert stored == [draft.folio.text]
