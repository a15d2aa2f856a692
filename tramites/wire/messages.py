"""The messages of `/v1`: requests a terminal signs, answers the platform signs.

Instants are RFC 3339 in UTC; hashes are lower-case hexadecimal SHA-256.
"""

from enum import Enum

import msgspec


class _Message(msgspec.Struct, frozen=True, kw_only=True):
    """Unknown fields are ignored, so that either side may be one version ahead."""


class EnrolmentRequest(_Message, frozen=True, kw_only=True):
    """POST /v1/enrolments: the one unsigned request; the one-time token is its proof."""

    token: str
    name: str
    signing_key: bytes  # raw Ed25519 public key, made on the terminal


class Enrolment(_Message, frozen=True, kw_only=True):
    """What a terminal keeps of its enrolment. Keys are raw public keys by key id."""

    terminal: str
    name: str
    epoch: int
    platform_url: str
    platform_signing_keys: dict[str, bytes]
    platform_sealing_key: bytes
    agency_sealing_keys: dict[str, bytes]  # agency id → raw X25519 public key
    catalogue_keys: dict[str, bytes]
    demo: bool = False


class SessionRequest(_Message, frozen=True, kw_only=True):
    """POST /v1/sessions, purpose "session/1": a terminal says where it stands."""

    terminal: str
    epoch: int
    last_seq: int
    head: str
    sent_at: str
    software: str


class SessionAnswer(_Message, frozen=True, kw_only=True):
    """Purpose "session-answer/1"."""

    terminal: str
    server_time: str
    epoch: int
    max_records: int
    max_bytes: int
    next_contact_seconds: float
    catalogue_sha256: str


class ManifestEntry(_Message, frozen=True, kw_only=True):
    """One record of a batch and its place in the terminal's chain."""

    folio: str
    sha256: str
    seq: int
    prev: str
    hash: str


class Manifest(_Message, frozen=True, kw_only=True):
    """First frame of POST /v1/batches, purpose "manifest/1"; the sealed records follow in the same order."""

    terminal: str
    epoch: int
    sent_at: str
    entries: tuple[ManifestEntry, ...]


class Outcome(Enum):
    """What became of one folio. Only `UNKNOWN` means: send it (again)."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    INVALID = "invalid"
    UNKNOWN = "unknown"


class FolioResult(_Message, frozen=True, kw_only=True):
    """The platform's word on one folio; `received_at`, `counts_from` and `qr` are set when it is stored."""

    folio: str
    sha256: str
    outcome: Outcome
    received_at: str | None = None
    counts_from: str | None = None  # date from which the filing counts
    qr: str | None = None  # what the acuse's QR holds, signed by the platform
    problem: str | None = None  # stable code, for conflict and invalid


class BatchAnswer(_Message, frozen=True, kw_only=True):
    """Answer to batches and to queries, purpose "batch-answer/1": one signature over all results."""

    terminal: str
    issued_at: str
    results: tuple[FolioResult, ...]


class AcknowledgementQuery(_Message, frozen=True, kw_only=True):
    """POST /v1/acknowledgements:query, purpose "query/1": which of these (at most 500) do you have?"""

    terminal: str
    folios: tuple[str, ...]


class CaseQuery(_Message, frozen=True, kw_only=True):
    """POST /v1/cases:consult, purpose "case-query/1". `clave` is None when only the state is asked for."""

    terminal: str
    folio: str
    clave: str | None = None


class CaseEvent(_Message, frozen=True, kw_only=True):
    """One step of a case, as a citizen reads it."""

    at: str
    state: str
    text: str


class CaseAnswer(_Message, frozen=True, kw_only=True):
    """Purpose "case-answer/1". `found` is False for an unknown folio and for a wrong clave alike."""

    folio: str
    found: bool
    locked: bool = False
    tramite: str | None = None
    state: str | None = None
    agency: str | None = None
    agency_folio: str | None = None
    received_at: str | None = None
    counts_from: str | None = None
    qr: str | None = None
    events: tuple[CaseEvent, ...] = ()
    next_step: str | None = None


class CatalogueBundle(_Message, frozen=True, kw_only=True):
    """Answer to GET /v1/catalogue: signed definitions, each a document of purpose "definition/1"."""

    sha256: str
    definitions: tuple[bytes, ...]  # encoded SignedDocument each
