"""A terminal as the platform sees one: it has a key, files sealed records and signs what it says."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeVar

import msgspec
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from tramites.identifiers.clave import Clave
from tramites.identifiers.folio import Folio
from tramites.solicitud import Solicitud, payload_sha256
from tramites.wire import envelope
from tramites.wire.chain import GENESIS, chain_hash
from tramites.wire.envelope import RoutingHeader
from tramites.wire.frames import frame
from tramites.wire.keys import Signer
from tramites.wire.messages import (
    AcknowledgementQuery,
    BatchAnswer,
    CaseAnswer,
    CaseQuery,
    Enrolment,
    EnrolmentRequest,
    FolioResult,
    Manifest,
    ManifestEntry,
    SessionAnswer,
    SessionRequest,
)
from tramites.wire.sealing import SealingParty, seal
from tramites.wire.signed import SignedDocument, read_document, sign, verify, write_document

T = TypeVar("T")
CAPTURED_AT = "2026-01-05T17:00:00.000000Z"
ANSWERS = {
    "falla": "sin_luz",
    "estado": "Colima",
    "municipio": "Colima",
    "colonia": "Centro",
    "calle": "Juárez 5",
}


@dataclass(frozen=True)
class FiledRecord:
    """One sealed record, its place in the chain, and what only the citizen holds."""

    entry: ManifestEntry
    sealed: bytes
    clave: Clave
    payload: bytes

    @property
    def folio(self) -> str:
        return self.entry.folio


@dataclass
class FakeTerminal:
    """Files and signs without any queue: the test says what is sent and when."""

    enrolment: Enrolment
    signer: Signer
    epoch: int = 1
    seq: int = 0
    head: bytes = GENESIS
    filed: list[FiledRecord] = field(default_factory=list)

    def file(
        self,
        *,
        tramite: str = "cfe.falla-de-luz",
        answers: dict[str, str] | None = None,
        folio: str | None = None,
        terminal: str | None = None,
        recipients: Sequence[str] = ("plataforma", "cfe"),
        definition_sha256: str = "0" * 64,
    ) -> FiledRecord:
        """Seal one trámite and put it at the end of the chain; each place is another unless `answers` say."""
        number = folio or Folio.make(datetime.now(UTC).date(), os.urandom(16)).text
        clave = Clave.make(os.urandom(16))
        terminal = terminal or self.enrolment.terminal
        payload = _solicitud(number, terminal, tramite, answers or {**ANSWERS, "calle": number}).payload()
        header = RoutingHeader(
            folio=number,
            tramite=tramite,
            definition_sha256=definition_sha256,
            captured_at=CAPTURED_AT,
            channel="kiosk",
            payload_sha256=payload_sha256(payload),
            clave_verifier=clave.verifier(number),
        )
        sealed = envelope.encode(seal(header, payload, self._party(terminal, recipients), os.urandom(32)))
        record = FiledRecord(self._link(number, sealed), sealed, clave, payload)
        self.filed.append(record)
        return record

    def manifest(self, records: Sequence[FiledRecord]) -> SignedDocument:
        content = Manifest(
            terminal=self.enrolment.terminal,
            epoch=self.epoch,
            sent_at=CAPTURED_AT,
            entries=tuple(record.entry for record in records),
        )
        return sign("manifest/1", content, self.signer)

    def batch(self, records: Sequence[FiledRecord]) -> bytes:
        """The body of POST /v1/batches."""
        parts = [write_document(self.manifest(records)), *(record.sealed for record in records)]
        return b"".join(frame(part) for part in parts)

    def session_request(self) -> SignedDocument:
        content = SessionRequest(
            terminal=self.enrolment.terminal,
            epoch=self.epoch,
            last_seq=self.seq,
            head=self.head.hex(),
            sent_at=CAPTURED_AT,
            software="tests",
        )
        return sign("session/1", content, self.signer)

    def query(self, *folios: str) -> SignedDocument:
        content = AcknowledgementQuery(terminal=self.enrolment.terminal, folios=folios)
        return sign("query/1", content, self.signer)

    def case_query(self, folio: str, clave: str | None = None) -> SignedDocument:
        content = CaseQuery(terminal=self.enrolment.terminal, folio=folio, clave=clave)
        return sign("case-query/1", content, self.signer)

    def read(self, purpose: str, document: SignedDocument, kind: type[T]) -> T:
        """What the platform says, once its signature is verified."""
        raw = self.enrolment.platform_signing_keys
        keys = {name: Ed25519PublicKey.from_public_bytes(data) for name, data in raw.items()}
        return verify(purpose, document, keys, kind)

    def results(self, document: SignedDocument) -> tuple[FolioResult, ...]:
        return self.read("batch-answer/1", document, BatchAnswer).results

    def _party(self, terminal: str, recipients: Sequence[str]) -> SealingParty:
        platform = X25519PublicKey.from_public_bytes(self.enrolment.platform_sealing_key)
        agencies = self.enrolment.agency_sealing_keys
        keys = {
            name: platform if name == "plataforma" else X25519PublicKey.from_public_bytes(agencies[name])
            for name in recipients
        }
        return SealingParty(terminal, platform, keys)

    def _link(self, folio: str, sealed: bytes) -> ManifestEntry:
        self.seq += 1
        digest = hashlib.sha256(sealed).digest()
        prev, self.head = self.head, chain_hash(self.head, self.epoch, self.seq, folio, digest)
        return ManifestEntry(
            folio=folio, sha256=digest.hex(), seq=self.seq, prev=prev.hex(), hash=self.head.hex()
        )


class TerminalOnTheLine:
    """A terminal with a real HTTPS connection to a real platform."""

    def __init__(self, url: str, ca_file: Path, terminal: FakeTerminal) -> None:
        self.url = url
        self.terminal = terminal
        self.http = _http(ca_file)

    @classmethod
    def enrol(cls, url: str, token: str, folder: Path, name: str = "prueba") -> Self:
        """Fetch the CA (the token names it), make a key, trade the token."""
        ca_file = fetch_ca(url, folder)
        signer = Signer(Ed25519PrivateKey.generate())
        answer = enrol_with(url, ca_file, token, signer, name)
        assert answer.status_code == 200, answer.text
        enrolment = msgspec.json.decode(answer.content, type=Enrolment)
        return cls(url, ca_file, FakeTerminal(enrolment, signer, epoch=enrolment.epoch))

    def close(self) -> None:
        self.http.close()

    def session(self) -> SessionAnswer:
        document = self.post("/v1/sessions", write_document(self.terminal.session_request()))
        return self.terminal.read("session-answer/1", document, SessionAnswer)

    def send(self, *records: FiledRecord) -> tuple[FolioResult, ...]:
        return self.send_body(self.terminal.batch(records))

    def send_body(self, body: bytes) -> tuple[FolioResult, ...]:
        document = self.post("/v1/batches", body, "application/octet-stream")
        return self.terminal.results(document)

    def query(self, *folios: str) -> tuple[FolioResult, ...]:
        document = self.post("/v1/acknowledgements:query", write_document(self.terminal.query(*folios)))
        return self.terminal.results(document)

    def consult(self, folio: str, clave: str | None = None) -> CaseAnswer:
        document = self.post("/v1/cases:consult", write_document(self.terminal.case_query(folio, clave)))
        return self.terminal.read("case-answer/1", document, CaseAnswer)

    def post(self, path: str, body: bytes, content_type: str = "application/json") -> SignedDocument:
        answer = self.raw_post(path, body, content_type)
        assert answer.status_code == 200, answer.text
        return read_document(answer.content)

    def raw_post(self, path: str, body: bytes, content_type: str = "application/json") -> requests.Response:
        headers = {"Content-Type": content_type}
        return self.http.post(self.url + path, data=body, headers=headers, timeout=20)


def fetch_ca(url: str, folder: Path) -> Path:
    """The CA a real terminal compares with its token; here it is simply kept."""
    with requests.Session() as http:
        http.trust_env = False
        http.verify = False
        pem = _quietly(http, f"{url}/v1/enrolment/ca")
    ca_file = folder / "ca.pem"
    ca_file.write_bytes(pem)
    return ca_file


def enrol_with(url: str, ca_file: Path, token: str, signer: Signer, name: str) -> requests.Response:
    request = EnrolmentRequest(token=token, name=name, signing_key=signer.key.public_key().public_bytes_raw())
    with _http(ca_file) as http:
        return http.post(f"{url}/v1/enrolments", data=msgspec.json.encode(request), timeout=20)


def _quietly(http: requests.Session, url: str) -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return bytes(http.get(url, timeout=20).content)


def _http(ca_file: Path) -> requests.Session:
    http = requests.Session()
    http.trust_env = False
    http.verify = str(ca_file)
    return http


def _solicitud(folio: str, terminal: str, tramite: str, answers: dict[str, str]) -> Solicitud:
    return Solicitud(
        folio=folio,
        tramite=tramite,
        definition_version="1.0.0",
        definition_sha256="0" * 64,
        language="es-MX",
        channel="kiosk",
        actor="citizen",
        terminal=terminal,
        started_at=CAPTURED_AT,
        captured_at=CAPTURED_AT,
        privacy_notice=None,
        answers=answers,
    )
