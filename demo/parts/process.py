"""One process of the demonstration world: it says when it is ready and never outlives its starter."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

from demo.errors import WorldError

_READY_SECONDS: Final = 60.0  # a cold start on a small machine reads everything from disk
_END_SECONDS: Final = 10.0
_LOG_TAIL: Final = 12
_HOUSE: Final = Path(__file__).parents[2]


class WorldProcess:
    """A Python module of the product, run as a process of its own; its words go to a log file."""

    def __init__(
        self,
        name: str,
        module: str,
        arguments: Sequence[str],
        log: Path,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self._log = log
        self._ready = threading.Event()
        self.announcement: dict[str, Any] = {}
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=child_environment(environment),
            )
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        self._reader.start()

    def _read(self, output: IO[bytes]) -> None:
        for line in output:
            if not self._ready.is_set() and line.startswith(b"{"):
                self.announcement = json.loads(line)
                self._ready.set()
            else:
                with self._log.open("ab") as log:
                    log.write(line)
        self._ready.set()  # it ended: nobody need wait any longer

    def wait_until_ready(self) -> dict[str, Any]:
        """Wait for the line of JSON that says it is ready, and give it."""
        self._ready.wait(_READY_SECONDS)
        if not self.announcement.get("ready"):
            raise WorldError(
                f"{self.name} no arrancó; lo último que dijo ({self._log}):\n{self._last_words()}"
            )
        return self.announcement

    def _last_words(self) -> str:
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-_LOG_TAIL:])

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.poll()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._process.kill()
        self._join()

    def stop(self) -> None:
        """Ask it to end; insist if it does not."""
        self._process.terminate()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._join()

    def _join(self) -> None:
        self._process.wait()
        self._reader.join(timeout=_END_SECONDS)
        if self._process.stdout is not None:
            self._process.stdout.close()


def child_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Our own environment, with this house first on Python's path."""
    path = os.pathsep.join(filter(None, [str(_HOUSE), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, **(extra or {})}
