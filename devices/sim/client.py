"""Gives orders to a simulator through its control socket: for tests and the journey runner."""

import json
import socket
from pathlib import Path
from typing import Any, Final

_ANSWER_DEADLINE: Final = 30.0  # seconds; an order is followed at once, so only a hung simulator takes longer


class SimulatorRefusedError(Exception):
    """The simulator did not follow an order; the message is its own."""


class SimulatorControl:
    """The orders of one simulator. Each is one short connection: a simulator may be restarted in between."""

    def __init__(self, path: str | Path) -> None:
        self._path = str(path)

    def do(self, name: str, /, **params: object) -> dict[str, Any]:
        """Give one order and return its answer.

        Raises:
            SimulatorRefusedError: the order or a parameter is unknown or not allowed.
            ConnectionError: no simulator is there, or it ended before it answered.
        """
        answer = json.loads(self._exchange(json.dumps({"do": name, **params}).encode() + b"\n"))
        if not answer.pop("ok"):
            raise SimulatorRefusedError(answer["error"])
        return dict(answer)

    def _exchange(self, order: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_ANSWER_DEADLINE)
            try:
                line.connect(self._path)
            except FileNotFoundError as error:
                raise ConnectionRefusedError(f"no simulator at {self._path}") from error
            line.sendall(order)
            with line.makefile("rb") as answers:
                answer = answers.readline()
        if not answer:
            raise ConnectionResetError(f"the simulator at {self._path} ended without an answer")
        return answer
