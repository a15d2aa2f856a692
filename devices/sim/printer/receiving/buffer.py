"""The receive buffer: finite, with real-time commands taken out on arrival."""

from collections import deque
from collections.abc import Callable

from devices.sim.printer.receiving.parser import Command, Parser
from devices.sim.printer.receiving.realtime import RealTimeWatch


class ReceiveBuffer:
    """Bytes on their way to be executed.

    Real-time commands between other commands never take room. Those that appear inside another command's
    data are executed too if `watch_data` (as Epson's manuals warn), and then remain part of the data.
    """

    def __init__(self, capacity: int, on_real_time: Callable[[Command], None], *, watch_data: bool) -> None:
        self._capacity = capacity
        self._on_real_time = on_real_time
        self._watch_data = watch_data
        self._bytes: deque[int] = deque()
        self._arriving = Parser()
        self._watch = RealTimeWatch()

    def __len__(self) -> int:
        return len(self._bytes)

    @property
    def room(self) -> int:
        """Bytes it can still take."""
        return self._capacity - len(self._bytes)

    def take(self) -> int:
        """The next byte to execute."""
        return self._bytes.popleft()

    def clear(self) -> None:
        """Drop everything, the half-arrived command included."""
        self._bytes.clear()
        self._arriving = Parser()
        self._watch.reset()

    def receive(self, data: bytes) -> None:
        """Take what the line delivers."""
        for byte in data:
            self._receive(byte)

    def _receive(self, byte: int) -> None:
        commands = self._arriving.feed(byte)
        real_time = [command for command in commands if command.real_time]
        if not real_time and not self._arriving.inside_real_time:
            self._bytes.append(byte)
        if self._watch_data:
            seen = self._watch.feed(byte)
            real_time = [] if seen is None else [seen]
        for command in real_time:
            self._on_real_time(command)
