"""End with the parent process: a demo that is killed leaves no server behind (Linux, prctl(2))."""

import ctypes
import os
import signal
import sys
from typing import Final

from tramites.errors import ExpectedError

_PR_SET_PDEATHSIG: Final = 1


class NoParentDeathSignalError(ExpectedError):
    """This operating system cannot tell a process that its parent died."""

    code = "platform.no-parent-signal"


def end_with_parent() -> None:
    """Ask for SIGTERM when the parent dies; end at once if it is dead already."""
    if not sys.platform.startswith("linux"):
        raise NoParentDeathSignalError("--with-parent: solo funciona en Linux; quite la opción.")
    parent = os.getppid()
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0) != 0:
        raise NoParentDeathSignalError(f"--with-parent: prctl: {os.strerror(ctypes.get_errno())}.")
    if os.getppid() != parent:
        raise SystemExit(0)
