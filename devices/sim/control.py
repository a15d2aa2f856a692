"""The control socket of a simulator: one JSON object per line in, one JSON answer per line out."""

import json
import selectors
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

_LONGEST_ORDER: Final = 65536
_REQUIRED: Final = object()


class RefusedOrderError(Exception):
    """An order the simulator does not follow, in words for whoever gave it."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an order: its type, the values allowed, and what it is when left out."""

    kind: type
    default: Any = _REQUIRED
    choices: tuple[str, ...] = ()
    minimum: float | None = None

    def checked(self, name: str, given: Mapping[str, object]) -> Any:
        """The value to use, or a refusal that names the parameter."""
        if name not in given:
            if self.default is _REQUIRED:
                raise RefusedOrderError(f'parameter "{name}" is missing')
            return self.default
        value = given[name]
        if not self._fits(value):
            raise RefusedOrderError(f'parameter "{name}" must be {self._expected()}, not {json.dumps(value)}')
        return value

    def _fits(self, value: object) -> bool:
        if value is None:
            return self.default is None
        kinds = (int, float) if self.kind is float else self.kind
        if not isinstance(value, kinds) or (isinstance(value, bool) and self.kind is not bool):
            return False
        large_enough = self.minimum is None or not isinstance(value, int | float) or value >= self.minimum
        return large_enough and (not self.choices or value in self.choices)

    def _expected(self) -> str:
        if self.choices:
            return "one of " + ", ".join(self.choices)
        least = "" if self.minimum is None else f" of at least {self.minimum:g}"
        return {int: "a whole number", float: "a number", str: "a text", bool: "true or false"}[
            self.kind
        ] + least


@dataclass(frozen=True, slots=True)
class Order:
    """One order: what to run (its result is the answer) and the parameters it takes."""

    run: Callable[..., Mapping[str, object] | None]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


class ControlServer:
    """Takes orders on a unix socket, from any number of clients."""

    def __init__(self, path: Path, selector: selectors.BaseSelector, orders: Mapping[str, Order]) -> None:
        self._path = path
        self._selector = selector
        self._orders = orders
        self._clients: dict[socket.socket, bytearray] = {}
        self._listener = _listen(path)
        selector.register(self._listener, selectors.EVENT_READ, self._accept)

    def close(self) -> None:
        """Close the socket and take its name away."""
        for client in list(self._clients):
            self._drop(client)
        self._selector.unregister(self._listener)
        self._listener.close()
        self._path.unlink(missing_ok=True)

    def answer(self, line: bytes) -> dict[str, object]:
        """Follow one order; a refusal is an answer too."""
        try:
            return {"ok": True, **self._follow(_parsed(line))}
        except RefusedOrderError as refusal:
            return {"ok": False, "error": str(refusal)}

    def _follow(self, given: dict[str, object]) -> Mapping[str, object]:
        name = given.pop("do", None)
        order = self._orders.get(name) if isinstance(name, str) else None
        if order is None:
            raise RefusedOrderError(
                f"unknown command {json.dumps(name)}; known: {', '.join(sorted(self._orders))}"
            )
        for parameter in given:
            if parameter not in order.parameters:
                raise RefusedOrderError(f'unknown parameter "{parameter}" of "{name}"')
        values = {key: parameter.checked(key, given) for key, parameter in order.parameters.items()}
        return order.run(**values) or {}

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        self._clients[client] = bytearray()
        self._selector.register(client, selectors.EVENT_READ, lambda: self._read(client))

    def _read(self, client: socket.socket) -> None:
        pending = self._clients[client]
        try:
            data = client.recv(_LONGEST_ORDER)
        except OSError:
            data = b""
        pending += data
        while b"\n" in pending:
            line, _, rest = bytes(pending).partition(b"\n")
            pending[:] = rest
            _send(client, self.answer(line))
        if not data or len(pending) > _LONGEST_ORDER:
            self._drop(client)

    def _drop(self, client: socket.socket) -> None:
        del self._clients[client]
        self._selector.unregister(client)
        client.close()


def _listen(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    if path.is_socket():  # left behind by a simulator that was killed
        path.unlink()
    try:
        listener.bind(str(path))
    except OSError as error:
        listener.close()
        raise OSError(f"--control {path}: {error} (a socket's path has at most 107 characters)") from error
    path.chmod(0o600)
    listener.listen(8)
    return listener


def _parsed(line: bytes) -> dict[str, object]:
    try:
        given = json.loads(line)
    except ValueError as error:
        raise RefusedOrderError(f"not JSON: {error}") from error
    if not isinstance(given, dict):
        raise RefusedOrderError('an order is a JSON object with the key "do"')
    return given


def _send(client: socket.socket, answer: Mapping[str, object]) -> None:
    """Answer; whoever does not wait for the answer does not get it."""
    try:
        client.sendall(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
    except OSError:
        return
