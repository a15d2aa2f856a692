"""The other end of a real line: a small printer behind a pty or a TCP socket, and a cable that can be cut."""

import contextlib
import os
import pty
import select
import socket
import threading
import tty
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

QUERY: Final = b"\x10\x04"
IDENTIFIER: Final = b"\x1d(H\x06\x0000"
PAPER_QUERY: Final = b"\x1dr\x01"
READY: Final = (0x16, 0x12, 0x12, 0x12)


class Wire(Protocol):
    """One end of a line."""

    @property
    def address(self) -> str: ...

    def read(self) -> bytes:
        """What came within a short time; raises OSError when the line is gone."""
        ...

    def write(self, data: bytes) -> None: ...

    def cut(self) -> None: ...


class PtyWire:
    """A serial port: the other end of a pseudo-terminal, found through a link as udev would make it."""

    def __init__(self, folder: Path) -> None:
        self._link = folder / "printer"
        self._master = -1
        self._slave = -1
        self.plug_in()

    @property
    def address(self) -> str:
        return f"serial:{self._link}"

    def plug_in(self) -> None:
        self._master, self._slave = pty.openpty()
        tty.setraw(self._master)
        tty.setraw(self._slave)
        self._link.symlink_to(os.ttyname(self._slave))

    def read(self) -> bytes:
        readable, _, _ = select.select([self._master], [], [], 0.02)
        return os.read(self._master, 4096) if readable else b""

    def write(self, data: bytes) -> None:
        os.write(self._master, data)

    def cut(self) -> None:
        self._link.unlink(missing_ok=True)
        for descriptor in (self._slave, self._master):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        self._master = self._slave = -1


class TcpWire:
    """Port 9100 of a printer on the network, for one client at a time."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._port = int(self._server.getsockname()[1])
        self._client: socket.socket | None = None

    @property
    def address(self) -> str:
        return f"tcp:127.0.0.1:{self._port}"

    def plug_in(self) -> None:
        self._server = socket.create_server(("127.0.0.1", self._port))

    def read(self) -> bytes:
        waiting = self._client or self._server
        readable, _, _ = select.select([waiting], [], [], 0.02)
        if not readable:
            return b""
        if self._client is None:
            self._client = self._server.accept()[0]
            return b""
        data = self._client.recv(4096)
        if not data:
            self._client.close()
            self._client = None
        return data

    def write(self, data: bytes) -> None:
        if self._client is not None:
            self._client.sendall(data)

    def cut(self) -> None:
        self._server.close()
        if self._client is not None:
            # A reset, as a printer that loses its power mid-way gives: no orderly goodbye.
            self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            self._client.close()
            self._client = None


class SmallPrinter:
    """Answers status and identifiers on a thread of its own; may cut the cable after k bytes of a job."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.status = READY
        self.job = bytearray()
        self.cut_after: int | None = None
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join(10)
        self._wire.cut()

    def _serve(self) -> None:
        while not self._ended.is_set():
            try:
                self._hear(self._wire.read())
            except OSError:
                return

    def _hear(self, data: bytes) -> None:
        while data.startswith(QUERY):
            self._wire.write(bytes((self.status[data[2] - 1],)))
            data = data[3:]
        for value in data:
            self.job.append(value)
            if self.cut_after is not None and len(self.job) >= self.cut_after:
                self._wire.cut()
                self._ended.set()
                return
            self._answer()

    def _answer(self) -> None:
        if self.job[-11:-4] == IDENTIFIER:
            self._wire.write(b"7\x22" + self.job[-4:] + b"\x00")
        if self.job.endswith(PAPER_QUERY):
            self._wire.write(b"\x00")


@contextlib.contextmanager
def small_printer(wire: Wire, cut_after: int | None = None) -> Iterator[SmallPrinter]:
    printer = SmallPrinter(wire)
    printer.cut_after = cut_after
    try:
        yield printer
    finally:
        printer.stop()
