"""The line to the host: a pseudo-terminal or a TCP port, to be pulled out and put back."""

import errno
import os
import pty
import selectors
import socket
import tty
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Final

_READ_AT_MOST: Final = 4096
_LOOPBACK: Final = "127.0.0.1"


class Line(ABC):
    """One connection to one host at a time.

    `room` says how many bytes the device would take now: 0 leaves them in the line, until the host's writes
    block. `deliver` is given what arrived. What cannot be sent is lost, as on a wire nobody listens to.
    """

    def __init__(
        self, selector: selectors.BaseSelector, room: Callable[[], int], deliver: Callable[[bytes], None]
    ) -> None:
        self._selector = selector
        self._room = room
        self._deliver = deliver
        self._listening = False

    @property
    @abstractmethod
    def plugged(self) -> bool:
        """Whether a host can reach the device."""

    @abstractmethod
    def plug(self) -> None:
        """Make the device reachable; nothing happens where it is."""

    @abstractmethod
    def unplug(self) -> None:
        """Pull the cable: what was on its way is lost. Nothing happens where it is out."""

    @abstractmethod
    def send(self, data: bytes) -> None:
        """Send to the host."""

    @abstractmethod
    def power_lost(self) -> None:
        """The device's power went off and on again."""

    @abstractmethod
    def _descriptor(self) -> int | None:
        """Where bytes of the host arrive, if a host is there."""

    @abstractmethod
    def _hung_up(self) -> None:
        """The host went away."""

    def listen(self, *, wanted: bool) -> None:
        """Read what the host sends, or leave it in the line."""
        descriptor = self._descriptor()
        wanted = wanted and descriptor is not None
        if descriptor is None or wanted == self._listening:
            return
        if wanted:
            self._selector.register(descriptor, selectors.EVENT_READ, self._readable)
        else:
            self._selector.unregister(descriptor)
        self._listening = wanted

    def _readable(self) -> None:
        descriptor, room = self._descriptor(), self._room()
        if descriptor is None or room <= 0:
            return
        try:
            data = os.read(descriptor, min(room, _READ_AT_MOST))
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._deliver(data)
        else:
            self._hung_up()


class SerialLine(Line):
    """A pseudo-terminal under a name of its own, as a USB serial device has one."""

    def __init__(
        self,
        link: Path,
        selector: selectors.BaseSelector,
        room: Callable[[], int],
        deliver: Callable[[bytes], None],
    ) -> None:
        super().__init__(selector, room, deliver)
        self._link = link
        self._ends: tuple[int, int] | None = None
        self.plug()

    @property
    def plugged(self) -> bool:
        """Whether the name stands in the file system."""
        return self._ends is not None

    def plug(self) -> None:
        """Open a new pseudo-terminal, raw, and give it the name."""
        if self._ends is not None:
            return
        ours, theirs = pty.openpty()
        tty.setraw(ours)
        tty.setraw(theirs)
        os.set_blocking(ours, False)
        self._ends = (ours, theirs)  # theirs stays open: without it, reading ends when a host closes
        _point(self._link, os.ttyname(theirs))

    def unplug(self) -> None:
        """Remove the name and close both ends: the host reads and writes errors from now on."""
        if self._ends is None:
            return
        self.listen(wanted=False)
        self._link.unlink(missing_ok=True)
        for end in self._ends:
            os.close(end)
        self._ends = None

    def send(self, data: bytes) -> None:
        """Send to the host; lost where the line is full of unread bytes."""
        if self._ends is not None:
            try:
                os.write(self._ends[0], data)
            except BlockingIOError:
                return

    def power_lost(self) -> None:
        """A serial adapter in the host keeps its name."""

    def _descriptor(self) -> int | None:
        return None if self._ends is None else self._ends[0]

    def _hung_up(self) -> None:
        """Cannot happen while our copy of the host's end is open."""


class TcpLine(Line):
    """A listening port with one client at a time; a second one waits in the queue, as network printers do."""

    def __init__(
        self,
        port: int,
        selector: selectors.BaseSelector,
        room: Callable[[], int],
        deliver: Callable[[bytes], None],
    ) -> None:
        super().__init__(selector, room, deliver)
        self.port = port
        self._listener: socket.socket | None = None
        self._client: socket.socket | None = None
        self.plug()

    @property
    def plugged(self) -> bool:
        """Whether the port is open."""
        return self._listener is not None

    def plug(self) -> None:
        """Open the port, the same one each time."""
        if self._listener is not None:
            return
        self._listener = socket.create_server((_LOOPBACK, self.port), backlog=4)
        self._listener.settimeout(0)
        self.port = self._listener.getsockname()[1]
        self._selector.register(self._listener, selectors.EVENT_READ, self._accept)

    def unplug(self) -> None:
        """Close the port and the connection."""
        if self._listener is None:
            return
        if self._client is None:
            self._selector.unregister(self._listener)
        self._drop_client()
        self._listener.close()
        self._listener = None

    def send(self, data: bytes) -> None:
        """Send to the client, if one is there; lost where it does not read."""
        if self._client is not None:
            try:
                self._client.send(data)
            except BlockingIOError:
                return
            except OSError as error:
                if error.errno not in {errno.EPIPE, errno.ECONNRESET}:
                    raise
                self._hung_up()

    def power_lost(self) -> None:
        """The network card restarts: the connection is gone, the port comes back."""
        if self._client is not None:
            self._hung_up()

    def _accept(self) -> None:
        if self._listener is None or self._client is not None:
            return
        try:
            self._client, _ = self._listener.accept()
        except BlockingIOError:
            return
        self._client.settimeout(0)
        self._client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._selector.unregister(self._listener)

    def _descriptor(self) -> int | None:
        return None if self._client is None else self._client.fileno()

    def _hung_up(self) -> None:
        self._drop_client()
        if self._listener is not None:
            self._selector.register(self._listener, selectors.EVENT_READ, self._accept)

    def _drop_client(self) -> None:
        self.listen(wanted=False)
        if self._client is not None:
            self._client.close()
            self._client = None


def _point(link: Path, target: str) -> None:
    """Make `link` point to `target`, replacing a link left behind by a simulator that was killed."""
    if link.exists() and not link.is_symlink():
        raise FileExistsError(
            f"{link} exists and is no link of a simulator: choose another name for --serial"
        )
    unfinished = link.with_name(f".{link.name}.new")
    unfinished.unlink(missing_ok=True)
    unfinished.symlink_to(target)
    unfinished.replace(link)
