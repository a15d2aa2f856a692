"""Serial, TCP and USB-printer lines behind one small contract and one error type.

A line is a file descriptor here: pyserial sets the port up (baud, hand-shake, exclusive use), but its `write`
does not say how much it wrote when it gives up, and a receipt needs that number. POSIX only.
"""

import contextlib
import errno
import fcntl
import os
import select
import socket
import termios
import time
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Protocol
from urllib.parse import parse_qsl, urlsplit

from tramites.errors import ExpectedError

CONNECT_SECONDS: Final = 1.0
"""A printer on the same network answers in milliseconds; one that does not is told as disconnected."""

# A cable pulled under a TCP connection sends nothing: keep-alive finds it after 5 + 3 × 2 seconds.
_KEEP_ALIVE: Final = ((socket.TCP_KEEPIDLE, 5), (socket.TCP_KEEPINTVL, 2), (socket.TCP_KEEPCNT, 3))

# pyserial lets termios.error and TypeError through when a port dies under it (facts: "unplugged").
_MISHAPS: Final = (OSError, termios.error, TypeError, ValueError)


class LineTrouble(Enum):
    """What can happen to a line."""

    ABSENT = "absent"
    BUSY = "busy"
    TIMEOUT = "timeout"
    LOST = "lost"


class TransportError(Exception):
    """The line did not open, or is gone. The only exception a line raises."""

    def __init__(self, kind: LineTrouble, detail: str = "") -> None:
        super().__init__(f"{kind.value}: {detail}" if detail else kind.value)
        self.kind = kind
        self.detail = detail


class DeviceAddressError(ExpectedError):
    """A configured device address cannot be understood."""

    code = "device.address"


class ByteLine(Protocol):
    """Bytes to and from one device. Every call has its deadline and raises TransportError or nothing."""

    @property
    def is_open(self) -> bool:
        """Whether reading and writing may be tried; false again once the line is lost."""
        ...

    def open(self) -> None:
        """Take the line, throwing away what waited in it. Opening an open line does nothing."""
        ...

    def close(self) -> None:
        """Let go of the line. Never raises."""
        ...

    def read(self, n: int, seconds: float) -> bytes:
        """Wait at most `seconds` for bytes and give at most `n` of them; empty when none came."""
        ...

    def write(self, data: bytes, seconds: float) -> int:
        """Hand over what the line takes within `seconds`; the number of bytes taken, possibly 0."""
        ...


class DescriptorLine:
    """Reading and writing on a non-blocking file descriptor."""

    _END_IS_LOSS = True

    def __init__(self) -> None:
        self._descriptor: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether the descriptor is held."""
        return self._descriptor is not None

    def read(self, n: int, seconds: float) -> bytes:
        """See `ByteLine.read`."""
        descriptor = self._held()
        try:
            if not _ready(descriptor, select.POLLIN, seconds):
                return b""
            data = os.read(descriptor, n)
        except BlockingIOError:
            return b""
        except _MISHAPS as error:
            raise self._lost(error) from error
        if not data and self._END_IS_LOSS:
            raise self._lost("the other end closed")
        return data

    def write(self, data: bytes, seconds: float) -> int:
        """See `ByteLine.write`."""
        deadline = time.monotonic() + seconds
        taken = 0
        while taken < len(data):
            count = self._write_once(data[taken:], max(0.0, deadline - time.monotonic()))
            if count == 0:
                break
            taken += count
        return taken

    def close(self) -> None:
        """See `ByteLine.close`."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            self._release(descriptor)

    def _write_once(self, data: bytes, seconds: float) -> int:
        descriptor = self._held()
        try:
            if not _ready(descriptor, select.POLLOUT, seconds):
                return 0
            return os.write(descriptor, data)
        except BlockingIOError:
            return 0
        except _MISHAPS as error:
            raise self._lost(error) from error

    def _held(self) -> int:
        if self._descriptor is None:
            raise TransportError(LineTrouble.LOST, "the line is closed")
        return self._descriptor

    def _lost(self, why: object) -> TransportError:
        self.close()
        return TransportError(LineTrouble.LOST, str(why))

    def _release(self, descriptor: int) -> None:
        _close_quietly(descriptor)


class SerialLine(DescriptorLine):
    """A serial port, USB-CDC included, for this program alone."""

    def __init__(self, path: str, baud: int = 115200, *, rtscts: bool = False) -> None:
        super().__init__()
        self._path = path
        self._baud = baud
        self._rtscts = rtscts

    def open(self) -> None:
        """See `ByteLine.open`."""
        if self.is_open:
            return
        import serial

        try:
            port = serial.Serial(self._path, self._baud, rtscts=self._rtscts, exclusive=True, write_timeout=0)
        except _MISHAPS as error:  # serial.SerialException is an OSError
            raise TransportError(_why_not_opened(error), f"{self._path}: {error}") from error
        self._descriptor = _take_over(port)

    def _release(self, descriptor: int) -> None:
        # Without this the kernel waits on closing until a stuck printer has taken every byte.
        with contextlib.suppress(*_MISHAPS):  # A dead port has nothing waiting in it.
            termios.tcflush(descriptor, termios.TCIOFLUSH)
        super()._release(descriptor)


class TcpLine(DescriptorLine):
    """A network printer (port 9100) or a device server."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__()
        self._address = (host, port)

    def open(self) -> None:
        """See `ByteLine.open`."""
        if self.is_open:
            return
        try:
            connection = socket.create_connection(self._address, CONNECT_SECONDS)
        except _MISHAPS as error:
            raise TransportError(_why_not_opened(error), f"{self._address[0]}: {error}") from error
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for option, value in _KEEP_ALIVE:
            connection.setsockopt(socket.IPPROTO_TCP, option, value)
        connection.settimeout(0)
        self._descriptor = connection.detach()


class UsbLpLine(DescriptorLine):
    """A printer of the USB printer class behind the kernel's usblp (not seen with real hardware yet)."""

    _END_IS_LOSS = False  # usblp reads nothing as an empty answer.

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def open(self) -> None:
        """See `ByteLine.open`."""
        if self.is_open:
            return
        try:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            raise TransportError(_why_not_opened(error), f"{self._path}: {error}") from error


@dataclass(frozen=True, slots=True)
class LineAddress:
    """An address as configured: "serial:/dev/ttyUSB0?baud=9600", "tcp:10.0.0.7:9100", "usb:/dev/usb/lp0"."""

    kind: str
    target: str
    options: dict[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> "LineAddress":
        """Read an address; DeviceAddressError names what is wrong with it."""
        parts = urlsplit(text)
        try:
            options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        except ValueError as error:
            raise _bad_address(text, "what follows '?' must be option=value pairs joined by '&'") from error
        target = parts.path or parts.netloc
        if parts.scheme not in _OPTIONS or not target or parts.netloc:
            raise _bad_address(text, "write serial:PATH, tcp:HOST:PORT or usb:PATH")
        for option in options.keys() - _OPTIONS[parts.scheme]:
            raise _bad_address(text, f"{option!r} is no option of {parts.scheme} lines")
        return cls(parts.scheme, target, options)

    def line(self) -> ByteLine:
        """The line this address names, not opened yet."""
        if self.kind == "serial":
            rtscts = self.options.get("rtscts", "0") in {"1", "true", "yes"}
            return SerialLine(self.target, self._number("baud", "115200"), rtscts=rtscts)
        if self.kind == "usb":
            return UsbLpLine(self.target)
        host, _, port = self.target.rpartition(":")
        if not host or not port.isdecimal() or not 0 < int(port) <= _LAST_PORT:
            raise _bad_address(f"tcp:{self.target}", "write tcp:HOST:PORT with a port between 1 and 65535")
        return TcpLine(host.strip("[]"), int(port))

    def _number(self, option: str, default: str) -> int:
        value = self.options.get(option, default)
        if not value.isdecimal() or int(value) == 0:
            raise _bad_address(
                f"{self.kind}:{self.target}", f"{option} must be a whole number, not {value!r}"
            )
        return int(value)


_LAST_PORT: Final = 65535
_OPTIONS: Final = {
    "serial": frozenset({"baud", "rtscts", "suffix"}),
    "tcp": frozenset({"suffix"}),
    "usb": frozenset[str](),
}


def open_line(address: str) -> ByteLine:
    """The line a configured address names, not opened yet. Raises DeviceAddressError."""
    return LineAddress.parse(address).line()


def _bad_address(text: str, remedy: str) -> DeviceAddressError:
    return DeviceAddressError(f"device address {text!r}: {remedy}")


def _ready(descriptor: int, event: int, seconds: float) -> bool:
    """Whether the descriptor can be read or written, or has trouble that reading or writing will tell."""
    poll = select.poll()
    poll.register(descriptor, event)
    return bool(poll.poll(max(0.0, seconds) * 1000))


def _why_not_opened(error: BaseException) -> LineTrouble:
    if isinstance(error, TimeoutError):
        return LineTrouble.TIMEOUT
    if getattr(error, "errno", None) in {errno.EAGAIN, errno.EBUSY}:
        return LineTrouble.BUSY
    return LineTrouble.ABSENT


def _take_over(port: object) -> int:
    """A descriptor of our own; pyserial's is closed. The exclusive lock is the open file's, and stays."""
    fileno = port.fileno()  # type: ignore[attr-defined]  # the type of a lazily imported class
    descriptor = fcntl.fcntl(fileno, fcntl.F_DUPFD_CLOEXEC, 0)
    port.close()  # type: ignore[attr-defined]  # as above
    return int(descriptor)


def _close_quietly(descriptor: int) -> None:
    with contextlib.suppress(OSError):  # A device that is gone leaves nothing to let go of.
        os.close(descriptor)
