"""JSON lines on a unix socket: one request, one answer. How the parts of a demonstration talk."""

import json
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

from demo.errors import ControlError

Message: TypeAlias = dict[str, Any]
ANSWER_SECONDS: Final = 60.0
"""The longest command writes a long text key by key."""


class LineClient:
    """Asks one server, one question at a time."""

    def __init__(self, path: Path, *, name: str) -> None:
        self._name = name
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(ANSWER_SECONDS)
        try:
            self._socket.connect(str(path))
        except OSError as error:
            self._socket.close()
            raise ControlError(f"{name} no contesta en su enchufe de control", retry=True) from error
        self._lines = self._socket.makefile("rb")

    def ask(self, do: str, **parameters: Any) -> Message:
        """Send a command and wait for its answer. ControlError carries the reason when it says no."""
        try:
            self._socket.sendall(json.dumps({"do": do, **parameters}).encode() + b"\n")
            line = self._lines.readline()
        except OSError as error:
            raise ControlError(f"{self._name} dejó de contestar") from error
        if not line:
            raise ControlError(f"{self._name} cerró la conversación")
        answer: Message = json.loads(line)
        if not answer.get("ok"):
            raise ControlError(str(answer.get("error", "sin motivo")), retry=bool(answer.get("retry")))
        return answer

    def close(self) -> None:
        """Hang up."""
        self._lines.close()
        self._socket.close()


class LineServer:
    """Answers commands with one function, each connection on a thread of its own."""

    def __init__(self, path: Path, answer: Callable[[Message], Message]) -> None:
        self._answer = answer
        path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.bind(str(path))
        self._socket.listen()
        self._thread = threading.Thread(target=self._accept, name="line-server", daemon=True)
        self._thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return  # closed
            threading.Thread(target=self._serve, args=(connection,), name="line", daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines:
            try:
                for line in lines:
                    connection.sendall(json.dumps(self._reply(line)).encode() + b"\n")
            except OSError:
                return  # the other side left

    def _reply(self, line: bytes) -> Message:
        try:
            return {"ok": True, **self._answer(json.loads(line))}
        except (ControlError, ValueError) as error:
            return {"ok": False, "error": str(error)}

    def close(self) -> None:
        """Stop listening."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(timeout=2)
