"""The application boundary: the one place of the platform where any exception is caught.

Expected trouble becomes a problem document with its code; the rest is a bug of ours, logged without its
message (it may hold personal data) and answered as such.
"""

import threading
from collections.abc import Callable
from typing import Any, Final

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from central_platform.problems import MEDIA_TYPE, RETRY_AFTER_SECONDS, BusyError, Problem, problem_of
from tramites.errors import ExpectedError

_log: Final = structlog.get_logger()
_CODES: Final = {
    404: "request.unknown-path",
    405: "request.unknown-method",
    413: "request.too-large",
    429: "platform.busy",
    503: "platform.busy",
}
_DETAILS: Final = {
    "request.unknown-path": "Esta ruta no existe; revise la dirección de la plataforma.",
    "request.unknown-method": "Esta ruta no acepta este método.",
    "request.too-large": "La petición es demasiado grande; envíela por partes.",
    "platform.busy": "La plataforma está ocupada; vuelva a intentarlo.",
}
_BUSY: Final = 503
_SERVER_ERROR: Final = 500
_AnyRequest = Request[Any, Any, Any]
_JOIN_SECONDS: Final = 5.0


def exception_handlers() -> ExceptionHandlersMap:
    """Every exception a route can let out, most particular first."""
    return {
        ExpectedError: _expected,
        HTTPException: _refused_by_framework,
        OperationalError: _database_busy,
        Exception: _bug,
    }


class DispatchLoop:
    """The thread that runs a piece of work again and again, at once when nudged."""

    def __init__(self, work: Callable[[], int], every_seconds: float) -> None:
        self._work = work
        self._every_seconds = every_seconds
        self._nudged = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="dispatch", daemon=True)

    def start(self) -> None:
        """Begin working."""
        self._thread.start()

    def nudge(self) -> None:
        """There is new work."""
        self._nudged.set()

    def stop(self) -> None:
        """Finish the piece at hand and end."""
        self._stopping.set()
        self._nudged.set()
        self._thread.join(_JOIN_SECONDS)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._nudged.clear()
            if self._worked() == 0:
                self._nudged.wait(self._every_seconds)

    def _worked(self) -> int:
        """A failing round is logged and comes again: no filing depends on one round."""
        try:
            return self._work()
        except SQLAlchemyError as error:
            _log.warning("dispatch.database-busy", error=type(error).__name__)
        except Exception as error:  # noqa: BLE001  # the application boundary
            _log.error("dispatch.bug", error=type(error).__name__, where=_where(error))
        return 0


def _expected(_request: _AnyRequest, error: ExpectedError) -> Response[bytes]:
    return _response(problem_of(error))


def _refused_by_framework(_request: _AnyRequest, error: HTTPException) -> Response[bytes]:
    # The framework's own detail may quote the body: it stays out of answer and log.
    code = _CODES.get(error.status_code, "request.malformed")
    if error.status_code >= _SERVER_ERROR and code != "platform.busy":
        return _bug(_request, error)
    detail = _DETAILS.get(code, "La petición no tiene la forma que espera esta ruta.")
    return _response(Problem(title=type(error).__name__, status=error.status_code, detail=detail, code=code))


def _database_busy(_request: _AnyRequest, error: OperationalError) -> Response[bytes]:
    _log.warning("platform.database-busy", error=type(error.orig).__name__)
    return _response(problem_of(BusyError("La base de datos está ocupada; vuelva a intentarlo.")))


def _bug(_request: _AnyRequest, error: Exception) -> Response[bytes]:
    _log.error("platform.bug", error=type(error).__name__, where=_where(error))
    return _response(
        Problem(
            title="A bug of the platform",
            status=_SERVER_ERROR,
            detail="La plataforma falló; nada de lo enviado se da por recibido.",
            code="platform.bug",
        )
    )


def _where(error: BaseException) -> list[str]:
    """File and line of each frame, without the values in them."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    return frames


def _response(problem: Problem) -> Response[bytes]:
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)} if problem.status == _BUSY else {}
    return Response(
        msgspec.json.encode(problem), status_code=problem.status, media_type=MEDIA_TYPE, headers=headers
    )
