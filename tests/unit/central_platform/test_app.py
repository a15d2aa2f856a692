"""Routes and the application boundary, without a network."""

import json
import threading
from collections.abc import Iterator, Mapping

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from central_platform.app import create_app
from central_platform.boundary import DispatchLoop
from central_platform.problems import Problem
from central_platform.records import ArrivedBatch
from tests.fakes.platforms import PlatformHere
from tests.fakes.terminals import FakeTerminal
from tramites.wire.messages import FolioResult

SECRET = "dato personal"


class FailingStore:
    """A store that meets trouble while it holds a citizen's data."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def keep(self, batch: ArrivedBatch) -> tuple[FolioResult, ...]:
        raise self._error

    def known(self, terminal: str, folios: object) -> Mapping[str, FolioResult]:
        raise self._error


@pytest.fixture
def client(platform: PlatformHere) -> Iterator[TestClient[Litestar]]:
    with TestClient(create_app(platform.authority, platform.engine, platform.settings)) as client:
        yield client


def _failing(platform: PlatformHere, error: Exception) -> TestClient[Litestar]:
    app = create_app(
        platform.authority,
        platform.engine,
        platform.settings,
        store=FailingStore(error),
        clock=platform.clock,
    )
    return TestClient(app, raise_server_exceptions=False)


def _problem(content: bytes) -> Problem:
    return msgspec.json.decode(content, type=Problem)


def test_the_openapi_document_names_every_path(client: TestClient[Litestar]) -> None:
    document = client.get("/v1/schema/openapi.json").json()

    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {
        "/v1/health",
        "/v1/enrolment/ca",
        "/v1/enrolments",
        "/v1/sessions",
        "/v1/batches",
        "/v1/acknowledgements:query",
        "/v1/cases:consult",
        "/v1/catalogue",
    }
    batch = document["paths"]["/v1/batches"]["post"]["requestBody"]["content"]
    assert list(batch) == ["application/octet-stream"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/v1/nowhere", b"", 404, "request.unknown-path"),
        ("GET", "/v1/sessions", b"", 405, "request.unknown-method"),
        ("POST", "/v1/sessions", b"not json", 400, "request.malformed"),
        ("POST", "/v1/sessions", b"{}", 400, "request.malformed"),
        ("POST", "/v1/batches", b"", 400, "request.malformed"),
        ("POST", "/v1/batches", b"\0\0\0\x04none", 403, "signature.untrusted"),
    ],
)
def test_what_is_refused_is_a_problem_document_with_a_code(
    client: TestClient[Litestar], method: str, path: str, body: bytes, status: int, code: str
) -> None:
    answer = client.request(method, path, content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    problem = _problem(answer.content)
    assert (problem.code, problem.status) == (code, status)
    assert problem.detail


def test_a_refusal_never_quotes_what_was_sent(client: TestClient[Litestar]) -> None:
    answer = client.post("/v1/enrolments", json={"token": 7, "name": SECRET, "signing_key": SECRET})

    assert answer.status_code == 400
    assert SECRET not in answer.text


def test_an_unknown_terminal_is_refused(
    client: TestClient[Litestar], platform: PlatformHere, terminal: FakeTerminal
) -> None:
    request = json.loads(msgspec.json.encode(terminal.session_request()))

    answer = client.post("/v1/sessions", json=request | {"key_id": "0" * 16})

    assert (answer.status_code, _problem(answer.content).code) == (403, "terminal.unknown")


def test_a_batch_over_the_limit_is_413(client: TestClient[Litestar], platform: PlatformHere) -> None:
    answer = client.post("/v1/batches", content=b"x" * (platform.settings.limits.max_bytes + 1))

    assert (answer.status_code, _problem(answer.content).code) == (413, "request.too-large")


def test_a_batch_far_over_the_limit_is_413_too(client: TestClient[Litestar], platform: PlatformHere) -> None:
    answer = client.post("/v1/batches", content=b"x" * (platform.settings.limits.max_bytes * 4 + 1))

    assert (answer.status_code, _problem(answer.content).code) == (413, "request.too-large")


def test_a_busy_database_is_503_and_says_when_to_come_back(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    error = OperationalError("INSERT", {"x": SECRET}, Exception("database is locked"))

    with _failing(platform, error) as client, capture_logs() as logs:
        answer = client.post("/v1/batches", content=terminal.batch([terminal.file()]))

    assert (answer.status_code, _problem(answer.content).code) == (503, "platform.busy")
    assert int(answer.headers["retry-after"]) > 0
    assert [log["event"] for log in logs] == ["platform.database-busy"]


def test_a_bug_is_500_and_neither_answer_nor_log_holds_data(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    with _failing(platform, ValueError(SECRET)) as client, capture_logs() as logs:
        answer = client.post("/v1/batches", content=terminal.batch([terminal.file()]))

    assert (answer.status_code, _problem(answer.content).code) == (500, "platform.bug")
    assert SECRET not in answer.text + str(logs)
    (bug,) = [log for log in logs if log["event"] == "platform.bug"]
    assert bug["error"] == "ValueError"


def test_the_catalogue_is_sent_once_and_then_304(client: TestClient[Litestar]) -> None:
    first = client.get("/v1/catalogue")

    again = client.get("/v1/catalogue", headers={"If-None-Match": first.headers["etag"]})

    assert first.status_code == 200
    assert (again.status_code, again.content) == (304, b"")


def test_the_ca_is_handed_out_as_pem(client: TestClient[Litestar], platform: PlatformHere) -> None:
    assert client.get("/v1/enrolment/ca").content == platform.authority.ca_pem


def test_the_dispatch_loop_outlives_a_failing_round() -> None:
    rounds: list[int] = []
    done = threading.Event()

    def work() -> int:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            raise ValueError(SECRET)
        done.set()
        return 0

    loop = DispatchLoop(work, every_seconds=0.01)
    with capture_logs() as logs:
        loop.start()
        assert done.wait(5)
        loop.stop()

    assert [log["event"] for log in logs] == ["dispatch.bug"]
    assert SECRET not in str(logs)


def test_a_nudge_wakes_the_dispatch_loop() -> None:
    done = threading.Semaphore(0)

    def work() -> int:
        done.release()
        return 0

    loop = DispatchLoop(work, every_seconds=3600)
    loop.start()
    assert done.acquire(timeout=5)
    loop.nudge()
    assert done.acquire(timeout=5)
    loop.stop()
