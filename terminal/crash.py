"""The crash boundary: what was not expected ends the process, with a trace for us and nothing of the citizen.

The session manager starts the terminal again; what was filed is durable, what was not is lost and said so.
"""

import os
import sys
import threading
import traceback
from types import TracebackType
from typing import Final

import structlog

BUG_EXIT: Final = 70
_log = structlog.get_logger(__name__)


def install_crash_boundary(*, threads: bool = True) -> None:
    """From now on an unexpected exception, in any thread, ends the process with exit code 70."""
    sys.excepthook = _crashed
    if threads:
        threading.excepthook = _thread_crashed


def _thread_crashed(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is not None:
        _crashed(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


def _crashed(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Log where it happened; never the message, which may quote what a citizen typed."""
    if issubclass(kind, KeyboardInterrupt):
        os._exit(0)
    where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    _log.critical("terminal.crashed", error=kind.__name__, where=where)
    sys.stderr.flush()
    os._exit(BUG_EXIT)
