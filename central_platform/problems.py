"""Trouble of the border: expected errors and the HTTP status each one answers with (RFC 9457)."""

from typing import ClassVar, Final

import msgspec

from tramites.errors import ExpectedError

MEDIA_TYPE: Final = "application/problem+json"
RETRY_AFTER_SECONDS: Final = 5


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """The body of every refusal; `code` is stable, dotted, never reused."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str


class PlatformError(ExpectedError):
    """A request the platform refuses, with the HTTP status of the refusal."""

    code = "request.refused"
    status: ClassVar[int] = 400


class MalformedRequestError(PlatformError):
    """The request does not have the shape its path asks for."""

    code = "request.malformed"


class UnknownTerminalError(PlatformError):
    """Signed with a key no enrolled terminal has."""

    code = "terminal.unknown"
    status = 403


class OtherTerminalError(PlatformError):
    """Signed by one terminal in the name of another."""

    code = "terminal.mismatch"
    status = 403


class TooManyRecordsError(PlatformError):
    """More records or folios than one request may hold: send them in halves."""

    code = "batch.too-many"
    status = 413


class TooLargeError(PlatformError):
    """More bytes than one request may hold: send them in halves."""

    code = "request.too-large"
    status = 413


class BusyError(PlatformError):
    """The database does not answer now; nothing was stored, the terminal tries again."""

    code = "platform.busy"
    status = 503


# Expected errors of the domain that reach the border; all others answer 400.
_STATUS: Final = {"signature.untrusted": 403}


def problem_of(error: ExpectedError) -> Problem:
    """What the terminal is told."""
    status = error.status if isinstance(error, PlatformError) else _STATUS.get(error.code, 400)
    summary = (type(error).__doc__ or error.code).partition("\n")[0]
    return Problem(title=summary, status=status, detail=str(error), code=error.code)
