"""The platform's routes, nothing else. Reference: docs/reference/platform-api.md."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from litestar import Controller, Litestar, MediaType, Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.exceptions import InternalServerException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType
from litestar.params import JSONBody
from sqlalchemy import Engine

from central_platform.authority import Authority
from central_platform.boundary import DispatchLoop, exception_handlers
from central_platform.instants import Clock, utc_now
from central_platform.intake import IntakeStore
from central_platform.problems import TooLargeError
from central_platform.services import Services
from central_platform.settings import Settings
from tramites.wire.messages import CatalogueBundle, Enrolment, EnrolmentRequest
from tramites.wire.signed import SignedDocument

API_VERSION: Final = "1.0.0"
_AnyRequest = Request[Any, Any, State]
_Services: TypeAlias = NamedDependency[Services]
_Dispatching: TypeAlias = NamedDependency[DispatchLoop]
# A terminal that sends too much is read out before it is refused, else it meets a reset instead of the 413.
_PATIENCE: Final = 4
_POLL_SECONDS: Final = 1.0
_NOT_MODIFIED: Final = 304


@dataclass
class _BatchOperation(Operation):
    """The body of a batch, for the OpenAPI document: frames are no JSON."""

    def __post_init__(self) -> None:
        frames = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
        self.request_body = RequestBody(
            description="Frames: unsigned 32-bit big-endian length, then bytes. First the signed manifest, "
            "then each sealed record in the manifest's order.",
            content={"application/octet-stream": OpenAPIMediaType(schema=frames)},
            required=True,
        )


class TerminalApi(Controller):
    """What terminals call. Requests and answers are signed documents, except enrolment and the CA."""

    path = "/v1"

    @get("/health", media_type=MediaType.TEXT, sync_to_thread=False)
    def health(self) -> str:
        """Whether the server answers. Captive portals do not know this word."""
        return "ventanilla"

    @get("/enrolment/ca", media_type="application/x-pem-file", sync_to_thread=False)
    def enrolment_ca(self, services: _Services) -> bytes:
        """The enrolment CA's certificate; compare it with the token's fingerprint before trusting it."""
        return services.authority.ca_pem

    @post("/enrolments", status_code=200, sync_to_thread=True)
    def enrol(self, data: JSONBody[EnrolmentRequest], request: _AnyRequest, services: _Services) -> Enrolment:
        """Exchange a one-time token for a place among the terminals."""
        return services.enrolment.enrol(data, str(request.base_url).rstrip("/"))

    @post("/sessions", status_code=200, sync_to_thread=True)
    def open_session(self, data: JSONBody[SignedDocument], services: _Services) -> SignedDocument:
        """Say where the queue stands; learn limits, epoch, time and the catalogue's hash."""
        return services.sessions.open(data, services.catalogue.bundle.sha256)

    @post("/batches", status_code=200, operation_class=_BatchOperation)
    async def receive_batch(
        self, request: _AnyRequest, services: _Services, dispatching: _Dispatching
    ) -> SignedDocument:
        """Store each sealed record once; one signature over the results, made after the commit."""
        body = await _arrived(request, services.settings.limits.max_bytes)
        answer = await sync_to_thread(services.intake.receive, body)
        dispatching.nudge()
        return answer

    @post("/acknowledgements:query", status_code=200, sync_to_thread=True)
    def query_acknowledgements(self, data: JSONBody[SignedDocument], services: _Services) -> SignedDocument:
        """Which of these folios, at most 500, are here."""
        return services.intake.query(data)

    @post("/cases:consult", status_code=200, sync_to_thread=True)
    def consult_case(self, data: JSONBody[SignedDocument], services: _Services) -> SignedDocument:
        """The state of a case by folio; all of it by folio and clave."""
        return services.cases.consult(data)

    @get("/catalogue", sync_to_thread=False)
    def catalogue(self, request: _AnyRequest, services: _Services) -> Response[CatalogueBundle | None]:
        """The signed definitions; 304 when the ETag is the terminal's own."""
        etag = services.catalogue.etag
        if request.headers.get("if-none-match") == etag:
            return Response(None, status_code=_NOT_MODIFIED, headers={"ETag": etag})
        return Response(services.catalogue.bundle, headers={"ETag": etag})


def create_app(
    authority: Authority,
    engine: Engine,
    settings: Settings,
    *,
    store: IntakeStore | None = None,
    clock: Clock = utc_now,
) -> Litestar:
    """The application over an open authority and a migrated database."""
    services = Services.join(authority, engine, settings, store, clock)
    dispatching = DispatchLoop(services.dispatcher.work_once, _POLL_SECONDS)
    return Litestar(
        route_handlers=[TerminalApi],
        dependencies={
            "services": Provide(lambda: services, sync_to_thread=False),
            "dispatching": Provide(lambda: dispatching, sync_to_thread=False),
        },
        exception_handlers=exception_handlers(),
        lifespan=[_dispatching(dispatching)],
        logging_config=None,
        openapi_config=_openapi(),
        request_max_body_size=settings.limits.max_bytes * _PATIENCE,
        debug=False,
    )


async def _arrived(request: _AnyRequest, max_bytes: int) -> bytes:
    """The body, or what came of it before the line was cut."""
    body = bytearray()
    total = 0
    try:
        async for chunk in request.stream():
            total += len(chunk)
            if total <= max_bytes:
                body += chunk
    except InternalServerException:
        pass  # the terminal went away in mid-body: its whole frames are kept
    if total > max_bytes:
        raise TooLargeError(f"el lote pasa de {max_bytes} bytes; envíelo por mitades")
    return bytes(body)


def _dispatching(loop: DispatchLoop) -> Any:
    @asynccontextmanager
    async def running(_app: Litestar) -> AsyncIterator[None]:
        loop.start()
        try:
            yield
        finally:
            await sync_to_thread(loop.stop)

    return running


def _openapi() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Ventanilla: plataforma central",
        version=API_VERSION,
        path="/v1/schema",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        use_handler_docstrings=True,
    )
