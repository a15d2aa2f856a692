"""Intake: frames → verified → stored once → acknowledged with one signature.

The order is the law of the house: what the answer says is committed before the answer is signed.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from central_platform.authority import Authority
from central_platform.chains import check_epoch
from central_platform.instants import Clock, counts_from, rfc3339
from central_platform.problems import MalformedRequestError, TooManyRecordsError
from central_platform.records import ArrivedBatch, ArrivedRecord
from central_platform.settings import Limits
from central_platform.terminals import Terminals
from tramites.errors import ExpectedError
from tramites.identifiers.folio import Folio
from tramites.wire import envelope, frames
from tramites.wire.messages import (
    AcknowledgementQuery,
    BatchAnswer,
    FolioResult,
    Manifest,
    ManifestEntry,
    Outcome,
)
from tramites.wire.receipt_code import ReceiptCode
from tramites.wire.sealing import open_header
from tramites.wire.signed import SignedDocument, read_document, sign

MAX_QUERIED: Final = 500
ANSWER: Final = "batch-answer/1"
_SHA256: Final = re.compile("[0-9a-f]{64}")
_MAX_SEQ: Final = 2**63 - 1
_MAX_TRAMITE: Final = 80
_MAX_NAME: Final = 40


class InvalidRecordError(ExpectedError):
    """A record that no resending can mend; `record_code` is what the terminal is told."""

    code = "record.invalid"

    def __init__(self, record_code: str) -> None:
        super().__init__(record_code)
        self.record_code = record_code


class IntakeStore(Protocol):
    """Where records are kept. `keep` returns only after its commit: the answer is signed next."""

    def keep(self, batch: ArrivedBatch) -> tuple[FolioResult, ...]:
        """One result per record, in order: accepted, duplicate or conflict."""
        ...

    def known(self, terminal: str, folios: Iterable[str]) -> Mapping[str, FolioResult]:
        """What is stored of these folios, if this terminal sent them."""
        ...


class Intake:
    """Receives batches of one platform."""

    def __init__(
        self, authority: Authority, terminals: Terminals, store: IntakeStore, limits: Limits, clock: Clock
    ) -> None:
        self._authority = authority
        self._terminals = terminals
        self._store = store
        self._limits = limits
        self._clock = clock

    def receive(self, body: bytes) -> SignedDocument:
        """A body, whole or cut → the signed answer. A bad record never blocks the others."""
        arrived = _arrived_frames(body)
        if not arrived:
            raise MalformedRequestError("el lote no trae su manifiesto completo; vuelva a enviarlo")
        terminal, manifest = self._terminals.verified("manifest/1", read_document(arrived[0]), Manifest)
        self._check_manifest(manifest)
        results = self._settle(terminal.id, manifest, arrived[1:])
        return self._answer(terminal.id, results)

    def query(self, document: SignedDocument) -> SignedDocument:
        """Which of these folios are here; the others are `UNKNOWN`: send them again."""
        terminal, query = self._terminals.verified("query/1", document, AcknowledgementQuery)
        if len(query.folios) > MAX_QUERIED:
            raise TooManyRecordsError(
                f"{len(query.folios)} folios; una consulta lleva a lo más {MAX_QUERIED}"
            )
        known = self._store.known(terminal.id, filter(_is_folio, query.folios))
        results = [
            known.get(folio) or FolioResult(folio=folio, sha256="", outcome=Outcome.UNKNOWN)
            for folio in query.folios
        ]
        return self._answer(terminal.id, results)

    def _check_manifest(self, manifest: Manifest) -> None:
        if len(manifest.entries) > self._limits.max_records:
            raise TooManyRecordsError(
                f"{len(manifest.entries)} registros; un lote lleva a lo más {self._limits.max_records}"
            )
        check_epoch(manifest.epoch)

    def _settle(self, terminal: str, manifest: Manifest, bodies: Sequence[bytes]) -> list[FolioResult]:
        received = self._clock()
        received_at = rfc3339(received)
        checked = [
            self._check(terminal, entry, sealed, received_at)
            for entry, sealed in zip(manifest.entries, bodies, strict=False)
        ]
        arrived = manifest.entries[: len(checked)]
        batch = ArrivedBatch(
            terminal=terminal,
            epoch=manifest.epoch,
            received_at=received_at,
            counts_from=counts_from(received),
            entries=tuple(entry for entry in arrived if _is_well_formed(entry)),
            records=tuple(record for record in checked if isinstance(record, ArrivedRecord)),
        )
        kept = iter(self._store.keep(batch))
        settled = [next(kept) if isinstance(item, ArrivedRecord) else item for item in checked]
        return settled + [_unknown(entry) for entry in manifest.entries[len(checked) :]]

    def _check(
        self, terminal: str, entry: ManifestEntry, sealed: bytes, received_at: str
    ) -> ArrivedRecord | FolioResult:
        try:
            return self._verified(terminal, entry, sealed, received_at)
        except InvalidRecordError as error:
            problem = error.record_code
        except ExpectedError as error:
            problem = error.code
        return FolioResult(folio=entry.folio, sha256=entry.sha256, outcome=Outcome.INVALID, problem=problem)

    def _verified(
        self, terminal: str, entry: ManifestEntry, sealed: bytes, received_at: str
    ) -> ArrivedRecord:
        if not _is_well_formed(entry):
            raise InvalidRecordError("record.malformed")
        folio = Folio(entry.folio)
        if hashlib.sha256(sealed).hexdigest() != entry.sha256:
            raise InvalidRecordError("record.sha256-mismatch")
        opened = envelope.decode(sealed)
        if opened.terminal != terminal:
            raise InvalidRecordError("record.other-terminal")
        if opened.folio != entry.folio:
            raise InvalidRecordError("record.other-folio")
        header = open_header(opened, self._authority.opening_keys())
        _check_header(header)
        code = ReceiptCode(entry.folio, "acuse", received_at, header.payload_sha256)
        return ArrivedRecord(entry, folio.months, header, sealed, code.signed_by(self._authority.signer))

    def _answer(self, terminal: str, results: Iterable[FolioResult]) -> SignedDocument:
        answer = BatchAnswer(terminal=terminal, issued_at=rfc3339(self._clock()), results=tuple(results))
        return sign(ANSWER, answer, self._authority.signer)


def _arrived_frames(body: bytes) -> list[bytes]:
    """Every whole frame before the cut, or before a length no frame of ours has."""
    arrived: list[bytes] = []
    try:
        for whole in frames.whole_frames(body):
            arrived.append(whole)  # noqa: PERF402  # what came before the error is kept
    except frames.InvalidFrameError:
        pass
    return arrived


def _is_well_formed(entry: ManifestEntry) -> bool:
    hashes = (entry.sha256, entry.prev, entry.hash)
    return 0 <= entry.seq <= _MAX_SEQ and all(_SHA256.fullmatch(value) for value in hashes)


def _check_header(header: envelope.RoutingHeader) -> None:
    """What goes into columns and onto paper has the shape that columns and paper expect."""
    hashes = (header.payload_sha256, header.definition_sha256)
    names = ((header.tramite, _MAX_TRAMITE), (header.channel, _MAX_NAME), (header.captured_at, _MAX_NAME))
    fits = all(0 < len(name) <= longest and name.isprintable() for name, longest in names)
    if not fits or not all(_SHA256.fullmatch(value) for value in hashes):
        raise InvalidRecordError("record.header-invalid")


def _unknown(entry: ManifestEntry) -> FolioResult:
    return FolioResult(folio=entry.folio, sha256=entry.sha256, outcome=Outcome.UNKNOWN)


def _is_folio(text: str) -> bool:
    try:
        Folio(text)
    except ExpectedError:
        return False
    return True
