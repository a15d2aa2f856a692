"""Running the platform: one process, HTTPS, until SIGTERM."""

import errno
import json
import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType
from typing import Final

import structlog
import uvicorn
from litestar import Litestar
from sqlalchemy import Engine

from central_platform.app import create_app
from central_platform.authority import Authority
from central_platform.catalogue import load_catalogue
from central_platform.http_protocol import KeepingH11Protocol
from central_platform.intake import IntakeStore
from central_platform.settings import Settings
from central_platform.store.database import is_sqlite, open_engine
from central_platform.store.intake_store import SqlIntakeStore
from central_platform.store.migrate import migrate_engine, require_current
from tramites.errors import ExpectedError

MakeStore = Callable[[Engine], IntakeStore]
_GRACE_SECONDS: Final = 5
_BACKLOG: Final = 512


class PortInUseError(ExpectedError):
    """Another program listens on the port."""

    code = "platform.port-in-use"


class UnusableAddressError(ExpectedError):
    """The address to listen on is not one of this machine, or needs rights we do not have."""

    code = "platform.address-unusable"


def serve(settings: Settings, make_store: MakeStore = SqlIntakeStore) -> None:
    """Serve until SIGTERM or SIGINT; the ready line goes to standard output, logs to standard error."""
    _log_to_standard_error()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    listening = listen(settings.host, settings.port)
    authority = Authority.open(settings.state_dir, settings.names)
    engine = open_engine(settings.database_url)
    try:
        _bring_up_to_date(engine)
        app = create_app(authority, engine, settings, store=make_store(engine))
        _warn_of_left_out(settings, authority)
        _Server(_configuration(app, authority), settings.host).run(sockets=[listening])
    finally:
        listening.close()
        engine.dispose()


def listen(host: str, port: int) -> socket.socket:
    """The socket to serve on; a port in use is an error that names it and the remedy."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise _refused(host, port, error) from error
    return listening


class _Server(uvicorn.Server):
    """uvicorn that says when and where it listens."""

    def __init__(self, config: uvicorn.Config, host: str) -> None:
        super().__init__(config)
        self._host = host

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            port = sockets[0].getsockname()[1]
            ready = {"ready": True, "port": port, "url": f"https://{_in_url(self._host)}:{port}"}
            sys.stdout.write(json.dumps(ready) + "\n")
            sys.stdout.flush()


def _bring_up_to_date(engine: Engine) -> None:
    """The embedded database is ours to migrate; a shared one waits for its operator."""
    if is_sqlite(engine):
        migrate_engine(engine)
    else:
        require_current(engine)


def _configuration(app: Litestar, authority: Authority) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        ssl_keyfile=authority.server_key_file,
        ssl_certfile=authority.server_certificate_file,
        http=KeepingH11Protocol,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        lifespan="on",
    )


def _warn_of_left_out(settings: Settings, authority: Authority) -> None:
    log = structlog.get_logger()
    for problem in load_catalogue(settings.catalogue_dir, authority.catalogue_signer).problems:
        log.warning("catalogue.left-out", problem=problem)


def _log_to_standard_error() -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _refused(host: str, port: int, error: OSError) -> ExpectedError:
    if error.errno == errno.EADDRINUSE:
        return PortInUseError(
            f"el puerto {port} de {host} está ocupado por otro programa; ciérrelo o use otro con --port"
        )
    return UnusableAddressError(
        f"no se puede escuchar en {host}:{port}: {error.strerror}; revise --host y --port"
    )


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
