"""The wire between a card and its reader: vpcd's protocol, the card being the client.

Each message is a length of two bytes and a body; a body of one byte is an order to the card's power, a longer
one a command. To be connected is to lie in the reader.
"""

import contextlib
import selectors
import socket
import struct
from collections.abc import Callable
from typing import Final

_CONNECT_SECONDS: Final = 0.2
_SEND_SECONDS: Final = 5.0
_READ_AT_ONCE: Final = 65536
_LENGTH: Final = struct.Struct(">H")


class ReaderLine:
    """One connection to one reader."""

    def __init__(
        self,
        port: int,
        selector: selectors.BaseSelector,
        on_message: Callable[[bytes], None],
        on_lost: Callable[[], None],
    ) -> None:
        self._port = port
        self._selector = selector
        self._on_message = on_message
        self._on_lost = on_lost
        self._socket: socket.socket | None = None
        self._received = bytearray()

    @property
    def connected(self) -> bool:
        """Whether the reader is there and holds the card."""
        return self._socket is not None

    def connect(self) -> bool:
        """Try once to get into the reader."""
        try:
            line = socket.create_connection(("127.0.0.1", self._port), _CONNECT_SECONDS)
        except OSError:
            return False
        line.settimeout(_SEND_SECONDS)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _acknowledge_at_once(line)
        self._socket = line
        self._selector.register(line, selectors.EVENT_READ, self._readable)
        return True

    def send(self, body: bytes) -> None:
        """Answer the reader; a reader that is gone is noticed at the next reading."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.sendall(_LENGTH.pack(len(body)) + body)

    def close(self) -> None:
        """Leave the reader."""
        if self._socket is not None:
            self._selector.unregister(self._socket)
            self._socket.close()
        self._socket = None
        self._received.clear()

    def _readable(self) -> None:
        if self._socket is None:
            return
        try:
            data = self._socket.recv(_READ_AT_ONCE)
            _acknowledge_at_once(self._socket)
        except OSError:
            data = b""
        if not data:
            self.close()
            self._on_lost()
            return
        self._received += data
        self._hand_over()

    def _hand_over(self) -> None:
        """Every whole message; one of them may end the connection."""
        while len(self._received) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._received)[0]
            if len(self._received) < end:
                return
            body = bytes(self._received[_LENGTH.size : end])
            del self._received[:end]
            if body:
                self._on_message(body)


def _acknowledge_at_once(line: socket.socket) -> None:
    """Length and body come apart; with delayed acknowledgements each command would take 44 ms (tcp(7))."""
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
