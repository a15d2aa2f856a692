"""The client against everything that may answer it: only a verified document is an answer."""

import hashlib
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

from offline_queue.client import PlatformClient, Timeouts, UnsafeAddressError
from offline_queue.clock import SystemClock
from offline_queue.line import LineTrouble, TroubleKind
from offline_queue.states import Entry
from tests.integration.offline_queue.small_server import Answer, SmallServer, http
from tests.unit.offline_queue.fakes import FolioMaker, file_some, open_outbox
from tramites.wire.frames import whole_frames
from tramites.wire.keys import Signer
from tramites.wire.messages import (
    AcknowledgementQuery,
    BatchAnswer,
    CaseAnswer,
    Enrolment,
    FolioResult,
    Manifest,
    Outcome,
    SessionAnswer,
    SessionRequest,
)
from tramites.wire.signed import SignedDocument, read_document, sign, verify, write_document

PLATFORM = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
TERMINAL = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))))
STRANGER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(2, 34))))
ENROLMENT = Enrolment(
    terminal="kiosk-1",
    name="Kiosco de prueba",
    epoch=1,
    platform_url="https://platform.invalid",
    platform_signing_keys={PLATFORM.key_id: PLATFORM.key.public_key().public_bytes_raw()},
    platform_sealing_key=bytes(32),
    agency_sealing_keys={},
    catalogue_keys={},
)
SESSION = SessionAnswer(
    terminal="kiosk-1",
    server_time="2026-01-31T12:00:00Z",
    epoch=1,
    max_records=50,
    max_bytes=10**6,
    next_contact_seconds=60,
    catalogue_sha256="",
)


T = TypeVar("T")


def at(url: str, question: Callable[[PlatformClient], T]) -> T:
    """Put a question to whatever listens at `url`."""
    client = PlatformClient(
        ENROLMENT,
        TERMINAL,
        ca_file=Path("no-such-file"),
        clock=SystemClock(),
        base_url=url,
        timeouts=Timeouts(connect=2, read=0.5, whole=2),
    )
    try:
        return question(client)
    finally:
        client.close()


def ask_session(answer: Answer) -> SessionAnswer | LineTrouble:
    with SmallServer(answer) as server:
        return at(server.url, lambda client: client.session(1, 3, b"\x01" * 32))


def trouble(answer: Answer) -> LineTrouble:
    found = ask_session(answer)
    assert isinstance(found, LineTrouble), found
    return found


def document(signed: SignedDocument) -> bytes:
    return http("200 OK", write_document(signed), Content_Type="application/json")


def test_a_signed_answer_for_this_terminal_is_an_answer() -> None:
    with SmallServer(document(sign("session-answer/1", SESSION, PLATFORM))) as server:
        answer = at(server.url, lambda client: client.session(1, 3, b"\x01" * 32))

        assert answer == SESSION
        head, body = server.requests[0]
    assert head.startswith(b"POST /v1/sessions HTTP/1.1")
    assert b"Content-Type: application/json" in head
    request = verify("session/1", read_document(body), TERMINAL.verifying(), SessionRequest)
    assert (request.terminal, request.last_seq, request.head) == ("kiosk-1", 3, "01" * 32)


def test_a_portals_page_with_a_friendly_status_is_captive() -> None:
    page = http("200 OK", b"<html>Bienvenido. Acepte las condiciones.</html>", Content_Type="text/html")

    assert trouble(page).kind is TroubleKind.CAPTIVE


@pytest.mark.parametrize("status", ["301 Moved Permanently", "302 Found", "307 Temporary Redirect"])
def test_a_redirect_is_captive_and_never_followed(status: str) -> None:
    with SmallServer(document(sign("session-answer/1", SESSION, PLATFORM))) as elsewhere:
        found = trouble(http(status, Location=elsewhere.url))

        assert elsewhere.requests == []
    assert found.kind is TroubleKind.CAPTIVE


@pytest.mark.parametrize(
    "status", ["204 No Content", "201 Created", "403 Forbidden", "511 Network Authentication Required"]
)
def test_any_other_page_that_is_not_the_platforms_is_captive(status: str) -> None:
    assert trouble(http(status, b"" if status.startswith("204") else b"<html>")).kind is TroubleKind.CAPTIVE


def test_json_that_is_not_a_signed_document_is_captive() -> None:
    assert (
        trouble(http("200 OK", b'{"ok": true}', Content_Type="application/json")).kind is TroubleKind.CAPTIVE
    )


def test_a_document_signed_by_a_stranger_is_untrusted() -> None:
    assert trouble(document(sign("session-answer/1", SESSION, STRANGER))).kind is TroubleKind.UNTRUSTED


def test_a_document_changed_on_the_way_is_untrusted() -> None:
    signed = sign("session-answer/1", SESSION, PLATFORM)
    changed = SignedDocument(signed.key_id, signed.payload.replace(b"50", b"51"), signed.signature)

    assert trouble(document(changed)).kind is TroubleKind.UNTRUSTED


def test_a_document_for_another_purpose_is_untrusted() -> None:
    assert trouble(document(sign("batch-answer/1", SESSION, PLATFORM))).kind is TroubleKind.UNTRUSTED


def test_an_answer_for_another_terminal_is_untrusted() -> None:
    other = msgspec.structs.replace(SESSION, terminal="kiosk-2")

    assert trouble(document(sign("session-answer/1", other, PLATFORM))).kind is TroubleKind.UNTRUSTED


def test_a_refusal_of_the_platform_carries_its_code() -> None:
    problem = (
        b'{"type": "about:blank", "title": "x", "status": 403, "detail": "y", "code": "terminal.unknown"}'
    )
    found = trouble(http("403 Forbidden", problem, Content_Type="application/problem+json"))

    assert (found.kind, found.problem, found.status) == (TroubleKind.REFUSED, "terminal.unknown", 403)


@pytest.mark.parametrize("status", ["500 Internal Server Error", "502 Bad Gateway", "503 Unavailable"])
def test_a_fault_of_the_platform_is_retried_later(status: str) -> None:
    found = trouble(http(status, b"<html>"))

    assert (found.kind, found.seconds) == (TroubleKind.RETRY_LATER, None)


def test_the_seconds_the_platform_asks_for_are_heard() -> None:
    assert trouble(http("429 Too Many Requests", Retry_After="17")).seconds == 17.0


def test_a_date_to_retry_after_is_heard_too() -> None:
    assert trouble(http("503 Unavailable", Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")).seconds == 0.0
    later = trouble(http("503 Unavailable", Retry_After="Wed, 21 Oct 2099 07:28:00 GMT")).seconds
    assert later is not None
    assert later > 3600


@pytest.mark.parametrize("nonsense", ["soon", "-3", "٣", "1e9", "99 bottles"])
def test_a_retry_after_that_is_nonsense_is_ignored(nonsense: str) -> None:
    answer = http("429 Too Many Requests", Retry_After="@").replace(b"@", nonsense.encode())

    assert trouble(answer).seconds is None


def test_a_batch_that_is_too_large_is_said_to_be() -> None:
    assert trouble(http("413 Content Too Large")).kind is TroubleKind.TOO_LARGE


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\x00\xff" * 100,
        b"HTTP/1.1 banana\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\ncut",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
    ],
)
def test_garbage_and_cut_answers_are_a_line_that_is_down(garbage: bytes) -> None:
    assert trouble(garbage).kind is TroubleKind.DOWN


def test_an_answer_without_end_is_given_up() -> None:
    endless = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * (9 * 1024 * 1024)

    assert trouble(endless).kind is TroubleKind.DOWN


def test_nobody_listening_is_a_line_that_is_down() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    found = at(f"http://127.0.0.1:{port}", lambda client: client.session(1, 0, bytes(32)))

    assert isinstance(found, LineTrouble)
    assert found.kind is TroubleKind.DOWN


def test_a_server_that_says_nothing_is_a_line_that_is_down() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        found = at(url, lambda client: client.session(1, 0, bytes(32)))

    assert isinstance(found, LineTrouble)
    assert found.kind is TroubleKind.DOWN


@pytest.fixture
def entries(tmp_path: Path) -> Iterator[list[Entry]]:
    with open_outbox(tmp_path) as outbox:
        file_some(outbox, FolioMaker(), 3)
        yield outbox.pending(9, 10**9)


def test_a_batch_is_a_signed_manifest_and_the_sealed_records_in_its_order(entries: list[Entry]) -> None:
    words = tuple(
        FolioResult(folio=entry.folio, sha256=(entry.sha256 or b"").hex(), outcome=Outcome.ACCEPTED)
        for entry in entries
    )
    expected = BatchAnswer(terminal="kiosk-1", issued_at="2026-01-31T12:00:00Z", results=words)
    with SmallServer(document(sign("batch-answer/1", expected, PLATFORM))) as server:
        assert at(server.url, lambda client: client.send_batch(entries)) == expected
        head, body = server.requests[0]

    assert head.startswith(b"POST /v1/batches HTTP/1.1")
    assert b"Content-Type: application/octet-stream" in head
    first, *sealed = whole_frames(body)
    manifest = verify("manifest/1", read_document(first), TERMINAL.verifying(), Manifest)
    assert [item.folio for item in manifest.entries] == [entry.folio for entry in entries]
    assert [item.sha256 for item in manifest.entries] == [hashlib.sha256(data).hexdigest() for data in sealed]
    assert [item.prev for item in manifest.entries[1:]] == [item.hash for item in manifest.entries[:-1]]


def test_a_query_names_the_folios_and_nothing_else(entries: list[Entry]) -> None:
    expected = BatchAnswer(terminal="kiosk-1", issued_at="2026-01-31T12:00:00Z", results=())
    folios = [entry.folio for entry in entries]
    with SmallServer(document(sign("batch-answer/1", expected, PLATFORM))) as server:
        assert at(server.url, lambda client: client.query(folios)) == expected
        head, body = server.requests[0]

    assert head.startswith(b"POST /v1/acknowledgements:query ")
    query = verify("query/1", read_document(body), TERMINAL.verifying(), AcknowledgementQuery)
    assert query.folios == tuple(folios)


def test_a_case_is_consulted_and_an_answer_about_another_folio_is_untrusted() -> None:
    folio, other = FolioMaker()(), FolioMaker(2)()
    expected = CaseAnswer(folio=folio, found=True, state="received")
    with SmallServer(document(sign("case-answer/1", expected, PLATFORM))) as server:
        assert at(server.url, lambda client: client.consult(folio, "AAAA-BBBB")) == expected
        found = at(server.url, lambda client: client.consult(other))

    assert isinstance(found, LineTrouble)
    assert found.kind is TroubleKind.UNTRUSTED


def test_the_detail_of_a_trouble_never_repeats_what_was_sent() -> None:
    folio = FolioMaker()()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        found = at(url, lambda client: client.consult(folio, "AAAA-BBBB"))

    assert isinstance(found, LineTrouble)
    assert folio not in found.detail
    assert "AAAA-BBBB" not in found.detail


def test_a_proxy_in_the_environment_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    with SmallServer(http("502 Bad Gateway")) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", "")
        assert ask_session(document(sign("session-answer/1", SESSION, PLATFORM))) == SESSION
        assert proxy.requests == []


def certificate(directory: Path, name: str) -> Path:
    """A self-signed certificate for 127.0.0.1 with its key, as one PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = directory / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize(("trusted", "kind"), [("platform", None), ("stranger", TroubleKind.UNTRUSTED)])
def test_only_the_enrolments_certificate_authority_is_trusted(
    tmp_path: Path, trusted: str, kind: TroubleKind | None
) -> None:
    files = {name: certificate(tmp_path, name) for name in ("platform", "stranger")}
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(files["platform"])
    with SmallServer(document(sign("session-answer/1", SESSION, PLATFORM)), tls) as server:
        client = PlatformClient(
            ENROLMENT, TERMINAL, ca_file=files[trusted], clock=SystemClock(), base_url=server.url
        )
        found = client.session(1, 0, bytes(32))
        client.close()

    assert (found.kind if isinstance(found, LineTrouble) else None) is kind


@pytest.mark.parametrize("url", ["http://platform.example", "ftp://127.0.0.1", "platform.example", ""])
def test_an_address_without_https_is_refused_and_named(url: str) -> None:
    enrolment = msgspec.structs.replace(ENROLMENT, platform_url=url)
    with pytest.raises(UnsafeAddressError, match="use https"):
        PlatformClient(enrolment, TERMINAL, ca_file=Path("no-such-file"), clock=SystemClock())


def test_https_without_the_enrolments_certificate_is_refused_and_named(tmp_path: Path) -> None:
    with pytest.raises(UnsafeAddressError, match="enrol again"):
        PlatformClient(ENROLMENT, TERMINAL, ca_file=tmp_path / "ca.pem", clock=SystemClock())
