"""Storing each record once: intake, case, first event and dispatch row in one transaction."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Engine, insert, select, union, update
from sqlalchemy.exc import IntegrityError

from central_platform.case_states import RECEIVED_TEXT, CaseState
from central_platform.chains import BEGINNING, Head, walk
from central_platform.records import ArrivedBatch, ArrivedRecord
from central_platform.store.database import reading, writing
from central_platform.store.schema import case_events, cases, chain_heads, dispatch, intake, terminals
from tramites.identifiers.folio import Folio
from tramites.wire.messages import FolioResult, Outcome

CONFLICT: Final = "folio.conflict"
_ATTEMPTS: Final = 3
_MAX_AGENCY: Final = 40


class SqlIntakeStore:
    """The intake of any SQL database; the unique key on (months, folio) has the last word."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, batch: ArrivedBatch) -> tuple[FolioResult, ...]:
        """One result per record, in order; what they say is committed when this returns."""
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._keep_once(batch)
            except IntegrityError:
                continue  # another worker stored one of these folios meanwhile: now it will be found
        return self._keep_once(batch)

    def known(self, terminal: str, folios: Iterable[str]) -> Mapping[str, FolioResult]:
        """What is stored of these folios, if this terminal sent them."""
        with reading(self._engine) as connection:
            rows = self._stored(connection, folios)
        return {folio: result for folio, (sender, result) in rows.items() if sender == terminal}

    def _keep_once(self, batch: ArrivedBatch) -> tuple[FolioResult, ...]:
        with writing(self._engine) as connection:
            follows = _move_head(connection, batch)
            stored = self._stored(connection, [record.entry.folio for record in batch.records])
            known = {folio: result for folio, (_, result) in stored.items()}
            results, fresh = _sort(batch, known)
            self._insert(connection, batch, fresh, follows)
        return results

    def _stored(self, connection: Connection, folios: Iterable[str]) -> dict[str, tuple[str, FolioResult]]:
        named = {folio: Folio(folio).months for folio in folios}
        query = select(*intake.c["folio", "terminal", "sha256", "received_at", "counts_from", "qr"]).where(
            intake.c.months.in_(set(named.values())), intake.c.folio.in_(named)
        )
        return {
            row.folio: (row.terminal, _result(row, Outcome.DUPLICATE)) for row in connection.execute(query)
        }

    def _insert(
        self,
        connection: Connection,
        batch: ArrivedBatch,
        fresh: list[ArrivedRecord],
        follows: Mapping[str, bool],
    ) -> None:
        if not fresh:
            return
        flags = [follows.get(record.entry.hash, False) for record in fresh]
        connection.execute(
            insert(intake), [_intake_row(batch, record, ok) for record, ok in zip(fresh, flags, strict=True)]
        )
        connection.execute(insert(cases), [_case_row(record) for record in fresh])
        connection.execute(insert(case_events), [_event_row(batch, record) for record in fresh])
        connection.execute(insert(dispatch), [_dispatch_row(batch, record) for record in fresh])


def _sort(
    batch: ArrivedBatch, known: dict[str, FolioResult]
) -> tuple[tuple[FolioResult, ...], list[ArrivedRecord]]:
    """New, already here, or the same folio with other bytes."""
    results: list[FolioResult] = []
    fresh: list[ArrivedRecord] = []
    for record in batch.records:
        prior = known.get(record.entry.folio)
        if prior is None:
            fresh.append(record)
            results.append(_accepted(batch, record, Outcome.ACCEPTED))
            known[record.entry.folio] = _accepted(batch, record, Outcome.DUPLICATE)
        elif prior.sha256 == record.entry.sha256:
            results.append(prior)
        else:
            results.append(
                FolioResult(
                    folio=prior.folio, sha256=record.entry.sha256, outcome=Outcome.CONFLICT, problem=CONFLICT
                )
            )
    return tuple(results), fresh


def _move_head(connection: Connection, batch: ArrivedBatch) -> dict[str, bool]:
    """Lock this terminal's head, walk the entries from it, and write where it stands now."""
    here = (chain_heads.c.terminal == batch.terminal) & (chain_heads.c.epoch == batch.epoch)
    row = connection.execute(
        select(*chain_heads.c["seq", "hash"]).where(here).with_for_update()
    ).one_or_none()
    before = None if row is None else Head(row.seq, row.hash)
    roots = _roots(connection, batch) if before is None else BEGINNING
    follows, after = walk(before, batch.epoch, batch.entries, roots)
    if after is not None and after != before:
        place = {"terminal": batch.terminal, "epoch": batch.epoch, "seq": after.seq, "hash": after.hash}
        statement = insert(chain_heads) if before is None else update(chain_heads).where(here)
        connection.execute(statement.values(**place))
    connection.execute(
        update(terminals).where(terminals.c.id == batch.terminal).values(last_contact=batch.received_at)
    )
    return follows


def _roots(connection: Connection, batch: ArrivedBatch) -> frozenset[str]:
    """What the first link of an epoch may follow: nothing, or a link of an earlier epoch that we hold."""
    followed = {entry.prev for entry in batch.entries[:1]} - BEGINNING
    if not followed:
        return BEGINNING
    seen = [
        select(table.c.hash).where(table.c.terminal == batch.terminal, table.c.hash.in_(followed))
        for table in (intake, chain_heads)
    ]
    return BEGINNING | frozenset(connection.execute(union(*seen)).scalars())


def _accepted(batch: ArrivedBatch, record: ArrivedRecord, outcome: Outcome) -> FolioResult:
    return FolioResult(
        folio=record.entry.folio,
        sha256=record.entry.sha256,
        outcome=outcome,
        received_at=batch.received_at,
        counts_from=batch.counts_from,
        qr=record.qr,
    )


def _result(row: Any, outcome: Outcome) -> FolioResult:
    return FolioResult(
        folio=row.folio,
        sha256=row.sha256,
        outcome=outcome,
        received_at=row.received_at,
        counts_from=row.counts_from,
        qr=row.qr,
    )


def _intake_row(batch: ArrivedBatch, record: ArrivedRecord, chain_ok: bool) -> dict[str, Any]:  # noqa: FBT001  # a column's value
    entry = record.entry
    return {
        "months": record.months,
        "folio": entry.folio,
        "terminal": batch.terminal,
        "epoch": batch.epoch,
        "seq": entry.seq,
        "sha256": entry.sha256,
        "prev": entry.prev,
        "hash": entry.hash,
        "chain_ok": chain_ok,
        "received_at": batch.received_at,
        "counts_from": batch.counts_from,
        "qr": record.qr,
        "sealed": record.sealed,
    }


def _case_row(record: ArrivedRecord) -> dict[str, Any]:
    header = record.header
    return {
        "folio": header.folio,
        "tramite": header.tramite,
        "definition_sha256": header.definition_sha256,
        "channel": header.channel,
        "captured_at": header.captured_at,
        "payload_sha256": header.payload_sha256,
        "clave_verifier": header.clave_verifier,
        "state": CaseState.RECEIVED.value,
        "agency": header.tramite.partition(".")[0][:_MAX_AGENCY],
    }


def _event_row(batch: ArrivedBatch, record: ArrivedRecord) -> dict[str, Any]:
    return {
        "folio": record.entry.folio,
        "at": batch.received_at,
        "state": CaseState.RECEIVED.value,
        "text": RECEIVED_TEXT,
    }


def _dispatch_row(batch: ArrivedBatch, record: ArrivedRecord) -> dict[str, Any]:
    return {"folio": record.entry.folio, "state": "waiting", "due_at": batch.received_at, "attempts": 0}
