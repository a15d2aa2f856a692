"""Intake: what is stored, and what each folio is told."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from central_platform.fleet import case_lines, fleet_counts, folio_counts
from central_platform.problems import (
    MalformedRequestError,
    OtherTerminalError,
    TooManyRecordsError,
    UnknownTerminalError,
)
from central_platform.store.database import reading
from central_platform.store.schema import case_events, dispatch, intake
from tests.fakes.platforms import PlatformHere
from tests.fakes.terminals import FakeTerminal, FiledRecord
from tramites.wire.frames import frame
from tramites.wire.keys import Signer
from tramites.wire.messages import FolioResult, Manifest, ManifestEntry, Outcome
from tramites.wire.receipt_code import ReceiptCode, read_receipt_code
from tramites.wire.signed import UntrustedDocumentError, sign, write_document


def _send(platform: PlatformHere, terminal: FakeTerminal, *records: FiledRecord) -> tuple[FolioResult, ...]:
    return terminal.results(platform.services.intake.receive(terminal.batch(records)))


def _rows(platform: PlatformHere) -> list[Any]:
    with reading(platform.engine) as connection:
        return list(connection.execute(select(intake).order_by(intake.c.id)))


def _altered(entry: ManifestEntry, **changes: Any) -> ManifestEntry:
    fields = {name: getattr(entry, name) for name in entry.__struct_fields__}
    return ManifestEntry(**(fields | changes))


def _with(record: FiledRecord, *, sealed: bytes | None = None, **changes: Any) -> FiledRecord:
    entry = _altered(record.entry, **changes)
    return FiledRecord(entry, sealed or record.sealed, record.clave, record.payload)


def test_a_new_record_is_stored_once_with_case_event_and_dispatch(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    record = terminal.file()

    (result,) = _send(platform, terminal, record)

    assert result.outcome is Outcome.ACCEPTED
    assert result.received_at == "2026-01-05T18:00:00Z"
    (row,) = _rows(platform)
    assert (row.folio, row.sealed, row.chain_ok) == (record.folio, record.sealed, True)
    with reading(platform.engine) as connection:
        assert connection.execute(select(case_events.c.state)).scalars().all() == ["received"]
        assert connection.execute(select(dispatch.c.folio)).scalars().all() == [record.folio]


def test_the_acuse_is_signed_by_the_platform_and_names_the_payload(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    record = terminal.file()

    (result,) = _send(platform, terminal, record)

    assert result.qr is not None
    assert read_receipt_code(result.qr, platform.authority.signer.verifying()) == ReceiptCode(
        record.folio, "acuse", "2026-01-05T18:00:00Z", hashlib.sha256(record.payload).hexdigest()
    )


def test_a_record_sent_again_is_a_duplicate_with_the_first_acuse(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    record = terminal.file()
    (first,) = _send(platform, terminal, record)
    platform.clock.pass_seconds(3600)

    (again,) = _send(platform, terminal, record)

    assert again.outcome is Outcome.DUPLICATE
    assert (again.received_at, again.qr) == (first.received_at, first.qr)
    assert len(_rows(platform)) == 1


def test_a_record_twice_in_one_batch_is_stored_once(platform: PlatformHere, terminal: FakeTerminal) -> None:
    record = terminal.file()

    results = _send(platform, terminal, record, record)

    assert [result.outcome for result in results] == [Outcome.ACCEPTED, Outcome.DUPLICATE]
    assert len(_rows(platform)) == 1


def test_the_same_folio_with_other_bytes_is_a_conflict_and_the_first_stands(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    first = terminal.file()
    _send(platform, terminal, first)
    second = terminal.file(folio=first.folio)

    (result,) = _send(platform, terminal, second)

    assert (result.outcome, result.problem, result.qr) == (Outcome.CONFLICT, "folio.conflict", None)
    assert result.sha256 == second.entry.sha256
    assert [row.sha256 for row in _rows(platform)] == [first.entry.sha256]


def test_a_bad_record_never_blocks_the_others(platform: PlatformHere, terminal: FakeTerminal) -> None:
    before, bad, after = terminal.file(), terminal.file(), terminal.file()
    tampered = _with(bad, sealed=bad.sealed[:-1] + bytes([bad.sealed[-1] ^ 1]))

    results = _send(platform, terminal, before, tampered, after)

    assert [result.outcome for result in results] == [Outcome.ACCEPTED, Outcome.INVALID, Outcome.ACCEPTED]
    assert results[1].problem == "record.sha256-mismatch"
    assert [row.folio for row in _rows(platform)] == [before.folio, after.folio]
    assert all(row.chain_ok for row in _rows(platform))


def test_each_kind_of_bad_record_has_its_code(platform: PlatformHere, terminal: FakeTerminal) -> None:
    noise = b"no envelope"
    bad = {
        "folio.invalid": _with(terminal.file(), folio="0000-0000-0000-0001"),
        "record.other-folio": _with(terminal.file(), folio=terminal.file().folio),
        "record.other-terminal": terminal.file(terminal="t-other"),
        "envelope.invalid": _with(terminal.file(), sealed=noise, sha256=hashlib.sha256(noise).hexdigest()),
        "record.malformed": _with(terminal.file(), prev="nothing"),
        "record.header-invalid": terminal.file(tramite="x" * 81),
    }

    results = _send(platform, terminal, *bad.values())

    assert [result.problem for result in results] == list(bad)
    assert {result.outcome for result in results} == {Outcome.INVALID}
    assert _rows(platform) == []


def test_a_record_sealed_to_another_platform_is_invalid(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    other_key = platform.authority.agency_keys["cfe"].public_key().public_bytes_raw()
    elsewhere = FakeTerminal(
        type(terminal.enrolment)(
            **{
                **{name: getattr(terminal.enrolment, name) for name in terminal.enrolment.__struct_fields__},
                "platform_sealing_key": other_key,
            }
        ),
        terminal.signer,
    )

    (result,) = _send(platform, terminal, elsewhere.file())

    assert (result.outcome, result.problem) == (Outcome.INVALID, "envelope.invalid")


def test_a_body_cut_anywhere_keeps_its_whole_frames_and_asks_for_the_rest(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    records = [terminal.file() for _ in range(3)]
    body = terminal.batch(records)
    cut = len(body) - len(records[2].sealed) - 2

    results = terminal.results(platform.services.intake.receive(body[:cut]))

    assert [result.outcome for result in results] == [Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.UNKNOWN]
    assert [row.folio for row in _rows(platform)] == [records[0].folio, records[1].folio]


def test_the_rest_of_a_cut_batch_continues_the_chain(platform: PlatformHere, terminal: FakeTerminal) -> None:
    records = [terminal.file() for _ in range(3)]
    body = terminal.batch(records)
    platform.services.intake.receive(body[: len(body) - 5])

    results = _send(platform, terminal, *records)

    assert [result.outcome for result in results] == [
        Outcome.DUPLICATE,
        Outcome.DUPLICATE,
        Outcome.ACCEPTED,
    ]
    assert fleet_counts(platform.engine).chain_flagged == 0


def test_frames_after_an_impossible_length_are_left_out(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    record = terminal.file()
    body = terminal.batch([record]) + b"\xff\xff\xff\xff" + b"noise"

    results = terminal.results(platform.services.intake.receive(body))

    assert [result.outcome for result in results] == [Outcome.ACCEPTED]


def test_a_body_without_its_manifest_is_malformed(platform: PlatformHere, terminal: FakeTerminal) -> None:
    with pytest.raises(MalformedRequestError):
        platform.services.intake.receive(terminal.batch([terminal.file()])[:40])


def test_a_manifest_of_an_unknown_key_is_refused(platform: PlatformHere, terminal: FakeTerminal) -> None:
    stranger = FakeTerminal(terminal.enrolment, Signer(Ed25519PrivateKey.generate()))

    with pytest.raises(UnknownTerminalError):
        platform.services.intake.receive(stranger.batch([stranger.file()]))


def test_a_terminal_cannot_speak_for_another(platform: PlatformHere, terminal: FakeTerminal) -> None:
    other = platform.enrol()
    impostor = FakeTerminal(terminal.enrolment, other.signer)

    with pytest.raises(OtherTerminalError):
        platform.services.intake.receive(impostor.batch([impostor.file()]))


def test_a_changed_manifest_is_refused(platform: PlatformHere, terminal: FakeTerminal) -> None:
    document = terminal.manifest([terminal.file()])
    changed = type(document)(document.key_id, document.payload + b" ", document.signature)

    with pytest.raises(UntrustedDocumentError):
        platform.services.intake.receive(frame(write_document(changed)))


def test_a_session_request_cannot_pass_for_a_manifest(platform: PlatformHere, terminal: FakeTerminal) -> None:
    with pytest.raises(UntrustedDocumentError):
        platform.services.intake.receive(frame(write_document(terminal.session_request())))


def test_more_records_than_the_limit_are_refused_whole(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    entry = terminal.file().entry
    limit = platform.settings.limits.max_records
    manifest = Manifest(
        terminal=terminal.enrolment.terminal, epoch=1, sent_at="", entries=(entry,) * (limit + 1)
    )
    body = frame(write_document(sign("manifest/1", manifest, terminal.signer)))

    with pytest.raises(TooManyRecordsError):
        platform.services.intake.receive(body)


def test_a_gap_is_flagged_not_refused(platform: PlatformHere, terminal: FakeTerminal) -> None:
    first, _missing, third = terminal.file(), terminal.file(), terminal.file()

    results = _send(platform, terminal, first, third)

    assert [result.outcome for result in results] == [Outcome.ACCEPTED, Outcome.ACCEPTED]
    assert [row.chain_ok for row in _rows(platform)] == [True, False]


def test_a_cloned_terminal_loses_nothing_and_is_flagged(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    clone = FakeTerminal(terminal.enrolment, terminal.signer)
    _send(platform, terminal, *(terminal.file() for _ in range(3)))

    results = _send(platform, clone, *(clone.file() for _ in range(3)))

    assert {result.outcome for result in results} == {Outcome.ACCEPTED}
    assert fleet_counts(platform.engine).chain_flagged == 3


def test_a_new_epoch_goes_on_from_a_link_the_platform_holds(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    _send(platform, terminal, terminal.file())
    terminal.epoch = 2

    _send(platform, terminal, terminal.file())

    assert fleet_counts(platform.engine).chain_flagged == 0


def test_a_query_tells_what_is_here_and_what_to_send(platform: PlatformHere, terminal: FakeTerminal) -> None:
    here, waiting = terminal.file(), terminal.file()
    _send(platform, terminal, here)

    answer = platform.services.intake.query(terminal.query(here.folio, waiting.folio, "nonsense"))

    known, unknown, nonsense = terminal.results(answer)
    assert (known.outcome, known.sha256) == (Outcome.DUPLICATE, here.entry.sha256)
    assert known.qr is not None
    assert unknown.outcome is Outcome.UNKNOWN
    assert nonsense.outcome is Outcome.UNKNOWN


def test_a_query_about_another_terminals_folio_tells_nothing(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    record = terminal.file()
    _send(platform, terminal, record)
    other = platform.enrol()

    (result,) = other.results(platform.services.intake.query(other.query(record.folio)))

    assert result.outcome is Outcome.UNKNOWN


def test_a_query_of_501_folios_is_refused(platform: PlatformHere, terminal: FakeTerminal) -> None:
    with pytest.raises(TooManyRecordsError):
        platform.services.intake.query(terminal.query(*["x"] * 501))


@pytest.mark.parametrize(
    ("received", "counts_from"),
    [
        (datetime(2026, 1, 6, 5, 59, 59, tzinfo=UTC), "2026-01-05"),
        (datetime(2026, 1, 6, 6, 0, 0, tzinfo=UTC), "2026-01-06"),
    ],
)
def test_a_filing_counts_from_the_capitals_date(
    platform: PlatformHere, terminal: FakeTerminal, received: datetime, counts_from: str
) -> None:
    platform.clock.instant = received

    (result,) = _send(platform, terminal, terminal.file())

    assert result.counts_from == counts_from


def test_an_agencys_own_record_is_stored_though_the_platform_cannot_read_it(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    (result,) = _send(platform, terminal, terminal.file(recipients=("cfe",)))

    assert result.outcome is Outcome.ACCEPTED


def test_the_list_of_folios_counts_times(platform: PlatformHere, terminal: FakeTerminal) -> None:
    record, other = terminal.file(), terminal.file()
    _send(platform, terminal, record, other)
    _send(platform, terminal, record)

    counts = folio_counts(platform.engine)

    assert {folio: count.stored for folio, count in counts.items()} == {record.folio: 1, other.folio: 1}
    assert [line.folio for line in case_lines(platform.engine)] == [record.folio, other.folio]
    assert case_lines(platform.engine)[0].state == "acknowledged"
