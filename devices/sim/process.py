"""A simulator as a process: one selector, one thread, and an end that never depends on being asked nicely."""

import ctypes
import json
import os
import selectors
import signal
import socket
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Final

_PR_SET_PDEATHSIG: Final = 1  # prctl(2)


class Loop:
    """Runs callbacks of one selector until `stop`; SIGTERM and SIGINT stop it too."""

    def __init__(self) -> None:
        self.selector = selectors.DefaultSelector()
        self._running = True
        self._waker, self._wakeup = socket.socketpair()

    def stop(self) -> None:
        """End the loop after the present turn."""
        self._running = False

    def stop_on_signals(self) -> None:
        """Let SIGTERM and SIGINT end the loop."""
        self._waker.settimeout(0)
        self._wakeup.settimeout(0)
        self.selector.register(self._waker, selectors.EVENT_READ, self._woken)
        signal.set_wakeup_fd(self._wakeup.fileno())
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop())

    def stop_when_stdin_closes(self) -> None:
        """End the loop when whoever started this process closes its input or dies."""
        self.selector.register(sys.stdin.fileno(), selectors.EVENT_READ, self._stdin_readable)

    def run(self, work: Callable[[], float | None]) -> None:
        """Call `work` before each wait; it gives the seconds until it wants its next turn, None for never."""
        while self._running:
            delay = work()
            for key, _ in self.selector.select(delay):
                key.data()

    def close(self) -> None:
        """Let go of what the loop itself holds."""
        self._waker.close()
        self._wakeup.close()
        self.selector.close()

    def _woken(self) -> None:
        self._waker.recv(64)

    def _stdin_readable(self) -> None:
        if not os.read(sys.stdin.fileno(), 4096):
            self.stop()


def add_process_arguments(parser: ArgumentParser) -> None:
    """The options every simulator has."""
    parser.add_argument("--control", required=True, metavar="SOCKET", help="where the simulator takes orders")
    parser.add_argument(
        "--with-parent", action="store_true", help="end when the process that started this one ends"
    )
    parser.add_argument("--until-stdin-closes", action="store_true", help="end when standard input is closed")


def bind_to_life_of_starter(options: Namespace, loop: Loop) -> None:
    """Make sure that no simulator outlives whoever needs it, as its options want it."""
    loop.stop_on_signals()
    if options.with_parent:
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if options.until_stdin_closes:
        loop.stop_when_stdin_closes()


def announce(**where: object) -> None:
    """Tell the starter, in one line of JSON, that everything is open."""
    sys.stdout.write(json.dumps({"ready": True, **where}) + "\n")
    sys.stdout.flush()
