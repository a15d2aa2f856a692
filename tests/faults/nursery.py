"""A warm interpreter that forks terminals or platforms: a restart after a kill costs no imports.

`python -m tests.faults.nursery terminal|platform` takes one order per line and forks one child at a time. It
starts no thread and imports no Qt, so that forking is safe. The child writes to the same pipe; "ended" comes
after everything a killed child had written.
"""

import ctypes
import gc
import json
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final

from demo.parts.process import child_environment

_PR_SET_PDEATHSIG: Final = 1  # prctl(2)
_PATIENCE: Final = 90.0
Message = dict[str, Any]


class ChildEndedError(AssertionError):
    """A child ended although nobody killed it: a bug, or a fault the product does not stand."""


class Nursery:
    """The harness' end: starts and kills the one child, and listens to what it says."""

    def __init__(self, role: str, log: Path, listen: Callable[[Message], None]) -> None:
        self._role = role
        self._log = log
        self._listen = listen
        self._heard: list[Message] = []
        self._change = threading.Condition()
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "error", "-m", "tests.faults.nursery", role],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=child_environment(),
            )
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        self._reader.start()

    def start(self, until: str | None = None, **order: object) -> Message:
        """Fork a child for this order; wait until it has said the word `until`."""
        return self._ask({"start": order}, until or "started")

    def kill(self) -> None:
        """SIGKILL, as when the power goes; when this returns every line of the child has been heard."""
        ended = self._ask({"kill": True}, "ended")
        if ended["ended"] != -signal.SIGKILL:
            raise ChildEndedError(
                f"the {self._role} ended by itself ({ended['ended']}):\n{self._last_words()}"
            )

    def wait(self) -> None:
        """Wait for a child that ends by itself."""
        ended = self._ask({"wait": True}, "ended")
        if ended["ended"] != 0:
            raise ChildEndedError(f"the {self._role} failed ({ended['ended']}):\n{self._last_words()}")

    def hear(self, message: Message, seconds: float) -> bool:
        """Wait until the child says exactly this from now on; False when it does not come in time."""
        with self._change:
            start = len(self._heard)
        return self._hear_from(start, lambda heard: heard == message, seconds) is not None

    def close(self) -> None:
        """End the nursery and its child."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(_PATIENCE)
        self._reader.join(_PATIENCE)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _ask(self, order: Message, answer: str) -> Message:
        with self._change:
            start = len(self._heard)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        heard = self._hear_from(start, lambda message: answer in message, _PATIENCE)
        if heard is None:
            raise ChildEndedError(f"the {self._role} never said {answer!r}:\n{self._last_words()}")
        return heard

    def _hear_from(self, start: int, wanted: Callable[[Message], bool], seconds: float) -> Message | None:
        deadline = time.monotonic() + seconds
        with self._change:
            while True:
                for message in self._heard[start:]:
                    if wanted(message) or "ended" in message:
                        return message if wanted(message) else None
                start = len(self._heard)
                left = deadline - time.monotonic()
                if left <= 0 or self._process.poll() is not None:
                    return None
                self._change.wait(left)

    def _read(self, output: IO[bytes]) -> None:
        for line in output:
            message = json.loads(line)
            self._listen(message)
            with self._change:
                self._heard.append(message)
                self._change.notify_all()

    def _last_words(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")[-3000:]


def main(role: str) -> None:
    """The warm interpreter: one order per line until its input closes."""
    run = _warm(role)
    gc.collect()
    gc.freeze()
    child = 0
    for line in sys.stdin:
        order = json.loads(line)
        if "start" in order:
            child = _fork(run, order["start"])
        elif child:
            if "kill" in order:
                os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            child = 0
            _say({"ended": os.waitstatus_to_exitcode(status)})
    if child:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _warm(role: str) -> Callable[[Message], None]:
    if role == "terminal":
        from tests.faults import headless_terminal

        return lambda order: headless_terminal.run(headless_terminal.order_from(order))
    from tests.faults import platform_child

    return platform_child.run


def _fork(run: Callable[[Message], None], order: Message) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        _say({"started": child})
        return child
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    code = 1
    try:
        run(order)
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    finally:
        if code:
            traceback.print_exc()
        sys.stderr.flush()
        os._exit(code)


def _say(message: Message) -> None:
    os.write(1, json.dumps(message).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1])
