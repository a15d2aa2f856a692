"""Terminal and platform over real HTTPS on loopback."""

import json
import socket
import ssl
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.fakes.platforms import PlatformProcess, run_command
from tests.fakes.terminals import FiledRecord, TerminalOnTheLine, enrol_with
from tramites.wire.keys import Signer
from tramites.wire.messages import Outcome


def _until(holds: Callable[[], bool], within: float = 15) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


def _times(platform: PlatformProcess) -> dict[str, int]:
    found = run_command("cases", "--state", str(platform.state_dir), "--json")
    return {line["folio"]: line["times"] for line in json.loads(found.stdout)["cases"]}


def _send_and_hang_up(terminal: TerminalOnTheLine, body: bytes, announced: int) -> None:
    """Send `body`, having announced more or less of it, and go away without reading the answer."""
    host, port = terminal.url.removeprefix("https://").split(":")
    context = ssl.create_default_context(cafile=str(terminal.http.verify))
    with (
        socket.create_connection((host, int(port)), timeout=10) as line,
        context.wrap_socket(line, server_hostname=host) as secure,
    ):
        secure.sendall(
            b"POST /v1/batches HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n"
            + f"Content-Length: {announced}\r\n\r\n".encode()
            + body
        )


def test_one_tramite_from_enrolment_to_its_end(terminal: TerminalOnTheLine) -> None:
    session = terminal.session()
    assert session.terminal == terminal.terminal.enrolment.terminal
    assert terminal.terminal.enrolment.demo
    record = terminal.terminal.file()

    (result,) = terminal.send(record)

    assert result.outcome is Outcome.ACCEPTED

    def assigned() -> bool:
        return terminal.consult(record.folio, record.clave.text).state == "crew-assigned"

    assert _until(assigned)
    case = terminal.consult(record.folio, record.clave.text)
    assert [event.state for event in case.events] == ["received", "with-agency", "crew-assigned"]
    assert case.agency_folio is not None


def test_duplicates_conflicts_and_tampering_over_the_line(terminal: TerminalOnTheLine) -> None:
    first = terminal.terminal.file()
    terminal.send(first)
    other = terminal.terminal.file(folio=first.folio)
    whole = terminal.terminal.file()
    tampered = FiledRecord(whole.entry, whole.sealed[:-1] + b"\0", whole.clave, whole.payload)
    good = terminal.terminal.file()

    results = terminal.send(first, other, tampered, good)

    assert [result.outcome for result in results] == [
        Outcome.DUPLICATE,
        Outcome.CONFLICT,
        Outcome.INVALID,
        Outcome.ACCEPTED,
    ]


def test_a_line_cut_in_mid_body_keeps_the_whole_frames(
    platform: PlatformProcess, terminal: TerminalOnTheLine
) -> None:
    records = [terminal.terminal.file() for _ in range(3)]
    body = terminal.terminal.batch(records)

    _send_and_hang_up(terminal, body[:-10], announced=len(body))

    assert _until(lambda: len(_times(platform)) == 2)
    folios = [record.folio for record in records]
    assert [result.outcome for result in terminal.query(*folios)] == [
        Outcome.DUPLICATE,
        Outcome.DUPLICATE,
        Outcome.UNKNOWN,
    ]
    assert [result.outcome for result in terminal.send(*records)] == [
        Outcome.DUPLICATE,
        Outcome.DUPLICATE,
        Outcome.ACCEPTED,
    ]


def test_a_terminal_that_dies_between_commit_and_answer_finds_its_folios(
    platform: PlatformProcess, terminal: TerminalOnTheLine
) -> None:
    record = terminal.terminal.file()
    body = terminal.terminal.batch([record])

    _send_and_hang_up(terminal, body, announced=len(body))

    assert _until(lambda: _times(platform) == {record.folio: 1})
    (result,) = terminal.query(record.folio)
    assert (result.outcome, result.sha256) == (Outcome.DUPLICATE, record.entry.sha256)
    (again,) = terminal.send(record)
    assert again.outcome is Outcome.DUPLICATE
    assert _times(platform) == {record.folio: 1}


def test_what_was_acknowledged_survives_kill_9(
    platform: PlatformProcess, terminal: TerminalOnTheLine
) -> None:
    records = [terminal.terminal.file() for _ in range(5)]
    first = terminal.send(*records)
    platform.kill()
    platform.start()

    results = terminal.send(*records)

    assert {result.outcome for result in results} == {Outcome.DUPLICATE}
    assert [result.qr for result in results] == [result.qr for result in first]
    assert _times(platform) == {record.folio: 1 for record in records}


def test_a_restart_keeps_keys_cases_and_locks(platform: PlatformProcess, terminal: TerminalOnTheLine) -> None:
    record = terminal.terminal.file()
    terminal.send(record)
    for _ in range(5):
        wrong = terminal.consult(record.folio, "0000-0000")
    assert wrong.locked

    assert platform.stop() == 0
    platform.start()

    assert terminal.session().terminal == terminal.terminal.enrolment.terminal
    assert terminal.consult(record.folio, record.clave.text).locked
    assert terminal.consult(record.folio).state in {"received", "with-agency", "crew-assigned"}


def test_folio_with_clave_and_without_and_with_a_wrong_one(terminal: TerminalOnTheLine) -> None:
    record = terminal.terminal.file()
    terminal.send(record)

    assert terminal.consult(record.folio, record.clave.text).tramite == "cfe.falla-de-luz"
    assert terminal.consult(record.folio).tramite is None
    assert not terminal.consult(record.folio, "0000-0000").found


def test_a_token_serves_once_over_the_line(platform: PlatformProcess, tmp_path: Path) -> None:
    token = platform.token()
    first = TerminalOnTheLine.enrol(platform.url, token, tmp_path)
    first.close()

    again = enrol_with(platform.url, tmp_path / "ca.pem", token, Signer(Ed25519PrivateKey.generate()), "otra")

    assert again.status_code == 403
    assert again.headers["content-type"].startswith("application/problem+json")
    assert again.json()["code"] == "enrolment.token-refused"


def test_a_platform_with_another_authority_is_not_trusted(
    platform: PlatformProcess, terminal: TerminalOnTheLine, tmp_path: Path
) -> None:
    with PlatformProcess(tmp_path / "false") as false_platform, requests.Session() as http:
        http.trust_env = False
        http.verify = str(terminal.http.verify)

        with pytest.raises(requests.exceptions.SSLError):
            http.get(f"{false_platform.url}/v1/health", timeout=10)


def test_an_agency_that_is_down_gets_the_filing_when_it_is_back(
    platform: PlatformProcess, terminal: TerminalOnTheLine
) -> None:
    outage = platform.state_dir / "agencies" / "cfe" / "outage"
    outage.touch()
    record = terminal.terminal.file()
    terminal.send(record)
    time.sleep(1.5)
    assert terminal.consult(record.folio).state == "received"

    outage.unlink()

    assert _until(lambda: terminal.consult(record.folio).state != "received")


def test_the_catalogue_of_the_product_is_served_signed(tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue"
    catalogue.mkdir()
    (catalogue / "a.json").write_text('{"version": "1.0.0", "id": "cfe.algo"}')
    with PlatformProcess(tmp_path / "state", "--catalogue", str(catalogue)) as platform:
        terminal = TerminalOnTheLine.enrol(platform.url, platform.token(), tmp_path)
        answer = terminal.http.get(f"{platform.url}/v1/catalogue", timeout=10)
        etag = {"If-None-Match": answer.headers["etag"]}
        again = terminal.http.get(f"{platform.url}/v1/catalogue", headers=etag, timeout=10)
        session = terminal.session()
        terminal.close()

    bundle = msgspec.json.decode(answer.content)
    assert len(bundle["definitions"]) == 1
    assert again.status_code == 304
    assert session.catalogue_sha256 == bundle["sha256"]


def test_a_port_in_use_is_said_in_one_sentence(platform: PlatformProcess, tmp_path: Path) -> None:
    found = run_command("serve", "--state", str(tmp_path / "other"), "--port", str(platform.port))

    assert found.returncode == 1
    assert str(platform.port) in found.stderr
    assert "--port" in found.stderr
    assert "Traceback" not in found.stderr


def test_the_platform_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    from tests.fakes.platforms import started_by_a_process_that_dies

    host, port = started_by_a_process_that_dies(tmp_path / "state")

    def gone() -> bool:
        with socket.socket() as line:
            return line.connect_ex((host, port)) != 0

    assert _until(gone)
