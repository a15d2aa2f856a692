"""HTTPS to the platform. Whatever the world does, a call returns a verified answer or a LineTrouble.

Only a document the platform signed, for this purpose and naming this terminal, is an answer. Any other page
with a friendly status, and any redirect, is a captive portal.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar
from urllib.parse import urlsplit

import msgspec
import requests
import urllib3
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from offline_queue.clock import Clock, rfc3339
from offline_queue.line import LineTrouble, TroubleKind
from offline_queue.states import Entry
from tramites.errors import ExpectedError
from tramites.wire.frames import frame
from tramites.wire.keys import Signer
from tramites.wire.messages import (
    AcknowledgementQuery,
    BatchAnswer,
    CaseAnswer,
    CaseQuery,
    Enrolment,
    Manifest,
    ManifestEntry,
    SessionAnswer,
    SessionRequest,
)
from tramites.wire.signed import UntrustedDocumentError, read_document, sign, verify, write_document

T = TypeVar("T")
_Headers: TypeAlias = Mapping[str, str]
_JSON: Final = "application/json"
_OCTETS: Final = "application/octet-stream"
_PROBLEM: Final = "application/problem+json"
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_MAX_ANSWER: Final = 8 * 1024 * 1024
_CHUNK: Final = 16 * 1024
_OK, _FIRST_REDIRECT, _FIRST_REFUSAL, _FIRST_FAULT = 200, 300, 400, 500
_TOO_LARGE, _TOO_MANY = 413, 429
_PORTAL_STATUSES: Final = frozenset({407, 511})


class UnsafeAddressError(ExpectedError):
    """The platform's address, or the certificate to check it with, cannot be used."""

    code = "sync.unsafe-address"


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds. A line of 64 kbit/s with 600 ms of delay stays well inside them."""

    connect: float = 10.0
    read: float = 30.0
    whole: float = 120.0  # for one answer, however slowly it drips


DEFAULT_TIMEOUTS: Final = Timeouts()


class _Problem(msgspec.Struct):
    """RFC 9457, as far as a terminal reads it."""

    code: str | None = None
    type: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: _Headers
    body: bytes


class PlatformClient:
    """One HTTP session for one thread. Build a second client for a second thread."""

    def __init__(  # noqa: PLR0913  # joined once, where the application is built
        self,
        enrolment: Enrolment,
        signer: Signer,
        *,
        ca_file: Path,
        clock: Clock,
        base_url: str | None = None,
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        software: str = "ventanilla",
    ) -> None:
        self._base_url = (base_url or enrolment.platform_url).rstrip("/")
        _check_address(self._base_url, ca_file)
        self._enrolment = enrolment
        self._signer = signer
        self._keys = _public_keys(enrolment.platform_signing_keys)
        self._clock = clock
        self._timeouts = timeouts
        self._software = software
        self._http = requests.Session()
        self._http.trust_env = False  # no proxy, no other certificates, no .netrc
        self._http.verify = str(ca_file)
        self._http.headers["User-Agent"] = software

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def session(self, epoch: int, last_seq: int, head: bytes) -> SessionAnswer | LineTrouble:
        """Say where this terminal stands; hear the platform's limits."""
        request = SessionRequest(
            terminal=self._enrolment.terminal,
            epoch=epoch,
            last_seq=last_seq,
            head=head.hex(),
            sent_at=rfc3339(self._clock.now()),
            software=self._software,
        )
        reply = self._post("/v1/sessions", self._signed("session/1", request), _JSON)
        return self._read(reply, "session-answer/1", SessionAnswer, self._names_us)

    def send_batch(self, entries: Sequence[Entry]) -> BatchAnswer | LineTrouble:
        """Send sealed records of one epoch, oldest first; each may be known to the platform already."""
        manifest = Manifest(
            terminal=self._enrolment.terminal,
            epoch=entries[0].epoch,
            sent_at=rfc3339(self._clock.now()),
            entries=tuple(_manifest_entry(entry) for entry in entries),
        )
        parts = [self._signed("manifest/1", manifest), *(entry.sealed or b"" for entry in entries)]
        reply = self._post("/v1/batches", b"".join(frame(part) for part in parts), _OCTETS)
        return self._read(reply, "batch-answer/1", BatchAnswer, self._names_us)

    def query(self, folios: Sequence[str]) -> BatchAnswer | LineTrouble:
        """Ask which of these folios (at most 500) the platform has."""
        request = AcknowledgementQuery(terminal=self._enrolment.terminal, folios=tuple(folios))
        reply = self._post("/v1/acknowledgements:query", self._signed("query/1", request), _JSON)
        return self._read(reply, "batch-answer/1", BatchAnswer, self._names_us)

    def consult(self, folio: str, clave: str | None = None) -> CaseAnswer | LineTrouble:
        """Ask how a case stands; with the clave, also what it says."""
        request = CaseQuery(terminal=self._enrolment.terminal, folio=folio, clave=clave)
        reply = self._post("/v1/cases:consult", self._signed("case-query/1", request), _JSON)
        return self._read(reply, "case-answer/1", CaseAnswer, lambda answer: answer.folio == folio)

    def _signed(self, purpose: str, content: msgspec.Struct) -> bytes:
        return write_document(sign(purpose, content, self._signer))

    def _names_us(self, answer: SessionAnswer | BatchAnswer) -> bool:
        return answer.terminal == self._enrolment.terminal

    def _post(self, path: str, body: bytes, content_type: str) -> _Reply | LineTrouble:
        """One request, never redirected. The body goes out as a stream: a time-out then counts per piece."""
        try:
            with self._http.post(
                self._base_url + path,
                data=io.BytesIO(body),
                headers={"Content-Type": content_type, "Accept": _JSON},
                timeout=(self._timeouts.connect, self._timeouts.read),
                allow_redirects=False,
                stream=True,
            ) as response:
                content = self._read_body(response)
                return _Reply(response.status_code, response.headers, content)
        except requests.exceptions.SSLError as error:
            return LineTrouble(TroubleKind.UNTRUSTED, f"{self._base_url}: {_named(error)}")
        except (OSError, urllib3.exceptions.HTTPError) as error:  # requests' own errors are OSErrors
            return LineTrouble(TroubleKind.DOWN, f"{self._base_url}: {_named(error)}")

    def _read_body(self, response: requests.Response) -> bytes:
        deadline = self._clock.monotonic() + self._timeouts.whole
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > _MAX_ANSWER or self._clock.monotonic() > deadline:
                raise requests.exceptions.ReadTimeout("the answer is too long or comes too slowly")
        return bytes(body)

    def _read(
        self, reply: _Reply | LineTrouble, purpose: str, kind: type[T], is_ours: Callable[[T], bool]
    ) -> T | LineTrouble:
        if isinstance(reply, LineTrouble):
            return reply
        if reply.status != _OK:
            return self._trouble(reply)
        try:
            document = read_document(reply.body)
        except UntrustedDocumentError:
            return self._captive(reply.status)
        try:
            answer = verify(purpose, document, self._keys, kind)
        except UntrustedDocumentError as error:
            return LineTrouble(TroubleKind.UNTRUSTED, str(error), status=reply.status)
        if not is_ours(answer):
            detail = f"{purpose}: signed by the platform, but for another terminal or folio"
            return LineTrouble(TroubleKind.UNTRUSTED, detail, status=reply.status)
        return answer

    def _trouble(self, reply: _Reply) -> LineTrouble:
        """What a status other than 200 means. The platform refuses with a problem document."""
        status = reply.status
        if status < _FIRST_REFUSAL or status in _PORTAL_STATUSES:
            return self._captive(status)
        if status == _TOO_MANY or status >= _FIRST_FAULT:
            wait = _retry_after(reply.headers, self._clock.now())
            return LineTrouble(TroubleKind.RETRY_LATER, f"status {status}", seconds=wait, status=status)
        if status == _TOO_LARGE:
            return LineTrouble(TroubleKind.TOO_LARGE, f"status {status}", status=status)
        problem = _problem_code(reply)
        if problem is None:
            return self._captive(status)
        return LineTrouble(TroubleKind.REFUSED, f"status {status}: {problem}", problem=problem, status=status)

    def _captive(self, status: int) -> LineTrouble:
        detail = (
            f"{self._base_url}: status {status} without a document of the platform: something else answered"
        )
        return LineTrouble(TroubleKind.CAPTIVE, detail, status=status)


def _check_address(base_url: str, ca_file: Path) -> None:
    parts = urlsplit(base_url)
    if parts.scheme == "https":
        if not ca_file.is_file():
            raise UnsafeAddressError(f"{ca_file}: the enrolment's CA certificate is missing; enrol again")
    elif parts.scheme != "http" or parts.hostname not in _LOOPBACK:
        raise UnsafeAddressError(f"platform_url {base_url}: use https (plain http only on 127.0.0.1)")


def _public_keys(raw: Mapping[str, bytes]) -> Mapping[str, Ed25519PublicKey]:
    keys = {name: Ed25519PublicKey.from_public_bytes(data) for name, data in raw.items()}
    return MappingProxyType(keys)


def _manifest_entry(entry: Entry) -> ManifestEntry:
    if entry.sha256 is None or entry.prev is None or entry.hash is None:
        raise ValueError(f"seq {entry.seq} is a draft: it has nothing to send")
    return ManifestEntry(
        folio=entry.folio,
        sha256=entry.sha256.hex(),
        seq=entry.seq,
        prev=entry.prev.hex(),
        hash=entry.hash.hex(),
    )


def _named(error: Exception) -> str:
    """The kind of error only: messages of libraries may repeat what was sent."""
    return type(error).__name__


def _problem_code(reply: _Reply) -> str | None:
    if not reply.headers.get("Content-Type", "").startswith(_PROBLEM):
        return None
    try:
        problem = msgspec.json.decode(reply.body, type=_Problem)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return problem.code or problem.type or problem.title or "unnamed"


def _retry_after(headers: _Headers, now: datetime) -> float | None:
    """Seconds, from either form of the header; None when it says nothing usable."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        instant = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (instant.replace(tzinfo=instant.tzinfo or UTC) - now).total_seconds())
