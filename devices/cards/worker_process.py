"""One signing process from outside: fed, heard, and ended at its deadline or when its card is gone."""

import contextlib
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import devices
from devices.cards.conf import worker_environment
from devices.cards.messages import Answer, MessageError, Request, answer_of, packed, wipe
from devices.contract import CardFailed, CardTrouble

WORKER: Final = (sys.executable, "-P", "-m", "devices.cards.signer_worker")
GRACE_SECONDS: Final = 2.0
"""How long a process may still talk to a card that is gone."""

_TURN_SECONDS: Final = 0.1  # between two looks whether the card is still in
_CODE: Final = Path(devices.__file__).resolve().parent.parent
_CHUNK: Final = 65536


class Presence(Enum):
    """What the process is told of the outside on each turn."""

    CARD_IN = "card-in"
    CARD_GONE = "card-gone"
    STOPPED = "stopped"


class WorkerProcess:
    """One run of the signing process. Its private folder ends with it."""

    def __init__(self, command: tuple[str, ...], seconds: float, presence: Callable[[], Presence]) -> None:
        self._command = command
        self._seconds = seconds
        self._presence = presence
        self._end = 0.0
        self._because = CardTrouble.TOO_SLOW

    def run(self, request: Request, pin: bytearray) -> Answer:
        """Do one thing. Never raises: a process that dies, hangs or talks nonsense is an outcome."""
        message = packed(request, pin)
        try:
            with TemporaryDirectory(prefix="ventanilla-card-") as folder:
                return self._talk(self._started(Path(folder)), message)
        except OSError as error:
            return Answer(CardFailed(CardTrouble.FAILED), f"process: {type(error).__name__}")
        finally:
            wipe(message)

    def _started(self, folder: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=folder,
            env=worker_environment(dict(os.environ), folder, _CODE),
        )

    def _talk(self, process: subprocess.Popen[bytes], message: bytearray) -> Answer:
        self._end = time.monotonic() + self._seconds
        try:
            heard = self._exchange(process, memoryview(message))
        finally:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
        if heard is None:
            return Answer(CardFailed(self._because), "killed")
        try:
            return answer_of(heard)
        except MessageError:
            return Answer(CardFailed(CardTrouble.FAILED), f"process ended with {process.returncode}")

    def _exchange(self, process: subprocess.Popen[bytes], message: memoryview) -> bytes | None:
        """What the process said until it closed its output; None when its time was up."""
        if process.stdin is None or process.stdout is None:
            raise BrokenPipeError
        stdin, stdout = process.stdin.fileno(), process.stdout.fileno()
        os.set_blocking(stdin, False)
        heard = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(stdin, selectors.EVENT_WRITE)
            selector.register(stdout, selectors.EVENT_READ)
            while (left := self._seconds_left()) > 0:
                for key, _ in selector.select(min(left, _TURN_SECONDS)):
                    if key.fd == stdin:
                        message = message[_written(stdin, message) :]
                        if not message:
                            selector.unregister(stdin)
                            process.stdin.close()
                        continue
                    data = os.read(stdout, _CHUNK)
                    if not data:
                        return bytes(heard)
                    heard += data
        return None

    def _seconds_left(self) -> float:
        now = time.monotonic()
        match self._presence():
            case Presence.STOPPED:
                self._because = CardTrouble.NO_SERVICE
                return 0.0
            case Presence.CARD_GONE if self._because is not CardTrouble.REMOVED:
                self._because = CardTrouble.REMOVED
                self._end = min(self._end, now + GRACE_SECONDS)
            case _:
                pass
        return self._end - now


def _written(descriptor: int, message: memoryview) -> int:
    """How much was taken; a process that ended takes everything, and its end is heard on its output."""
    with contextlib.suppress(BlockingIOError):
        try:
            return os.write(descriptor, message)
        except BrokenPipeError:
            return len(message)
    return 0
